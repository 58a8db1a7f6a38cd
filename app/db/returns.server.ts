import type { PoolClient } from 'pg';
import { z } from 'zod';

/** What `returns.facts` holds. Amounts are minor units of the order's currency, instants ISO texts. */
export type ReturnRecordFacts = z.infer<typeof returnFactsSchema>;

const returnFactsSchema = z.object({
  name: z.string(),
  status: z.enum(['REQUESTED', 'OPEN', 'CLOSED', 'DECLINED', 'CANCELED']),
  requestedAt: z.string(),
  approvedAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  /** Shopify's handles of reasons. */
  reasons: z.array(z.string()),
  /** Pieces that come back. */
  quantity: z.int(),
  /** What they cost, after discounts. */
  goodsMinor: z.int(),
  /** When the last of them was back; null: not yet. */
  goodsBackAt: z.string().nullable(),
  refundIds: z.array(z.string()),
});

export interface ReturnRecord {
  returnId: string;
  orderId: string;
  readAt: Date;
  facts: ReturnRecordFacts;
}

/** Makes the returns of these orders what was read; what is the same already is not written again. */
export async function writeReturns(
  sql: PoolClient,
  shopId: number,
  {
    returns,
    readAt,
  }: {
    returns: readonly { returnId: string; orderId: string; facts: ReturnRecordFacts }[];
    readAt: Date;
  },
): Promise<void> {
  if (returns.length === 0) return;
  await sql.query(
    `insert into returns as t (shop_id, return_id, order_id, read_at, facts)
     select $1, return_id, order_id, $5, facts::jsonb
       from unnest($2::bigint[], $3::bigint[], $4::text[]) as r(return_id, order_id, facts) order by return_id
     on conflict (shop_id, return_id) do update set facts = excluded.facts, read_at = excluded.read_at
      where t.facts is distinct from excluded.facts`,
    [
      shopId,
      returns.map(({ returnId }) => returnId),
      returns.map(({ orderId }) => orderId),
      returns.map(({ facts }) => JSON.stringify(facts)),
      readAt,
    ],
  );
}

/** The returns of these ids. */
export async function loadReturnRecords(
  sql: PoolClient,
  shopId: number,
  returnIds: readonly string[],
): Promise<ReturnRecord[]> {
  const { rows } = await sql.query<Omit<ReturnRecord, 'facts'> & { facts: unknown }>(
    `select return_id::text as "returnId", order_id::text as "orderId", read_at as "readAt", facts
       from returns where shop_id = $1 and return_id = any($2::bigint[])`,
    [shopId, [...new Set(returnIds)]],
  );
  return rows.map((row) => ({ ...row, facts: returnFactsSchema.parse(row.facts) }));
}

/** Return ids in their order, after the given one (null = from the start). */
export async function listReturnIds(
  sql: PoolClient,
  shopId: number,
  { after, limit }: { after: string | null; limit: number },
): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select return_id::text as id from returns where shop_id = $1 and return_id > $2 order by return_id limit $3`,
    [shopId, after ?? '0', limit],
  );
  return rows.map(({ id }) => id);
}

/** The orders that say that they have a return, newest first: to be read once returns may be. */
export async function ordersWithReturns(
  sql: PoolClient,
  shopId: number,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select order_id::text as id from order_details
      where shop_id = $1 and details->>'returnStatus' is distinct from 'NO_RETURN'
        and details->>'returnStatus' is not null
      order by order_id desc limit $2`,
    [shopId, limit],
  );
  return rows.map(({ id }) => id);
}
