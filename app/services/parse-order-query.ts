import { ORDER_LISTS } from '#app/contracts/inventory.ts';
import type { PurchaseOrderQuery } from '#app/contracts/purchase-orders.ts';

/** What an address asks of the list of purchase orders; whatever it says that nobody knows is as if it said nothing. */
export function parseOrderQuery(parameters: URLSearchParams): PurchaseOrderQuery {
  const supplier = parameters.get('supplier') ?? '';
  const cursor = parameters.get('cursor') ?? '';
  return {
    status: ORDER_LISTS.find((list) => list === parameters.get('status')) ?? 'open',
    supplierId: /^\d{1,9}$/.test(supplier) ? Number(supplier) : null,
    cursor: /^[\w-]{1,100}$/.test(cursor) ? cursor : null,
  };
}
