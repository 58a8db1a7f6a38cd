import type { PoolClient } from 'pg';
import { z } from 'zod';
import type { SourceDayTotals } from '#app/contracts/sources.ts';
import type { SourceName } from '#app/domain/scans/source-name.ts';

export interface DayCounts {
  source: SourceName;
  /** Counted to the shop's day of this instant; to the UTC day while the shop's zone is unknown. */
  now: Date;
  /** HTTP requests made. */
  calls?: number;
  /** Numbers registered anew. */
  registered?: number;
  /** Numbers the source said something of. */
  answered?: number;
  /** Scans that were not here before. */
  scans?: number;
  pushes?: number;
  /** Pushes whose signature was wrong. */
  pushesRefused?: number;
  /** How many of each kind. */
  errors?: Readonly<Record<string, number>>;
}

/**
 * Adds to what a source was asked and answered on the shop's day. What is newly registered is taken off the quota the
 * source last told, so that the page does not show an old one as untouched.
 */
export async function countDay(sql: PoolClient, shopId: number, counts: DayCounts): Promise<void> {
  const { source, now, errors = {} } = counts;
  const numbers = [
    counts.calls,
    counts.registered,
    counts.answered,
    counts.scans,
    counts.pushes,
    counts.pushesRefused,
  ].map((count) => count ?? 0);
  if (numbers.every((count) => count === 0) && Object.keys(errors).length === 0) return;
  await sql.query(
    `insert into source_days as d (shop_id, source, day_on, calls, registered, answered, scans, pushes,
       pushes_refused, errors)
     select s.shop_id, $2, ($3::timestamptz at time zone coalesce(s.time_zone, 'UTC'))::date, $4, $5, $6, $7, $8, $9,
       $10::jsonb
       from shops s where s.shop_id = $1
     on conflict (shop_id, source, day_on) do update set
       calls = d.calls + excluded.calls, registered = d.registered + excluded.registered,
       answered = d.answered + excluded.answered, scans = d.scans + excluded.scans,
       pushes = d.pushes + excluded.pushes, pushes_refused = d.pushes_refused + excluded.pushes_refused,
       errors = d.errors || (select coalesce(jsonb_object_agg(e.key,
           coalesce((d.errors ->> e.key)::integer, 0) + e.value::integer), '{}') from jsonb_each_text(excluded.errors) e)`,
    [shopId, source, now, ...numbers, JSON.stringify(errors)],
  );
  const registered = counts.registered ?? 0;
  if (registered === 0) return;
  await sql.query(
    `update source_connections set quota = quota || jsonb_strip_nulls(jsonb_build_object(
         'used', (quota ->> 'used')::integer + $3::integer,
         'remaining', greatest((quota ->> 'remaining')::integer - $3::integer, 0)))
      where shop_id = $1 and source = $2 and quota is not null`,
    [shopId, source, registered],
  );
}

/** Start of the shop's next day after `now`; of the next UTC day while its zone is unknown. */
export async function nextDayAt(sql: PoolClient, shopId: number, now: Date): Promise<Date> {
  const { rows } = await sql.query<{ at: Date }>(
    `select (($2::timestamptz at time zone zone)::date + 1)::timestamp at time zone zone as at
       from (select coalesce(time_zone, 'UTC') as zone from shops where shop_id = $1) s`,
    [shopId, now],
  );
  const [row] = rows;
  if (row === undefined) throw new Error(`Shop ${shopId} is not here`);
  return row.at;
}

/** Per source: today's counts, and the errors of the last seven days by kind, most frequent first. */
export async function readDays(
  sql: PoolClient,
  shopId: number,
  now: Date,
): Promise<Map<string, { today: SourceDayTotals; errors: { kind: string; count: number }[] }>> {
  const { rows } = await sql.query(
    `select d.source, d.day_on = z.today as is_today, d.calls, d.registered, d.answered, d.scans, d.pushes,
       d.pushes_refused as "pushesRefused", d.errors
       from source_days d
       cross join (select ($2::timestamptz at time zone coalesce(time_zone, 'UTC'))::date as today
         from shops where shop_id = $1) z
      where d.shop_id = $1 and d.day_on > z.today - 7 and d.day_on <= z.today order by d.source, d.day_on`,
    [shopId, now],
  );
  const bySource = Map.groupBy(daysSchema.parse(rows), ({ source }) => source);
  return new Map(
    [...bySource].map(([source, days]) => {
      const counts = new Map<string, number>();
      for (const { errors } of days)
        for (const [kind, count] of Object.entries(errors))
          counts.set(kind, (counts.get(kind) ?? 0) + count);
      const errors = [...counts].map(([kind, count]) => ({ kind, count }));
      errors.sort((one, other) => other.count - one.count || (one.kind < other.kind ? -1 : 1));
      const today = days.find((day) => day.is_today);
      return [source, { today: today === undefined ? NO_COUNTS : totalsOf(today), errors }];
    }),
  );
}

export const NO_COUNTS: SourceDayTotals = {
  calls: 0,
  registered: 0,
  answered: 0,
  scans: 0,
  pushes: 0,
  pushesRefused: 0,
};

const daysSchema = z.array(
  z.object({
    source: z.string(),
    is_today: z.boolean(),
    calls: z.number(),
    registered: z.number(),
    answered: z.number(),
    scans: z.number(),
    pushes: z.number(),
    pushesRefused: z.number(),
    errors: z.record(z.string(), z.number()),
  }),
);

function totalsOf(day: z.infer<typeof daysSchema>[number]): SourceDayTotals {
  const { calls, registered, answered, scans, pushes, pushesRefused } = day;
  return { calls, registered, answered, scans, pushes, pushesRefused };
}
