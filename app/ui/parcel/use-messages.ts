import { useFetcher } from '@remix-run/react';
import { useCallback } from 'react';
import type { WriteMessage, WriteMessageResult } from '#app/contracts/messages.ts';

/** Notes or sends messages about a parcel and gives the last one's result. */
export function useMessages(parcelId: string): {
  write: (message: WriteMessage) => void;
  result: WriteMessageResult | undefined;
  isWriting: boolean;
} {
  const fetcher = useFetcher<WriteMessageResult>();
  const { submit } = fetcher;
  const write = useCallback(
    (message: WriteMessage) =>
      submit(message, {
        method: 'post',
        action: `/app/parcels/${parcelId}/messages`,
        encType: 'application/json',
      }),
    [submit, parcelId],
  );
  return { write, result: fetcher.data, isWriting: fetcher.state !== 'idle' };
}
