import type { PoolClient } from 'pg';
import type { PurchaseOrderQuery } from '#app/contracts/purchase-orders.ts';
import type { PurchaseOrderStatus } from '#app/domain/inventory/purchase-order.ts';
import { assertExhaustive } from '#app/domain/shared/exhaustive.ts';

/** A purchase order with what its lines add up to. */
export interface SummedOrder {
  purchaseOrderId: number;
  number: string;
  supplierId: number;
  supplierName: string;
  status: PurchaseOrderStatus;
  currency: string;
  lines: number;
  pieces: number;
  received: number;
  /** Of the lines whose cost is known. */
  totalMinor: number;
  linesWithoutCost: number;
  orderedAt: Date | null;
  expectedOn: string | null;
  closedAt: Date | null;
  updatedAt: Date;
  version: number;
}

/** Where a row stands in the list: the newest by id first. */
export interface OrderPlace {
  before: number;
}

/** A page of the purchase orders, those made last first. */
export async function readOrderPage(
  sql: PoolClient,
  shopId: number,
  {
    status,
    supplierId,
    place,
    limit,
  }: Pick<PurchaseOrderQuery, 'status' | 'supplierId'> & {
    place: OrderPlace | null;
    limit: number;
  },
): Promise<{ rows: SummedOrder[]; more: boolean }> {
  const { rows } = await sql.query<SummedRow>(
    `${SUMMED} where o.shop_id = $1 and o.status = any($2) and ($3::int is null or o.supplier_id = $3)
       and ($4::int is null or o.purchase_order_id < $4)
     order by o.purchase_order_id desc limit $5`,
    [shopId, statusesOf(status), supplierId, place?.before ?? null, limit + 1],
  );
  return { rows: rows.slice(0, limit).map(summedOf), more: rows.length > limit };
}

/** One purchase order; null: there is none. */
export async function readSummedOrder(
  sql: PoolClient,
  shopId: number,
  purchaseOrderId: number,
): Promise<SummedOrder | null> {
  const { rows } = await sql.query<SummedRow>(
    `${SUMMED} where o.shop_id = $1 and o.purchase_order_id = $2`,
    [shopId, purchaseOrderId],
  );
  const [row] = rows;
  return row === undefined ? null : summedOf(row);
}

/** How many there are in each state; states without any are left out. */
export async function countOrders(
  sql: PoolClient,
  shopId: number,
  supplierId: number | null,
): Promise<Map<PurchaseOrderStatus, number>> {
  const { rows } = await sql.query<{ status: PurchaseOrderStatus; orders: number }>(
    `select status, count(*)::int as orders from purchase_orders
      where shop_id = $1 and ($2::int is null or supplier_id = $2) group by 1`,
    [shopId, supplierId],
  );
  return new Map(rows.map(({ status, orders }) => [status, orders]));
}

function statusesOf(status: PurchaseOrderQuery['status']): readonly PurchaseOrderStatus[] {
  switch (status) {
    case 'open':
      return ['sent', 'partly_received'];
    case 'draft':
      return ['draft'];
    case 'closed':
      return ['received', 'cancelled'];
    case 'all':
      return ['draft', 'sent', 'partly_received', 'received', 'cancelled'];
    default:
      return assertExhaustive(status);
  }
}

const SUMMED = `select o.purchase_order_id as "purchaseOrderId", o.number, o.supplier_id as "supplierId",
    s.name as "supplierName", o.status, o.currency, l.lines, l.pieces, l.received, l.total as "totalMinor",
    l.unpriced as "linesWithoutCost", o.ordered_at as "orderedAt", o.expected_on::text as "expectedOn",
    o.closed_at as "closedAt", o.updated_at as "updatedAt", o.version
  from purchase_orders o join suppliers s using (shop_id, supplier_id)
  cross join lateral (
    select count(*)::int as lines, coalesce(sum(quantity), 0)::int as pieces, coalesce(sum(received), 0)::int as received,
      coalesce(sum(quantity * cost_minor), 0)::bigint as total, (count(*) filter (where cost_minor is null))::int as unpriced
    from purchase_order_lines where shop_id = o.shop_id and purchase_order_id = o.purchase_order_id
  ) l`;

type SummedRow = Omit<SummedOrder, 'totalMinor'> & { totalMinor: string };

function summedOf(row: SummedRow): SummedOrder {
  return { ...row, totalMinor: Number(row.totalMinor) };
}
