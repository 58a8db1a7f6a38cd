import type { PoolClient } from 'pg';
import type { Money } from '#app/domain/shared/money.ts';

/**
 * What the goods of a parcel cost the shop: of its fulfillment's lines, or of the whole order's where nobody divided them, in
 * equal parts for its parcels. Null where a line's cost is not known or two currencies meet: no half of a sum is told.
 */
export async function supplierPaid(
  sql: PoolClient,
  { shopId, fulfillmentId }: { shopId: number; fulfillmentId: string },
): Promise<Money | null> {
  const { rows } = await sql.query<{ minor: string | null; currency: string | null }>(
    `with parts as (
       select f.order_id, d.details->'fulfillmentLines'->($2::bigint::text) as lines,
         (select count(*) from parcels p where p.shop_id = f.shop_id and p.fulfillment_id = f.fulfillment_id) as parcels
         from fulfillments f left join order_details d using (shop_id, order_id)
        where f.shop_id = $1 and f.fulfillment_id = $2
     ), costs as (
       select l.quantity, parts.parcels, case when i.cost_minor is null then k.cost_minor else i.cost_minor end as cost,
         case when i.cost_minor is null then k.cost_currency else i.currency end as currency
         from parts join order_lines l on l.shop_id = $1 and l.order_id = parts.order_id
         left join supplier_items i on i.shop_id = l.shop_id and i.variant_id = l.variant_id
         left join stock_items k on k.shop_id = l.shop_id and k.variant_id = l.variant_id
        where l.requires_shipping and (parts.lines is null or parts.lines ? l.line_id::text)
     )
     select case when bool_and(cost is not null) and count(distinct currency) = 1
       then round(sum(quantity * cost)::numeric / max(parcels))::bigint::text end as minor, min(currency) as currency
     from costs`,
    [shopId, fulfillmentId],
  );
  const [row] = rows;
  return row == null || row.minor === null || row.currency === null
    ? null
    : { minor: Number(row.minor), currency: row.currency };
}
