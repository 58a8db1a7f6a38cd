import type { PoolClient } from 'pg';
import { countDay } from '#app/db/source-days.server.ts';
import { dropOldPushes, finishPush, openPushes } from '#app/db/source-pushes.server.ts';
import type { OpenPush } from '#app/db/source-pushes.server.ts';
import { installedDomain } from '#app/db/sync-lifecycle.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { PUSHING_SOURCES } from '#app/domain/scans/source-name.ts';
import { AGAIN, DONE } from '#app/jobs/contracts.ts';
import type { Step } from '#app/jobs/contracts.ts';
import { log } from '#app/log.server.ts';
import { parseKeptReports } from '#app/services/report-stored.ts';
import { storeReports } from '#app/services/store-reports.server.ts';

/** Pushes taken up in one slice: some tens of milliseconds each. */
const PUSHES_PER_SLICE = 50;
/** Repeats of a push come within days: AfterShip's fourteen attempts span five and a half days. */
const KEPT_FOR_MS = 14 * 86_400_000;
const DROPPED_PER_SLICE = 1_000;

/**
 * Works off stored pushes in the order they came, each in a transaction of its own: one that cannot be read, or whose
 * storing fails, is marked so and the next goes on. A kill in between repeats the push it met, which adds nothing.
 */
export async function readPushes({ shopId, now }: { shopId: number; now: Date }): Promise<Step> {
  const open = await withShopSql(shopId, async (sql) =>
    (await installedDomain(sql, shopId)) === null ? [] : openPushes(sql, shopId, PUSHES_PER_SLICE),
  );
  for (const push of open) await workOff({ shopId, push, now });
  if (open.length === PUSHES_PER_SLICE) return AGAIN;
  const before = new Date(now.getTime() - KEPT_FOR_MS);
  await withShopSql(shopId, (sql) =>
    dropOldPushes(sql, shopId, { before, limit: DROPPED_PER_SLICE }),
  );
  return DONE;
}

async function workOff(slice: { shopId: number; push: OpenPush; now: Date }): Promise<void> {
  const { shopId, push, now } = slice;
  try {
    const error = await withShopSql(shopId, async (sql) => {
      const problem = await storeOne(sql, slice);
      await finishPush(sql, shopId, { push, error: problem, now });
      return problem;
    });
    if (error !== null) log.warn({ shopId, source: push.source, error }, 'a push was set aside');
  } catch (error) {
    // The database itself is away, or the transaction lost to another: the job's own retry is the answer.
    if (isPassing(error)) throw error;
    log.error({ shopId, source: push.source, err: error }, 'a push could not be stored');
    await withShopSql(shopId, (sql) => finishPush(sql, shopId, { push, error: 'not_stored', now }));
  }
}

/** Null when it was stored, else the code of what is wrong with it. */
async function storeOne(
  sql: PoolClient,
  { shopId, push, now }: { shopId: number; push: OpenPush; now: Date },
): Promise<string | null> {
  const source = PUSHING_SOURCES.find((name) => name === push.source);
  const reports = parseKeptReports(push.reports);
  if (source === undefined || reports === null) return 'unreadable';
  const { unknown } = await storeReports(sql, { shopId, source, reports, now });
  const answered = reports.length - unknown;
  const errors: Record<string, number> = unknown > 0 ? { unknown_number: unknown } : {};
  await countDay(sql, shopId, { source, now, answered, errors });
  return null;
}

/** SQLSTATE classes that say "again", not "wrong": connection, resources, serialisation, shutdown. */
function isPassing(error: unknown): boolean {
  const code =
    typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return /^(?:08|53|57|40|55)/.test(code) || /^E[A-Z]+$/.test(code);
}
