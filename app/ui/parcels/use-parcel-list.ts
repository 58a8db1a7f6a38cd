import { useNavigate } from '@remix-run/react';
import { useCallback } from 'react';
import type { ParcelQuery } from '#app/contracts/pages.ts';
import { serialiseParcelQuery } from '#app/contracts/parcel-query.ts';

/** Address of a list; the cursor belongs to it, so that a list can be returned to exactly. */
export function listAddress(query: Partial<ParcelQuery> | string): string {
  const search = typeof query === 'string' ? query : serialiseParcelQuery(query);
  return search === '' ? '/app/parcels' : `/app/parcels?${search}`;
}

/** Changes what the list shows. Whatever changes it begins at the first page again, unless it is a page turn itself. */
export function useChangeList(query: ParcelQuery): (change: Partial<ParcelQuery>) => void {
  const navigate = useNavigate();
  return useCallback(
    (change) =>
      navigate(listAddress({ ...query, cursor: null, direction: 'next', ...change }), {
        preventScrollReset: !('cursor' in change),
      }),
    [navigate, query],
  );
}
