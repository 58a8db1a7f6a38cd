/**
 * Additive effects of a row's groups on a value, each shrunk towards none: value ≈ mean + slope · x + Σ effect(group).
 * A random-effects model fitted by back-fitting; how much a factor shrinks follows from how much its groups differ
 * (strength = variance within / variance between, both re-estimated each round by EM).
 */
export interface Effects {
  predict(groups: readonly number[], x: number): number;
}

const ROUNDS = 12;

export interface EffectsData {
  values: Float64Array;
  weights: Float64Array;
  /** Group of each row in each factor: `groups[factor][row]`. */
  groups: readonly Int32Array[];
  /** A covariate; its mean where it is unknown. */
  x: Float64Array;
  factorSizes: readonly number[];
}

export function fitEffects(data: EffectsData): Effects {
  const { values, weights, groups, x, factorSizes } = data;
  const weightSum = Math.max(sum(weights), 1e-9);
  const centre = dot(x, weights) / weightSum;
  const offset = x.map((each) => each - centre);
  const rest = Float64Array.from(values);
  let mean = 0;
  let slope = 0;
  let within = variance(values, weights, weightSum);
  const factors = factorSizes.map((size, index): Factor => {
    const of = groups[index] ?? new Int32Array(values.length);
    return {
      of,
      effects: new Float64Array(size),
      totals: sumsBy(of, size, weights),
      between: within / 10,
    };
  });
  for (let round = 0; round < ROUNDS; round += 1) {
    const shift = dot(rest, weights) / weightSum;
    mean += shift;
    const turn = slopeOf(rest, { offset, weights, shrink: 10 * within });
    slope += turn;
    for (let row = 0; row < rest.length; row += 1) {
      rest[row] = (rest[row] ?? 0) - shift - turn * (offset[row] ?? 0);
    }
    for (const factor of factors) refitFactor(factor, { rest, weights, within });
    within = Math.max(variance(rest, weights, weightSum), 1e-9);
  }
  return {
    predict(rowGroups, value) {
      let predicted = mean + slope * (Number.isNaN(value) ? 0 : value - centre);
      for (const [index, { effects }] of factors.entries()) {
        predicted += effects[rowGroups[index] ?? -1] ?? 0;
      }
      return predicted;
    },
  };
}

interface Factor {
  of: Int32Array;
  effects: Float64Array;
  /** Weight of each group's rows. */
  totals: Float64Array;
  /** Variance between groups. */
  between: number;
}

/** One step of back-fitting: the factor's effects from what the others leave, which `rest` is changed to. */
function refitFactor(
  factor: Factor,
  { rest, weights, within }: { rest: Float64Array; weights: Float64Array; within: number },
): void {
  const { of, effects, totals } = factor;
  const sums = sumsBy(
    of,
    effects.length,
    rest.map((value, row) => value * (weights[row] ?? 0)),
  );
  const strength = within / Math.max(factor.between, within * 1e-4);
  const changes = new Float64Array(effects.length);
  let spread = 0;
  let present = 0;
  for (let group = 0; group < effects.length; group += 1) {
    const weight = totals[group] ?? 0;
    if (weight <= 0) continue;
    const old = effects[group] ?? 0;
    const fresh = ((sums[group] ?? 0) + weight * old) / (weight + strength);
    changes[group] = fresh - old;
    effects[group] = fresh;
    spread += fresh * fresh + within / (weight + strength);
    present += 1;
  }
  factor.between = spread / Math.max(present, 1);
  for (let row = 0; row < rest.length; row += 1) {
    rest[row] = (rest[row] ?? 0) - (changes[of[row] ?? -1] ?? 0);
  }
}

function slopeOf(
  rest: Float64Array,
  { offset, weights, shrink }: { offset: Float64Array; weights: Float64Array; shrink: number },
): number {
  let xy = 0;
  let xx = 0;
  for (let row = 0; row < rest.length; row += 1) {
    const weighed = (weights[row] ?? 0) * (offset[row] ?? 0);
    xy += weighed * (rest[row] ?? 0);
    xx += weighed * (offset[row] ?? 0);
  }
  return xy / (xx + shrink + 1e-9);
}

function sumsBy(of: Int32Array, size: number, values: Float64Array): Float64Array {
  const sums = new Float64Array(size);
  for (let row = 0; row < of.length; row += 1) {
    const group = of[row] ?? 0;
    sums[group] = (sums[group] ?? 0) + (values[row] ?? 0);
  }
  return sums;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

function dot(values: Float64Array, weights: Float64Array): number {
  let total = 0;
  for (let row = 0; row < values.length; row += 1)
    total += (values[row] ?? 0) * (weights[row] ?? 0);
  return total;
}

function variance(values: Float64Array, weights: Float64Array, weightSum: number): number {
  const mean = dot(values, weights) / Math.max(weightSum, 1e-9);
  let total = 0;
  for (let row = 0; row < values.length; row += 1) {
    total += (weights[row] ?? 0) * ((values[row] ?? 0) - mean) ** 2;
  }
  return total / Math.max(weightSum, 1e-9);
}
