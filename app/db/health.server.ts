import type { PoolClient } from 'pg';
import { z } from 'zod';
import type { ImportProgress } from '#app/contracts/pages.ts';
import type { ParityReport } from '#app/db/parity.server.ts';

export interface SyncHealth {
  lastWebhookAt: Date | null;
  lastSweepAt: Date | null;
  nextSweepAt: Date | null;
  sourceAnsweredAt: Date | null;
  servedVersion: string | null;
  throttle: { available: number; maximum: number; restorePerSecond: number } | null;
  lastError: { message: string; at: Date } | null;
}

/** The shop's sync state; all null before the first sync. */
export async function readSyncHealth(sql: PoolClient, shopId: number): Promise<SyncHealth> {
  const { rows } = await sql.query<{
    lastWebhookAt: Date | null;
    lastSweepAt: Date | null;
    nextSweepAt: Date | null;
    sourceAnsweredAt: Date | null;
    servedVersion: string | null;
    throttle: unknown;
    error: string | null;
    errorAt: Date | null;
  }>(
    `select last_webhook_at as "lastWebhookAt", last_sweep_at as "lastSweepAt", next_sweep_at as "nextSweepAt",
       source_answered_at as "sourceAnsweredAt", api_version_served as "servedVersion", throttle,
       last_error as error, last_error_at as "errorAt"
     from sync_state where shop_id = $1`,
    [shopId],
  );
  const [row] = rows;
  const throttle = throttleSchema.safeParse(row?.throttle);
  return {
    lastWebhookAt: row?.lastWebhookAt ?? null,
    lastSweepAt: row?.lastSweepAt ?? null,
    nextSweepAt: row?.nextSweepAt ?? null,
    sourceAnsweredAt: row?.sourceAnsweredAt ?? null,
    servedVersion: row?.servedVersion ?? null,
    throttle: throttle.success ? throttle.data : null,
    lastError:
      row?.error == null || row.errorAt === null ? null : { message: row.error, at: row.errorAt },
  };
}

const throttleSchema = z.object({
  available: z.number(),
  maximum: z.number(),
  restorePerSecond: z.number(),
});

/** The latest comparison of Shopify's counts with ours, or null before the first. */
export async function readLatestParity(
  sql: PoolClient,
  shopId: number,
): Promise<ParityReport | null> {
  const { rows } = await sql.query<{
    takenAt: Date;
    shopifyOrders: string | null;
    ourOrders: string;
    shopifyFulfillments: string | null;
    ourFulfillments: string;
    polledFulfillments: string;
    differences: unknown;
  }>(
    `select taken_at as "takenAt", shopify_orders::text as "shopifyOrders", our_orders::text as "ourOrders",
       shopify_fulfillments::text as "shopifyFulfillments", our_fulfillments::text as "ourFulfillments",
       polled_fulfillments::text as "polledFulfillments", differences
     from parity_reports where shop_id = $1 order by taken_at desc limit 1`,
    [shopId],
  );
  const [row] = rows;
  if (row === undefined) return null;
  return {
    takenAt: row.takenAt,
    shopifyOrders: numberOrNull(row.shopifyOrders),
    ourOrders: Number(row.ourOrders),
    shopifyFulfillments: numberOrNull(row.shopifyFulfillments),
    ourFulfillments: Number(row.ourFulfillments),
    polledFulfillments: Number(row.polledFulfillments),
    differences: differencesSchema.parse(row.differences),
  };
}

const differencesSchema = z
  .array(z.object({ kind: z.string(), id: z.string(), name: z.string().nullish() }))
  .transform((list) => list.map((entry) => ({ ...entry, name: entry.name ?? null })));

/** Webhooks stored and not yet worked through, counted up to a bound no healthy shop comes near. */
export async function countOpenWebhooks(sql: PoolClient, shopId: number): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(
    `select count(*)::int as count from (
       select 1 from webhook_inbox where shop_id = $1 and state = 'stored' order by received_at limit 10000
     ) open`,
    [shopId],
  );
  return rows[0]?.count ?? 0;
}

