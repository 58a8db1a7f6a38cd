import { LEVELS, type Forecasts } from './rolling.ts';

/** The shares whose forecasts are judged. */
export const JUDGED = [0.1, 0.5, 0.9] as const;
export const JUDGED_AT = JUDGED.map((share) =>
  LEVELS.findIndex((level) => Math.abs(level - share) < 1e-9),
);

/**
 * Averages forecasts quantile by quantile with weights that would have served best on `rows`: the pinball loss is convex
 * in the weights, which exponentiated gradient descent keeps positive and summing to one. A weight that ends below 3 % is
 * dropped.
 */
export function blendWeights({
  forecasts,
  taken,
  rows,
  rowWeights,
}: {
  forecasts: readonly Forecasts[];
  taken: Float64Array;
  rows: readonly number[];
  rowWeights: Float64Array;
}): Float64Array {
  const count = forecasts.length;
  let weights = new Float64Array(count).fill(1 / count);
  const average = new Float64Array(count);
  let total = 0;
  for (const [index, row] of rows.entries()) total += (taken[row] ?? 0) * (rowWeights[index] ?? 0);
  // Nothing to tell them apart by.
  if (total <= 0) return weights;
  for (let round = 0; round < ROUNDS; round += 1) {
    const gradient = new Float64Array(count);
    for (const [index, row] of rows.entries()) {
      addGradient({
        gradient,
        forecasts,
        weights,
        row,
        actual: taken[row] ?? 0,
        weight: rowWeights[index] ?? 0,
      });
    }
    const rate = RATE / Math.sqrt(1 + round / 10) / total;
    weights = normalised(
      weights.map((weight, each) => weight * Math.exp(-rate * (gradient[each] ?? 0))),
    );
    if (round < ROUNDS / 2) continue;
    for (let each = 0; each < count; each += 1)
      average[each] = (average[each] ?? 0) + (weights[each] ?? 0);
  }
  return normalised(normalised(average).map((weight) => (weight < LEAST_WEIGHT ? 0 : weight)));
}

const ROUNDS = 50;
const RATE = 30;
const LEAST_WEIGHT = 0.03;

function addGradient({
  gradient,
  forecasts,
  weights,
  row,
  actual,
  weight: rowWeight,
}: {
  gradient: Float64Array;
  forecasts: readonly Forecasts[];
  weights: Float64Array;
  row: number;
  actual: number;
  weight: number;
}): void {
  for (const [index, share] of JUDGED.entries()) {
    const at = row * LEVELS.length + (JUDGED_AT[index] ?? 0);
    const { value: mixed, weight } = mix(forecasts, weights, at);
    if (Number.isNaN(mixed)) continue;
    const slope = (actual > mixed ? -share : 1 - share) * rowWeight;
    for (let each = 0; each < forecasts.length; each += 1) {
      const value = forecasts[each]?.[at] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      gradient[each] = (gradient[each] ?? 0) + (slope * (value - mixed)) / weight;
    }
  }
}

/** The blended quantiles of one row. */
export function blendedRow(
  forecasts: readonly Forecasts[],
  weights: Float64Array,
  row: number,
): Float64Array {
  return Float64Array.from(
    LEVELS,
    (_, at) => mix(forecasts, weights, row * LEVELS.length + at).value,
  );
}

function mix(
  forecasts: readonly Forecasts[],
  weights: Float64Array,
  at: number,
): { value: number; weight: number } {
  let sum = 0;
  let weight = 0;
  for (let each = 0; each < forecasts.length; each += 1) {
    const value = forecasts[each]?.[at] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    // Rows that the weighted ways cannot see are left to the others.
    const its = Math.max(weights[each] ?? 0, 1e-9);
    sum += its * value;
    weight += its;
  }
  return { value: weight > 0 ? sum / weight : Number.NaN, weight };
}

function normalised(weights: Float64Array): Float64Array<ArrayBuffer> {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return Float64Array.from(weights, (weight) => weight / sum);
}
