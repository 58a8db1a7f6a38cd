import type { PoolClient } from 'pg';

/** A delivery as it is kept: ids and times only, never what it says about a person. */
export interface StoredWebhook {
  webhookId: string;
  eventId: string | null;
  topic: string;
  apiVersion: string | null;
  triggeredAt: Date | null;
  receivedAt: Date;
  payload: Record<string, unknown>;
  /** `failed` keeps what we could not understand, with `error` saying why. */
  state: 'stored' | 'done' | 'failed';
  error: string | null;
}

/** Stores a delivery once per shop and webhook id; false when it was here already. */
export async function storeWebhook(
  sql: PoolClient,
  shopId: number,
  webhook: StoredWebhook,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into webhook_inbox
       (shop_id, webhook_id, event_id, topic, api_version, triggered_at, received_at, payload, state, error, processed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, case when $9 = 'stored' then null else $7 end)
     on conflict (shop_id, webhook_id) do nothing`,
    [
      shopId,
      webhook.webhookId,
      webhook.eventId,
      webhook.topic,
      webhook.apiVersion,
      webhook.triggeredAt,
      webhook.receivedAt,
      JSON.stringify(webhook.payload),
      webhook.state,
      webhook.error,
    ],
  );
  return rowCount === 1;
}

/** Marks the open deliveries about these orders as done: their effect is in the same transaction. */
export async function finishWebhooksOfOrders(
  sql: PoolClient,
  shopId: number,
  orderIds: readonly string[],
  now: Date,
): Promise<void> {
  if (orderIds.length === 0) return;
  await sql.query(
    `update webhook_inbox set state = 'done', processed_at = $3
      where shop_id = $1 and state = 'stored' and payload->>'orderId' = any($2::text[])`,
    [shopId, orderIds, now],
  );
}

/** Marks the open deliveries of a topic as done. */
export async function finishWebhooksOfTopic(
  sql: PoolClient,
  shopId: number,
  topic: string,
  now: Date,
): Promise<void> {
  await sql.query(
    `update webhook_inbox set state = 'done', processed_at = $3
      where shop_id = $1 and state = 'stored' and topic = $2`,
    [shopId, topic, now],
  );
}

/** Forgets deliveries that are done and older than `before`; Shopify repeats one for four hours at most. */
export async function forgetDoneWebhooks(
  sql: PoolClient,
  shopId: number,
  before: Date,
): Promise<void> {
  await sql.query(
    `delete from webhook_inbox where shop_id = $1 and state <> 'stored' and received_at < $2`,
    [shopId, before],
  );
}
