import { useFetcher } from '@remix-run/react';
import { useCallback } from 'react';
import type { LinkAction, LinkActionResult } from '#app/contracts/links.ts';

/** Sends decisions on links and gives the last one's result; the page reads its facts again after each. */
export function useLinkActions(): {
  act: (action: LinkAction) => void;
  result: LinkActionResult | undefined;
  isActing: boolean;
} {
  const fetcher = useFetcher<LinkActionResult>();
  const { submit } = fetcher;
  const act = useCallback(
    (action: LinkAction) =>
      submit(action, { method: 'post', action: '/app/links', encType: 'application/json' }),
    [submit],
  );
  return { act, result: fetcher.data, isActing: fetcher.state !== 'idle' };
}
