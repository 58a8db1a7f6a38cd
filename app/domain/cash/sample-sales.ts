import { weekdayOf } from '#app/domain/cash/iso-days.ts';
import { DAYS_A_WEEK } from '#app/domain/cash/ledger.ts';
import type { SalesModel } from '#app/domain/cash/sales-model.ts';
import { gamma, normal } from '#app/domain/inventory/demand/random.ts';
import type { Random } from '#app/domain/inventory/demand/random.ts';

/** Growth is carried on a little less each week. */
const DAMPING = 0.85;
/** Sales do not shrink below a twentieth of their level by growth alone. */
const LEAST_TREND = 0.05;
const LONGEST_MEMORY = 0.95;
/** With hardly any week behind it a deviation is drawn at most so many times as large. */
const LARGEST_SCALE = 4;

/**
 * One possible future of daily sales, written into `into` in minor units, the first day being `from`. Everything that sells
 * shares three chances: what is not known of the level, each week's shock, and how large shocks are; a day has its own.
 */
export function sampleSales(
  random: Random,
  { model, from, into }: { model: SalesModel; from: string; into: Float64Array },
): void {
  if (model.level <= 0) {
    into.fill(0);
    return;
  }
  // Student's t by way of the variance: with few weeks behind it the true one may be much larger.
  const drawnScale = Math.sqrt(model.freedom / gamma(random, model.freedom / 2, 2));
  const scale = Math.min(LARGEST_SCALE, drawnScale);
  const level = model.level * gammaFactor(random, model.levelCv * scale);
  const drawnMemory = model.memory + model.memoryDeviation * normal(random);
  const memory = Math.min(LONGEST_MEMORY, Math.max(0, drawnMemory));
  const variance = Math.log1p((model.shockCv * scale) ** 2);
  const deviation = Math.sqrt(variance);
  const firstWeekday = weekdayOf(from) - 1;
  let shock = model.lastShock;
  let trend = 1;
  let growth = model.slope;
  let weekLevel = level;
  for (let day = 0; day < into.length; day += 1) {
    if (day % DAYS_A_WEEK === 0) {
      shock = memory * shock + Math.sqrt(1 - memory * memory) * normal(random);
      growth *= DAMPING;
      trend = Math.max(LEAST_TREND, trend + growth);
      weekLevel = level * trend * Math.exp(deviation * shock - variance / 2);
    }
    const mean = weekLevel * (model.weekday[(firstWeekday + day) % DAYS_A_WEEK] ?? 1);
    into[day] = daySales(random, { mean, dispersion: model.dispersion });
  }
}

function daySales(random: Random, { mean, dispersion }: { mean: number; dispersion: number }) {
  if (!(mean > 0)) return 0;
  return dispersion > 0 ? gamma(random, mean / dispersion, dispersion) : mean;
}

/** A factor of mean 1 with that deviation. */
function gammaFactor(random: Random, cv: number): number {
  return cv > 0 ? gamma(random, 1 / (cv * cv), cv * cv) : 1;
}
