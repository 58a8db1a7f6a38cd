import type { PoolClient } from 'pg';

export const OUTBOX_KINDS = [
  'tracking_write',
  'mail',
  'digest',
  'shop_fix',
  'shopper_views',
  'dispute_evidence',
] as const;
export type OutboxKind = (typeof OUTBOX_KINDS)[number];

/** Something that is to leave. `payload` is what its sender wrote; the sender parses it. */
export interface OutboxItem {
  outboxId: string;
  kind: OutboxKind;
  /** The effect's own key: asked twice, done once. */
  effectKey: string;
  payload: unknown;
  /** How often it was tried, this time included. */
  attempts: number;
  createdAt: Date;
}

/** What was taken and never reported back is offered again after this: its process is dead. */
const LEASE_MS = 2 * 60_000;

/**
 * Writes something that is to leave, in the transaction of its cause. An effect key that is here already changes nothing.
 * The caller queues `send-outbox`. True when it was added.
 */
export async function addToOutbox(
  sql: PoolClient,
  shopId: number,
  item: { kind: OutboxKind; effectKey: string; payload: unknown; now: Date },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into outbox (shop_id, kind, effect_key, payload, next_attempt_at, created_at)
     values ($1, $2, $3, $4, $5, $5) on conflict (shop_id, kind, effect_key) do nothing`,
    [shopId, item.kind, item.effectKey, JSON.stringify(item.payload), item.now],
  );
  return rowCount === 1;
}

/**
 * Takes what is due, the longest-waiting first, and holds it for `LEASE_MS`: two senders never hold the same item, and one
 * that died in between gives it back by itself. MUST be committed before anything is sent.
 */
export async function takeOutbox(
  sql: PoolClient,
  shopId: number,
  { now, limit }: { now: Date; limit: number },
): Promise<OutboxItem[]> {
  const { rows } = await sql.query<OutboxItem>(
    `with due as (
       select outbox_id from outbox where shop_id = $1 and state = 'waiting' and next_attempt_at <= $2
       order by next_attempt_at, created_at, outbox_id limit $3 for update skip locked
     )
     update outbox o set attempts = o.attempts + 1, next_attempt_at = $4
       from due where o.shop_id = $1 and o.outbox_id = due.outbox_id
     returning o.outbox_id as "outboxId", o.kind, o.effect_key as "effectKey", o.payload, o.attempts,
       o.created_at as "createdAt"`,
    [shopId, now, limit, new Date(now.getTime() + LEASE_MS)],
  );
  return rows.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
}

/** It has left, or need not any more (`cancelled`: what it was for was taken back). */
export async function finishOutbox(
  sql: PoolClient,
  shopId: number,
  done: { outboxId: string; state: 'sent' | 'cancelled'; now: Date },
): Promise<void> {
  await sql.query(
    `update outbox set state = $3, sent_at = $4, error = null where shop_id = $1 and outbox_id = $2`,
    [shopId, done.outboxId, done.state, done.state === 'sent' ? done.now : null],
  );
}

/** It did not leave: tried again at `retryAt`, or given up when that is null. `error` is a code, never carrier or personal text. */
export async function failOutbox(
  sql: PoolClient,
  shopId: number,
  failed: { outboxId: string; error: string; retryAt: Date | null },
): Promise<void> {
  await sql.query(
    `update outbox set state = case when $4::timestamptz is null then 'failed' else 'waiting' end,
       next_attempt_at = coalesce($4, next_attempt_at), error = $3
     where shop_id = $1 and outbox_id = $2 and state = 'waiting'`,
    [shopId, failed.outboxId, failed.error, failed.retryAt],
  );
}

/** Forgets what has been concluded: of such effects nothing is kept beside what they changed. */
export async function forgetOutbox(
  sql: PoolClient,
  shopId: number,
  outboxId: string,
): Promise<void> {
  await sql.query(
    `delete from outbox where shop_id = $1 and outbox_id = $2 and state <> 'waiting'`,
    [shopId, outboxId],
  );
}

/** The payloads of a kind that still wait, the oldest first. */
export async function waitingPayloads(
  sql: PoolClient,
  shopId: number,
  { kind, limit }: { kind: OutboxKind; limit: number },
): Promise<unknown[]> {
  const { rows } = await sql.query<{ payload: unknown }>(
    `select payload from outbox where shop_id = $1 and kind = $2 and state = 'waiting'
     order by next_attempt_at limit $3`,
    [shopId, kind, limit],
  );
  return rows.map(({ payload }) => payload);
}

/** Takes back what still waits and carries this value in its payload's `linkId`; how many were taken back. */
export async function cancelTrackingWrites(
  sql: PoolClient,
  shopId: number,
  linkId: string,
): Promise<number> {
  const { rowCount } = await sql.query(
    `update outbox set state = 'cancelled'
      where shop_id = $1 and kind = 'tracking_write' and state = 'waiting' and payload ->> 'linkId' = $2`,
    [shopId, linkId],
  );
  return rowCount ?? 0;
}
