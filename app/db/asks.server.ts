import type { PoolClient } from 'pg';
import { isUnderOldKey, open, seal } from '#app/db/secret-box.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import type { AskState } from '#app/contracts/asks.ts';
import type { AskKind } from '#app/domain/shopper/shopper-settings.ts';

/** What a shopper asked, and what was written about it. */
export interface AskRecord {
  askId: string;
  orderId: string;
  orderName: string;
  /** Both null: it is of the order as a whole. */
  fulfillmentId: string | null;
  position: number | null;
  kind: AskKind;
  state: AskState;
  language: string;
  askedAt: Date;
  dueAt: Date;
  answeredAt: Date | null;
  closedAt: Date | null;
  closedBy: string | null;
}

export interface MessageRecord {
  author: 'shopper' | 'staff';
  /** `user:<id>` for staff, else `shopper`. */
  actor: string;
  /** Null: erased on request. */
  text: string | null;
  at: Date;
}

/** The select list of an `AskRecord`, from `asks` under the given alias. */
export function askColumns(alias: string): string {
  return COLUMNS.map((column) => `${alias}.${column}`).join(', ');
}

const COLUMNS = [
  'ask_id as "askId"',
  'order_id::text as "orderId"',
  'order_name as "orderName"',
  'fulfillment_id::text as "fulfillmentId"',
  'position',
  'kind',
  'state',
  'language',
  'asked_at as "askedAt"',
  'due_at as "dueAt"',
  'answered_at as "answeredAt"',
  'closed_at as "closedAt"',
  'closed_by as "closedBy"',
] as const;

/** The customer's asks about an order, newest first, each with its messages, oldest first; at most 50 asks. */
export async function asksOfOrder(
  sql: PoolClient,
  shopId: number,
  { orderId, customerHash }: { orderId: string; customerHash: string },
): Promise<(AskRecord & { messages: MessageRecord[] })[]> {
  const { rows } = await sql.query<AskRecord & SealedMessages>(
    `select ${askColumns('a')}, ${MESSAGES} from asks a
     where a.shop_id = $1 and a.order_id = $2 and a.customer_hash = $3
     order by a.asked_at desc, a.ask_id limit 50`,
    [shopId, orderId, customerHash],
  );
  return rows.map(({ messages, ...ask }) => ({ ...ask, messages: opened(shopId, messages) }));
}

/** An ask with its messages, oldest first; null when the shop has no such ask. */
export async function askWithMessages(
  sql: PoolClient,
  shopId: number,
  askId: string,
): Promise<(AskRecord & { messages: MessageRecord[] }) | null> {
  const { rows } = await sql.query<AskRecord & SealedMessages>(
    `select ${askColumns('a')}, ${MESSAGES} from asks a where a.shop_id = $1 and a.ask_id = $2`,
    [shopId, askId],
  );
  const [row] = rows;
  return row === undefined ? null : { ...row, messages: opened(shopId, row.messages) };
}

/** Asks of a parcel, and of its order as a whole, that are not closed: those to answer first, by the time promised. */
export async function asksOfParcel(
  sql: PoolClient,
  shopId: number,
  {
    orderId,
    fulfillmentId,
    position,
    limit,
  }: { orderId: string; fulfillmentId: string; position: number; limit: number },
): Promise<AskRecord[]> {
  const { rows } = await sql.query<AskRecord>(
    `select ${askColumns('a')} from asks a
     where a.shop_id = $1 and a.order_id = $2 and a.state <> 'closed'
       and (a.fulfillment_id is null or (a.fulfillment_id, a.position) = ($3, $4))
     order by a.state = 'open' desc, a.due_at, a.ask_id limit $5`,
    [shopId, orderId, fulfillmentId, position, limit],
  );
  return rows;
}

interface SealedMessages {
  messages: (Omit<MessageRecord, 'text' | 'at'> & SealedText & { at: string })[];
}

/** A text as it lies in the database; JSON, so that an ask comes with its messages in one row. */
export interface SealedText {
  /** Base64. */
  ciphertext: string | null;
  keyId: string | null;
}

const MESSAGES = `coalesce((select jsonb_agg(jsonb_build_object('author', m.author, 'actor', m.actor,
    'ciphertext', encode(m.ciphertext, 'base64'), 'keyId', m.key_id, 'at', m.at) order by m.seq)
  from ask_messages m where m.shop_id = $1 and m.ask_id = a.ask_id), '[]') as messages`;

function opened(shopId: number, messages: SealedMessages['messages']): MessageRecord[] {
  return messages.map(({ author, actor, at, ...sealed }) => ({
    author,
    actor,
    text: openText(shopId, sealed),
    at: new Date(at),
  }));
}

