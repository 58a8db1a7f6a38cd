import type { PoolClient } from 'pg';
import type { AskState } from '#app/contracts/asks.ts';

/** Lets one customer of a shop write at a time, until the transaction ends: what is counted then still holds when it is written. */
export async function lockCustomer(
  sql: PoolClient,
  shopId: number,
  customerHash: string,
): Promise<void> {
  await sql.query(`select pg_advisory_xact_lock($1, hashtext($2))`, [shopId, customerHash]);
}

/** Which ask of an order has that request key; null: none has. */
export async function askOfRequest(
  sql: PoolClient,
  shopId: number,
  { orderId, requestKey }: { orderId: string; requestKey: string },
): Promise<string | null> {
  const { rows } = await sql.query<{ askId: string }>(
    `select ask_id as "askId" from asks where shop_id = $1 and order_id = $2 and request_key = $3`,
    [shopId, orderId, requestKey],
  );
  return rows[0]?.askId ?? null;
}

/** Asks of an order that wait for the shop, cancellations aside: those are no questions. */
export async function countOpenAsks(
  sql: PoolClient,
  shopId: number,
  orderId: string,
): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(
    `select count(*)::int as count from asks
     where shop_id = $1 and order_id = $2 and state = 'open' and kind <> 'cancel'`,
    [shopId, orderId],
  );
  return rows[0]?.count ?? 0;
}

/** When the customer wrote since then, the newest `limit` times, newest first. */
export async function writingsSince(
  sql: PoolClient,
  shopId: number,
  { customerHash, since, limit }: { customerHash: string; since: Date; limit: number },
): Promise<Date[]> {
  const { rows } = await sql.query<{ at: Date }>(
    `select m.at from asks a join ask_messages m on m.shop_id = a.shop_id and m.ask_id = a.ask_id
     where a.shop_id = $1 and a.customer_hash = $2 and m.author = 'shopper' and m.at > $3
     order by m.at desc limit $4`,
    [shopId, customerHash, since, limit],
  );
  return rows.map(({ at }) => at);
}

/** An ask as its next message finds it; its row stays locked until the transaction ends. Null: the shop has no such ask. */
export interface AskToWrite {
  orderId: string;
  /** Null: the customer was forgotten on request. */
  customerHash: string | null;
  state: AskState;
  dueAt: Date;
  answeredAt: Date | null;
  /** Messages so far, by author. */
  byShopper: number;
  byStaff: number;
  /** Whether one of them has the request key. */
  isRepeated: boolean;
  /** Whether the shopper wrote the last of them, or nobody wrote any. */
  isStaffsTurn: boolean;
}

export async function askToWrite(
  sql: PoolClient,
  shopId: number,
  { askId, requestKey }: { askId: string; requestKey: string },
): Promise<AskToWrite | null> {
  const { rows } = await sql.query<Omit<AskToWrite, Counted>>(
    `select order_id::text as "orderId", customer_hash as "customerHash", state, due_at as "dueAt",
       answered_at as "answeredAt"
     from asks where shop_id = $1 and ask_id = $2 for update`,
    [shopId, askId],
  );
  const [ask] = rows;
  if (ask === undefined) return null;
  // Asked once the row is locked, so that it sees what whoever held the lock has written.
  const counted = await sql.query<Pick<AskToWrite, Counted>>(
    `select count(*) filter (where author = 'shopper')::int as "byShopper",
       count(*) filter (where author = 'staff')::int as "byStaff",
       coalesce(bool_or(request_key = $3), false) as "isRepeated",
       coalesce((array_agg(author order by seq desc))[1] = 'shopper', true) as "isStaffsTurn"
     from ask_messages where shop_id = $1 and ask_id = $2`,
    [shopId, askId, requestKey],
  );
  const [counts] = counted.rows;
  return counts === undefined ? null : { ...ask, ...counts };
}

type Counted = 'byShopper' | 'byStaff' | 'isRepeated' | 'isStaffsTurn';

/** Whether the order has that parcel. */
export async function isParcelOfOrder(
  sql: PoolClient,
  shopId: number,
  {
    orderId,
    fulfillmentId,
    position,
  }: { orderId: string; fulfillmentId: string; position: number },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `select from parcels where shop_id = $1 and fulfillment_id = $3 and position = $4 and order_id = $2`,
    [shopId, orderId, fulfillmentId, position],
  );
  return rowCount === 1;
}
