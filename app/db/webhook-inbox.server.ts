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
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, case when $9 = 'stored' then null else $7::timestamptz end)
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

/** A job as `enqueue_job` takes it. */
export interface JobToAdd {
  name: string;
  payload: string;
  queue: string;
  maxAttempts: number;
  key: string;
  priority: number;
}

/**
 * Stores a delivery about an order, marks the order, notes the time and adds the job, in one statement: nine of ten
 * deliveries go this way, and each round trip counts. False when it was here already, and nothing else was done.
 *
 * A job of this kind that waits is left as it is: it reads the marks when it starts. Should it start between our look and
 * our commit, the mark waits for the next tick (two seconds).
 */
export async function storeOrderWebhook(
  sql: PoolClient,
  shopId: number,
  { webhook, orderId, job }: { webhook: StoredWebhook; orderId: string; job: JobToAdd },
): Promise<boolean> {
  const { rows } = await sql.query<{ stored: boolean }>({
    name: 'store_order_webhook',
    text: `with stored as (
        insert into webhook_inbox
          (shop_id, webhook_id, event_id, topic, api_version, triggered_at, received_at, payload, state)
        values ($1, $2, $3, $4, $5, $6, $7, $8, 'stored')
        on conflict (shop_id, webhook_id) do nothing returning 1
      ), marked as (
        insert into dirty_orders as d (shop_id, order_id, marked_at, reason)
        select $1, $9::bigint, $7, $4 from stored
        on conflict (shop_id, order_id) do update set marks = d.marks + 1, reason = excluded.reason
      ), noted as (
        update sync_state set last_webhook_at = $7 where shop_id = (
          select shop_id from sync_state
           where shop_id = $1 and coalesce(last_webhook_at, '-infinity') < $7::timestamptz - interval '1 second'
             for update skip locked)
      )
      select exists (select from stored) as stored,
        case when exists (select from stored) and not exists (
            select from graphile_worker._private_jobs where key = $14 and locked_at is null and attempts = 0)
          then enqueue_job($10, $11::json, $12, now(), $13, $14, $15, 'preserve_run_at') end`,
    values: [
      shopId,
      webhook.webhookId,
      webhook.eventId,
      webhook.topic,
      webhook.apiVersion,
      webhook.triggeredAt,
      webhook.receivedAt,
      JSON.stringify(webhook.payload),
      orderId,
      job.name,
      job.payload,
      job.queue,
      job.maxAttempts,
      job.key,
      job.priority,
    ],
  });
  return rows[0]?.stored === true;
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

/** Products that open deliveries say have changed, the longest-waiting first. */
export async function productsInWebhooks(
  sql: PoolClient,
  shopId: number,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select payload->>'productId' as id from webhook_inbox
      where shop_id = $1 and state = 'stored' and topic in ('products/create', 'products/update')
      group by 1 order by min(received_at), 1 limit $2`,
    [shopId, limit],
  );
  return rows.map(({ id }) => id);
}

/** Marks the open deliveries about these products that had come by `receivedBy` as done. */
export async function finishWebhooksOfProducts(
  sql: PoolClient,
  shopId: number,
  { productIds, receivedBy, now }: { productIds: readonly string[]; receivedBy: Date; now: Date },
): Promise<void> {
  await sql.query(
    `update webhook_inbox set state = 'done', processed_at = $4
      where shop_id = $1 and state = 'stored' and payload->>'productId' = any($2::text[]) and received_at <= $3`,
    [shopId, productIds, receivedBy, now],
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

/** What deliveries still open say about a fulfillment's numbers: the set as it was at an instant. */
export interface ReportedNumbers {
  fulfillmentId: string;
  numbers: string[];
  /** Shopify's `updated_at` of the fulfillment at that moment. */
  updatedAt: Date;
}

/** The numbers of these fulfillments as open deliveries report them. */
export async function reportedNumbers(
  sql: PoolClient,
  shopId: number,
  fulfillmentIds: readonly string[],
): Promise<ReportedNumbers[]> {
  if (fulfillmentIds.length === 0) return [];
  const { rows } = await sql.query<{ id: string; numbers: string[] | null; updated_at: string }>(
    `select payload->>'fulfillmentId' as id, payload->>'updatedAt' as updated_at,
       (select array_agg(n) from jsonb_array_elements_text(payload->'trackingNumbers') as n) as numbers
     from webhook_inbox
     where shop_id = $1 and state = 'stored' and topic in ('fulfillments/create', 'fulfillments/update')
       and payload->>'fulfillmentId' = any($2::text[]) and payload ? 'trackingNumbers' and payload ? 'updatedAt'`,
    [shopId, fulfillmentIds],
  );
  return rows
    .map((row) => ({
      fulfillmentId: row.id,
      numbers: row.numbers ?? [],
      updatedAt: new Date(row.updated_at),
    }))
    .filter(({ updatedAt }) => !Number.isNaN(updatedAt.getTime()));
}
