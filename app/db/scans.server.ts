import type { PoolClient } from 'pg';

/** Notes that a fulfillment's events have been read to their end. */
export async function noteEventsRead(
  sql: PoolClient,
  shopId: number,
  fulfillmentIds: readonly string[],
  readAt: Date,
): Promise<void> {
  if (fulfillmentIds.length === 0) return;
  await sql.query(
    `update fulfillments set events_read_at = $3 where shop_id = $1 and fulfillment_id = any($2::bigint[])`,
    [shopId, fulfillmentIds, readAt],
  );
}

/** Removes scans whose event no longer exists at Shopify. `complete` lists, per fulfillment, every event there is. */
export async function dropVanishedScans(
  sql: PoolClient,
  shopId: number,
  complete: readonly { fulfillmentId: string; eventIds: readonly string[] }[],
): Promise<void> {
  if (complete.length === 0) return;
  const pairs = complete.flatMap(({ fulfillmentId, eventIds }) =>
    eventIds.map((eventId) => ({ fulfillmentId, eventId })),
  );
  await sql.query(
    `delete from scans s where s.shop_id = $1 and s.source = 'shopify' and s.fulfillment_id = any($2::bigint[])
        and not exists (select from unnest($3::bigint[], $4::text[]) as e(fulfillment_id, event_id)
          where (e.fulfillment_id, e.event_id) = (s.fulfillment_id, s.event_id))`,
    [
      shopId,
      complete.map(({ fulfillmentId }) => fulfillmentId),
      pairs.map(({ fulfillmentId }) => fulfillmentId),
      pairs.map(({ eventId }) => eventId),
    ],
  );
}

/** Fulfillments whose events were never read: what is still on its way first, newest first. */
export async function unreadFulfillments(
  sql: PoolClient,
  shopId: number,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql.query<{ fulfillment_id: string }>(
    `select fulfillment_id from fulfillments where shop_id = $1 and events_read_at is null
      order by (delivered_at is not null), created_at desc, fulfillment_id desc limit $2`,
    [shopId, limit],
  );
  return rows.map((row) => row.fulfillment_id);
}

/** How many fulfillments have never had their events read. */
export async function countUnreadFulfillments(sql: PoolClient, shopId: number): Promise<number> {
  const { rows } = await sql.query<{ unread: string }>(
    `select count(*) as unread from fulfillments where shop_id = $1 and events_read_at is null`,
    [shopId],
  );
  return Number(rows[0]?.unread ?? 0);
}
