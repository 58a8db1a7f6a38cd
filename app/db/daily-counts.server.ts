import type { PoolClient } from 'pg';
import type { VerdictChange } from '#app/db/verdict-changes.server.ts';

/** No chart looks back further; a shop that slept longer starts its history anew. */
const MOST_MISSED_DAYS = 60;

/**
 * Opens the shop's local day of `now`. The days since the last one are closed with the counts as they stand now, so it
 * MUST be called before this instant's changes are written: the end of yesterday is what was known at its end.
 * Returns the day (ISO date), or null while the shop's time zone is unknown.
 */
export async function openDay(sql: PoolClient, shopId: number, now: Date): Promise<string | null> {
  const { rows } = await sql.query<{ today: string | null; counted: string | null }>(
    `select (($2::timestamptz at time zone s.time_zone)::date)::text as today, y.counts_day_on::text as counted
       from shops s left join sync_state y on y.shop_id = s.shop_id where s.shop_id = $1`,
    [shopId, now],
  );
  const today = rows[0]?.today ?? null;
  const counted = rows[0]?.counted ?? null;
  if (today === null || counted === today) return today;
  if (counted !== null && counted < today) {
    await sql.query(
      `insert into daily_counts as d (shop_id, day_on, verdict, count, value_minor)
       select $1, day::date, c.verdict, sum(c.count), sum(c.value_minor)
         from generate_series(greatest($2::date, $3::date - $4::integer), $3::date - 1, interval '1 day') as day
         cross join parcel_counts c where c.shop_id = $1 and not c.muted
        group by day, c.verdict order by day, c.verdict
       on conflict (shop_id, day_on, verdict)
       do update set count = excluded.count, value_minor = excluded.value_minor`,
      [shopId, counted, today, MOST_MISSED_DAYS],
    );
  }
  await sql.query(`update sync_state set counts_day_on = $2 where shop_id = $1`, [shopId, today]);
  return today;
}

/** Adds this assessment's changes to the day and takes its counts from the counters. Null day = zone unknown: nothing. */
export async function countChanges(
  sql: PoolClient,
  shopId: number,
  { dayOn, changes }: { dayOn: string | null; changes: readonly VerdictChange[] },
): Promise<void> {
  if (dayOn === null || changes.length === 0) return;
  const entered = new Map<string, number>();
  const cleared = new Map<string, number>();
  for (const change of changes) {
    // A first look at old parcels is not news of this day.
    if (change.from === 'unassessed') continue;
    entered.set(change.to, (entered.get(change.to) ?? 0) + 1);
    cleared.set(change.from, (cleared.get(change.from) ?? 0) + 1);
  }
  const verdicts = [...new Set(changes.flatMap(({ from, to }) => [from, to]))]
    .filter((verdict) => verdict !== 'unassessed')
    .sort();
  await sql.query(
    `insert into daily_counts as d (shop_id, day_on, verdict, count, value_minor, entered, cleared)
     select $1, $2, v.verdict, coalesce(sum(c.count), 0), coalesce(sum(c.value_minor), 0), v.entered, v.cleared
       from unnest($3::text[], $4::bigint[], $5::bigint[]) as v(verdict, entered, cleared)
       left join parcel_counts c on c.shop_id = $1 and c.verdict = v.verdict and not c.muted
      group by v.verdict, v.entered, v.cleared order by v.verdict
     on conflict (shop_id, day_on, verdict) do update set
       count = excluded.count, value_minor = excluded.value_minor,
       entered = d.entered + excluded.entered, cleared = d.cleared + excluded.cleared`,
    [
      shopId,
      dayOn,
      verdicts,
      verdicts.map((verdict) => entered.get(verdict) ?? 0),
      verdicts.map((verdict) => cleared.get(verdict) ?? 0),
    ],
  );
}
