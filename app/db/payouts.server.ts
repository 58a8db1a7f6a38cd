import type { PoolClient } from 'pg';

/** A payout of Shopify Payments. */
export interface PayoutRow {
  payoutId: string;
  issuedAt: Date;
  status: string;
  currency: string;
  /** Negative: taken from the shop's bank account. */
  netMinor: number;
  /** Minor units by name, as `chargesGrossMinor`, `chargesFeeMinor`, `reservedFundsGrossMinor`. */
  summary: Readonly<Record<string, number>>;
}

/** Statuses after which Shopify still acts on a payout. */
const OPEN = ['SCHEDULED', 'IN_TRANSIT'];

/**
 * Writes payouts that are new or have changed; their transactions take their status. True when there were any: then
 * transactions that were in no payout may be in one.
 */
export async function writePayouts(
  sql: PoolClient,
  shopId: number,
  { payouts, readAt }: { payouts: readonly PayoutRow[]; readAt: Date },
): Promise<boolean> {
  if (payouts.length === 0) return false;
  const { rows } = await sql.query<{ id: string }>(
    `insert into payouts as p (shop_id, payout_id, issued_at, status, currency, net_minor, summary, read_at)
     select $1, n.id, n.issued_at, n.status, n.currency, n.net, n.summary::jsonb, $8
       from unnest($2::bigint[], $3::timestamptz[], $4::text[], $5::text[], $6::bigint[], $7::text[])
         as n(id, issued_at, status, currency, net, summary) order by n.id
     on conflict (shop_id, payout_id) do update set
       issued_at = excluded.issued_at, status = excluded.status, currency = excluded.currency,
       net_minor = excluded.net_minor, summary = excluded.summary, read_at = excluded.read_at
      where (p.issued_at, p.status, p.currency, p.net_minor, p.summary)
        is distinct from (excluded.issued_at, excluded.status, excluded.currency, excluded.net_minor, excluded.summary)
     returning payout_id::text as id`,
    [
      shopId,
      payouts.map(({ payoutId }) => payoutId),
      payouts.map(({ issuedAt }) => issuedAt),
      payouts.map(({ status }) => status),
      payouts.map(({ currency }) => currency),
      payouts.map(({ netMinor }) => netMinor),
      payouts.map(({ summary }) => JSON.stringify(summary)),
      readAt,
    ],
  );
  if (rows.length === 0) return false;
  await sql.query(
    `update balance_transactions t set payout_status = p.status from payouts p
      where t.shop_id = $1 and p.shop_id = $1 and p.payout_id = any($2::bigint[]) and t.payout_id = p.payout_id
        and t.payout_status is distinct from p.status`,
    [shopId, rows.map(({ id }) => id)],
  );
  return true;
}

/** What is known of payouts that are underway. */
export async function payoutsUnderway(
  sql: PoolClient,
  shopId: number,
): Promise<{ oldestIssuedAt: Date | null; hasAny: boolean }> {
  const { rows } = await sql.query<{ oldestIssuedAt: Date | null; hasAny: boolean }>(
    `select min(issued_at) filter (where status = any($2)) as "oldestIssuedAt", count(*) > 0 as "hasAny"
       from payouts where shop_id = $1`,
    [shopId, OPEN],
  );
  return rows[0] ?? { oldestIssuedAt: null, hasAny: false };
}
