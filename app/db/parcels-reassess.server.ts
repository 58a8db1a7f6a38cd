import type { PoolClient } from 'pg';

/** Begins at the shop's first fulfillment; one that is under way begins anew, under the newest settings. */
export async function beginReassessment(sql: PoolClient, shopId: number): Promise<void> {
  await sql.query(
    `insert into sync_state (shop_id, reassess_after) values ($1, 0)
     on conflict (shop_id) do update set reassess_after = 0`,
    [shopId],
  );
}

/**
 * The next fulfillments with a parcel that can still change, in order of id; empty when none is left or no
 * reassessment is under way. Locks the place, so that settings saved meanwhile begin anew after this slice.
 */
export async function nextToReassess(
  sql: PoolClient,
  shopId: number,
  limit: number,
): Promise<string[]> {
  const { rows: places } = await sql.query<{ after: string | null }>(
    `select reassess_after as after from sync_state where shop_id = $1 for update`,
    [shopId],
  );
  const after = places[0]?.after ?? null;
  if (after === null) return [];
  const { rows } = await sql.query<{ fulfillment_id: string }>(
    `select distinct fulfillment_id from parcels
      where shop_id = $1 and fulfillment_id > $2 and verdict not in ('delivered', 'unassessed')
      order by fulfillment_id limit $3`,
    [shopId, after, limit],
  );
  return rows.map((row) => row.fulfillment_id);
}

/** Notes the last fulfillment done; null = the reassessment is over. */
export async function continueReassessment(
  sql: PoolClient,
  shopId: number,
  after: string | null,
): Promise<void> {
  await sql.query(`update sync_state set reassess_after = $2 where shop_id = $1`, [shopId, after]);
}
