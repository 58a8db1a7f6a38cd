import type { PoolClient } from 'pg';
import type { MessageView } from '#app/contracts/messages.ts';

export interface ParcelRef {
  fulfillmentId: string;
  position: number;
}

export type NewMessage = Omit<MessageView, 'messageId' | 'createdAt' | 'sentAt' | 'error'> &
  ParcelRef & { createdBy: string };

/** Logs a message with its parcel; returns its id. */
export async function addMessage(
  sql: PoolClient,
  shopId: number,
  { message, now }: { message: NewMessage; now: Date },
): Promise<string> {
  const { rows } = await sql.query<{ id: string }>(
    `insert into messages (shop_id, fulfillment_id, position, kind, to_name, language, channel, subject, body,
       answer_by_on, state, created_at, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning message_id as id`,
    [
      shopId,
      message.fulfillmentId,
      message.position,
      message.kind,
      message.toName,
      message.language,
      message.channel,
      message.subject,
      message.body,
      message.answerByOn,
      message.state,
      now,
      message.createdBy,
    ],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('A message was written and has no id');
  return row.id;
}

export type MessageRecord = Omit<MessageView, 'createdAt' | 'sentAt'> & {
  createdAt: Date;
  sentAt: Date | null;
};

/** A parcel's messages, newest first. */
export async function readMessages(
  sql: PoolClient,
  shopId: number,
  { fulfillmentId, position }: ParcelRef,
): Promise<MessageRecord[]> {
  const { rows } = await sql.query<MessageRecord>(
    `${SELECT} where shop_id = $1 and fulfillment_id = $2 and position = $3
      order by created_at desc, message_id limit ${MOST_MESSAGES}`,
    [shopId, fulfillmentId, position],
  );
  return rows;
}

/** One message; null when it is gone. */
export async function readMessage(
  sql: PoolClient,
  shopId: number,
  messageId: string,
): Promise<MessageRecord | null> {
  const { rows } = await sql.query<MessageRecord>(
    `${SELECT} where shop_id = $1 and message_id = $2`,
    [shopId, messageId],
  );
  return rows[0] ?? null;
}

/** Notes how the sending of a mail ended. */
export async function noteMail(
  sql: PoolClient,
  shopId: number,
  outcome: { messageId: string; state: 'sent' | 'failed'; error: string | null; now: Date },
): Promise<void> {
  await sql.query(
    `update messages set state = $3, error = $4, sent_at = case when $3 = 'sent' then $5::timestamptz end
      where shop_id = $1 and message_id = $2`,
    [shopId, outcome.messageId, outcome.state, outcome.error, outcome.now],
  );
}

const MOST_MESSAGES = 100;
const SELECT = `select message_id as "messageId", kind, to_name as "toName", language, channel, subject, body,
  answer_by_on::text as "answerByOn", state, created_at as "createdAt", sent_at as "sentAt", error from messages`;
