import type { PoolClient } from 'pg';
import { z } from 'zod';
import { inPortions } from '#app/db/lane-portions.server.ts';
import type { VerdictKind } from '#app/domain/verdicts/verdict.ts';

/** What is counted: lengths of silences, days from a scan to the delivery, deliveries by the share expected before them. */
export type CellKind = 'silence' | 'remaining' | 'pit';

/** Counts of one kind, key and month (`YYYY-MM`). */
export interface StoredCell {
  kind: CellKind;
  key: string;
  period: string;
  bins: number[];
  /** Silences that never end. */
  stuck: number;
}

/**
 * Adds to the counters, place by place; negative counts take off. In one order everywhere, so that two writers never wait
 * for each other.
 */
export async function addToCells(
  sql: PoolClient,
  shopId: number,
  cells: readonly StoredCell[],
): Promise<void> {
  if (cells.length === 0) return;
  await sql.query(
    `insert into lane_cells as c (shop_id, kind, key, period, bins, stuck)
     select $1, d.kind, d.key, d.period, d.bins::integer[], d.stuck
     from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::integer[]) as d(kind, key, period, bins, stuck)
     order by d.kind, d.key, d.period
     on conflict (shop_id, kind, key, period) do update
       set bins = add_counts(c.bins, excluded.bins), stuck = c.stuck + excluded.stuck`,
    [
      shopId,
      cells.map(({ kind }) => kind),
      cells.map(({ key }) => key),
      cells.map(({ period }) => period),
      // Arrays of arrays must be of one length; as texts they may end where their zeros begin.
      cells.map(({ bins }) => `{${bins.slice(0, bins.findLastIndex(Boolean) + 1).join()}}`),
      cells.map(({ stuck }) => stuck),
    ],
  );
}

/** Counts of what nothing was learned from. */
export interface SetAsideCount {
  reason: string;
  period: string;
  count: number;
}

export async function addToSetAside(
  sql: PoolClient,
  shopId: number,
  counts: readonly SetAsideCount[],
): Promise<void> {
  if (counts.length === 0) return;
  await sql.query(
    `insert into lane_set_aside as c (shop_id, reason, period, count)
     select $1, d.reason, d.period, d.count
     from jsonb_to_recordset($2::jsonb) as d(reason text, period text, count integer)
     order by d.reason, d.period
     on conflict (shop_id, reason, period) do update set count = c.count + excluded.count`,
    [shopId, JSON.stringify(counts)],
  );
}

/** How often which reason spoke against a scan or a parcel, of parcels that started in a month from `fromPeriod` on. */
export async function readSetAside(
  sql: PoolClient,
  shopId: number,
  { fromPeriod }: { fromPeriod: string },
): Promise<Record<string, number>> {
  const { rows } = await sql.query<{ reason: string; count: number }>(
    `select reason, sum(count)::integer as count from lane_set_aside
     where shop_id = $1 and period >= $2 group by reason having sum(count) > 0 order by reason`,
    [shopId, fromPeriod],
  );
  return Object.fromEntries(rows.map(({ reason, count }) => [reason, count]));
}

const cellSchema = z.object({
  key: z.string(),
  period: z.string(),
  bins: z.array(z.number()),
  stuck: z.number(),
});
export type PeriodCell = z.infer<typeof cellSchema>;

/** The counters of a kind from a month on, key by key and within a key month by month, a portion at a time. */
export async function* readCells(
  sql: PoolClient,
  shopId: number,
  { kind, fromPeriod }: { kind: CellKind; fromPeriod: string },
): AsyncGenerator<PeriodCell[]> {
  const text = `select key, period, bins, stuck from lane_cells
    where shop_id = $1 and kind = $2 and period >= $3 order by key, period`;
  for await (const rows of inPortions(sql, text, [shopId, kind, fromPeriod])) {
    yield z.array(cellSchema).parse(rows);
  }
}

/** Parcels that are silent now, by what their silence is compared with and the hour in which it began. */
export interface OpenSilences {
  key: string;
  fromHour: Date;
  parcels: number;
}

const openSchema = z.object({ key: z.string(), fromHour: z.date(), parcels: z.number() });

/** Verdicts of parcels that wait for a scan and whose sources would tell of one. */
const WAITING = [
  'on_track',
  'late',
  'stalled',
  'never_scanned',
  'customs_hold',
] as const satisfies readonly VerdictKind[];

/** All open silences of parcels known since an instant, a portion at a time. */
export async function* readOpenSilences(
  sql: PoolClient,
  shopId: number,
  { knownSince }: { knownSince: Date },
): AsyncGenerator<OpenSilences[]> {
  const text = `select silence_key as key, date_trunc('hour', silence_from, 'UTC') as "fromHour",
      count(*)::integer as parcels
    from parcels
    where shop_id = $1 and verdict = any($2) and silence_key is not null and silence_from is not null
      and case when number_seen_at is null then shipped_at else number_seen_at end > $3
    group by 1, 2`;
  for await (const rows of inPortions(sql, text, [shopId, WAITING, knownSince])) {
    yield z.array(openSchema).parse(rows);
  }
}
