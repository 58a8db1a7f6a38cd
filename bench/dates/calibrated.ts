import { shareBelow, valueAt, type Binned } from '#app/domain/lanes/delivery/binned.ts';
import {
  calibratedShare,
  correctedLevel,
  modelShare,
  type Calibration,
} from '#app/domain/lanes/delivery/calibration.ts';
import { blendedRow, blendWeights, JUDGED } from './blend.ts';
import { pitMemory } from './pit-memory.ts';
import { LEVELS, type Forecasts } from './rolling.ts';
import type { Task } from './task.ts';

/** What is said of one row before it is known. Days of the row's clock. */
export interface Forecast {
  /** At the shares of `JUDGED`. */
  quantiles: number[];
  /** Probability that it arrives after its promise; null where none was made. */
  lateChance: number | null;
}

export interface Recency {
  /** How long a result counts for calibration: the longer of the two. */
  halfLifeDays: number;
  halfLifeRows: number;
  /** Half-life in rows of what weighs the tables. */
  blendRows: number;
  /** Only how far results fell from the middle counts, not on which side: levels are not followed. */
  folded: boolean;
}

/**
 * Blends the forecasts of several tables and calibrates them, row by row from `first` on, with what had ended before the
 * row started: the weights of the blend are chosen anew as rows become known, and so is where quantiles are read.
 * `freezeAt` = nothing is learned from that row on.
 */
export function calibratedForecasts({
  task,
  learnFrom,
  sayFrom,
  first,
  freezeAt,
  settings,
}: {
  task: Task;
  /** Forecasts that calibrate, and those that are made; the same for a rolling one. */
  learnFrom: readonly Forecasts[];
  sayFrom: readonly Forecasts[];
  first: number;
  freezeAt: number;
  settings: Recency;
}): { forecasts: (Forecast | undefined)[]; weights: Float64Array } {
  const rows = task.deliveries.length;
  const started = (row: number) => task.deliveries[row]?.startedAt ?? 0;
  const ended = (row: number) => task.deliveries[row]?.endedAt ?? 0;
  const byEnd = Array.from({ length: rows - first }, (_, index) => first + index).sort(
    (a, b) => ended(a) - ended(b),
  );
  const rowsPerDay = (rows - first) / Math.max(1, (started(rows - 1) - started(first)) / DAY_MS);
  const halfLifeMs = Math.max(settings.halfLifeDays, settings.halfLifeRows / rowsPerDay) * DAY_MS;
  const memory = pitMemory({ halfLifeMs, folded: settings.folded });
  const known: number[] = [];
  const said = new Map<number, Binned>();
  const forecasts: (Forecast | undefined)[] = Array.from({ length: rows });
  let weights: Float64Array = new Float64Array(sayFrom.length).fill(1 / sayFrom.length);
  let weighedAt = 0;

  const learnUntil = (at: number) => {
    while (known.length < byEnd.length && ended(byEnd[known.length] ?? 0) < at) {
      const row = byEnd[known.length] ?? 0;
      known.push(row);
      const distribution = said.get(row);
      said.delete(row);
      if (distribution === undefined) continue;
      memory.learn(task.paths[row] ?? [], shareOf(distribution, task.taken[row] ?? 0), ended(row));
    }
    if (known.length < weighedAt + Math.max(REWEIGH_ROWS, known.length / 5)) return;
    weighedAt = known.length;
    weights = blendWeights({
      forecasts: learnFrom,
      taken: task.taken,
      ...recentRows(known, settings.blendRows),
    });
  };
  for (let row = first; row < rows; row += 1) {
    const at = started(Math.min(row, freezeAt));
    learnUntil(at);
    const distribution = binned(blendedRow(sayFrom, weights, row));
    said.set(
      row,
      learnFrom === sayFrom ? distribution : binned(blendedRow(learnFrom, weights, row)),
    );
    const calibration = memory.calibration(task.paths[row] ?? [], at);
    forecasts[row] = forecastOf(distribution, calibration, task.promised[row] ?? Number.NaN);
  }
  return { forecasts, weights };
}

/** `due` = the promise in days; NaN where none was made. */
function forecastOf(distribution: Binned, calibration: Calibration, due: number): Forecast {
  const daysAt = (share: number) =>
    valueAt(distribution, modelShare(calibration, correctedLevel(share, calibration)));
  return {
    quantiles: JUDGED.map((share) => toTheMinute(daysAt(share))),
    lateChance: Number.isNaN(due)
      ? null
      : 1 - calibratedShare(calibration, shareBelow(distribution, due + MINUTE_DAYS)),
  };
}

/** The newest of the known rows, thinned out, each half as heavy as one `halfLifeRows` later. */
function recentRows(
  known: readonly number[],
  halfLifeRows: number,
): { rows: number[]; rowWeights: Float64Array } {
  const recent = known.slice(-3 * halfLifeRows);
  const step = Math.max(1, Math.ceil(recent.length / MOST_BLEND_ROWS));
  const rows = recent.filter((_, index) => (recent.length - index) % step === 0);
  const weightOf = (index: number) => 2 ** (((index - rows.length) * step) / halfLifeRows);
  return { rows, rowWeights: Float64Array.from(rows, (_, index) => weightOf(index)) };
}

const DAY_MS = 86_400_000;
const MINUTE_DAYS = 1 / 1440;
const REWEIGH_ROWS = 100;
const MOST_BLEND_ROWS = 1_500;

/** A row's quantiles as a distribution: nothing before the start, and half as long again after the last. */
function binned(quantiles: Float64Array): Binned {
  const last = quantiles.at(-1) ?? 0;
  return {
    edges: Float64Array.from([0, ...quantiles, last * 1.5 + MINUTE_DAYS]),
    shares: Float64Array.from([0, ...LEVELS, 1]),
  };
}

/** Where many rows take exactly the same time, the middle of their share. */
function shareOf(distribution: Binned, days: number): number {
  return (
    (shareBelow(distribution, days - MINUTE_DAYS) + shareBelow(distribution, days + MINUTE_DAYS)) /
    2
  );
}

function toTheMinute(days: number): number {
  return Math.round(days * 1440) / 1440;
}
