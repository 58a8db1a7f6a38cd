import { shareBelow, valueAt, type Binned } from '#app/domain/lanes/delivery/binned.ts';
import {
  calibratedShare,
  correctedLevel,
  modelShare,
  PIT_BIN_COUNT,
  pitBinOf,
  pooledCalibration,
  UNCALIBRATED,
  type Calibration,
} from '#app/domain/lanes/delivery/calibration.ts';
import { blendedRow, blendWeights, JUDGED } from './blend.ts';
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

/** Deliveries that weigh as much as all modes together. */
const STRENGTH = 100;
/** All together, and by mode: finer groups would need thousands of deliveries each to tell more than they err. */
const CALIBRATED_LEVELS = 2;

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
  const weightAt = (at: number) => 2 ** ((at - started(first)) / halfLifeMs);

  const counts = new Map<number, Float64Array>();
  const known: number[] = [];
  let weights = new Float64Array(sayFrom.length).fill(1 / sayFrom.length);
  let next = 0;
  let weighedAt = 0;
  const said = new Map<number, Binned>();
  const forecasts: (Forecast | undefined)[] = Array.from({ length: rows });

  const reweigh = () => {
    weighedAt = known.length;
    const recent = known.slice(-3 * settings.blendRows);
    const step = Math.max(1, Math.ceil(recent.length / MOST_BLEND_ROWS));
    const sample = recent.filter((_, index) => (recent.length - index) % step === 0);
    const rowWeights = Float64Array.from(
      sample,
      (_, index) => 2 ** (((index - sample.length) * step) / settings.blendRows),
    );
    weights = Float64Array.from(
      blendWeights({ forecasts: learnFrom, taken: task.taken, rows: sample, rowWeights }),
    );
  };
  const learn = (row: number) => {
    const distribution = said.get(row);
    said.delete(row);
    known.push(row);
    if (distribution === undefined) return;
    const bin = pitBinOf(shareOf(distribution, task.taken[row] ?? 0));
    for (const id of (task.paths[row] ?? []).slice(0, CALIBRATED_LEVELS)) {
      const group = counts.get(id) ?? new Float64Array(PIT_BIN_COUNT);
      const weight = weightAt(ended(row)) / (settings.folded ? 2 : 1);
      group[bin] = (group[bin] ?? 0) + weight;
      const mirrored = PIT_BIN_COUNT - 1 - bin;
      if (settings.folded) group[mirrored] = (group[mirrored] ?? 0) + weight;
      counts.set(id, group);
    }
  };
  const calibrationOf = (row: number, at: number): Calibration => {
    let calibration = UNCALIBRATED;
    const scale = 1 / weightAt(at);
    for (const id of (task.paths[row] ?? []).slice(0, CALIBRATED_LEVELS)) {
      const group = counts.get(id);
      if (group === undefined) continue;
      calibration = pooledCalibration({
        counts: group.map((count) => count * scale),
        parent: calibration,
        strength: STRENGTH,
      });
    }
    return calibration;
  };

  for (let row = first; row < rows; row += 1) {
    const at = started(Math.min(row, freezeAt));
    for (; next < byEnd.length && ended(byEnd[next] ?? 0) < at; next += 1) learn(byEnd[next] ?? 0);
    if (known.length >= weighedAt + Math.max(REWEIGH_ROWS, known.length / 5)) reweigh();
    const distribution = binned(blendedRow(sayFrom, weights, row));
    said.set(
      row,
      learnFrom === sayFrom ? distribution : binned(blendedRow(learnFrom, weights, row)),
    );
    const calibration = calibrationOf(row, at);
    const due = task.promised[row] ?? Number.NaN;
    forecasts[row] = {
      quantiles: JUDGED.map((share) =>
        toTheMinute(
          valueAt(distribution, modelShare(calibration, correctedLevel(share, calibration))),
        ),
      ),
      lateChance: Number.isNaN(due)
        ? null
        : 1 - calibratedShare(calibration, shareBelow(distribution, due + MINUTE_DAYS)),
    };
  }
  return { forecasts, weights };
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
