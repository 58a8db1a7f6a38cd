import { useFetcher } from '@remix-run/react';
import { useCallback } from 'react';
import type { PurchaseOrderBody, PurchaseOrderResult } from '#app/contracts/purchase-orders.ts';

/** Sends what is done with a purchase order; the page reads its facts again after each. */
export function useOrderActions(purchaseOrderId: number): {
  act: (body: PurchaseOrderBody) => void;
  result: PurchaseOrderResult | undefined;
  isActing: boolean;
} {
  const fetcher = useFetcher<PurchaseOrderResult>();
  const { submit } = fetcher;
  const act = useCallback(
    (body: PurchaseOrderBody) =>
      submit(body, {
        method: 'post',
        action: `/app/inventory/orders/${purchaseOrderId}`,
        encType: 'application/json',
      }),
    [submit, purchaseOrderId],
  );
  return { act, result: fetcher.data, isActing: fetcher.state !== 'idle' };
}
