import type { PoolClient } from 'pg';
import type {
  PackFacts,
  PackOrder,
  PackParcel,
  PackLeg,
  PackLink,
  PackScan,
  PackMessage,
  PackChange,
  PackNotice,
  PackAsk,
} from '#app/db/pack-facts.ts';
import { open } from '#app/db/secret-box.server.ts';
import { redactedOrders } from '#app/db/privacy.server.ts';

/** The order's facts; null: the shop has no such order. */
export async function readPackFacts(
  sql: PoolClient,
  shopId: number,
  orderId: string,
): Promise<PackFacts | null> {
  const order = await readOrder(sql, shopId, orderId);
  if (order === null) return null;
  const parcels = await readParcels(sql, shopId, orderId);
  const key = (row: Place) => `${row.fulfillmentId}-${row.position}`;
  const legs = Map.groupBy(await readLegs(sql, shopId, orderId), key);
  const links = Map.groupBy(await readLinks(sql, shopId, orderId), key);
  const scans = Map.groupBy(
    await readScans(sql, shopId, orderId),
    ({ fulfillmentId }) => fulfillmentId,
  );
  const messages = Map.groupBy(await readMessages(sql, shopId, orderId), key);
  const changes = Map.groupBy(await readChanges(sql, shopId, orderId), key);
  return {
    order,
    parcels: parcels.map((parcel) => ({
      ...parcel,
      legs: (legs.get(key(parcel)) ?? []).map(withoutPlace),
      links: (links.get(key(parcel)) ?? []).map(withoutPlace),
      scans: (scans.get(parcel.fulfillmentId) ?? [])
        .filter(({ position }) => position === null || position === parcel.position)
        .map(withoutPlace),
      messages: (messages.get(key(parcel)) ?? []).map(withoutPlace),
      changes: (changes.get(key(parcel)) ?? []).map(withoutPlace),
    })),
    notices: await readNotices(sql, shopId, orderId),
    asks: await readAsks(sql, shopId, orderId),
  };
}

export async function isOrderHere(
  sql: PoolClient,
  shopId: number,
  orderId: string,
): Promise<boolean> {
  const { rowCount } = await sql.query(`select from orders where shop_id = $1 and order_id = $2`, [
    shopId,
    orderId,
  ]);
  return rowCount !== 0;
}

/** Whether its buyer was forgotten: what is left would be half an account. */
export async function isOrderErased(
  sql: PoolClient,
  shopId: number,
  { domain, orderId }: { domain: string; orderId: string },
): Promise<boolean> {
  if ((await redactedOrders(sql, domain, [orderId])).size > 0) return true;
  const { rowCount } = await sql.query(
    `select from evidence_leaves where shop_id = $1 and order_id = $2 and salt is null limit 1`,
    [shopId, orderId],
  );
  return rowCount !== 0;
}

/** Records of the order in the log, and those that wait to go there. */
export async function countRecords(
  sql: PoolClient,
  shopId: number,
  orderId: string,
): Promise<{ logged: number; waiting: number }> {
  const { rows } = await sql.query<{ logged: number; waiting: number }>(
    `select
       (select count(*)::int from evidence_leaves where shop_id = $1 and order_id = $2) as logged,
       (select count(*)::int from evidence_queue where shop_id = $1 and order_id = $2) as waiting`,
    [shopId, orderId],
  );
  return rows[0] ?? { logged: 0, waiting: 0 };
}

interface Place {
  fulfillmentId: string;
  position: number;
}

function withoutPlace<T extends { fulfillmentId: string; position: number | null }>({
  fulfillmentId: _fulfillment,
  position: _position,
  ...rest
}: T): Omit<T, 'fulfillmentId' | 'position'> {
  return rest;
}

