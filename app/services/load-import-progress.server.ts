import type { ImportProgress } from '#app/contracts/pages.ts';
import type { ImportRecord } from '#app/db/health.server.ts';
import { readLatestImport } from '#app/db/health.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';

/** How far the shop's latest import is, or null before the first. */
export async function loadImportProgress({
  shopId,
  now,
}: {
  shopId: number;
  now: Date;
}): Promise<ImportProgress | null> {
  const record = await withShopSql(shopId, (sql) => readLatestImport(sql, shopId));
  return record === null ? null : importProgressOf(record, now);
}

/**
 * The record with its rate over the running phase and the time that phase still needs at that rate. Both are null
 * while there is nothing to tell them from: another phase than reading, nothing done yet, less than a second, or a
 * total nobody knows. The time left is the running phase's alone: what a later phase needs is not known yet.
 */
export function importProgressOf(record: ImportRecord, now: Date): ImportProgress {
  const ratePerSecond = rateOf(record, now);
  return {
    state: record.state,
    phase: record.phase,
    ordersDone: record.ordersDone,
    ordersTotal: record.ordersTotal,
    fulfillmentsDone: record.fulfillmentsDone,
    eventsDone: record.eventsDone,
    eventFulfillmentsDone: record.eventFulfillmentsDone,
    eventFulfillmentsTotal: record.eventFulfillmentsTotal,
    quarantined: record.quarantined,
    ratePerSecond,
    secondsLeft: secondsLeftOf(record, ratePerSecond),
    startedAt: record.startedAt.toISOString(),
    finishedAt: record.finishedAt?.toISOString() ?? null,
    error: record.error,
  };
}

const SHORTEST_MEASURE_SECONDS = 1;

function rateOf(record: ImportRecord, now: Date): number | null {
  const work = workOf(record);
  if (record.state !== 'running' || work === null || work.done === 0) return null;
  const seconds = (now.getTime() - record.phaseStartedAt.getTime()) / 1_000;
  return seconds < SHORTEST_MEASURE_SECONDS ? null : work.done / seconds;
}

function secondsLeftOf(record: ImportRecord, ratePerSecond: number | null): number | null {
  const total = workOf(record)?.total ?? null;
  const done = workOf(record)?.done ?? 0;
  if (ratePerSecond === null || total === null) return null;
  return Math.ceil(Math.max(0, total - done) / ratePerSecond);
}

/** What the running phase counts; null for phases in which we wait for others. */
function workOf(record: ImportRecord): { done: number; total: number | null } | null {
  switch (record.phase) {
    case 'reading_file':
      return { done: record.ordersDone, total: record.ordersTotal };
    case 'reading_events':
      return { done: record.eventFulfillmentsDone, total: record.eventFulfillmentsTotal };
    default:
      return null;
  }
}
