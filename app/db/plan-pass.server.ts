import type { PoolClient } from 'pg';
import { z } from 'zod';
import type { WaitingShop } from '#app/db/cross-shop.server.ts';
import { runtimePool } from '#app/db/pool.server.ts';

/** The nightly pass over all variants, as far as it has come. */
export interface PlanPass {
  /** The day it plans for, ISO. */
  on: string;
  /** Categories are learned first, then variants are planned. */
  phase: 'learn' | 'plan';
  /** The last category or variant that was done; null: none yet. */
  after: string | null;
}

const passSchema = z.object({
  on: z.string(),
  phase: z.enum(['learn', 'plan']),
  after: z.string().nullable(),
});

export interface PlanPassState {
  pass: PlanPass | null;
  nextAt: Date;
  /** The day of the last pass that came to its end, ISO; null: there was none. */
  plannedOn: string | null;
  /** Null: the shop's stock has not been read to its end yet. */
  stockReadAt: Date | null;
}

/** Where the nightly pass stands, locked until the transaction ends; null: the shop is not planned at all. */
export async function lockPlanPass(sql: PoolClient, shopId: number): Promise<PlanPassState | null> {
  const { rows } = await sql.query<Omit<PlanPassState, 'pass'> & { pass: unknown }>(
    `select plan_pass as pass, next_plan_at as "nextAt", planned_on::text as "plannedOn", stock_read_at as "stockReadAt"
       from planning_state where shop_id = $1 for update`,
    [shopId],
  );
  const [row] = rows;
  if (row === undefined) return null;
  // One of an older release begins anew.
  const read = passSchema.safeParse(row.pass);
  return { ...row, pass: read.success ? read.data : null };
}

export async function keepPlanPass(sql: PoolClient, shopId: number, pass: PlanPass): Promise<void> {
  await sql.query('update planning_state set plan_pass = $2 where shop_id = $1', [
    shopId,
    JSON.stringify(pass),
  ]);
}

/** Ends the pass; the next begins at `nextAt`. What the plans will cost is part of the forecast of cash: it is due now. */
export async function endPlanPass(
  sql: PoolClient,
  shopId: number,
  { on, now, nextAt }: { on: string; now: Date; nextAt: Date },
): Promise<void> {
  await sql.query(
    `update planning_state set plan_pass = null, planned_on = $2, next_plan_at = $3,
       next_cash_at = least(next_cash_at, $4) where shop_id = $1`,
    [shopId, on, nextAt, now],
  );
}

/** Puts the next pass off. */
export async function putOffPlanPass(sql: PoolClient, shopId: number, until: Date): Promise<void> {
  await sql.query('update planning_state set next_plan_at = $2 where shop_id = $1', [
    shopId,
    until,
  ]);
}

/** Has every variant planned as soon as can be: what all plans rest on has changed. */
export async function wantPlanPass(sql: PoolClient, shopId: number, now: Date): Promise<void> {
  await sql.query(
    'update planning_state set next_plan_at = least(next_plan_at, $2) where shop_id = $1',
    [shopId, now],
  );
}

/**
 * Takes the marks off the next variants to be planned, in order of id. A mark that somebody is making right now is left for the
 * next time: what was written with it cannot be read yet.
 */
export async function takeVariantsToPlan(
  sql: PoolClient,
  shopId: number,
  limit: number,
): Promise<string[]> {
  // By place and not by key: statistics are of a table that is nearly always empty.
  const { rows } = await sql.query<{ id: string }>(
    `delete from variants_to_plan where shop_id = $1 and ctid = any(array(
       select ctid from variants_to_plan where shop_id = $1 order by variant_id limit $2 for update skip locked))
     returning variant_id as id`,
    [shopId, limit],
  );
  return rows.map(({ id }) => id);
}

/** Installed shops with variants to be planned; the longest-waiting first. */
export async function shopsWithVariantsToPlan(limit: number): Promise<WaitingShop[]> {
  const pool = await runtimePool();
  const { rows } = await pool.query('select shop_id, since from shops_with_variants_to_plan($1)', [
    limit,
  ]);
  return z
    .array(z.object({ shop_id: z.number(), since: z.date() }))
    .parse(rows)
    .map(({ shop_id: shopId, since }) => ({ shopId, since }));
}

/**
 * One writer of a shop's plans at a time, until the transaction ends. The queue serialises a shop's jobs already; this holds
 * when a worker was taken for dead and lives.
 */
export async function lockPlanning(sql: PoolClient, shopId: number): Promise<void> {
  await sql.query('select pg_advisory_xact_lock($1, $2)', [PLANNING_LOCK, shopId]);
}

/** First key of the advisory locks of planning; the second is the shop. */
const PLANNING_LOCK = 5_247_333;

/** Where the shop is and what it counts in; null where Shopify has not told yet. */
export async function readShopPlace(
  sql: PoolClient,
  shopId: number,
): Promise<{ timeZone: string | null; currency: string | null; country: string | null }> {
  const { rows } = await sql.query<{
    timeZone: string | null;
    currency: string | null;
    country: string | null;
  }>('select time_zone as "timeZone", currency, country from shops where shop_id = $1', [shopId]);
  return rows[0] ?? { timeZone: null, currency: null, country: null };
}
