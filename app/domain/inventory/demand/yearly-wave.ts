import type { DemandHistory } from '#app/domain/inventory/demand-forecast.ts';
import { ISO_WEEKS, isoWeekSlots } from './iso-weeks.ts';
import { learnSeason } from './season.ts';

const YEAR_WEEKS = 52.18;
/** Half of the window, centred on a week, whose mean is that week's level: a year, so that the season is not in it. */
const HALF_YEAR = 26;
/** Season and level are found in turns; more change nothing that a forecast shows. */
const TURNS = 3;
/** Weeks from the first sale on, under which nothing is said of a year. */
const LEAST_WEEKS = 40;
/** No week is nothing. */
const LEAST_FACTOR = 0.15;
/** Variance ÷ mean where a history says little, and the weeks that this counts for. */
const USUAL_DISPERSION = 1.5;
const USUAL_WEEKS = 10;

/**
 * A series' own season: its category's, bent by one wave over the year, as far as its sales show one. The wave's two
 * coefficients are normal with mean 0 and the given variance over series (0: no wave of its own) and updated by the weeks in
 * stock, each weighed by what chance does to it. What a series sells little of stays with its category.
 */
export function ownSeason(
  history: DemandHistory,
  { season, waveVariance }: { season: readonly number[]; waveVariance: number },
): number[] {
  if (!(waveVariance > 0)) return [...season];
  const weeks = weeksInStock(history);
  let own: Float64Array = Float64Array.from(season);
  for (let turn = 0; turn < TURNS; turn += 1) {
    const { cosine, sine } = waveOf(weeks, { season, own, waveVariance });
    own = bent(season, { cosine, sine });
  }
  return [...own];
}

/** Variances that are tried; the deviation of the largest is a wave between half and twice as much again as the mean. */
const VARIANCES = [0, 0.005, 0.015, 0.04, 0.1];
/** Held back to judge by: all weeks of a year. */
const HELD_BACK = 52;
/** Known before them, at least: a wave seen twice. */
const LEAST_KNOWN = 80;

/**
 * How far the waves of series over the year differ from their category's season: the variance with which the last year,
 * forecast with own seasons learned before it, came closest. 0 where histories are too short to tell.
 */
export function learnWaveVariance(histories: readonly DemandHistory[]): number {
  const judged = histories.filter(({ units }) => units.length >= LEAST_KNOWN + HELD_BACK);
  const before = judged.map(({ from, units, inStock }) => ({
    from,
    units: units.slice(0, -HELD_BACK),
    inStock: inStock.slice(0, -HELD_BACK),
  }));
  const { season } = learnSeason(before);
  let best = { waveVariance: 0, loss: Infinity };
  for (const waveVariance of VARIANCES) {
    let loss = 0;
    judged.forEach((history, index) => {
      const known = before[index];
      if (known !== undefined) loss += lossOf(history, ownSeason(known, { season, waveVariance }));
    });
    if (loss < best.loss) best = { waveVariance, loss };
  }
  return best.waveVariance;
}

/** Weight of a week in the level, so that what is judged is the season and not how fast the level follows. */
const ALPHA = 0.12;
/** Weeks ahead that are judged, as a lead time has them. */
const AHEAD = 3;
/** Units added to what is expected, so that what hardly sells does not decide. */
const LEAST_EXPECTED = 0.5;
/** A best seller's squared errors are more than its share of units. */
const USUAL_UNITS = 10;

/** Squared errors of the held-back weeks, each ÷ what chance would make of it. */
function lossOf(history: DemandHistory, season: readonly number[]): number {
  const { slots, units, counts } = weeksInStock(history);
  const factor = (week: number) => season[slots[week] ?? 0] ?? 1;
  let sold = 0;
  let exposure = 0;
  let loss = 0;
  for (let week = 0; week + AHEAD <= units.length; week += 1) {
    const judged = week + AHEAD - 1;
    if (week >= units.length - HELD_BACK && counts[judged] === 1) {
      const expected = exposure > 0 ? (sold / exposure) * factor(judged) : 0;
      const error = (units[judged] ?? 0) - expected;
      const chance = (LEAST_EXPECTED + expected) * (1 + expected / USUAL_UNITS);
      loss += (error * error) / chance;
    }
    if (counts[week] === 1) {
      sold = (1 - ALPHA) * sold + (units[week] ?? 0);
      exposure = (1 - ALPHA) * exposure + factor(week);
    }
  }
  return loss;
}

