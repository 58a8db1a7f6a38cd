import { useFetcher } from '@remix-run/react';
import { useCallback } from 'react';
import type { FindingDetailAction, FindingDetailResult } from '#app/contracts/finding-detail.ts';

/** Sends what is done on a finding's page; the page reads its facts again after each. */
export function useFindingActions(findingId: string): {
  act: (action: FindingDetailAction) => void;
  result: FindingDetailResult | undefined;
  isActing: boolean;
} {
  const fetcher = useFetcher<FindingDetailResult>();
  const { submit } = fetcher;
  const act = useCallback(
    (action: FindingDetailAction) =>
      submit(action, {
        method: 'post',
        action: `/app/compliance/${findingId}`,
        encType: 'application/json',
      }),
    [submit, findingId],
  );
  return { act, result: fetcher.data, isActing: fetcher.state !== 'idle' };
}
