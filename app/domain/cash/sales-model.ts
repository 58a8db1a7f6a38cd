import { weekdayOf } from '#app/domain/shared/iso-days.ts';
import { DAYS_A_WEEK } from '#app/domain/cash/ledger.ts';
import { seasonByDay } from '#app/domain/cash/shop-season.ts';

/** One day's gross sales. */
export interface SalesDay {
  /** ISO date. */
  on: string;
  minor: number;
  orders: number;
}

/** What a shop's sales to come are drawn from. Money is in minor units. */
export interface SalesModel {
  /** Seven factors, mean 1, Monday first. */
  weekday: readonly number[];
  /** Sales of a mean day now; 0 = nothing was sold. */
  level: number;
  /** Growth a week as a share of the level, as far as the record makes it certain, and its deviation. */
  slope: number;
  slopeDeviation: number;
  /** How many weeks the level's middle lies back: what is wrong with the slope is wrong with the level so many times. */
  slopeReach: number;
  /** Mean square of the weeks' surprises, as shares of the level; not yet set right for the mean they are taken from. */
  surprise: number;
  /** 1 ÷ the number of weeks of equal weight that the level rests on. */
  evenness: number;
  /** How much of a week's shock is left in the next, and its deviation. */
  memory: number;
  memoryDeviation: number;
  /** The last week's surprise, as a share of the level. */
  lastSurprise: number;
  /** Variance of a day ÷ its mean, given its week. */
  dispersion: number;
  /** A mean order's value; 0 = no orders. */
  orderMinor: number;
  /** Whole weeks behind it. */
  weeks: number;
  /** Factors by ISO week that are taken out of all figures here, and belong to what is drawn; empty: none. */
  season: readonly number[];
  /** The part of sales of which that is known. */
  seasonKnown: number;
}

/** Older sales say little of the next weeks. */
const MOST_WEEKS = 26;
/** A week counts half as much as one ten weeks younger. */
const HALF_LIFE_WEEKS = 10;
/** A weekday's own share is believed as it has been seen in weeks, against two weeks of none. */
const PRIOR_WEEKDAY_WEEKS = 2;
/** Shocks last: what is assumed of it, worth six weeks. */
const PRIOR_MEMORY = 0.3;
const PRIOR_MEMORY_WEEKS = 6;
const LONGEST_MEMORY = 0.85;
/** No growth is carried on that doubles sales in ten weeks. */
const STEEPEST_SLOPE = 0.07;
const FEWEST_WEEKS_FOR_SLOPE = 8;

/**
 * Learns level, growth, weekdays and both kinds of chance (of a day, of a whole week) from daily sales, oldest first, without
 * gaps, once what the season of the year makes of them is taken out. Weeks are counted back from the last day. Never throws;
 * without a sale the level is 0.
 */
export function fitSales(
  days: readonly SalesDay[],
  { season = [], seasonKnown = 1 }: Partial<Pick<SalesModel, 'season' | 'seasonKnown'>> = {},
): SalesModel {
  const used = days.slice(-MOST_WEEKS * DAYS_A_WEEK);
  return { ...fitted(withoutSeason(used, season)), season, seasonKnown };
}

function withoutSeason(days: readonly SalesDay[], season: readonly number[]): readonly SalesDay[] {
  const [first] = days;
  if (first === undefined || season.length === 0) return days;
  const factors = seasonByDay(season, { from: first.on, days: days.length });
  return days.map((day, at) => ({ ...day, minor: day.minor / (factors[at] ?? 1) }));
}

function fitted(used: readonly SalesDay[]): SalesModel {
  const total = used.reduce((sum, { minor }) => sum + Math.max(0, minor), 0);
  const orders = used.reduce((sum, day) => sum + day.orders, 0);
  if (total <= 0) return NOTHING_SOLD;
  const weekday = weekdayFactors(used);
  const weeks = weeksOf(used);
  if (weeks.length === 0) return { ...NOTHING_SOLD, ...shortModel(used, total, orders), weekday };
  const weights = weeks.map((_, week) => 0.5 ** ((weeks.length - 1 - week) / HALF_LIFE_WEEKS));
  const mass = sum(weights);
  const mean = sum(weeks.map((week, at) => week * (weights[at] ?? 0))) / mass;
  if (mean <= 0) return NOTHING_SOLD;
  const evenness = sum(weights.map((weight) => weight * weight)) / (mass * mass);
  const dispersion = dispersionOf(used, weekday);
  const relative = weeks.map((week) => week / mean - 1);
  const line = slopeOf(relative, { weights, noise: dispersion / mean });
  const residuals = relative.map((value, at) => value - line.slope * (at - line.centre));
  const reach = weeks.length - 1 - line.centre;
  return {
    weekday,
    level: (mean / DAYS_A_WEEK) * (1 + line.slope * reach),
    slope: line.slope,
    slopeDeviation: line.deviation,
    slopeReach: reach,
    surprise: meanSquare(residuals, weights),
    evenness,
    ...memoryOf(residuals, dispersion / mean),
    lastSurprise: residuals.at(-1) ?? 0,
    dispersion,
    orderMinor: orders > 0 ? total / orders : 0,
    weeks: weeks.length,
    season: [],
    seasonKnown: 1,
  };
}

const NOTHING_SOLD: SalesModel = {
  weekday: [1, 1, 1, 1, 1, 1, 1],
  level: 0,
  slope: 0,
  slopeDeviation: 0,
  slopeReach: 0,
  surprise: 0,
  evenness: 1,
  memory: PRIOR_MEMORY,
  memoryDeviation: 0,
  lastSurprise: 0,
  dispersion: 0,
  orderMinor: 0,
  weeks: 0,
  season: [],
  seasonKnown: 1,
};

