import type { PoolClient } from 'pg';

/** A record that waits for its place in the log, as a trigger wrote it down. */
export interface QueuedRecord {
  kind: string;
  /** Null: of a fulfillment whose order is not known. */
  orderId: string | null;
  fulfillmentId: string | null;
  position: number | null;
  /** The row, with its columns' names. */
  row: unknown;
}

/**
 * Takes the oldest records away, in the order in which they were written, in the caller's transaction; records of a
 * transaction that ends later simply come later. With an order: only its own, past everything before them. The log MUST be
 * locked.
 */
export async function takeQueued(
  sql: PoolClient,
  shopId: number,
  { orderId, limit }: { orderId: string | null; limit: number },
): Promise<QueuedRecord[]> {
  const { rows } = await sql.query<QueuedRecord>(
    orderId === null ? TAKE_OLDEST : TAKE_OF_ORDER,
    orderId === null ? [shopId, limit] : [shopId, limit, orderId],
  );
  return rows;
}

const AS_TAKEN = `select t.kind, t.fulfillment_id as "fulfillmentId", t.position, t.record as "row",
    coalesce(t.order_id, (select f.order_id from fulfillments f
      where f.shop_id = $1 and f.fulfillment_id = t.fulfillment_id)) as "orderId"
  from taken t order by t.seq`;

const TAKE_OLDEST = `with taken as (
    delete from evidence_queue where shop_id = $1 and seq <= (
      select max(seq) from (select seq from evidence_queue where shop_id = $1 order by seq limit $2) oldest)
    returning *)
  ${AS_TAKEN}`;

const TAKE_OF_ORDER = `with taken as (
    delete from evidence_queue where shop_id = $1 and seq = any(array(
      select seq from evidence_queue q where shop_id = $1 and (order_id = $3 or order_id is null and fulfillment_id in (
        select f.fulfillment_id from fulfillments f where f.shop_id = $1 and f.order_id = $3)) order by seq limit $2))
    returning *)
  ${AS_TAKEN}`;

/** Texts of asks that still wait, as they lie sealed in `ask_messages`: by when a key is put away they MUST have been sealed again. */
export async function queuedAsks(
  sql: PoolClient,
  shopId: number,
): Promise<{ seq: string; ciphertext: Buffer; keyId: string }[]> {
  const { rows } = await sql.query<{ seq: string; ciphertext: string; keyId: string }>(
    `select seq, record->>'ciphertext' as ciphertext, record->>'key_id' as "keyId" from evidence_queue
      where shop_id = $1 and kind = 'ask' and record->>'ciphertext' is not null and record->>'key_id' is not null
      order by seq for update`,
    [shopId],
  );
  return rows.map((row) => ({ ...row, ciphertext: Buffer.from(row.ciphertext, 'base64') }));
}

/** Puts a text of an ask back under another key. */
export async function replaceQueuedAsk(
  sql: PoolClient,
  shopId: number,
  { seq, ciphertext, keyId }: { seq: string; ciphertext: Buffer; keyId: string },
): Promise<void> {
  await sql.query(
    `update evidence_queue set record = record || jsonb_build_object('ciphertext', $3::text, 'key_id', $4::text)
      where shop_id = $1 and seq = $2`,
    [shopId, seq, ciphertext.toString('base64'), keyId],
  );
}