interface WeeksInStock {
  slots: Uint8Array;
  units: Float64Array;
  /** 0 or 1: counts. */
  counts: Uint8Array;
  /** The first sale. */
  first: number;
}

function weeksInStock({ from, units, inStock }: DemandHistory): WeeksInStock {
  const found = units.findIndex((sold, week) => sold > 0 && (inStock[week] ?? 0) > 0);
  const first = found < 0 ? units.length : found;
  return {
    slots: isoWeekSlots(from, units.length),
    units: Float64Array.from(units, (sold) => Math.max(0, sold)),
    counts: Uint8Array.from(inStock, (share, week) => (week >= first && share >= 1 ? 1 : 0)),
    first,
  };
}

interface Wave {
  cosine: number;
  sine: number;
}

function waveOf(
  weeks: WeeksInStock,
  {
    season,
    own,
    waveVariance,
  }: { season: readonly number[]; own: Float64Array; waveVariance: number },
): Wave {
  const { slots, units, counts, first } = weeks;
  if (units.length - first < LEAST_WEEKS) return { cosine: 0, sine: 0 };
  const levels = centredLevels(weeks, own);
  let [cc, cs, ss, cy, sy] = [0, 0, 0, 0, 0];
  let chi = USUAL_DISPERSION * USUAL_WEEKS;
  let count = USUAL_WEEKS;
  for (let week = first; week < units.length; week += 1) {
    const level = levels[week] ?? 0;
    if (counts[week] === 0 || !(level > 0)) continue;
    const slot = slots[week] ?? 0;
    const usual = level * (season[slot] ?? 1);
    const expected = level * (own[slot] ?? 1);
    const sold = units[week] ?? 0;
    const cosine = Math.cos(angle(slot)) * usual;
    const sine = Math.sin(angle(slot)) * usual;
    cc += (cosine * cosine) / expected;
    cs += (cosine * sine) / expected;
    ss += (sine * sine) / expected;
    cy += (cosine * (sold - usual)) / expected;
    sy += (sine * (sold - usual)) / expected;
    chi += (sold - expected) ** 2 / expected;
    count += 1;
  }
  const ridge = Math.max(1, chi / count) / waveVariance;
  const determinant = (cc + ridge) * (ss + ridge) - cs * cs;
  return {
    cosine: ((ss + ridge) * cy - cs * sy) / determinant,
    sine: ((cc + ridge) * sy - cs * cy) / determinant,
  };
}

/** Units a week without season, by week: the mean over the year around it. */
function centredLevels({ slots, units, counts }: WeeksInStock, own: Float64Array): Float64Array {
  const length = units.length;
  const sold = new Float64Array(length + 1);
  const usual = new Float64Array(length + 1);
  for (let week = 0; week < length; week += 1) {
    const weight = counts[week] ?? 0;
    sold[week + 1] = (sold[week] ?? 0) + weight * (units[week] ?? 0);
    usual[week + 1] = (usual[week] ?? 0) + weight * (own[slots[week] ?? 0] ?? 1);
  }
  return Float64Array.from({ length }, (_, week) => {
    const start = Math.max(0, week - HALF_YEAR);
    const end = Math.min(length, week + HALF_YEAR + 1);
    const exposure = (usual[end] ?? 0) - (usual[start] ?? 0);
    return exposure > 0 ? ((sold[end] ?? 0) - (sold[start] ?? 0)) / exposure : 0;
  });
}

function bent(season: readonly number[], { cosine, sine }: Wave): Float64Array {
  const factors = Float64Array.from({ length: ISO_WEEKS }, (_, slot) => {
    const wave = cosine * Math.cos(angle(slot)) + sine * Math.sin(angle(slot));
    return (season[slot] ?? 1) * Math.max(LEAST_FACTOR, 1 + wave);
  });
  const mean = factors.reduce((sum, factor) => sum + factor, 0) / ISO_WEEKS;
  return factors.map((factor) => factor / mean);
}

function angle(slot: number): number {
  return (2 * Math.PI * (slot + 0.5)) / YEAR_WEEKS;
}
