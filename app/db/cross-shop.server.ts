import { z } from 'zod';
import { runtimePool } from '#app/db/pool.server.ts';

/**
 * The only questions asked across shops, each one function of the database's second role
 * (prisma/migrations/0002_system_functions). The longest-waiting shop comes first.
 */
export interface WaitingShop {
  shopId: number;
  /** Since when the shop's oldest piece of this work has been waiting. */
  since: Date;
}

/** Installed shops with a parcel whose review time has passed. */
export async function shopsWithDueReviews(now: Date, limit: number): Promise<WaitingShop[]> {
  return waitingShops('shops_with_due_reviews($1, $2)', [now, limit]);
}

/** Installed shops whose goods, settings and disputes are due to be read again. */
export async function shopsWithDueFacts(now: Date, limit: number): Promise<WaitingShop[]> {
  return waitingShops('shops_with_due_facts($1, $2)', [now, limit]);
}

/** Installed shops whose next reconciliation is due. */
export async function shopsWithDueSweeps(now: Date, limit: number): Promise<WaitingShop[]> {
  return waitingShops('shops_with_due_sweeps($1, $2)', [now, limit]);
}

/** Installed shops with orders marked as changed. */
export async function shopsWithDirtyOrders(limit: number): Promise<WaitingShop[]> {
  return waitingShops('shops_with_dirty_orders($1)', [limit]);
}

/** Installed shops with numbers that a connected source is due to be asked about. */
export async function shopsWithDuePolls(now: Date, limit: number): Promise<WaitingShop[]> {
  return waitingShops('shops_with_due_polls($1, $2)', [now, limit]);
}

/** Installed shops with pushes of sources that are stored and not yet worked off. */
export async function shopsWithOpenPushes(limit: number): Promise<WaitingShop[]> {
  return waitingShops('shops_with_open_pushes($1)', [limit]);
}

/** Shops, installed or not, with records that are not yet in their log. */
export async function shopsWithEvidence(limit: number): Promise<WaitingShop[]> {
  return waitingShops('shops_with_evidence($1)', [limit]);
}

/** Installed shops with something to send. */
export async function shopsWithOutbox(now: Date, limit: number): Promise<WaitingShop[]> {
  return waitingShops('shops_with_outbox($1, $2)', [now, limit]);
}

/** Installed shops with an order whose shoppers' view is to be made, or to be written (a minute after it was written last). */
export async function shopsWithShopperViews(now: Date, limit: number): Promise<WaitingShop[]> {
  return waitingShops('shops_with_shopper_views($1, $2)', [now, limit]);
}

/** Installed shops whose sources are due for a look at their health. */
export async function shopsWithDueWatch(now: Date, limit: number): Promise<WaitingShop[]> {
  return waitingShops('shops_with_due_watch($1, $2)', [now, limit]);
}

/** Installed shops with an upload to be matched, applied or undone. */
export async function shopsWithOpenUploads(limit: number): Promise<WaitingShop[]> {
  return waitingShops('shops_with_open_uploads($1)', [limit]);
}

/** The shop and source whose personal address this is; null when it is nobody's. */
export async function shopOfAddress(
  address: string,
): Promise<{ shopId: number; source: string } | null> {
  const pool = await runtimePool();
  const { rows } = await pool.query('select shop_id, source from push_address($1)', [address]);
  const [found] = addressSchema.parse(rows);
  return found === undefined ? null : { shopId: found.shop_id, source: found.source };
}

/** Installed shops whose import is under way. */
export async function shopsWithRunningImports(limit: number): Promise<WaitingShop[]> {
  return waitingShops('shops_with_running_imports($1)', [limit]);
}

/** Installed shops with an access token that expires before the instant. */
export async function shopsWithExpiringSessions(
  before: Date,
  limit: number,
): Promise<WaitingShop[]> {
  return waitingShops('shops_with_expiring_sessions($1, $2)', [before, limit]);
}

/** Installed shops in the order of their ids, after the given one (0 = from the start). */
export async function installedShops(
  afterShopId: number,
  limit: number,
): Promise<{ shopId: number; domain: string }[]> {
  const pool = await runtimePool();
  const { rows } = await pool.query('select * from all_installed_shops($1, $2)', [
    afterShopId,
    limit,
  ]);
  return installedSchema.parse(rows).map((row) => ({ shopId: row.shop_id, domain: row.domain }));
}

/** How much waits in the whole system; the instants are null when nothing does. */
export async function queueStats(): Promise<{
  jobsWaiting: number;
  oldestRunAt: Date | null;
  inboxOpen: number;
  oldestReceivedAt: Date | null;
}> {
  const pool = await runtimePool();
  const { rows } = await pool.query('select * from queue_stats()');
  const stats = statsSchema.parse(rows[0]);
  return {
    jobsWaiting: stats.jobs_waiting,
    oldestRunAt: stats.oldest_run_at,
    inboxOpen: stats.inbox_open,
    oldestReceivedAt: stats.oldest_received_at,
  };
}

const waitingSchema = z.array(z.object({ shop_id: z.number(), since: z.date() }));
const installedSchema = z.array(z.object({ shop_id: z.number(), domain: z.string() }));
const addressSchema = z.array(z.object({ shop_id: z.number(), source: z.string() }));
const statsSchema = z.object({
  jobs_waiting: z.coerce.number(),
  oldest_run_at: z.date().nullable(),
  inbox_open: z.coerce.number(),
  oldest_received_at: z.date().nullable(),
});

async function waitingShops(call: string, values: unknown[]): Promise<WaitingShop[]> {
  const pool = await runtimePool();
  const { rows } = await pool.query(`select shop_id, since from ${call}`, values);
  return waitingSchema.parse(rows).map((row) => ({ shopId: row.shop_id, since: row.since }));
}
