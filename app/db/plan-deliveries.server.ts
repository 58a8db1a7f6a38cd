import type { PoolClient } from 'pg';
import type { LeadRecord } from '#app/domain/inventory/plan-facts.ts';

/** Deliveries of one supplier that are looked at: the newest. */
const PER_SUPPLIER = 200;
/** Of all suppliers together. */
const OF_ALL = 1_000;

/**
 * Deliveries of these suppliers, oldest first. A delivery is what arrived of one purchase order on one day: however many lines
 * it had, it is one record of how long the supplier takes. What was taken back, and cancelled orders, are none.
 */
export async function readDeliveries(
  sql: PoolClient,
  shopId: number,
  { supplierIds }: { supplierIds: readonly number[] },
): Promise<Map<number, LeadRecord[]>> {
  const { rows } = await sql.query<LeadRecord & { supplierId: number }>(
    `select "supplierId", "orderedAt", "arrivedAt", "expectedOn" from (
       select *, row_number() over (partition by "supplierId" order by "arrivedAt" desc, "purchaseOrderId") as newness
       from (
         select distinct o.supplier_id as "supplierId", o.purchase_order_id as "purchaseOrderId",
           o.ordered_at as "orderedAt", arrived.at as "arrivedAt", o.expected_on::text as "expectedOn"
         from ${DELIVERIES} where o.shop_id = $1 and o.supplier_id = any($2) and ${IS_DELIVERY}
       ) each
     ) d where newness <= ${PER_SUPPLIER} order by "supplierId", "arrivedAt", "purchaseOrderId"`,
    [shopId, supplierIds],
  );
  const bySupplier = new Map<number, LeadRecord[]>();
  for (const { supplierId, orderedAt, arrivedAt, expectedOn } of rows) {
    const before = bySupplier.get(supplierId) ?? [];
    before.push({ orderedAt, arrivedAt, expectedOn });
    bySupplier.set(supplierId, before);
  }
  return bySupplier;
}

/**
 * Deliveries of all suppliers that were on record when `before` began: what a supplier with few of its own is compared with
 * changes once a day, so that one delivery does not move the plans of every variant.
 */
export async function readAllDeliveries(
  sql: PoolClient,
  shopId: number,
  { before }: { before: Date },
): Promise<LeadRecord[]> {
  const { rows } = await sql.query<LeadRecord>(
    `select "orderedAt", "arrivedAt", "expectedOn" from (
       select distinct o.purchase_order_id as "purchaseOrderId", o.ordered_at as "orderedAt", arrived.at as "arrivedAt",
         o.expected_on::text as "expectedOn"
       from ${DELIVERIES} where o.shop_id = $1 and e.at < $2
         and o.ordered_at is not null and arrived.at is not null and arrived.at >= o.ordered_at
         and (e.detail ->> 'undoneAt' is null or (e.detail ->> 'undoneAt')::timestamptz >= $2)
       order by "arrivedAt" desc, "purchaseOrderId" limit ${OF_ALL}
     ) d order by "arrivedAt", "purchaseOrderId"`,
    [shopId, before],
  );
  return rows;
}

const DELIVERIES = `purchase_orders o
  join purchase_order_events e on e.shop_id = o.shop_id and e.purchase_order_id = o.purchase_order_id
    and e.kind in ('received', 'uploaded')
  cross join lateral (select (e.detail ->> 'arrivedAt')::timestamptz as at) arrived`;

const IS_DELIVERY = `o.ordered_at is not null and arrived.at >= o.ordered_at and e.detail ->> 'undoneAt' is null`;