async function readOrder(
  sql: PoolClient,
  shopId: number,
  orderId: string,
): Promise<PackOrder | null> {
  const { rows } = await sql.query<Omit<PackOrder, 'totalMinor'> & { totalMinor: string }>(
    `select order_id::text as "orderId", name, created_at as "createdAt", processed_at as "processedAt",
       cancelled_at as "cancelledAt", closed_at as "closedAt", currency, total_minor::text as "totalMinor",
       financial_status as "financialStatus", fulfillment_status as "fulfillmentStatus",
       destination_country as destination
     from orders where shop_id = $1 and order_id = $2`,
    [shopId, orderId],
  );
  const [row] = rows;
  return row === undefined ? null : { ...row, totalMinor: Number(row.totalMinor) };
}

type ParcelRow = Omit<PackParcel, 'legs' | 'links' | 'scans' | 'messages' | 'changes'>;

/** A delivery scan's own postcode says more than the one that the carrier has for the number. */
async function readParcels(sql: PoolClient, shopId: number, orderId: string): Promise<ParcelRow[]> {
  const { rows } = await sql.query<ParcelRow>(
    `select p.fulfillment_id::text as "fulfillmentId", p.position, f.name as "fulfillmentName",
       f.status as "fulfillmentStatus", p.number, p.carrier, p.origin, p.destination, p.shipped_at as "shippedAt",
       p.cancelled, p.shared_stream as "sharedStream", p.delivered_at as "deliveredAt", p.verdict,
       p.verdict_since as "verdictSince", p.cause, p.evidence,
       coalesce(
         (select bool_and(s.postcode_hash = o.postcode_hash) from scans s
           where s.shop_id = $1 and s.fulfillment_id = p.fulfillment_id and (s.position is null or s.position = p.position)
             and s.milestone = 'delivered' and s.postcode_hash is not null),
         (select bool_and(n.recipient_postcode_hash = o.postcode_hash) from source_numbers n
           where n.shop_id = $1 and n.recipient_postcode_hash is not null and p.delivered_at is not null
             and n.number_key = any(array(select l.number_key from legs l
               where l.shop_id = $1 and l.fulfillment_id = p.fulfillment_id and l.position = p.position)))
       ) as "postcodeMatches"
     from parcels p
       join fulfillments f on f.shop_id = $1 and f.fulfillment_id = p.fulfillment_id
       join orders o on o.shop_id = $1 and o.order_id = p.order_id
     where p.shop_id = $1 and p.order_id = $2 order by p.shipped_at, p.fulfillment_id, p.position limit ${MOST_PARCELS}`,
    [shopId, orderId],
  );
  return rows;
}

const OF_ORDER = `fulfillment_id in (select fulfillment_id from fulfillments where shop_id = $1 and order_id = $2)`;

async function readLegs(sql: PoolClient, shopId: number, orderId: string) {
  const { rows } = await sql.query<PackLeg & Place>(
    `select fulfillment_id::text as "fulfillmentId", position, seq, kind, number, carrier, started_at as "startedAt",
       started_basis as "startedBasis", replaced_at as "replacedAt", linked_by as "linkedBy", listed,
       continues_seq as "continuesSeq"
     from legs where shop_id = $1 and ${OF_ORDER} order by fulfillment_id, position, seq limit ${MOST_ROWS}`,
    [shopId, orderId],
  );
  return rows;
}

async function readLinks(sql: PoolClient, shopId: number, orderId: string) {
  const { rows } = await sql.query<PackLink & Place>(
    `select l.fulfillment_id::text as "fulfillmentId", l.position, l.link_id as "linkId",
       l.from_number_key as "fromNumberKey", l.number, l.carrier, l.kind, l.state, l.basis, l.source, l.evidence,
       l.proposed_at as "proposedAt", l.decided_at as "decidedAt", l.decided_by as "decidedBy",
       coalesce((select jsonb_agg(jsonb_build_object('at', e.at, 'action', e.action, 'actor', e.actor) order by e.seq)
         from leg_link_events e where e.shop_id = $1 and e.link_id = l.link_id), '[]') as events
     from leg_links l where l.shop_id = $1 and l.${OF_ORDER} order by l.proposed_at, l.link_id limit ${MOST_ROWS}`,
    [shopId, orderId],
  );
  return rows.map((row) => ({
    ...row,
    events: row.events.map((event) => ({ ...event, at: new Date(event.at) })),
  }));
}

