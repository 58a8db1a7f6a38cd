import type { PoolClient } from 'pg';
import {
  readCells,
  readOpenSilences,
  type CellKind,
  type PeriodCell,
} from '#app/db/lane-cells.server.ts';
import { openLessons } from '#app/db/lane-journeys.server.ts';
import type { ModelCell } from '#app/db/lane-model-versions.server.ts';
import {
  CALIBRATION_HALF_LIFE_DAYS,
  PIT_BIN_COUNT,
} from '#app/domain/lanes/delivery/calibration.ts';
import {
  addCounts,
  addRemaining,
  countRemaining,
  emptyRemaining,
} from '#app/domain/lanes/delivery/remaining-cell.ts';
import { driftOf, splitRecent, type Drift } from '#app/domain/lanes/drift.ts';
import { endlessFrom } from '#app/domain/lanes/endless.ts';
import type { Journey } from '#app/domain/lanes/journey.ts';
import { parseSilenceKey, silenceKeyText, type SilenceKey } from '#app/domain/lanes/lane-key.ts';
import { periodOf, weightOfPeriod } from '#app/domain/lanes/periods.ts';
import { priorOf } from '#app/domain/lanes/priors.ts';
import { addCell, emptyCell } from '#app/domain/lanes/silence-cell.ts';
import { calendarOfStage } from '#app/domain/lanes/stage-calendar.ts';
import { BIN_COUNT, binOf } from '#app/domain/lanes/time-bins.ts';
import type { ShopSettings } from '#app/domain/verdicts/limits.ts';
import { calendarsFor } from '#app/domain/verdicts/settings.ts';
import { frozenCells, type CountedCells } from '#app/services/frozen-cells.ts';
import { keyOf } from '#app/services/lane-lesson.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Hardly any parcel arrives after so long; those that are stuck would be counted for ever. */
const LONGEST_WAY_MS = 90 * DAY_MS;
/** Counts from before weigh less than one in two hundred (periods.ts: they halve every 120 days). */
const OLDEST_MS = 2.5 * 365 * DAY_MS;
/** Nobody waits for a parcel any longer, as in domain/lanes/journey.ts. */
const OLDEST_OPEN_MS = 365 * DAY_MS;

/** A lane and stage that is no longer what it was. */
export interface DriftedKey extends Pick<Drift, 'change' | 'recentDays' | 'usualDays' | 'z'> {
  key: string;
}

/** The counts that a model is made of, old months faded and what lasts still counted in. */
export interface LanePast {
  cells: ModelCell[];
  /** The most certain changes first. */
  drift: DriftedKey[];
  /** Parcels that have been silent for longer than any at their stage that ever moved again: their last wait alone. */
  endless: Journey[];
}

/** The oldest month that is still looked at. */
export function oldestPeriod(now: Date): string {
  return periodOf(new Date(now.getTime() - OLDEST_MS));
}

/** Reads and combines everything that was counted, a portion at a time, in the caller's transaction. */
export async function gatherPast(
  sql: PoolClient,
  shopId: number,
  { settings, now }: { settings: ShopSettings; now: Date },
): Promise<LanePast> {
  const past: Past = {
    silences: new Map(),
    remaining: new Map(),
    expected: new Map(),
    drift: [],
    endless: [],
  };
  const months = (kind: CellKind) => monthsByKey(sql, shopId, { kind, now });
  for await (const [key, cells] of months('silence')) addSilences(past, { key, cells, now });
  for await (const [key, cells] of months('remaining')) {
    const into = entryOf(past.remaining, key, emptyRemaining);
    for (const { period, bins } of cells) {
      addCounts(into.delivered, Float64Array.from(bins), weightOfPeriod(period, { asOf: now }));
    }
  }
  for await (const [key, cells] of months('pit')) {
    const into = entryOf(past.expected, key, () => new Float64Array(PIT_BIN_COUNT));
    for (const { period, bins } of cells) {
      const halfLifeDays = CALIBRATION_HALF_LIFE_DAYS;
      addCounts(into, Float64Array.from(bins), weightOfPeriod(period, { asOf: now, halfLifeDays }));
    }
  }
  await addOpen(sql, shopId, { past, settings, now });
  const drift = past.drift.sort(byCertainty).slice(0, MOST_DRIFTED);
  return { cells: frozenCells(past), drift, endless: past.endless };
}

interface Past extends CountedCells {
  drift: DriftedKey[];
  endless: Journey[];
}

/** Replays need no more of them to tell a median delay. */
const MOST_ENDLESS = 2_000;

const MOST_DRIFTED = 50;
const byCertainty = (a: DriftedKey, b: DriftedKey) => Math.abs(b.z) - Math.abs(a.z);

/** All months of a key at a time. */
async function* monthsByKey(
  sql: PoolClient,
  shopId: number,
  { kind, now }: { kind: CellKind; now: Date },
): AsyncGenerator<[key: string, months: PeriodCell[]]> {
  let months: PeriodCell[] = [];
  for await (const rows of readCells(sql, shopId, { kind, fromPeriod: oldestPeriod(now) })) {
    for (const row of rows) {
      const [first] = months;
      if (first !== undefined && first.key !== row.key) {
        yield [first.key, months];
        months = [];
      }
      months.push(row);
    }
  }
  const [first] = months;
  if (first !== undefined) yield [first.key, months];
}

