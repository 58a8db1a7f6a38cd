import type { PoolClient } from 'pg';

/** Takes events that files brought away again. Returns the fulfillments that had them. */
export async function deleteUploadedScans(
  sql: PoolClient,
  shopId: number,
  { eventIds, numberKeys }: { eventIds: readonly string[]; numberKeys: readonly string[] },
): Promise<string[]> {
  if (eventIds.length === 0) return [];
  const { rows } = await sql.query<{ fulfillment_id: string }>(
    `delete from scans where shop_id = $1 and source = 'csv' and event_id = any($2)
       and fulfillment_id in (select fulfillment_id from legs where shop_id = $1 and number_key = any($3))
     returning fulfillment_id`,
    [shopId, eventIds, numberKeys],
  );
  return [...new Set(rows.map((row) => row.fulfillment_id))];
}
