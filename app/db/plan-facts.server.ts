import type { PoolClient } from 'pg';

/** A variant as Shopify counts it, with who supplies it and on which terms. */
export interface StockRow {
  variantId: string;
  productId: string;
  label: string;
  sku: string | null;
  category: string;
  isTracked: boolean;
  sellsBelowZero: boolean;
  available: number | null;
  incoming: number | null;
  costMinor: number | null;
  costCurrency: string | null;
  priceMinor: number | null;
  priceCurrency: string | null;
  /** Null: its product has not been read. */
  createdAt: Date | null;
  /** By agreement, else by vendor; null: nobody. */
  supplierId: number | null;
  packSize: number;
  minimumQuantity: number;
}

/** These variants, as far as the shop sells them, in order of id. What a supplier asks goes before Shopify's cost. */
export async function readStock(
  sql: PoolClient,
  shopId: number,
  variantIds: readonly string[],
): Promise<StockRow[]> {
  const { rows } = await sql.query<
    Omit<StockRow, 'costMinor' | 'priceMinor'> & {
      costMinor: string | null;
      priceMinor: string | null;
    }
  >(
    `select k.variant_id as "variantId", k.product_id as "productId", k.label, k.sku, k.category,
       k.is_tracked as "isTracked", k.sells_below_zero as "sellsBelowZero", k.available, k.incoming,
       case when i.cost_minor is null then k.cost_minor else i.cost_minor end as "costMinor",
       case when i.cost_minor is null then k.cost_currency else i.currency end as "costCurrency",
       k.price_minor as "priceMinor", k.price_currency as "priceCurrency", p.created_at as "createdAt",
       coalesce(i.supplier_id, v.supplier_id) as "supplierId", coalesce(i.pack_size, 1) as "packSize",
       coalesce(i.minimum_quantity, 1) as "minimumQuantity"
     from stock_items k
     left join products p on p.shop_id = $1 and p.product_id = k.product_id
     left join (
       select i.* from supplier_items i join suppliers s using (shop_id, supplier_id)
        where i.shop_id = $1 and i.variant_id = any($2) and s.archived_at is null
     ) i on i.variant_id = k.variant_id
     left join (
       select lower(vendor) as vendor, min(supplier_id) as supplier_id from suppliers
        where shop_id = $1 and archived_at is null and vendor is not null group by 1
     ) v on k.vendor <> '' and v.vendor = lower(k.vendor)
     where k.shop_id = $1 and k.variant_id = any($2) and k.is_active order by k.variant_id`,
    [shopId, variantIds],
  );
  return rows.map((row) => ({
    ...row,
    costMinor: row.costMinor === null ? null : Number(row.costMinor),
    priceMinor: row.priceMinor === null ? null : Number(row.priceMinor),
  }));
}

/** Pieces of open purchase orders that have not arrived. */
export interface ArrivingRow {
  variantId: string;
  purchaseOrderId: number;
  quantity: number;
  orderedAt: Date | null;
  expectedOn: string | null;
}

export async function readArriving(
  sql: PoolClient,
  shopId: number,
  variantIds: readonly string[],
): Promise<ArrivingRow[]> {
  const { rows } = await sql.query<ArrivingRow>(
    `select l.variant_id as "variantId", o.purchase_order_id as "purchaseOrderId",
       sum(l.quantity - l.received)::int as quantity, o.ordered_at as "orderedAt", o.expected_on::text as "expectedOn"
     from purchase_order_lines l join purchase_orders o using (shop_id, purchase_order_id)
     where l.shop_id = $1 and l.variant_id = any($2) and l.received < l.quantity
       and o.status in ('sent', 'partly_received')
     group by l.variant_id, o.purchase_order_id, o.ordered_at, o.expected_on order by 1, 4, 2`,
    [shopId, variantIds],
  );
  return rows;
}

/** Who fulfilled the newest shipped order of each of these variants, by the name on the scorecards. */
export async function readNewestShippers(
  sql: PoolClient,
  shopId: number,
  variantIds: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql.query<{ variantId: string; supplier: string }>(
    `select v.id as "variantId", newest.supplier from unnest($2::bigint[]) as v(id) cross join lateral (
       select f.supplier from order_lines l
         join fulfillments f on f.shop_id = $1 and f.order_id = l.order_id
          and f.supplier is not null and f.status <> 'CANCELLED'
        where l.shop_id = $1 and l.variant_id = v.id
        order by l.ordered_at desc, l.order_id desc, f.fulfillment_id desc limit 1
     ) newest`,
    [shopId, variantIds],
  );
  return new Map(rows.map(({ variantId, supplier }) => [variantId, supplier]));
}

