import type { DemandHistory } from '#app/domain/inventory/demand-forecast.ts';
import { invariant } from '#app/domain/shared/invariant.ts';
import { ISO_WEEKS, isoWeekSlots } from './iso-weeks.ts';

/** Under so many weeks nothing can be said of a year. */
const YEAR = 52;
/** A member's week counts for at most so many times its usual week and three deviations more: what is beyond is a promotion. */
const MOST_TIMES = 3;
/** Under so many units a week, of all members together, medians of counts are all jumps. */
const LEAST_UNITS = 5;
/** How much larger than chance the season must be to be believed whole. */
const DOUBT = 2;
/** No week is nothing, and none sells ten times as much. */
const LEAST = 0.1;
const MOST = 6;

/**
 * What each ISO week sells against the year's mean, of all members together: members weigh by what they sell, growth from
 * year to year is taken out, a week that stood out in one year only is put back to its neighbours, neighbours are averaged,
 * and what chance alone would show is shrunk away. All 1 under a year of history
 * or where next to nothing sells. 53 factors, the mean of 52 is 1.
 */
export function learnSeason(histories: readonly DemandHistory[]): {
  season: number[];
  weeks: number;
} {
  const { ratios, slots, weeks, unitsAWeek } = weeklyRatios(histories);
  const flat = Array.from({ length: ISO_WEEKS }, () => 1);
  if (weeks < YEAR || unitsAWeek < LEAST_UNITS) return { season: flat, weeks };
  const level = withoutGrowth(ratios);
  const years = weeks / YEAR;
  const confirmed = confirmedSlots(level, slots);
  const season = normalised(smoothed(confirmed, years < 1.9 ? WIDE : NARROW));
  return { season: shrunk({ season, ratios: level, slots, years }), weeks };
}

interface Ratios {
  /** Sold ÷ usually sold by those who could be bought, by week of the calendar from the earliest on; NaN: nobody could. */
  ratios: number[];
  slots: Uint8Array;
  weeks: number;
  /** Usually, of all members together. */
  unitsAWeek: number;
}

function weeklyRatios(histories: readonly DemandHistory[]): Ratios {
  const starts = histories.map(({ from }) => weekNumber(from));
  const first = starts.reduce((least, start) => Math.min(least, start), Infinity);
  const end = histories.reduce(
    (most, { units }, at) => Math.max(most, (starts[at] ?? 0) + units.length),
    -Infinity,
  );
  const weeks = histories.length === 0 ? 0 : end - first;
  const sold = new Float64Array(weeks);
  const usual = new Float64Array(weeks);
  for (const [at, history] of histories.entries()) {
    addMember({ history, offset: (starts[at] ?? 0) - first, sold, usual });
  }
  const from = histories[starts.indexOf(first)]?.from ?? '1970-01-05';
  return {
    ratios: Array.from(sold, (units, week) => {
      const expected = usual[week] ?? 0;
      return expected > 0 ? units / expected : Number.NaN;
    }),
    slots: isoWeekSlots(from, weeks),
    weeks,
    unitsAWeek: usual.reduce((sum, units) => sum + units, 0) / Math.max(1, weeks),
  };
}

/** Monday 5 January 1970 is 0. */
function weekNumber(monday: string): number {
  const days = Date.parse(`${monday}T00:00:00Z`) / 86_400_000;
  invariant(Number.isInteger(days), `a history begins on a day, not ${monday}`);
  return Math.floor((days - 4) / 7);
}

/** A product that is new or gone weighs in its own time only: its usual week is that of its year around, not of all years. */
function addMember({
  history: { units, inStock },
  offset,
  sold,
  usual,
}: {
  history: DemandHistory;
  offset: number;
  sold: Float64Array;
  usual: Float64Array;
}): void {
  let total = 0;
  let buyable = 0;
  for (const [week, share] of inStock.entries()) {
    if (!(share > 0)) continue;
    total += units[week] ?? 0;
    buyable += share;
  }
  // A product younger than half a year would teach its own launch.
  if (buyable < YEAR / 2 || total === 0) return;
  const mean = total / buyable;
  const most = MOST_TIMES * mean + 3 * Math.sqrt(mean);
  for (const [week, share] of inStock.entries()) {
    if (!(share > 0)) continue;
    const at = offset + week;
    sold[at] = (sold[at] ?? 0) + Math.min(units[week] ?? 0, most * share);
    usual[at] = (usual[at] ?? 0) + mean * share;
  }
}

