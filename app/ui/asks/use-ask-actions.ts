import { useFetcher } from '@remix-run/react';
import { useCallback } from 'react';
import type { AskAction, AskResult } from '#app/contracts/asks.ts';

/** Sends what staff does with an ask and gives the last result; the page reads its facts again after each. */
export function useAskActions(askId: string): {
  act: (action: AskAction) => void;
  result: AskResult | undefined;
  isActing: boolean;
} {
  const fetcher = useFetcher<AskResult>();
  const { submit } = fetcher;
  const act = useCallback(
    (action: AskAction) =>
      submit(action, {
        method: 'post',
        action: `/app/asks/${askId}`,
        encType: 'application/json',
      }),
    [submit, askId],
  );
  return { act, result: fetcher.data, isActing: fetcher.state !== 'idle' };
}
