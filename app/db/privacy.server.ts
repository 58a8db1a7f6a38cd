import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { lockCustomer } from '#app/db/ask-limits.server.ts';
import { eraseEvidence } from '#app/db/evidence-erase.server.ts';

/** Shopify gives thirty days for the three compliance requests. */
const DAYS_TO_ANSWER = 30;

export interface PrivacyRequest {
  requestId: string;
  topic: string;
  /** Orders the request names, and those that its customer has proved to see; empty for `shop/redact`. */
  orderIds: string[];
}

/** Notes a compliance request, once per delivery id, with the day by which it must be answered. */
export async function recordPrivacyRequest(
  sql: PoolClient,
  shopId: number,
  request: { requestId: string; topic: string; receivedAt: Date },
): Promise<void> {
  await sql.query(
    `insert into privacy_requests (shop_id, request_id, topic, received_at, due_at)
     values ($1, $2, $3, $4, $4::timestamptz + $5 * interval '1 day') on conflict do nothing`,
    [shopId, request.requestId, request.topic, request.receivedAt, DAYS_TO_ANSWER],
  );
}

/** Requests not answered yet, the earliest first; what they name stands in the inbox. */
export async function openPrivacyRequests(
  sql: PoolClient,
  shopId: number,
): Promise<PrivacyRequest[]> {
  const { rows } = await sql.query<{
    request_id: string;
    topic: string;
    order_ids: string[];
  }>(
    `select r.request_id, r.topic, array(
         select jsonb_array_elements_text(coalesce(w.payload->'orderIds', '[]'))
         union select order_id::text from shopper_views where shop_id = $1 and customer_hash = w.payload->>'customerHash'
         union select order_id::text from asks where shop_id = $1 and customer_hash = w.payload->>'customerHash'
       ) as order_ids
       from privacy_requests r
       join webhook_inbox w on w.shop_id = r.shop_id and w.webhook_id = r.request_id
      where r.shop_id = $1 and r.completed_at is null order by r.received_at, r.request_id`,
    [shopId],
  );
  return rows.map((row) => ({
    requestId: row.request_id,
    topic: row.topic,
    orderIds: row.order_ids,
  }));
}

/** Closes a request with what was done, and its delivery with it. */
export async function completePrivacyRequest(
  sql: PoolClient,
  shopId: number,
  { requestId, result, now }: { requestId: string; result: unknown; now: Date },
): Promise<void> {
  await sql.query(
    `update privacy_requests set completed_at = $3, result = $4 where shop_id = $1 and request_id = $2`,
    [shopId, requestId, now, JSON.stringify(result)],
  );
  await sql.query(
    `update webhook_inbox set state = 'done', processed_at = $3
      where shop_id = $1 and webhook_id = $2 and state = 'stored'`,
    [shopId, requestId, now],
  );
}

/**
 * Everything that is held about the buyers of these orders: that there is a postcode hash, the country, scans, journeys
 * (how long their parcels waited where), what they bought, paid and sent back, what that moved on the shop's balance,
 * messages to carriers and suppliers, notices that were sent to them, what they asked (texts are read in the shop's own queue
 * of asks, not copied here), and what of all this is in the log.
 */
