import type { PoolClient } from 'pg';

/** Parcels that were under a verdict and what became of their orders afterwards. */
export interface OutcomeCount {
  verdict: string;
  parcels: number;
  refunded: number;
  disputed: number;
}

export async function readOutcomeCounts(sql: PoolClient, shopId: number): Promise<OutcomeCount[]> {
  const { rows } = await sql.query<OutcomeCount>(
    `select verdict, parcels, refunded, disputed from outcome_counts where shop_id = $1 order by verdict`,
    [shopId],
  );
  return rows;
}

/**
 * Counts anew. A parcel counts once under every verdict that it entered between `from` and `until`; it was refunded or
 * disputed when its order was, later than that. `until` lies far enough back for an answer to have come.
 */
export async function countOutcomes(
  sql: PoolClient,
  shopId: number,
  { from, until, today }: { from: Date; until: Date; today: string },
): Promise<void> {
  await sql.query(`delete from outcome_counts where shop_id = $1`, [shopId]);
  await sql.query(
    `insert into outcome_counts (shop_id, verdict, parcels, refunded, disputed, counted_on)
     select $1, e.verdict, count(*), count(*) filter (where exists (
         select from order_details d cross join jsonb_array_elements(coalesce(nullif(d.details->'refunds', 'null'), '[]')) r
          where d.shop_id = $1 and d.order_id = e.order_id and (r->>'at')::timestamptz > e.entered_at)),
       count(*) filter (where exists (
         select from disputes x where x.shop_id = $1 and x.order_id = e.order_id and x.initiated_at > e.entered_at)), $4
     from (
       select v.to_verdict as verdict, p.order_id, min(v.changed_at) as entered_at
         from verdict_changes v join parcels p using (shop_id, fulfillment_id, position)
        where v.shop_id = $1 and not p.cancelled
        group by v.to_verdict, p.order_id, v.fulfillment_id, v.position
       having min(v.changed_at) between $2 and $3
     ) e group by e.verdict`,
    [shopId, from, until, today],
  );
}
