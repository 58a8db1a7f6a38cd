import type { PoolClient } from 'pg';

export interface FollowChange {
  fulfillmentId: string;
  position: number;
  /** Since when sources are asked no more about the parcel; null = they are asked. */
  unfollowedAt: Date | null;
}

/**
 * Sets whether sources are asked about each parcel and returns what it was before, for those whose row exists. One that is
 * not asked about already keeps its instant. Nothing else writes the column; the plan is `planPolls`' to bring up to date.
 */
export async function writeFollows(
  sql: PoolClient,
  shopId: number,
  changes: readonly FollowChange[],
): Promise<FollowChange[]> {
  const { rows } = await sql.query<FollowChange>(
    `with asked as (
       select * from unnest($2::bigint[], $3::smallint[], $4::timestamptz[])
         asked (fulfillment_id, position, unfollowed_at)
     ), before as (
       select p.fulfillment_id, p.position, p.unfollowed_at, asked.unfollowed_at as asked_at
       from asked cross join lateral (
         select * from parcels p
         where p.shop_id = $1 and p.fulfillment_id = asked.fulfillment_id and p.position = asked.position
         for update
       ) p
     )
     update parcels p set
       unfollowed_at = case when before.asked_at is not null then coalesce(before.unfollowed_at, before.asked_at) end
     from before
     where p.shop_id = $1 and p.fulfillment_id = before.fulfillment_id and p.position = before.position
     returning p.fulfillment_id::text as "fulfillmentId", p.position, before.unfollowed_at as "unfollowedAt"`,
    [
      shopId,
      changes.map((change) => change.fulfillmentId),
      changes.map((change) => change.position),
      changes.map((change) => change.unfollowedAt),
    ],
  );
  return rows;
}
