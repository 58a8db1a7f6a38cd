import type { PoolClient } from 'pg';
import { orderDetailsSchema } from '#app/db/order-details.server.ts';
import type { OrderDetails } from '#app/db/order-details.server.ts';
import type { OrderLineRow } from '#app/db/order-lines.server.ts';

/** An order with what it says beside its own row. */
export interface OrderRecord {
  orderId: string;
  name: string;
  createdAt: Date;
  processedAt: Date | null;
  updatedAt: Date;
  cancelledAt: Date | null;
  currency: string;
  totalMinor: number;
  country: string | null;
  postcodeHash: string | null;
  /** Null: not read yet. */
  details: OrderDetails | null;
  readAt: Date | null;
}

/** The orders of these ids. */
export async function loadOrderRecords(
  sql: PoolClient,
  shopId: number,
  orderIds: readonly string[],
): Promise<OrderRecord[]> {
  const { rows } = await sql.query<
    Omit<OrderRecord, 'totalMinor' | 'details'> & { totalMinor: string; details: unknown }
  >(
    `select o.order_id::text as "orderId", o.name, o.created_at as "createdAt", o.processed_at as "processedAt",
       o.updated_at as "updatedAt", o.cancelled_at as "cancelledAt", o.currency, o.total_minor as "totalMinor",
       o.destination_country as country, o.postcode_hash as "postcodeHash", d.details, d.read_at as "readAt"
     from orders o left join order_details d on d.shop_id = $1 and d.order_id = o.order_id
     where o.shop_id = $1 and o.order_id = any($2::bigint[])`,
    [shopId, [...new Set(orderIds)]],
  );
  return rows.map((row) => ({
    ...row,
    totalMinor: Number(row.totalMinor),
    details: row.details === null ? null : orderDetailsSchema.parse(row.details),
  }));
}

/** A line with the customs facts of its variant, as the catalogue has them now. */
export interface OrderLineRecord extends Omit<OrderLineRow, 'orderedAt'> {
  hsCode: string | null;
  originCountry: string | null;
  /** The sentence of its product that says that no customs fees come. */
  saysNoCustomsFees: string | null;
}

/** Every line of these orders, in order of their ids. */
export async function loadOrderLines(
  sql: PoolClient,
  shopId: number,
  orderIds: readonly string[],
): Promise<Map<string, OrderLineRecord[]>> {
  const { rows } = await sql.query<Omit<OrderLineRecord, 'totalMinor'> & { totalMinor: string }>(
    `select l.order_id::text as "orderId", l.line_id::text as "lineId", l.product_id::text as "productId",
       l.variant_id::text as "variantId", l.title, l.sku, l.quantity,
       l.unfulfilled_quantity as "unfulfilledQuantity", l.requires_shipping as "requiresShipping", l.currency,
       l.total_minor as "totalMinor", l.selling_plan as "sellingPlan", v.variant->>'hsCode' as "hsCode",
       v.variant->>'originCountry' as "originCountry", p.facts->>'saysNoCustomsFees' as "saysNoCustomsFees"
     from order_lines l
     left join products p on p.shop_id = $1 and p.product_id = l.product_id
     left join lateral (
       select variant from jsonb_array_elements(p.facts->'variants') variant
       where variant->>'id' = l.variant_id::text limit 1
     ) v on true
     where l.shop_id = $1 and l.order_id = any($2::bigint[])
     order by l.order_id, l.line_id`,
    [shopId, [...new Set(orderIds)]],
  );
  const lines = rows.map((row) => ({ ...row, totalMinor: Number(row.totalMinor) }));
  return Map.groupBy(lines, ({ orderId }) => orderId);
}

/** A parcel with its fulfillment and what its order says of the buyer. */
export interface ParcelRecord {
  orderId: string;
  orderName: string;
  orderedAt: Date;
  orderTotalMinor: number;
  orderCurrency: string;
  fulfillmentId: string;
  position: number;
  status: string;
  markedAt: Date;
  requiresShipping: boolean;
  inTransitAt: Date | null;
  fulfillmentDeliveredAt: Date | null;
  number: string | null;
  numberKey: string | null;
  carrier: string | null;
  supplier: string | null;
  origin: string | null;
  destination: string | null;
  currency: string;
  valueMinor: number;
  cancelled: boolean;
  sharedStream: boolean;
  deliveredAt: Date | null;
  postcodeHash: string | null;
  proofs: unknown;
  /** Delivery methods of the order's fulfillment orders; null: not told. */
  methods: unknown;
}

