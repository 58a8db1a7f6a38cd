import { useCallback, useEffect, type MouseEvent } from 'react';

/** Where one was in a list when one left it for a parcel. One tab has one such place, so it lives in the module. */
let left: { list: string; parcelHref: string; scrollY: number } | null = null;

/**
 * Brings a person who returns from a parcel back to where they were in the same list: same scroll, same row focused.
 * Give the returned handler to the element around the rows, as `onClickCapture`.
 */
export function usePlaceKept(list: string): (event: MouseEvent) => void {
  useEffect(() => {
    const place = left;
    if (place === null || place.list !== list) return;
    left = null;
    // After the router has scrolled to the top, as it does for every page that is new to it.
    const frame = requestAnimationFrame(() => {
      window.scrollTo(0, place.scrollY);
      const links = document.querySelectorAll<HTMLAnchorElement>('a[href^="/app/parcels/"]');
      [...links]
        .find((link) => link.getAttribute('href') === place.parcelHref)
        ?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [list]);
  return useCallback(
    ({ target }: MouseEvent) => {
      const link = target instanceof Element ? target.closest('a[href^="/app/parcels/"]') : null;
      const parcelHref = link?.getAttribute('href') ?? null;
      if (parcelHref !== null) left = { list, parcelHref, scrollY: window.scrollY };
    },
    [list],
  );
}