/** A changed lane's older months count for less, beside the usual forgetting. */
function addSilences(
  past: Past,
  { key, cells, now }: { key: string; cells: readonly PeriodCell[]; now: Date },
): void {
  const counted = cells.map(({ period, bins, stuck }) => {
    const cell = { ...emptyCell(), stuck };
    cell.moved.set(bins.slice(0, BIN_COUNT));
    return { period, month: monthOf(period), cell };
  });
  const newest = monthOf(periodOf(now));
  const split = splitRecent(
    counted.map(({ month, cell }) => [month, cell]),
    newest,
  );
  const { change, recentDays, usualDays, z, olderWeight } = driftOf(split.recent, split.older);
  if (change === 'slower' || change === 'faster') {
    past.drift.push({ key, change, recentDays, usualDays, z });
  }
  const into = entryOf(past.silences, key, emptyCell);
  for (const { period, month, cell } of counted) {
    const weight = weightOfPeriod(period, { asOf: now });
    addCell(into, cell, month >= newest - 1 ? weight : weight * olderWeight);
  }
}

/** Months since the year 0. */
function monthOf(period: string): number {
  return Number(period.slice(0, 4)) * 12 + Number(period.slice(5, 7));
}

/** Counts what lasts still: silences, and the ways of parcels that have not arrived. */
async function addOpen(
  sql: PoolClient,
  shopId: number,
  { past, settings, now }: { past: Past; settings: ShopSettings; now: Date },
): Promise<void> {
  const after = new Date(now.getTime() - OLDEST_OPEN_MS);
  const addWay = (key: SilenceKey, from: Date, parcels: number): void => {
    const days = calendarsFor(settings, key).destination.workingDaysBetween(from, now);
    const one = emptyRemaining();
    countRemaining(one, { days, end: 'open' });
    addRemaining(entryOf(past.remaining, silenceKeyText(key), emptyRemaining), one, parcels);
  };
  const endlessBin = endlessBins(past.silences);
  for await (const rows of readOpenSilences(sql, shopId, { knownSince: after })) {
    for (const { key: text, fromHour, parcels } of rows) {
      const key = parseSilenceKey(text);
      const from = new Date(Math.min(now.getTime(), fromHour.getTime() + HOUR_MS / 2));
      const { open } = entryOf(past.silences, text, emptyCell);
      const days = daysOf(key, { from, until: now, settings });
      const bin = binOf(days);
      open[bin] = (open[bin] ?? 0) + parcels;
      if (bin < endlessBin(key)) {
        addWay(key, from, parcels);
        continue;
      }
      for (let each = 0; each < parcels && past.endless.length < MOST_ENDLESS; each += 1) {
        past.endless.push(lastWait(key, { from, until: now, days }));
      }
    }
  }
  // The stages they have left behind; the one they are at was counted above. What has been on its way for a season is stuck.
  for await (const lessons of openLessons(sql, shopId, { after })) {
    for (const { lane, silences } of lessons) {
      for (const { stage, end, fromMs } of silences) {
        const isRecent = now.getTime() - fromMs < LONGEST_WAY_MS;
        if (end === 'moved' && isRecent) addWay(keyOf(stage, lane), new Date(fromMs), 1);
      }
    }
  }
}

/** From which bin on a silence is endless, by stage and leg: longer than any that ended, on whatever lane. */
function endlessBins(silences: Past['silences']): (key: SilenceKey) => number {
  const moved = new Map<string, Float64Array>();
  for (const [text, cell] of silences) {
    const { stage, leg } = parseSilenceKey(text);
    addCounts(
      entryOf(moved, `${stage} ${leg}`, () => new Float64Array(BIN_COUNT)),
      cell.moved,
    );
  }
  const none = new Float64Array(BIN_COUNT);
  return ({ stage, leg }) => endlessFrom(moved.get(`${stage} ${leg}`) ?? none, priorOf(stage, leg));
}

function lastWait(
  key: SilenceKey,
  { from, until, days }: { from: Date; until: Date; days: number },
): Journey {
  const { carrier, origin, destination } = key;
  const plainDays = (until.getTime() - from.getTime()) / DAY_MS;
  return {
    lane: { carrier, origin, destination },
    outcome: 'open',
    startedAt: from,
    endedAt: until,
    silences: [{ key, from, days, plainDays, end: 'open' }],
  };
}

function daysOf(
  key: SilenceKey,
  { from, until, settings }: { from: Date; until: Date; settings: ShopSettings },
): number {
  return calendarOfStage(key.stage, calendarsFor(settings, key)).workingDaysBetween(from, until);
}

function entryOf<Value>(map: Map<string, Value>, key: string, empty: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const created = empty();
  map.set(key, created);
  return created;
}
