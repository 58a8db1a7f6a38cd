import type { PoolClient } from 'pg';
import type { AskCounts } from '#app/contracts/asks.ts';
import type { VerdictKind } from '#app/domain/verdicts/verdict.ts';

export interface VerdictCount {
  verdict: VerdictKind | 'unassessed';
  muted: boolean;
  currency: string;
  count: number;
  valueMinor: number;
}

/** The kept counters of the shop's parcels; nothing is counted here. */
export async function readParcelCounts(sql: PoolClient, shopId: number): Promise<VerdictCount[]> {
  const { rows } = await sql.query<{
    verdict: VerdictKind | 'unassessed';
    muted: boolean;
    currency: string;
    count: string;
    value: string;
  }>(
    `select verdict, muted, currency, count::text as count, value_minor::text as value
     from parcel_counts where shop_id = $1 and count > 0`,
    [shopId],
  );
  return rows.map(({ count, value, ...row }) => ({
    ...row,
    count: Number(count),
    valueMinor: Number(value),
  }));
}

export interface DailyCount {
  /** ISO date in the shop's zone. */
  dayOn: string;
  verdict: VerdictKind | 'unassessed';
  count: number;
  entered: number;
  cleared: number;
}

/** What was recorded on each day from `fromOn` to `toOn`, both ISO dates and included. */
export async function readDailyCounts(
  sql: PoolClient,
  { shopId, fromOn, toOn }: { shopId: number; fromOn: string; toOn: string },
): Promise<DailyCount[]> {
  const { rows } = await sql.query<{
    dayOn: string;
    verdict: VerdictKind | 'unassessed';
    count: string;
    entered: string;
    cleared: string;
  }>(
    `select day_on::text as "dayOn", verdict, count::text as count, entered::text as entered, cleared::text as cleared
     from daily_counts where shop_id = $1 and day_on between $2::date and $3::date order by day_on`,
    [shopId, fromOn, toOn],
  );
  return rows.map((row) => ({
    dayOn: row.dayOn,
    verdict: row.verdict,
    count: Number(row.count),
    entered: Number(row.entered),
    cleared: Number(row.cleared),
  }));
}

/** Since when the oldest unmuted parcel of each verdict has been in it; a verdict without one is absent. */
export async function readOldestSince(
  sql: PoolClient,
  { shopId, verdicts }: { shopId: number; verdicts: readonly VerdictKind[] },
): Promise<Map<VerdictKind, Date>> {
  const { rows } = await sql.query<{ verdict: VerdictKind; since: Date }>(
    `select kind.verdict, oldest.since
     from unnest($2::text[]) kind (verdict)
     cross join lateral (
       select (case when p.verdict_since is null then p.shipped_at else p.verdict_since end) as since from parcels p
       where p.shop_id = $1 and p.verdict = kind.verdict and p.muted = false
       order by (case when p.verdict_since is null then p.shipped_at else p.verdict_since end), p.fulfillment_id, p.position limit 1
     ) oldest`,
    [shopId, verdicts],
  );
  return new Map(rows.map((row) => [row.verdict, row.since]));
}

/** The earliest review, or null when no parcel of the shop waits for one. */
export async function readNextReviewAt(sql: PoolClient, shopId: number): Promise<Date | null> {
  const { rows } = await sql.query<{ reviewAt: Date }>(
    `select review_at as "reviewAt" from parcels where shop_id = $1 and review_at is not null
     order by review_at limit 1`,
    [shopId],
  );
  return rows[0]?.reviewAt ?? null;
}

/** Asks of shoppers that wait for staff. */
export async function countAsks(sql: PoolClient, shopId: number, now: Date): Promise<AskCounts> {
  const { rows } = await sql.query<{ open: number; overdue: number; oldestDueAt: Date | null }>(
    `select count(*)::int as open, (count(*) filter (where due_at <= $2))::int as overdue, min(due_at) as "oldestDueAt"
     from asks where shop_id = $1 and state = 'open'`,
    [shopId, now],
  );
  const [row] = rows;
  if (row === undefined) return { open: 0, overdue: 0, oldestDueAt: null };
  return { ...row, oldestDueAt: row.oldestDueAt?.toISOString() ?? null };
}
