import { useFetcher } from '@remix-run/react';
import { useCallback } from 'react';
import type { CashAction, CashActionResult } from '#app/contracts/cash.ts';

/** Sends what is asked for on a page of cash; the page reads its facts again after each. */
export function useCashActions(): {
  act: (action: CashAction) => void;
  result: CashActionResult | undefined;
  isActing: boolean;
} {
  const fetcher = useFetcher<CashActionResult>();
  const { submit } = fetcher;
  const act = useCallback(
    // Written as text: settings are of any shape until the server has read them.
    (action: CashAction) =>
      submit(JSON.stringify(action), { method: 'post', encType: 'application/json' }),
    [submit],
  );
  return { act, result: fetcher.data, isActing: fetcher.state !== 'idle' };
}