/** The shop's jobs that wait, and for how many seconds the oldest has; null when none does. */
export async function readQueueAge(
  sql: PoolClient,
  shopId: number,
): Promise<{ waiting: number; oldestSeconds: number | null }> {
  const { rows } = await sql.query<{ waiting: string; oldestSeconds: number | null }>(
    `select waiting::text as waiting, oldest_seconds as "oldestSeconds" from shop_queue($1)`,
    [shopId],
  );
  return { waiting: Number(rows[0]?.waiting ?? 0), oldestSeconds: rows[0]?.oldestSeconds ?? null };
}

/** What Shopify withheld or sent that we do not know, latest first, at most 50. */
export async function readGaps(
  sql: PoolClient,
  shopId: number,
): Promise<{ path: string; message: string; count: number; lastAt: Date }[]> {
  const { rows } = await sql.query<{ path: string; message: string; count: string; lastAt: Date }>(
    `select path, message, count::text as count, last_at as "lastAt"
     from sync_gaps where shop_id = $1 order by last_at desc, path, message limit 50`,
    [shopId],
  );
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

/** Lines of the import that could not be read, latest first, at most 50. */
export async function readQuarantined(
  sql: PoolClient,
  shopId: number,
): Promise<{ lineNumber: number; reason: string; at: Date }[]> {
  const { rows } = await sql.query<{ lineNumber: string; reason: string; at: Date }>(
    `select line_number::text as "lineNumber", reason, at
     from quarantined_lines where shop_id = $1 order by at desc, line_number desc limit 50`,
    [shopId],
  );
  return rows.map((row) => ({ ...row, lineNumber: Number(row.lineNumber) }));
}

export interface ImportRecord {
  state: ImportProgress['state'];
  phase: ImportProgress['phase'];
  ordersDone: number;
  ordersTotal: number | null;
  fulfillmentsDone: number;
  eventsDone: number;
  eventFulfillmentsDone: number;
  eventFulfillmentsTotal: number | null;
  quarantined: number;
  startedAt: Date;
  phaseStartedAt: Date;
  finishedAt: Date | null;
  error: string | null;
}

/** The shop's latest import, or null before the first. */
export async function readLatestImport(
  sql: PoolClient,
  shopId: number,
): Promise<ImportRecord | null> {
  const { rows } = await sql.query<
    Pick<
      ImportRecord,
      'state' | 'phase' | 'startedAt' | 'phaseStartedAt' | 'finishedAt' | 'error'
    > &
      Record<
        'ordersDone' | 'fulfillmentsDone' | 'eventsDone' | 'eventDone' | 'quarantined',
        string
      > &
      Record<'ordersTotal' | 'eventTotal', string | null>
  >(
    `select state, phase, orders_done::text as "ordersDone", orders_total::text as "ordersTotal",
       fulfillments_done::text as "fulfillmentsDone", events_done::text as "eventsDone",
       events_fulfillments_done::text as "eventDone", events_fulfillments_total::text as "eventTotal",
       quarantined::text as quarantined, started_at as "startedAt", phase_started_at as "phaseStartedAt",
       finished_at as "finishedAt", error
     from sync_runs where shop_id = $1 and kind = 'import' order by started_at desc limit 1`,
    [shopId],
  );
  const [row] = rows;
  if (row === undefined) return null;
  return {
    state: row.state,
    phase: row.phase,
    ordersDone: Number(row.ordersDone),
    ordersTotal: numberOrNull(row.ordersTotal),
    fulfillmentsDone: Number(row.fulfillmentsDone),
    eventsDone: Number(row.eventsDone),
    eventFulfillmentsDone: Number(row.eventDone),
    eventFulfillmentsTotal: numberOrNull(row.eventTotal),
    quarantined: Number(row.quarantined),
    startedAt: row.startedAt,
    phaseStartedAt: row.phaseStartedAt,
    finishedAt: row.finishedAt,
    error: row.error,
  };
}

function numberOrNull(text: string | null): number | null {
  return text === null ? null : Number(text);
}