export async function heldAboutOrders(
  sql: PoolClient,
  shopId: number,
  orderIds: readonly string[],
): Promise<unknown[]> {
  const { rows } = await sql.query<{ held: unknown }>(
    `select jsonb_build_object(
        'orderId', o.order_id::text, 'name', o.name, 'destinationCountry', o.destination_country,
        'postcodeHashed', o.postcode_hash is not null,
        'trackingNumbers', coalesce((select jsonb_agg(distinct l.number) from legs l
           join parcels p using (shop_id, fulfillment_id, position)
          where p.shop_id = o.shop_id and p.order_id = o.order_id), '[]'),
        'scans', (select count(*) from scans s join fulfillments f using (shop_id, fulfillment_id)
          where f.shop_id = o.shop_id and f.order_id = o.order_id),
        'journeys', (select count(*) from parcel_journeys j join fulfillments f using (shop_id, fulfillment_id)
          where f.shop_id = o.shop_id and f.order_id = o.order_id),
        'lines', (select count(*) from order_lines l where l.shop_id = o.shop_id and l.order_id = o.order_id),
        'details', (select d.details from order_details d where d.shop_id = o.shop_id and d.order_id = o.order_id),
        'returns', (select count(*) from returns r where r.shop_id = o.shop_id and r.order_id = o.order_id),
        'balanceTransactions', (select count(*) from balance_transactions b
          where b.shop_id = o.shop_id and b.order_id = o.order_id),
        'messages', (select count(*) from messages m join fulfillments f using (shop_id, fulfillment_id)
          where f.shop_id = o.shop_id and f.order_id = o.order_id),
        'notices', (select count(*) from delay_notices n where n.shop_id = o.shop_id and n.order_id = o.order_id),
        'customerHashed', exists (select from shopper_views v where v.shop_id = o.shop_id and v.order_id = o.order_id
            and v.customer_hash is not null),
        'asks', coalesce((select jsonb_agg(jsonb_build_object('askId', a.ask_id, 'kind', a.kind, 'askedAt', a.asked_at,
            'messages', (select count(*) from ask_messages m where (m.shop_id, m.ask_id) = (a.shop_id, a.ask_id)
              and m.ciphertext is not null)) order by a.asked_at, a.ask_id)
          from asks a where a.shop_id = o.shop_id and a.order_id = o.order_id), '[]'),
        'logged', (select count(*) from evidence_leaves e where e.shop_id = o.shop_id and e.order_id = o.order_id
            and e.salt is not null)
          + (select count(*) from evidence_queue q where q.shop_id = o.shop_id and q.order_id = o.order_id)) as held
       from orders o where o.shop_id = $1 and o.order_id = any($2::bigint[]) order by o.order_id`,
    [shopId, orderIds],
  );
  return rows.map((row) => row.held);
}

/**
 * Forgets what the orders say about a buyer: the postcode's hash, what carriers wrote in free text, what the buyer asked and was
 * answered, by what they were known on the status page, the journeys that lanes were learned from (the counters they added
 * to name nobody and stay), and the contents of the log (which verifies as before). Keeps the parcels, which are the shop's
 * business record. Noted in the ledger, so that a restored backup is redacted again and a later sync does not bring the
 * hash back, nor later scans a journey.
 */
export async function redactOrders(
  sql: PoolClient,
  shopId: number,
  { domain, orderIds, now }: { domain: string; orderIds: readonly string[]; now: Date },
): Promise<void> {
  await lockCustomersOf(sql, shopId, orderIds);
  await sql.query(
    `update orders set postcode_hash = null where shop_id = $1 and order_id = any($2::bigint[])`,
    [shopId, orderIds],
  );
  await sql.query(
    `update scans set message = null, place = null, postcode_hash = null where shop_id = $1 and fulfillment_id in
       (select fulfillment_id from fulfillments where shop_id = $1 and order_id = any($2::bigint[]))`,
    [shopId, orderIds],
  );
  await sql.query(
    `update source_numbers set recipient_postcode_hash = null where shop_id = $1 and number_key in
       (select l.number_key from legs l join parcels p using (shop_id, fulfillment_id, position)
         where p.shop_id = $1 and p.order_id = any($2::bigint[]))`,
    [shopId, orderIds],
  );
  await sql.query(
    `delete from parcel_journeys where shop_id = $1 and fulfillment_id in
       (select fulfillment_id from fulfillments where shop_id = $1 and order_id = any($2::bigint[]))`,
    [shopId, orderIds],
  );
  // Asks before their messages: whoever is writing one holds its ask until the message is there to be erased.
  await sql.query(
    `update asks set customer_hash = null where shop_id = $1 and order_id = any($2::bigint[])`,
    [shopId, orderIds],
  );
  await sql.query(
    `update shopper_views set customer_hash = null where shop_id = $1 and order_id = any($2::bigint[])
       and customer_hash is not null`,
    [shopId, orderIds],
  );
  await sql.query(
    `update ask_messages set ciphertext = null, key_id = null where shop_id = $1 and ask_id in
       (select ask_id from asks where shop_id = $1 and order_id = any($2::bigint[]))`,
    [shopId, orderIds],
  );
  await eraseEvidence(sql, shopId, orderIds);
  await sql.query(
    `insert into redaction_ledger (domain_hash, topic, subject_hash, redacted_at)
     select $1, 'customers/redact', hash, $3 from unnest($2::text[]) as hash on conflict do nothing`,
    [digest(domain), orderIds.map((orderId) => orderDigest(domain, orderId)), now],
  );
}

