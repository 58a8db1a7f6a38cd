import type { PoolClient } from 'pg';

export interface MuteChange {
  fulfillmentId: string;
  position: number;
  /** Null = not muted. */
  mutedUntil: Date | null;
}

/**
 * Sets each parcel's muting and returns what it was before, for those whose row exists.
 * A muted parcel keeps its verdict and is reviewed at the latest when the muting ends, so that it comes back by itself:
 * the assessment MUST clear `muted` once `muted_until` has passed. Ending a muting makes the parcel due at once.
 */
export async function writeMutes(
  sql: PoolClient,
  { shopId, changes, now }: { shopId: number; changes: readonly MuteChange[]; now: Date },
): Promise<MuteChange[]> {
  const { rows } = await sql.query<MuteChange>(
    `with asked as (
       select * from unnest($2::bigint[], $3::smallint[], $4::timestamptz[])
         asked (fulfillment_id, position, muted_until)
     ), before as (
       select p.fulfillment_id, p.position, p.muted_until, asked.muted_until as asked_until
       from asked cross join lateral (
         select * from parcels p
         where p.shop_id = $1 and p.fulfillment_id = asked.fulfillment_id and p.position = asked.position
         for update
       ) p
     )
     update parcels p set
       muted_until = before.asked_until,
       muted = before.asked_until is not null,
       review_at = least(p.review_at, coalesce(before.asked_until, $5))
     from before
     where p.shop_id = $1 and p.fulfillment_id = before.fulfillment_id and p.position = before.position
     returning p.fulfillment_id::text as "fulfillmentId", p.position, before.muted_until as "mutedUntil"`,
    [
      shopId,
      changes.map((change) => change.fulfillmentId),
      changes.map((change) => change.position),
      changes.map((change) => change.mutedUntil),
      now,
    ],
  );
  return rows;
}
