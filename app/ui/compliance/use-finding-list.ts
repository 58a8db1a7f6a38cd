import { useFetcher, useNavigate } from '@remix-run/react';
import { useCallback } from 'react';
import type { FindingAction, FindingActionResult } from '#app/contracts/finding-actions.ts';
import type { FindingQuery } from '#app/contracts/finding-query.ts';
import { findingListAddress } from './finding-tabs.ts';

/** Changes what the list shows. Whatever changes it begins at the first page again, unless it is a page turn itself. */
export function useChangeFindings(query: FindingQuery): (change: Partial<FindingQuery>) => void {
  const navigate = useNavigate();
  return useCallback(
    (change) =>
      navigate(findingListAddress({ ...query, cursor: null, direction: 'next', ...change }), {
        preventScrollReset: !('cursor' in change),
      }),
    [navigate, query],
  );
}

/** Sends what is done to findings and gives the last result. */
export function useFindingListActions(): {
  act: (action: FindingAction) => void;
  result: FindingActionResult | undefined;
} {
  const fetcher = useFetcher<FindingActionResult>();
  const { submit } = fetcher;
  const act = useCallback(
    (action: FindingAction) =>
      submit(action, {
        method: 'post',
        action: '/app/compliance?index',
        encType: 'application/json',
      }),
    [submit],
  );
  return { act, result: fetcher.data };
}