/** What the orders' customers are writing now is kept before it is erased, and not after. */
async function lockCustomersOf(
  sql: PoolClient,
  shopId: number,
  orderIds: readonly string[],
): Promise<void> {
  const { rows } = await sql.query<{ hash: string }>(
    `select distinct customer_hash as hash from shopper_views
      where shop_id = $1 and order_id = any($2::bigint[]) and customer_hash is not null order by 1`,
    [shopId, orderIds],
  );
  for (const { hash } of rows) await lockCustomer(sql, shopId, hash);
}

/** Which of these fulfillments are of such orders. */
export async function redactedFulfillments(
  sql: PoolClient,
  shopId: number,
  { domain, fulfillmentIds }: { domain: string; fulfillmentIds: readonly string[] },
): Promise<Set<string>> {
  const { rows } = await sql.query<{ fulfillmentId: string; orderId: string }>(
    `select fulfillment_id::text as "fulfillmentId", order_id::text as "orderId" from fulfillments
      where shop_id = $1 and fulfillment_id = any($2::bigint[])`,
    [shopId, fulfillmentIds],
  );
  const orderIds = [...new Set(rows.map(({ orderId }) => orderId))];
  const redacted = await redactedOrders(sql, domain, orderIds);
  return new Set(
    rows.filter(({ orderId }) => redacted.has(orderId)).map(({ fulfillmentId }) => fulfillmentId),
  );
}

/** Which of these orders were redacted before: nothing personal of theirs may be stored again. */
export async function redactedOrders(
  sql: PoolClient,
  domain: string,
  orderIds: readonly string[],
): Promise<Set<string>> {
  // Most shops have none: an import then hashes nothing.
  const { rowCount } = await sql.query(
    `select from redaction_ledger where domain_hash = $1 and topic = 'customers/redact' limit 1`,
    [digest(domain)],
  );
  if (rowCount === 0) return new Set();
  const byHash = new Map(orderIds.map((orderId) => [orderDigest(domain, orderId), orderId]));
  const { rows } = await sql.query<{ subject_hash: string }>(
    `select subject_hash from redaction_ledger
      where domain_hash = $1 and topic = 'customers/redact' and subject_hash = any($2::text[])`,
    [digest(domain), [...byHash.keys()]],
  );
  return new Set(rows.map((row) => byHash.get(row.subject_hash) ?? ''));
}

/** Notes that a whole shop was erased; the domain appears as a digest only. */
export async function noteShopErased(
  sql: PoolClient,
  { domain, now }: { domain: string; now: Date },
): Promise<void> {
  await sql.query(
    `insert into redaction_ledger (domain_hash, topic, subject_hash, redacted_at)
     values ($1, 'shop/redact', '', $2)
     on conflict (domain_hash, topic, subject_hash) do update set redacted_at = excluded.redacted_at`,
    [digest(domain), now],
  );
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function orderDigest(domain: string, orderId: string): string {
  return digest(`${domain}:order:${orderId}`);
}
