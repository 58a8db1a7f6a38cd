import type { PoolClient } from 'pg';
import { ALL_PARCELS } from '#app/domain/cash/outcome-rates.ts';
import type { OutcomeCount } from '#app/domain/cash/outcome-rates.ts';

export async function readOutcomeCounts(sql: PoolClient, shopId: number): Promise<OutcomeCount[]> {
  const { rows } = await sql.query<OutcomeCount>(
    `select verdict, parcels, refunded, disputed from outcome_counts where shop_id = $1 order by verdict`,
    [shopId],
  );
  return rows;
}

/**
 * Counts anew, once a day. A parcel counts once under every verdict that it came under between `from` and `until`, and once,
 * from its shipping on, as one of all parcels; it was refunded or disputed when its order was, later than that. What had been
 * refunded or disputed by then says nothing and is left out: so parcels of before the first import, which came under their
 * verdict on its day, do not count as never refunded. `until` lies far enough back for an answer to have come.
 */
export async function countOutcomes(
  sql: PoolClient,
  shopId: number,
  { from, until, today }: { from: Date; until: Date; today: string },
): Promise<void> {
  const { rowCount } = await sql.query(
    `select from outcome_counts where shop_id = $1 and counted_on = $2 limit 1`,
    [shopId, today],
  );
  if (rowCount === 1) return;
  await sql.query(`delete from outcome_counts where shop_id = $1`, [shopId]);
  await sql.query(
    `with entered as (
       select v.to_verdict as verdict, p.order_id,
         -- A delivery is known to the minute, even where it was before anybody looked.
         case when v.to_verdict = 'delivered' then least(min(v.changed_at), p.delivered_at) else min(v.changed_at) end as at
         from verdict_changes v join parcels p using (shop_id, fulfillment_id, position)
        where v.shop_id = $1 and not p.cancelled
        group by v.to_verdict, p.order_id, p.delivered_at, v.fulfillment_id, v.position
       union all
       select '${ALL_PARCELS}', order_id, shipped_at from parcels where shop_id = $1 and not cancelled
     ), ended as (
       select e.verdict, refund.at > e.at as is_refunded, dispute.at > e.at as is_disputed
         from entered e
        cross join lateral (select min((r->>'at')::timestamptz) as at
          from order_details d cross join jsonb_array_elements(coalesce(nullif(d.details->'refunds', 'null'), '[]')) r
         where d.shop_id = $1 and d.order_id = e.order_id and (r->>'minor')::bigint > 0) refund
        cross join lateral (select min(x.initiated_at) as at from disputes x
         where x.shop_id = $1 and x.order_id = e.order_id and x.facts->>'type' = 'CHARGEBACK') dispute
        where e.at between $2 and $3
     )
     insert into outcome_counts (shop_id, verdict, parcels, refunded, disputed, counted_on)
     select $1, verdict, count(*), count(*) filter (where is_refunded), count(*) filter (where is_disputed), $4
       from ended where is_refunded is not false and is_disputed is not false group by verdict`,
    [shopId, from, until, today],
  );
}
