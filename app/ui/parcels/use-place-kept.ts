import { useCallback, useEffect, type MouseEvent } from 'react';

/** Where one was in a list when one left it for one of its rows. One tab has one such place, so it lives in the module. */
let left: { list: string; href: string; scrollY: number } | null = null;

/**
 * Brings a person who returns from a parcel (or from whatever lies under `within`) back to where they were in the same list:
 * same scroll, same row focused. Give the returned handler to the element around the rows, as `onClickCapture`.
 */
export function usePlaceKept(list: string, within = '/app/parcels/'): (event: MouseEvent) => void {
  const links = `a[href^="${within}"]`;
  useEffect(() => {
    const place = left;
    if (place === null || place.list !== list) return;
    left = null;
    // After the router has scrolled to the top, as it does for every page that is new to it.
    const frame = requestAnimationFrame(() => {
      window.scrollTo(0, place.scrollY);
      [...document.querySelectorAll<HTMLAnchorElement>(links)]
        .find((link) => link.getAttribute('href') === place.href)
        ?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [list, links]);
  return useCallback(
    ({ target }: MouseEvent) => {
      const link = target instanceof Element ? target.closest(links) : null;
      const href = link?.getAttribute('href') ?? null;
      if (href !== null) left = { list, href, scrollY: window.scrollY };
    },
    [list, links],
  );
}
