import type { PoolClient } from 'pg';
import { z } from 'zod';

/** Days of sales that products and prices are made of: app/db/products.server.ts, app/db/price-subjects.server.ts. */
const WINDOW_DAYS = [30, 365];

export interface Windows {
  /** The day (UTC, ISO date) they were last judged for; null: nothing has been judged yet. */
  windowsOn: string | null;
  isDue: boolean;
  /** Countries that the shop's goods were known to start from; null: not looked at yet. */
  shipsFrom: readonly string[] | null;
}

/** Whether what slides with time is to be judged for another day. */
export async function readWindows(sql: PoolClient, shopId: number, now: Date): Promise<Windows> {
  const { rows } = await sql.query(
    `select windows_on::text as "windowsOn", coalesce(next_windows_at <= $2, false) as "isDue",
       ships_from as "shipsFrom" from compliance_state where shop_id = $1`,
    [shopId, now],
  );
  const read = windowsSchema.safeParse(rows[0]);
  return read.success ? read.data : { windowsOn: null, isDue: false, shipsFrom: null };
}

/** Notes the day that windows are judged for from now on; the next is due at midnight (UTC). */
export async function noteWindows(
  sql: PoolClient,
  shopId: number,
  { shipsFrom, now }: { shipsFrom: readonly string[]; now: Date },
): Promise<void> {
  await sql.query(
    `update compliance_state set windows_on = ($2::timestamptz at time zone 'UTC')::date,
       next_windows_at = date_trunc('day', $2, 'UTC') + interval '1 day', ships_from = $3::jsonb
     where shop_id = $1`,
    [shopId, now, JSON.stringify(shipsFrom)],
  );
}

/** Marks products and prices of which a sale has left a window since the day `from`; cost grows with those sales. */
export async function markLeftSales(
  sql: PoolClient,
  shopId: number,
  { from, now }: { from: string; now: Date },
): Promise<void> {
  for (const days of WINDOW_DAYS)
    await sql.query(
      `with gone as (
         select distinct product_id, variant_id from order_lines
         where shop_id = $1 and ordered_at > ($2::date::timestamp at time zone 'UTC') - $4 * interval '1 day'
           and ordered_at <= date_trunc('day', $3::timestamptz, 'UTC') - $4 * interval '1 day')
       select mark_subjects($1, 'product', array(select product_id::text from gone where product_id is not null), '{order}'),
         mark_subjects($1, 'price',
           price_subjects($1, array(select variant_id from gone where variant_id is not null)), '{order}')`,
      [shopId, from, now, days],
    );
}

/** Marks subjects whose clock still runs, or of which something stands open, by these rules. */
export async function markLive(
  sql: PoolClient,
  shopId: number,
  { ruleIds, words }: { ruleIds: readonly string[]; words: readonly string[] },
): Promise<void> {
  await sql.query(
    `select mark_subjects($1, live.kind, array_agg(live.id), $3) from (
       select subject_kind as kind, subject_id as id from rule_reviews where shop_id = $1 and rule_id = any($2)
       union
       select subject_kind, subject_id from findings
       where shop_id = $1 and rule_id = any($2) and cured_at is null
     ) live group by live.kind order by live.kind`,
    [shopId, ruleIds, words],
  );
}

/** Marks these subjects. */
export async function markSubjects(
  sql: PoolClient,
  shopId: number,
  { kind, ids, words }: { kind: string; ids: readonly string[]; words: readonly string[] },
): Promise<void> {
  await sql.query(`select mark_subjects($1, $2, $3, $4)`, [shopId, kind, ids, words]);
}

const windowsSchema = z.object({
  windowsOn: z.string().nullable(),
  isDue: z.boolean(),
  shipsFrom: z.array(z.string()).nullable(),
});
