import type { PoolClient } from 'pg';
import { z } from 'zod';

/** What `disputes.facts` holds; instants are ISO texts. */
export type DisputeFacts = z.infer<typeof disputeFactsSchema>;

const disputeFactsSchema = z.object({
  type: z.enum(['CHARGEBACK', 'INQUIRY']),
  reason: z.string(),
  networkReasonCode: z.string().nullable(),
  minor: z.int(),
  currency: z.string(),
  evidenceDueBy: z.string().nullable(),
  evidenceSentOn: z.string().nullable(),
  finalizedOn: z.string().nullable(),
});

export interface DisputeRecord {
  disputeId: string;
  orderId: string | null;
  status: string;
  initiatedAt: Date;
  readAt: Date;
  facts: DisputeFacts;
}

/** Keeps what was read; what is the same already is not written again. */
export async function writeDisputes(
  sql: PoolClient,
  shopId: number,
  { disputes, readAt }: { disputes: readonly Omit<DisputeRecord, 'readAt'>[]; readAt: Date },
): Promise<void> {
  if (disputes.length === 0) return;
  await sql.query(
    `insert into disputes as d (shop_id, dispute_id, order_id, status, initiated_at, read_at, facts)
     select $1, dispute_id, order_id, status, initiated_at, $7, facts::jsonb
       from unnest($2::bigint[], $3::bigint[], $4::text[], $5::timestamptz[], $6::text[])
         as n(dispute_id, order_id, status, initiated_at, facts) order by dispute_id
     on conflict (shop_id, dispute_id) do update set
       order_id = excluded.order_id, status = excluded.status, initiated_at = excluded.initiated_at,
       read_at = excluded.read_at, facts = excluded.facts
      where (d.order_id, d.status, d.initiated_at, d.facts)
        is distinct from (excluded.order_id, excluded.status, excluded.initiated_at, excluded.facts)`,
    [
      shopId,
      disputes.map(({ disputeId }) => disputeId),
      disputes.map(({ orderId }) => orderId),
      disputes.map(({ status }) => status),
      disputes.map(({ initiatedAt }) => initiatedAt),
      disputes.map(({ facts }) => JSON.stringify(facts)),
      readAt,
    ],
  );
}

/** The disputes of these ids. */
export async function loadDisputeRecords(
  sql: PoolClient,
  shopId: number,
  disputeIds: readonly string[],
): Promise<DisputeRecord[]> {
  const { rows } = await sql.query<Omit<DisputeRecord, 'facts'> & { facts: unknown }>(
    `select dispute_id::text as "disputeId", order_id::text as "orderId", status, initiated_at as "initiatedAt",
       read_at as "readAt", facts
     from disputes where shop_id = $1 and dispute_id = any($2::bigint[])`,
    [shopId, [...new Set(disputeIds)]],
  );
  return rows.map((row) => ({ ...row, facts: disputeFactsSchema.parse(row.facts) }));
}

/** Dispute ids in their order, after the given one (null = from the start). */
export async function listDisputeIds(
  sql: PoolClient,
  shopId: number,
  { after, limit }: { after: string | null; limit: number },
): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select dispute_id::text as id from disputes where shop_id = $1 and dispute_id > $2 order by dispute_id limit $3`,
    [shopId, after ?? '0', limit],
  );
  return rows.map(({ id }) => id);
}

/** Disputes of the last thirty days by reason, and the orders that a card paid. */
export async function countDisputes(
  sql: PoolClient,
  shopId: number,
  now: Date,
): Promise<{ byReason: Record<string, number>; cardOrders: number }> {
  const { rows: reasons } = await sql.query<{ reason: string; n: number }>(
    `select coalesce(facts->>'reason', '') as reason, count(*)::int as n from disputes
      where shop_id = $1 and initiated_at > date_trunc('day', $2::timestamptz, 'UTC') - interval '30 days' and initiated_at <= $2
        and facts->>'type' = 'CHARGEBACK'
      group by 1 order by 2 desc, 1`,
    [shopId, now],
  );
  const { rows } = await sql.query<{ n: number }>(
    `select count(*)::int as n from orders o join order_details d on d.shop_id = $1 and d.order_id = o.order_id
      where o.shop_id = $1 and o.updated_at > date_trunc('day', $2::timestamptz, 'UTC') - interval '30 days'
        and o.created_at > date_trunc('day', $2::timestamptz, 'UTC') - interval '30 days'
        and exists (
          select from jsonb_array_elements(d.details->'payments') p
           where p->>'status' = 'SUCCESS' and p->>'kind' in ('SALE', 'AUTHORIZATION')
             and p->>'isManual' = 'false' and p->>'isStoreCredit' = 'false'
             and p->>'gateway' !~* 'paypal|klarna|afterpay|affirm')`,
    [shopId, now],
  );
  return {
    byReason: Object.fromEntries(reasons.map(({ reason, n }) => [reason, n])),
    cardOrders: rows[0]?.n ?? 0,
  };
}

/** Disputes in one currency that nobody has decided. */
export async function openDisputes(
  sql: PoolClient,
  shopId: number,
  currency: string,
): Promise<{ minor: number; dueAt: string | null; status: string; isChargeback: boolean }[]> {
  const { rows } = await sql.query<{ status: string; facts: unknown }>(
    `select status, facts from disputes
      where shop_id = $1 and facts->>'currency' = $2 and status in ('NEEDS_RESPONSE', 'UNDER_REVIEW')
      order by initiated_at, dispute_id`,
    [shopId, currency],
  );
  return rows.map(({ status, facts }) => {
    const { minor, type, evidenceDueBy } = disputeFactsSchema.parse(facts);
    return { minor, dueAt: evidenceDueBy, status, isChargeback: type === 'CHARGEBACK' };
  });
}
