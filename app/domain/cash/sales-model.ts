import { weekdayOf } from '#app/domain/cash/iso-days.ts';
import { DAYS_A_WEEK } from '#app/domain/cash/ledger.ts';

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
  /** Deviation of what is not known of the level ÷ the level. */
  levelCv: number;
  /** Growth a week as a share of the level, as far as the record makes it certain. */
  slope: number;
  /** Deviation of what all days of a week share ÷ the level. */
  shockCv: number;
  /** How much of a week's shock is left in the next, and how surely that is known. */
  memory: number;
  memoryDeviation: number;
  /** Where the last week stood, in deviations. */
  lastShock: number;
  /** Variance of a day ÷ its mean, given its week. */
  dispersion: number;
  /** Degrees of freedom behind the deviations: few make the tails long. */
  freedom: number;
  /** A mean order's value; 0 = no orders. */
  orderMinor: number;
  /** Whole weeks behind it. */
  weeks: number;
}

/** Older sales say little of the next weeks. */
const MOST_WEEKS = 26;
/** A week counts half as much as one ten weeks younger. */
const HALF_LIFE_WEEKS = 10;
/** Before there are weeks to compare: a deviation of a fifth, worth two weeks. */
const PRIOR_CV = 0.2;
const PRIOR_FREEDOM = 2;
/** A weekday's own share is believed as it has been seen in weeks, against two weeks of none. */
const PRIOR_WEEKDAY_WEEKS = 2;
/** Shocks last: what shops' weeks usually show, worth eight weeks. */
const PRIOR_MEMORY = 0.25;
const PRIOR_MEMORY_WEEKS = 8;
const LONGEST_MEMORY = 0.85;
/** No growth is carried on that doubles sales in ten weeks. */
const STEEPEST_SLOPE = 0.07;
const FEWEST_WEEKS_FOR_SLOPE = 8;

/**
 * Learns level, growth, weekdays and both kinds of chance (of a day, of a whole week) from daily sales, oldest first, without
 * gaps. Weeks are counted back from the last day. Never throws; without a sale the level is 0.
 */
export function fitSales(days: readonly SalesDay[]): SalesModel {
  const used = days.slice(-MOST_WEEKS * DAYS_A_WEEK);
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
  const relative = weeks.map((week) => week / mean - 1);
  const line = slopeOf(relative, weights);
  const residuals = relative.map((value, at) => value - line.slope * (at - line.centre));
  const spread = spreadOf(residuals, { weights, evenness });
  const memory = memoryOf(residuals);
  const dispersion = dispersionOf(used, weekday);
  const ofDays = Math.min(dispersion / mean, spread.variance);
  const ofWeeks = spread.variance - ofDays;
  const persistence = (1 + memory) / (1 - memory);
  const shockCv = Math.sqrt(ofWeeks);
  return {
    weekday,
    level: (mean / DAYS_A_WEEK) * (1 + line.slope * (weeks.length - 1 - line.centre)),
    levelCv: Math.sqrt((ofWeeks * persistence + ofDays) * evenness),
    slope: line.slope,
    shockCv,
    memory,
    memoryDeviation: Math.sqrt((1 - memory * memory) / (weeks.length + PRIOR_MEMORY_WEEKS)),
    // The part of the last week's surprise that is the week's and not of its single days.
    lastShock: ofWeeks > 0 ? ((residuals.at(-1) ?? 0) * ofWeeks) / spread.variance / shockCv : 0,
    dispersion,
    freedom: spread.freedom,
    orderMinor: orders > 0 ? total / orders : 0,
    weeks: weeks.length,
  };
}

const NOTHING_SOLD: SalesModel = {
  weekday: [1, 1, 1, 1, 1, 1, 1],
  level: 0,
  levelCv: 0,
  slope: 0,
  shockCv: 0,
  memory: 0,
  memoryDeviation: 0,
  lastShock: 0,
  dispersion: 0,
  freedom: PRIOR_FREEDOM,
  orderMinor: 0,
  weeks: 0,
};

/** Under a week of sales: their mean, and twice the deviation that is assumed. */
function shortModel(days: readonly SalesDay[], total: number, orders: number) {
  const level = total / days.length;
  return {
    level,
    levelCv: 2 * PRIOR_CV,
    shockCv: PRIOR_CV,
    memory: PRIOR_MEMORY,
    dispersion: orders > 0 ? total / orders : level,
    orderMinor: orders > 0 ? total / orders : 0,
  };
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

/** Weighted least squares, drawn back to zero as far as chance alone would give as steep a line (positive-part James–Stein). */
function slopeOf(values: readonly number[], weights: readonly number[]) {
  const mass = sum(weights);
  const centre = sum(weights.map((weight, at) => weight * at)) / mass;
  if (values.length < FEWEST_WEEKS_FOR_SLOPE) return { slope: 0, centre };
  const across = sum(weights.map((weight, at) => weight * (at - centre) ** 2));
  const raw = sum(weights.map((weight, at) => weight * (at - centre) * (values[at] ?? 0))) / across;
  const residuals = values.map((value, at) => value - raw * (at - centre));
  const variance = sum(residuals.map((value, at) => (weights[at] ?? 0) * value * value)) / mass;
  const memory = memoryOf(residuals);
  const error =
    (((variance * (1 + memory)) / (1 - memory)) *
      sum(weights.map((weight, at) => (weight * (at - centre)) ** 2))) /
    (across * across);
  const kept = raw === 0 ? 0 : Math.max(0, 1 - error / (raw * raw));
  const slope = Math.min(STEEPEST_SLOPE, Math.max(-STEEPEST_SLOPE, raw * kept));
  return { slope, centre };
}

/** Variance of a week around its line, with what is assumed before there are weeks. */
function spreadOf(
  residuals: readonly number[],
  { weights, evenness }: { weights: readonly number[]; evenness: number },
): { variance: number; freedom: number } {
  const own = Math.max(0, 1 / evenness - 1);
  const mass = sum(weights);
  const raw = sum(residuals.map((value, at) => (weights[at] ?? 0) * value * value)) / mass;
  // Σ w r² ÷ Σ w has lost the weighted mean: own ÷ (own + 1) of it is left.
  const squares = raw * (own + 1);
  const freedom = PRIOR_FREEDOM + own;
  return { variance: (squares + PRIOR_FREEDOM * PRIOR_CV ** 2) / freedom, freedom };
}

/** Correlation of a week's surprise with the one before: set right for short records (Kendall 1954), drawn to what is usual. */
function memoryOf(residuals: readonly number[]): number {
  const squares = sum(residuals.map((value) => value * value));
  const products = sum(residuals.slice(1).map((value, at) => value * (residuals[at] ?? 0)));
  const weeks = residuals.length;
  const raw = squares > 0 ? products / squares : 0;
  const own = raw + (1 + 3 * raw) / Math.max(1, weeks);
  const drawn = (own * weeks + PRIOR_MEMORY * PRIOR_MEMORY_WEEKS) / (weeks + PRIOR_MEMORY_WEEKS);
  return Math.min(LONGEST_MEMORY, Math.max(0, drawn));
}

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
