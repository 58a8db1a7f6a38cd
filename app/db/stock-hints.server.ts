import type { PoolClient } from 'pg';

const TOPIC = 'inventory_levels/update';

/** Items whose stock open deliveries say has changed, the longest-waiting first. */
export async function itemsInWebhooks(
  sql: PoolClient,
  shopId: number,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select payload->>'inventoryItemId' as id from webhook_inbox
      where shop_id = $1 and state = 'stored' and topic = $2
      group by 1 order by min(received_at), 1 limit $3`,
    [shopId, TOPIC, limit],
  );
  return rows.map(({ id }) => id);
}

/** Marks the open deliveries about these items (null = about any) that had come by `receivedBy` as done. */
export async function finishWebhooksOfItems(
  sql: PoolClient,
  shopId: number,
  { itemIds, receivedBy, now }: { itemIds: readonly string[] | null; receivedBy: Date; now: Date },
): Promise<void> {
  await sql.query(
    `update webhook_inbox set state = 'done', processed_at = $5
      where shop_id = $1 and state = 'stored' and topic = $2
        and ($3::text[] is null or payload->>'inventoryItemId' = any($3)) and received_at <= $4`,
    [shopId, TOPIC, itemIds, receivedBy, now],
  );
}