/** Growth from each week to the same one a year on, as far as years overlap, taken out. */
function withoutGrowth(ratios: readonly number[]): number[] {
  let earlier = 0;
  let later = 0;
  let overlap = 0;
  for (let week = 0; week + YEAR < ratios.length; week += 1) {
    const before = ratios[week] ?? Number.NaN;
    const after = ratios[week + YEAR] ?? Number.NaN;
    if (Number.isNaN(before) || Number.isNaN(after)) continue;
    earlier += before;
    later += after;
    overlap += 1;
  }
  if (earlier <= 0 || later <= 0) return [...ratios];
  const trust = overlap / (overlap + YEAR / 4);
  const growth = (trust * Math.log(later / earlier)) / YEAR;
  const middle = ratios.length / 2;
  return ratios.map((ratio, week) => ratio / Math.exp(growth * (week - middle)));
}

/** One value for each ISO week: the median of its years and of its neighbourhood, so that one year alone proves nothing. */
function confirmedSlots(ratios: readonly number[], slots: Uint8Array): number[] {
  const bySlot: number[][] = Array.from({ length: ISO_WEEKS }, () => []);
  for (const [week, ratio] of ratios.entries()) {
    if (!Number.isNaN(ratio)) bySlot[slots[week] ?? 0]?.push(ratio);
  }
  const means = bySlot.map((years) =>
    years.length === 0 ? Number.NaN : years.reduce((sum, ratio) => sum + ratio, 0) / years.length,
  );
  return bySlot.map((years, slot) => {
    const around = [-2, -1, 0, 1, 2]
      .map((step) => means[(slot + step + ISO_WEEKS) % ISO_WEEKS] ?? Number.NaN)
      .filter((ratio) => !Number.isNaN(ratio));
    const neighbourhood = around.length === 0 ? 1 : median(around);
    return years.length <= 1 ? neighbourhood : median([...years, neighbourhood]);
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

const NARROW = [1, 2, 1];
const WIDE = [1, 2, 3, 2, 1];

/** Around the turn of the year as anywhere else. */
function smoothed(slots: readonly number[], kernel: readonly number[]): number[] {
  const half = (kernel.length - 1) / 2;
  const total = kernel.reduce((sum, weight) => sum + weight, 0);
  return slots.map(
    (_, slot) =>
      kernel.reduce(
        (sum, weight, at) =>
          sum + weight * (slots[(slot + at - half + ISO_WEEKS) % ISO_WEEKS] ?? 1),
        0,
      ) / total,
  );
}

function normalised(season: readonly number[]): number[] {
  const mean = season.reduce((sum, factor) => sum + factor, 0) / season.length;
  return season.map((factor) => (mean > 0 ? factor / mean : 1));
}

/** Positive-part James–Stein: the share of the season's variance that chance does not explain, judged by what is left over. */
function shrunk({
  season,
  ratios,
  slots,
  years,
}: {
  season: readonly number[];
  ratios: readonly number[];
  slots: Uint8Array;
  years: number;
}): number[] {
  const rest = ratios.flatMap((ratio, week) => {
    if (Number.isNaN(ratio)) return [];
    return [(ratio - (season[slots[week] ?? 0] ?? 1)) ** 2];
  });
  const noise = rest.reduce((sum, square) => sum + square, 0) / Math.max(1, rest.length);
  const signal = season.reduce((sum, factor) => sum + (factor - 1) ** 2, 0) / season.length;
  // A median over years and neighbours, averaged again, keeps about a third of one week's variance in a year.
  const chance = noise / (3 * years);
  const kept = signal > 0 ? Math.max(0, 1 - (DOUBT * chance) / signal) : 0;
  return normalised(
    season.map((factor) => Math.min(MOST, Math.max(LEAST, 1 + kept * (factor - 1)))),
  );
}
