import { useFetcher, useNavigate } from '@remix-run/react';
import { useCallback } from 'react';
import type { InventoryAction, InventoryActionResult } from '#app/contracts/inventory-actions.ts';
import { serialiseInventoryQuery, type InventoryQuery } from '#app/contracts/inventory-query.ts';

export function inventoryAddress(query: Partial<InventoryQuery>): string {
  const search = serialiseInventoryQuery(query);
  return search === '' ? '/app/inventory' : `/app/inventory?${search}`;
}

/** Changes what the list shows. Whatever changes it begins at the first page again, unless it is a page turn itself. */
export function useChangeInventory(
  query: InventoryQuery,
): (change: Partial<InventoryQuery>) => void {
  const navigate = useNavigate();
  return useCallback(
    (change) =>
      navigate(inventoryAddress({ ...query, cursor: null, direction: 'next', ...change }), {
        preventScrollReset: !('cursor' in change),
      }),
    [navigate, query],
  );
}

/** Sends what is done to variants and gives the last result. */
export function useInventoryActions(): {
  act: (action: InventoryAction) => void;
  result: InventoryActionResult | undefined;
  isActing: boolean;
} {
  const fetcher = useFetcher<InventoryActionResult>();
  const { submit } = fetcher;
  const act = useCallback(
    (action: InventoryAction) =>
      submit(action, {
        method: 'post',
        action: '/app/inventory?index',
        encType: 'application/json',
      }),
    [submit],
  );
  return { act, result: fetcher.data, isActing: fetcher.state !== 'idle' };
}