/** A delivered parcel with a variant in it. */
export interface DirectParcelRow {
  variantId: string;
  orderedAt: Date;
  deliveredAt: Date;
  /** As the order says; null: it does not. */
  promisedAt: Date | null;
}

const PARCELS_PER_VARIANT = 200;

/** The newest delivered orders of each of these variants, newest first, with the last of the parcels that hold it. */
export async function readDirectParcels(
  sql: PoolClient,
  shopId: number,
  variantIds: readonly string[],
): Promise<DirectParcelRow[]> {
  const { rows } = await sql.query<DirectParcelRow>(
    `select v.id as "variantId", d.ordered_at as "orderedAt", d.delivered_at as "deliveredAt", d.promised as "promisedAt"
     from unnest($2::bigint[]) as v(id) cross join lateral (
       select l.order_id, l.ordered_at, arrived.delivered_at, (t.details ->> 'deliverBy')::timestamptz as promised
         from order_lines l
         left join order_details t on t.shop_id = $1 and t.order_id = l.order_id
         cross join lateral (
           select max(p.delivered_at) as delivered_at, bool_and(p.delivered_at is not null) as is_whole
             from ${PARCELS_OF_LINE}
         ) arrived
        where l.shop_id = $1 and l.variant_id = v.id and arrived.is_whole
        order by l.ordered_at desc, l.order_id desc limit ${PARCELS_PER_VARIANT}
     ) d order by v.id, d.ordered_at desc, d.order_id desc`,
    [shopId, variantIds],
  );
  return rows;
}

/** Pieces of one order that were paid and have not come to the door, as far as carriers say. */
export interface DirectOpenRow {
  variantId: string;
  units: number;
  minor: number;
  currency: string;
  orderedAt: Date;
  promisedAt: Date | null;
}

/**
 * Open orders of these variants since `since`, oldest first. What was shipped without a number is left out: nobody can say
 * where it is.
 */
export async function readDirectOpen(
  sql: PoolClient,
  shopId: number,
  { variantIds, since }: { variantIds: readonly string[]; since: Date },
): Promise<DirectOpenRow[]> {
  const { rows } = await sql.query<Omit<DirectOpenRow, 'minor'> & { minor: string }>(
    `select l.variant_id as "variantId", open.units, l.currency, l.ordered_at as "orderedAt",
       round(l.total_minor::numeric * open.units / greatest(l.quantity, 1))::bigint as minor,
       (t.details ->> 'deliverBy')::timestamptz as "promisedAt"
     from order_lines l join orders o on o.shop_id = $1 and o.order_id = l.order_id and o.cancelled_at is null
       and o.financial_status in ('PAID', 'PARTIALLY_REFUNDED')
     left join order_details t on t.shop_id = $1 and t.order_id = l.order_id
     cross join lateral (
       select count(*) as live, count(*) filter (where p.delivered_at is null) as away from ${PARCELS_OF_LINE}
     ) sent
     cross join lateral (select l.unfulfilled_quantity + case when sent.live = 0 then 0
       else round((l.quantity - l.unfulfilled_quantity)::numeric * sent.away / sent.live) end::int as units) open
     where l.shop_id = $1 and l.variant_id = any($2) and l.ordered_at >= $3 and l.requires_shipping and open.units > 0
     order by l.variant_id, l.ordered_at, l.order_id, l.line_id`,
    [shopId, variantIds, since],
  );
  return rows.map((row) => ({ ...row, minor: Number(row.minor) }));
}

/** Parcels of the fulfillments that hold line `l`; `t` are its order's details. Which hold it is told where there are several. */
const PARCELS_OF_LINE = `fulfillments f
  join parcels p on p.shop_id = $1 and p.fulfillment_id = f.fulfillment_id and not p.cancelled
  where f.shop_id = $1 and f.order_id = l.order_id and f.status <> 'CANCELLED'
    and coalesce(t.details -> 'fulfillmentLines' -> f.fulfillment_id::text ? l.line_id::text, true)`;

/** The next variants of the shop's stock, in order of id. */
export async function listVariants(
  sql: PoolClient,
  shopId: number,
  { after, limit }: { after: string | null; limit: number },
): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select variant_id as id from stock_items where shop_id = $1 and variant_id > $2 order by variant_id limit $3`,
    [shopId, after ?? 0, limit],
  );
  return rows.map(({ id }) => id);
}