/** The text of a message; null: erased on request. */
export function openText(shopId: number, { ciphertext, keyId }: SealedText): string | null {
  if (ciphertext === null || keyId === null) return null;
  const sealed = { ciphertext: Buffer.from(ciphertext, 'base64'), keyId };
  return open(sealed, { shopId, column: ASK_TEXT }).toString('utf8');
}

/** Where texts lie sealed, here and while they wait for the log. */
export const ASK_TEXT = 'ask_text';

/** Adds an ask; false when the order has one of that request key already. */
export async function addAsk(
  sql: PoolClient,
  shopId: number,
  ask: {
    askId: string;
    orderId: string;
    fulfillmentId: string | null;
    position: number | null;
    kind: AskKind;
    customerHash: string;
    language: string;
    requestKey: string;
    askedAt: Date;
    dueAt: Date;
  },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into asks (shop_id, ask_id, order_id, order_name, fulfillment_id, position, kind, customer_hash, language,
       request_key, asked_at, due_at)
     select $1, $2, o.order_id, o.name, $4, $5, $6, $7, $8, $9, $10, $11
     from orders o where o.shop_id = $1 and o.order_id = $3
     on conflict (shop_id, order_id, request_key) do nothing`,
    [
      shopId,
      ask.askId,
      ask.orderId,
      ask.fulfillmentId,
      ask.position,
      ask.kind,
      ask.customerHash,
      ask.language,
      ask.requestKey,
      ask.askedAt,
      ask.dueAt,
    ],
  );
  return rowCount === 1;
}

/** Adds what a shopper wrote; see `addMessage`. */
export function addShopperMessage(
  sql: PoolClient,
  shopId: number,
  message: { askId: string; text: string; requestKey: string; at: Date },
): Promise<boolean> {
  return addMessage(sql, shopId, { ...message, author: 'shopper', actor: 'shopper' });
}

/** Adds a message, its text sealed; false when the ask has one of that request key already. */
export async function addMessage(
  sql: PoolClient,
  shopId: number,
  message: {
    askId: string;
    author: MessageRecord['author'];
    actor: string;
    text: string;
    requestKey: string;
    at: Date;
  },
): Promise<boolean> {
  const { ciphertext, keyId } = seal(Buffer.from(message.text), { shopId, column: ASK_TEXT });
  const { rowCount } = await sql.query(
    `insert into ask_messages (shop_id, ask_id, author, actor, ciphertext, key_id, request_key, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (shop_id, ask_id, request_key) do nothing`,
    [
      shopId,
      message.askId,
      message.author,
      message.actor,
      ciphertext,
      keyId,
      message.requestKey,
      message.at,
    ],
  );
  return rowCount === 1;
}

/** Puts an ask into a state; what is left out stays as it is. */
export async function setAskState(
  sql: PoolClient,
  shopId: number,
  change: {
    askId: string;
    state: AskState;
    dueAt?: Date;
    answeredAt?: Date;
    /** Null: it is not closed. */
    closed: { at: Date; by: string } | null;
  },
): Promise<void> {
  await sql.query(
    `update asks set state = $3, due_at = coalesce($4, due_at), answered_at = coalesce($5, answered_at),
       closed_at = $6, closed_by = $7
     where shop_id = $1 and ask_id = $2`,
    [
      shopId,
      change.askId,
      change.state,
      change.dueAt ?? null,
      change.answeredAt ?? null,
      change.closed?.at ?? null,
      change.closed?.by ?? null,
    ],
  );
}

/** Seals the texts again that lie under an older key; says how many. */
export async function resealAsks(shopId: number): Promise<number> {
  return withShopSql(shopId, async (sql) => {
    const { rows } = await sql.query<{
      askId: string;
      seq: string;
      ciphertext: Buffer;
      keyId: string;
    }>(
      `select ask_id as "askId", seq::text, ciphertext, key_id as "keyId" from ask_messages
       where shop_id = $1 and ciphertext is not null order by seq for update`,
      [shopId],
    );
    const place = { shopId, column: ASK_TEXT };
    const old = rows.filter(({ keyId }) => isUnderOldKey(keyId));
    for (const { askId, seq, ...sealed } of old) {
      const again = seal(open(sealed, place), place);
      await sql.query(
        `update ask_messages set ciphertext = $4, key_id = $5 where shop_id = $1 and ask_id = $2 and seq = $3`,
        [shopId, askId, seq, again.ciphertext, again.keyId],
      );
    }
    return old.length;
  });
}
