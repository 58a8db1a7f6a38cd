import { useFetcher } from '@remix-run/react';
import { useCallback } from 'react';

/** Archives the supplier whose page this is, or takes it back. */
export function useArchive(): { archive: (isArchived: boolean) => void; isBusy: boolean } {
  const fetcher = useFetcher();
  const { submit } = fetcher;
  return {
    archive: useCallback(
      (isArchived: boolean) =>
        submit({ isArchived }, { method: 'post', encType: 'application/json' }),
      [submit],
    ),
    isBusy: fetcher.state !== 'idle',
  };
}