/** Parcels by a condition on `p` (parcels), `f` (fulfillments) or `o` (orders); `$1` is the shop, `$2` the ids. */
async function parcelRecords(
  sql: PoolClient,
  shopId: number,
  { condition, ids }: { condition: string; ids: readonly string[] },
): Promise<ParcelRecord[]> {
  const { rows } = await sql.query<
    Omit<ParcelRecord, 'orderTotalMinor' | 'valueMinor'> & {
      orderTotalMinor: string;
      valueMinor: string;
    }
  >(
    `select p.order_id::text as "orderId", p.order_name as "orderName",
       coalesce(o.processed_at, o.created_at, p.shipped_at) as "orderedAt",
       coalesce(o.total_minor, 0) as "orderTotalMinor", coalesce(o.currency, p.currency) as "orderCurrency",
       p.fulfillment_id::text as "fulfillmentId", p.position, f.status, f.created_at as "markedAt",
       f.requires_shipping as "requiresShipping", f.in_transit_at as "inTransitAt",
       f.delivered_at as "fulfillmentDeliveredAt", p.number, p.number_key as "numberKey", p.carrier, p.supplier,
       p.origin, p.destination, p.currency, p.value_minor as "valueMinor", p.cancelled,
       p.shared_stream as "sharedStream", p.delivered_at as "deliveredAt", o.postcode_hash as "postcodeHash",
       p.proofs, d.details->'methods' as methods
     from parcels p
     join fulfillments f on f.shop_id = $1 and f.fulfillment_id = p.fulfillment_id
     left join orders o on o.shop_id = $1 and o.order_id = p.order_id
     left join order_details d on d.shop_id = $1 and d.order_id = p.order_id
     where p.shop_id = $1 and ${condition}
     order by p.order_id, f.created_at, p.fulfillment_id, p.position`,
    [shopId, [...new Set(ids)]],
  );
  return rows.map((row) => ({
    ...row,
    orderTotalMinor: Number(row.orderTotalMinor),
    valueMinor: Number(row.valueMinor),
  }));
}

/** Every parcel of these orders. */
export function parcelsOfOrders(
  sql: PoolClient,
  shopId: number,
  orderIds: readonly string[],
): Promise<ParcelRecord[]> {
  return parcelRecords(sql, shopId, { condition: 'p.order_id = any($2::bigint[])', ids: orderIds });
}

/** Every parcel of these fulfillments. */
export function parcelsOfFulfillments(
  sql: PoolClient,
  shopId: number,
  fulfillmentIds: readonly string[],
): Promise<ParcelRecord[]> {
  return parcelRecords(sql, shopId, {
    condition: 'p.fulfillment_id = any($2::bigint[])',
    ids: fulfillmentIds,
  });
}

/** The fulfillments of these orders, by order: a cancelled one has no parcels. */
export async function fulfillmentsOfOrders(
  sql: PoolClient,
  shopId: number,
  orderIds: readonly string[],
): Promise<Map<string, { orderId: string; id: string; markedAt: Date; status: string }[]>> {
  const { rows } = await sql.query<{ orderId: string; id: string; markedAt: Date; status: string }>(
    `select order_id::text as "orderId", fulfillment_id::text as id, created_at as "markedAt", status
       from fulfillments where shop_id = $1 and order_id = any($2::bigint[]) order by created_at, fulfillment_id`,
    [shopId, [...new Set(orderIds)]],
  );
  return Map.groupBy(rows, ({ orderId }) => orderId);
}

/** Delay notices of these orders, oldest first. */
export async function noticesOfOrders(
  sql: PoolClient,
  shopId: number,
  orderIds: readonly string[],
): Promise<
  Map<
    string,
    {
      orderId: string;
      sentAt: Date;
      newShipBy: Date | null;
      answer: 'none' | 'accepted' | 'cancelled';
    }[]
  >
> {
  const { rows } = await sql.query<{
    orderId: string;
    sentAt: Date;
    newShipBy: Date | null;
    answer: 'none' | 'accepted' | 'cancelled';
  }>(
    `select order_id::text as "orderId", sent_at as "sentAt", new_ship_by as "newShipBy", answer
       from delay_notices where shop_id = $1 and order_id = any($2::bigint[]) order by sent_at, notice_id`,
    [shopId, [...new Set(orderIds)]],
  );
  return Map.groupBy(rows, ({ orderId }) => orderId);
}

/** Order ids in their order, after the given one (null = from the start). */
export async function listOrderIds(
  sql: PoolClient,
  shopId: number,
  { after, limit }: { after: string | null; limit: number },
): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select order_id::text as id from orders where shop_id = $1 and order_id > $2 order by order_id limit $3`,
    [shopId, after ?? '0', limit],
  );
  return rows.map(({ id }) => id);
}

/** Parcels (`{fulfillmentId}.{position}`) in order, after the given one. */
export async function listParcelIds(
  sql: PoolClient,
  shopId: number,
  { after, limit }: { after: string | null; limit: number },
): Promise<string[]> {
  const [fulfillmentId = '0', position = '-1'] = (after ?? '')
    .split('.')
    .filter((part) => part !== '');
  const { rows } = await sql.query<{ id: string }>(
    `select fulfillment_id || '.' || position as id from parcels
      where shop_id = $1 and (fulfillment_id, position) > ($2::bigint, $3::smallint)
      order by fulfillment_id, position limit $4`,
    [shopId, fulfillmentId, position, limit],
  );
  return rows.map(({ id }) => id);
}
