import type { PoolClient } from 'pg';
import { readSetAside } from '#app/db/lane-cells.server.ts';
import { newestModel, writeModel, type ModelRecord } from '#app/db/lane-model-versions.server.ts';
import { planLaneModel, readLaneSchedule } from '#app/db/lane-schedule.server.ts';
import { beginReassessment } from '#app/db/parcels-reassess.server.ts';
import { readSettings, readShopFacts } from '#app/db/settings.server.ts';
import { installedDomain } from '#app/db/sync-lifecycle.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import type { Journey } from '#app/domain/lanes/journey.ts';
import { withEndless } from '#app/domain/lanes/replay.ts';
import type { ShopSettings } from '#app/domain/verdicts/limits.ts';
import { DONE } from '#app/jobs/contracts.ts';
import type { Step } from '#app/jobs/contracts.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';
import { replayAlerts, type AlertReplay } from '#app/services/alert-replay.ts';
import { lanesOf } from '#app/services/lane-models.server.ts';
import { gatherPast, oldestPeriod, type LanePast } from '#app/services/lane-past.server.ts';
import { recentJourneys } from '#app/services/recent-journeys.server.ts';
import { rememberedCurves } from '#app/services/remembered-curves.ts';
import { settingsOf } from '#app/services/load-settings.server.ts';

/**
 * Makes the shop's next model when it is due: combines the months with forgetting, counts in what is silent now, solves the
 * patience for the shop's budget and replays what budgets and rules would have said. Solving runs between two transactions,
 * so that no connection waits for it; a kill there leaves the model due.
 */
export async function makeLaneModel({ shopId, now }: { shopId: number; now: Date }): Promise<Step> {
  const read = await withShopSql(shopId, (sql) => readPast(sql, { shopId, now }));
  if (read === null) return DONE;
  const made = await solve(read, now);
  await withShopSql(shopId, async (sql) => {
    if ((await installedDomain(sql, shopId)) === null) return;
    await store(sql, { shopId, read, made });
  });
  return DONE;
}

interface ReadPast extends LanePast {
  settings: ShopSettings;
  /** The shop's. */
  timeZone: string;
  journeys: Journey[];
  setAside: Record<string, number>;
}

async function readPast(
  sql: PoolClient,
  { shopId, now }: { shopId: number; now: Date },
): Promise<ReadPast | null> {
  const { nextModelAt } = await readLaneSchedule(sql, shopId);
  if (nextModelAt === null || nextModelAt > now) return null;
  if ((await installedDomain(sql, shopId)) === null) return null;
  const settings = settingsOf(await readSettings(sql, shopId));
  const past = await gatherPast(sql, shopId, { settings, now });
  const journeys = await recentJourneys(sql, shopId, { now });
  const setAside = await readSetAside(sql, shopId, { fromPeriod: oldestPeriod(now) });
  const { timeZone } = await readShopFacts(sql, shopId);
  return { ...past, settings, timeZone: timeZone ?? 'UTC', journeys, setAside };
}

interface MadeModel {
  record: Omit<ModelRecord, 'version'>;
  replay: AlertReplay;
}

async function solve(
  { cells, journeys, endless, settings, timeZone, setAside }: ReadPast,
  now: Date,
): Promise<MadeModel> {
  const budget = settings.alerts.flaggedOf100 / 100;
  const { businessDays } = settings.calendar;
  const unsolved = { patience: 0, flaggedShare: 0, isMet: false, basis: 'usual_way' } as const;
  const record = { madeAt: now, budget, businessDays, setAside, parcels: 0, ...unsolved };
  const model = rememberedCurves(lanesOf({ record: { ...record, version: 0 }, cells }).silence);
  const { solved, replay } = await replayAlerts({
    journeys: [...journeys, ...withEndless(endless, model)],
    model,
    settings,
    timeZone,
    now,
  });
  return { record: { ...record, ...solved }, replay };
}

/** A limit that moved by less is left to each parcel's next look. */
const LEAST_CHANGE = 1.25;

/**
 * The new version holds from its commit on. Parcels are judged by it when they are looked at next; all at once only where
 * it changes much: for the first model, and when the price of a false alarm has moved.
 */
async function store(
  sql: PoolClient,
  { shopId, read, made }: { shopId: number; read: ReadPast; made: MadeModel },
): Promise<void> {
  const before = await newestModel(sql, shopId);
  const { cells, drift } = read;
  await writeModel(sql, shopId, { ...made, cells, drift });
  await planLaneModel(sql, shopId, null);
  const ratio = before === null ? Infinity : made.record.patience / before.patience;
  if (ratio >= LEAST_CHANGE || ratio <= 1 / LEAST_CHANGE) {
    await beginReassessment(sql, shopId);
    await enqueue(sql, 'reassess-shop', { shopId });
  }
}