async function readScans(sql: PoolClient, shopId: number, orderId: string) {
  const { rows } = await sql.query<PackScan & { fulfillmentId: string; position: number | null }>(
    `select fulfillment_id::text as "fulfillmentId", position, source, event_id as "eventId", leg_seq as "legSeq",
       occurred_at as "occurredAt", recorded_at as "recordedAt", received_at as "receivedAt", milestone, physical,
       raw_status as "rawStatus", message, place, country
     from scans where shop_id = $1 and ${OF_ORDER}
     order by occurred_at, recorded_at, source, event_id limit ${MOST_ROWS}`,
    [shopId, orderId],
  );
  return rows;
}

async function readMessages(sql: PoolClient, shopId: number, orderId: string) {
  const { rows } = await sql.query<PackMessage & Place>(
    `select fulfillment_id::text as "fulfillmentId", position, message_id as "messageId", kind, to_name as "toName",
       channel, subject, body, state, created_at as "createdAt", sent_at as "sentAt"
     from messages where shop_id = $1 and ${OF_ORDER} order by created_at, message_id limit ${MOST_ROWS}`,
    [shopId, orderId],
  );
  return rows;
}

async function readChanges(sql: PoolClient, shopId: number, orderId: string) {
  const { rows } = await sql.query<PackChange & Place>(
    `select fulfillment_id::text as "fulfillmentId", position, changed_at as "changedAt", from_verdict as "from",
       to_verdict as "to", cause, trigger
     from verdict_changes where shop_id = $1 and ${OF_ORDER} order by changed_at, seq limit ${MOST_ROWS}`,
    [shopId, orderId],
  );
  return rows;
}

async function readNotices(
  sql: PoolClient,
  shopId: number,
  orderId: string,
): Promise<PackNotice[]> {
  const { rows } = await sql.query<PackNotice>(
    `select notice_id as "noticeId", sent_at as "sentAt", new_ship_by as "newShipBy", answer,
       recorded_at as "recordedAt"
     from delay_notices where shop_id = $1 and order_id = $2 order by sent_at, notice_id limit ${MOST_ROWS}`,
    [shopId, orderId],
  );
  return rows;
}

async function readAsks(sql: PoolClient, shopId: number, orderId: string): Promise<PackAsk[]> {
  const { rows: asks } = await sql.query<Omit<PackAsk, 'messages'>>(
    `select ask_id as "askId", kind, state, asked_at as "askedAt", closed_at as "closedAt"
     from asks where shop_id = $1 and order_id = $2 order by asked_at, ask_id limit ${MOST_ROWS}`,
    [shopId, orderId],
  );
  const { rows } = await sql.query<{
    askId: string;
    seq: string;
    author: 'shopper' | 'staff';
    at: Date;
    ciphertext: Buffer | null;
    keyId: string | null;
  }>(
    `select ask_id as "askId", seq::text, author, at, ciphertext, key_id as "keyId" from ask_messages
     where shop_id = $1 and ask_id = any($2::uuid[]) order by seq limit ${MOST_ROWS}`,
    [shopId, asks.map(({ askId }) => askId)],
  );
  const said = Map.groupBy(rows, ({ askId }) => askId);
  return asks.map((ask) => ({
    ...ask,
    messages: (said.get(ask.askId) ?? []).map(({ seq, author, at, ciphertext, keyId }) => ({
      seq,
      author,
      at,
      text:
        ciphertext === null || keyId === null
          ? null
          : open({ ciphertext, keyId }, { shopId, column: 'ask_text' }).toString('utf8'),
    })),
  }));
}

/** Shopify gives an order far fewer fulfillments. */
const MOST_PARCELS = 500;
const MOST_ROWS = 20_000;
