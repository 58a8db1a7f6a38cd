import type {
  PurchaseOrderPage,
  PurchaseOrderQuery,
  PurchaseOrderRow,
} from '#app/contracts/purchase-orders.ts';
import {
  countOrders,
  readOrderPage,
  type OrderPlace,
  type SummedOrder,
} from '#app/db/purchase-order-pages.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';

const ROWS_PER_PAGE = 50;

/** A page of the shop's purchase orders, those made last first. A cursor that cannot be read counts as none. */
export async function listPurchaseOrders({
  shopId,
  query,
}: {
  shopId: number;
  query: PurchaseOrderQuery;
}): Promise<PurchaseOrderPage> {
  const { status, supplierId } = query;
  return withShopSql(shopId, async (sql) => {
    const page = await readOrderPage(sql, shopId, {
      status,
      supplierId,
      place: placeOf(query.cursor),
      limit: ROWS_PER_PAGE,
    });
    const counts = await countOrders(sql, shopId, supplierId);
    const last = page.rows.at(-1);
    const of = (state: PurchaseOrderRow['status']) => counts.get(state) ?? 0;
    return {
      rows: page.rows.map(purchaseOrderRow),
      nextCursor: page.more && last !== undefined ? String(last.purchaseOrderId) : null,
      counts: {
        draft: of('draft'),
        sent: of('sent'),
        partly_received: of('partly_received'),
        received: of('received'),
        cancelled: of('cancelled'),
      },
    };
  });
}

/** An order as lists show it. */
export function purchaseOrderRow({
  totalMinor,
  currency,
  orderedAt,
  closedAt,
  updatedAt,
  ...row
}: SummedOrder): PurchaseOrderRow {
  return {
    ...row,
    total: { minor: totalMinor, currency },
    orderedAt: orderedAt?.toISOString() ?? null,
    closedAt: closedAt?.toISOString() ?? null,
    updatedAt: updatedAt.toISOString(),
  };
}

function placeOf(cursor: string | null): OrderPlace | null {
  return cursor !== null && /^\d{1,9}$/.test(cursor) ? { before: Number(cursor) } : null;
}
