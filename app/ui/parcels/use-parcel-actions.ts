import { useFetcher } from '@remix-run/react';
import { useCallback } from 'react';
import type { ParcelAction, ParcelActionResult } from '#app/contracts/parcel-actions.ts';

/** Sends actions to the page's own route (`where`) and gives the last one's result. */
export function useParcelActions(where: string): {
  act: (action: ParcelAction) => void;
  result: ParcelActionResult | undefined;
  isActing: boolean;
} {
  const fetcher = useFetcher<ParcelActionResult>();
  const { submit } = fetcher;
  const act = useCallback(
    (action: ParcelAction) =>
      submit(action, { method: 'post', action: where, encType: 'application/json' }),
    [submit, where],
  );
  return { act, result: fetcher.data, isActing: fetcher.state !== 'idle' };
}
