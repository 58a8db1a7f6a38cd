import { weekdayOf } from '#app/domain/shared/iso-days.ts';
import { DAYS_A_WEEK } from '#app/domain/cash/ledger.ts';
import type { SalesModel } from '#app/domain/cash/sales-model.ts';
import { seasonByDay } from '#app/domain/cash/shop-season.ts';
import { gamma, normal } from '#app/domain/inventory/demand/random.ts';
import type { Random } from '#app/domain/inventory/demand/random.ts';

/** Growth is carried on a little less each week. */
const DAMPING = 0.85;
/** Shops grow and shrink by what no record foretells: a step a week of so much. Assumed. */
const DRIFT_CV = 0.02;
/** Where no year was learned, sales also follow one that nobody has seen: in 13 weeks it may well move them by a fifth. Assumed. */
const UNSEEN_SEASON_CV = 0.055;
/** Sales do not shrink below a twentieth of their level by growth alone. */
const LEAST_TREND = 0.05;
const LONGEST_MEMORY = 0.9;
/** Before there are weeks to compare, a week differs by a fifth: worth two weeks. */
const PRIOR_CV = 0.2;
const PRIOR_WEEKS = 2;
/** With hardly any week behind it a deviation is drawn at most so many times as large. */
const LARGEST_SCALE = 3;
/** A mean takes at most so much of what weeks of long memory vary by. */
const MOST_TAKEN = 0.6;

/**
 * One possible future of daily sales, written into `into` in minor units, the first day being `from`. Everything that sells
 * shares what is drawn first: how large shocks are and how long they last, the level, growth and each week's shock; a day
 * has its own chance besides.
 */
export function sampleSales(
  random: Random,
  { model, from, into }: { model: SalesModel; from: string; into: Float64Array },
): void {
  if (model.level <= 0) {
    into.fill(0);
    return;
  }
  const drawn = drawShop(random, model);
  const deviation = Math.sqrt(drawn.variance);
  const firstWeekday = weekdayOf(from) - 1;
  const season = seasonByDay(model.season, { from, days: into.length });
  let { shock, growth } = drawn;
  let trend = 1;
  let drift = 0;
  let weekLevel = drawn.level;
  const unseen = 1 - model.seasonKnown;
  const step = Math.sqrt(DRIFT_CV ** 2 + unseen * UNSEEN_SEASON_CV ** 2);
  for (let day = 0; day < into.length; day += 1) {
    if (day % DAYS_A_WEEK === 0) {
      shock = drawn.memory * shock + Math.sqrt(1 - drawn.memory ** 2) * normal(random);
      drift += step * normal(random);
      growth *= DAMPING;
      trend = Math.max(LEAST_TREND, trend + growth);
      weekLevel = drawn.level * trend * Math.exp(deviation * shock - drawn.variance / 2 + drift);
    }
    const ofWeek = weekLevel * (season[day] ?? 1);
    const mean = ofWeek * (model.weekday[(firstWeekday + day) % DAYS_A_WEEK] ?? 1);
    into[day] = daySales(random, { mean, dispersion: model.dispersion });
  }
}

/** Mean sales of each of so many days from `from` on, as the model knows them, growth included. */
export function expectedSales(
  model: SalesModel,
  { from, days }: { from: string; days: number },
): Float64Array {
  const season = seasonByDay(model.season, { from, days });
  const firstWeekday = weekdayOf(from) - 1;
  let growth = model.slope;
  let trend = 1;
  return Float64Array.from({ length: days }, (_, day) => {
    if (day % DAYS_A_WEEK === 0) {
      growth *= DAMPING;
      trend = Math.max(LEAST_TREND, trend + growth);
    }
    const ofWeek = model.level * trend * (season[day] ?? 1);
    return ofWeek * (model.weekday[(firstWeekday + day) % DAYS_A_WEEK] ?? 1);
  });
}

/** What is not known of the shop, drawn once for a path. */
function drawShop(random: Random, model: SalesModel) {
  const { evenness, surprise } = model;
  const drawnMemory = model.memory + model.memoryDeviation * normal(random);
  const memory = Math.min(LONGEST_MEMORY, Math.max(0, drawnMemory));
  const persistence = (1 + memory) / (1 - memory);
  // Weeks that resemble each other are worth fewer, and their own mean has taken part of what they vary by.
  const alike = (1 + memory ** 2) / (1 - memory ** 2);
  const own = model.weeks > 0 ? Math.max(0, 1 / (evenness * alike) - 1) : 0;
  const taken = Math.min(MOST_TAKEN, persistence * evenness);
  const freedom = PRIOR_WEEKS + own;
  const ofRecord = own > 0 ? surprise / (1 - taken) : 0;
  const mean = (ofRecord * own + PRIOR_CV ** 2 * PRIOR_WEEKS) / freedom;
  // Student's t by way of the variance: with few weeks behind it the true one may be much larger.
  const scale = Math.min(LARGEST_SCALE, Math.sqrt(freedom / gamma(random, freedom / 2, 2)));
  const total = mean * scale * scale;
  const ofDays = Math.min(model.dispersion / (model.level * DAYS_A_WEEK), total);
  const ofWeeks = total - ofDays;
  const variance = Math.log1p(ofWeeks);
  const levelCv = Math.sqrt((ofWeeks * persistence + ofDays) * evenness);
  const slopeError = model.slopeDeviation * normal(random);
  return {
    memory,
    variance,
    level:
      model.level *
      gammaFactor(random, levelCv) *
      Math.max(LEAST_TREND, 1 + slopeError * model.slopeReach),
    growth: model.slope + slopeError,
    // The part of the last week's surprise that is the week's and not of its single days, in deviations.
    shock:
      total > 0 && variance > 0 ? (model.lastSurprise * ofWeeks) / total / Math.sqrt(variance) : 0,
  };
}

function daySales(random: Random, { mean, dispersion }: { mean: number; dispersion: number }) {
  if (!(mean > 0)) return 0;
  return dispersion > 0 ? gamma(random, mean / dispersion, dispersion) : mean;
}

/** A factor of mean 1 with that deviation. */
function gammaFactor(random: Random, cv: number): number {
  return cv > 0 ? gamma(random, 1 / (cv * cv), cv * cv) : 1;
}