/** Under a week of sales: their mean. */
function shortModel(days: readonly SalesDay[], total: number, orders: number) {
  const level = total / days.length;
  const orderMinor = orders > 0 ? total / orders : 0;
  return { level, dispersion: orderMinor > 0 ? orderMinor : level, orderMinor };
}

function weekdayFactors(days: readonly SalesDay[]): number[] {
  const sums = Array.from({ length: DAYS_A_WEEK }, () => ({ minor: 0, days: 0 }));
  for (const { on, minor } of days) {
    const own = sums[weekdayOf(on) - 1];
    if (own === undefined) continue;
    own.minor += Math.max(0, minor);
    own.days += 1;
  }
  const mean = sum(sums.map(({ minor }) => minor)) / days.length;
  const factors = sums.map(
    (own) => (own.minor / mean + PRIOR_WEEKDAY_WEEKS) / (own.days + PRIOR_WEEKDAY_WEEKS),
  );
  const middle = sum(factors) / DAYS_A_WEEK;
  return factors.map((factor) => factor / middle);
}

/** Sums of seven days, oldest first; days before the first whole week are left out. */
function weeksOf(days: readonly SalesDay[]): number[] {
  const weeks: number[] = [];
  for (let end = days.length; end >= DAYS_A_WEEK; end -= DAYS_A_WEEK)
    weeks.unshift(sum(days.slice(end - DAYS_A_WEEK, end).map(({ minor }) => Math.max(0, minor))));
  return weeks;
}

/**
 * Weighted least squares, drawn back to zero as far as chance alone would give as steep a line (positive-part James–Stein);
 * the deviation is what is left of it.
 */
function slopeOf(
  values: readonly number[],
  { weights, noise }: { weights: readonly number[]; noise: number },
): { slope: number; deviation: number; centre: number } {
  const mass = sum(weights);
  const centre = sum(weights.map((weight, at) => weight * at)) / mass;
  if (values.length < FEWEST_WEEKS_FOR_SLOPE) return { slope: 0, deviation: 0, centre };
  const across = sum(weights.map((weight, at) => weight * (at - centre) ** 2));
  const raw = sum(weights.map((weight, at) => weight * (at - centre) * (values[at] ?? 0))) / across;
  const residuals = values.map((value, at) => value - raw * (at - centre));
  const { memory } = memoryOf(residuals, noise);
  const error =
    (((meanSquare(residuals, weights) * (1 + memory)) / (1 - memory)) *
      sum(weights.map((weight, at) => (weight * (at - centre)) ** 2))) /
    (across * across);
  const kept = raw === 0 ? 0 : Math.max(0, 1 - (DOUBT * error) / (raw * raw));
  const slope = Math.min(STEEPEST_SLOPE, Math.max(-STEEPEST_SLOPE, raw * kept));
  return { slope, deviation: Math.sqrt(kept * error), centre };
}

/** Weeks that are alike look like growth oftener than their correlation, which is known badly itself, would say. */
const DOUBT = 2;

function meanSquare(values: readonly number[], weights: readonly number[]): number {
  return sum(values.map((value, at) => (weights[at] ?? 0) * value * value)) / sum(weights);
}

/**
 * How much of a week's shock is left in the next: the correlation of surprises, set right for short records (Kendall 1954)
 * and for what single days add to a week (`noise`: their variance, as a share of the level), drawn to what is assumed.
 */
function memoryOf(residuals: readonly number[], noise: number) {
  const squares = sum(residuals.map((value) => value * value));
  const products = sum(residuals.slice(1).map((value, at) => value * (residuals[at] ?? 0)));
  const weeks = residuals.length;
  const raw = squares > 0 ? products / squares : 0;
  const share = squares > 0 ? Math.max(LEAST_SHARE, 1 - (noise * weeks) / squares) : LEAST_SHARE;
  const own = (raw + (1 + 4 * raw) / Math.max(1, weeks)) / share;
  // What is divided by a small share is known as badly.
  const weight = weeks * share * share;
  const drawn = (own * weight + PRIOR_MEMORY * PRIOR_MEMORY_WEEKS) / (weight + PRIOR_MEMORY_WEEKS);
  const memory = Math.min(LONGEST_MEMORY, Math.max(0, drawn));
  const memoryDeviation = Math.sqrt((1 - memory * memory) / (weight + PRIOR_MEMORY_WEEKS));
  return { memory, memoryDeviation };
}

const LEAST_SHARE = 0.2;

/** Variance ÷ mean of a day, given its week's sum and the weekday's share of it. */
function dispersionOf(days: readonly SalesDay[], weekday: readonly number[]): number {
  let squares = 0;
  let expected = 0;
  for (let end = days.length; end >= DAYS_A_WEEK; end -= DAYS_A_WEEK) {
    const week = days.slice(end - DAYS_A_WEEK, end);
    const mean = sum(week.map(({ minor }) => Math.max(0, minor))) / DAYS_A_WEEK;
    for (const { on, minor } of week) {
      const own = mean * (weekday[weekdayOf(on) - 1] ?? 1);
      squares += (Math.max(0, minor) - own) ** 2;
      expected += own;
    }
  }
  return expected > 0 ? (squares / expected) * (DAYS_A_WEEK / (DAYS_A_WEEK - 1)) : 0;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
