/**
 * Additive effects of a row's groups on a value, each shrunk towards none: value ≈ mean + slope · x + Σ effect(group).
 * A random-effects model fitted by back-fitting; how much a factor shrinks follows from how much its groups differ
 * (strength = variance within / variance between, both re-estimated each round by EM).
 */
export interface Effects {
  predict(groups: readonly number[], x: number): number;
}

const ROUNDS = 12;

export function fitEffects({
  values,
  weights,
  groups,
  x,
  factorSizes,
}: {
  values: Float64Array;
  weights: Float64Array;
  /** Group of each row in each factor: `groups[factor][row]`. */
  groups: readonly Int32Array[];
  /** A covariate; its mean where it is unknown. */
  x: Float64Array;
  factorSizes: readonly number[];
}): Effects {
  const rows = values.length;
  const effects = factorSizes.map((size) => new Float64Array(size));
  const totals = factorSizes.map((size, factor) => {
    const total = new Float64Array(size);
    for (let row = 0; row < rows; row += 1)
      add(total, groups[factor]?.[row] ?? 0, weights[row] ?? 0);
    return total;
  });
  const weightSum = sum(weights);
  const centre = sum(x.map((each, row) => each * (weights[row] ?? 0))) / Math.max(weightSum, 1e-9);
  const rest = Float64Array.from(values);
  let mean = 0;
  let slope = 0;
  let within = variance(values, weights, weightSum);
  const between = factorSizes.map(() => within / 10);

  for (let round = 0; round < ROUNDS; round += 1) {
    const shift = dot(rest, weights) / Math.max(weightSum, 1e-9);
    mean += shift;
    for (let row = 0; row < rows; row += 1) rest[row] = (rest[row] ?? 0) - shift;
    let xy = 0;
    let xx = 0;
    for (let row = 0; row < rows; row += 1) {
      const off = (x[row] ?? 0) - centre;
      xy += (weights[row] ?? 0) * off * (rest[row] ?? 0);
      xx += (weights[row] ?? 0) * off * off;
    }
    const turn = xy / (xx + within * 10 + 1e-9);
    slope += turn;
    for (let row = 0; row < rows; row += 1) {
      rest[row] = (rest[row] ?? 0) - turn * ((x[row] ?? 0) - centre);
    }
    for (const [factor, effect] of effects.entries()) {
      const of = groups[factor];
      const total = totals[factor];
      if (of === undefined || total === undefined) continue;
      const sums = new Float64Array(effect.length);
      for (let row = 0; row < rows; row += 1)
        add(sums, of[row] ?? 0, (weights[row] ?? 0) * (rest[row] ?? 0));
      const strength = within / Math.max(between[factor] ?? 0, within * 1e-4);
      let spread = 0;
      let present = 0;
      const changes = new Float64Array(effect.length);
      for (let group = 0; group < effect.length; group += 1) {
        const n = total[group] ?? 0;
        if (n <= 0) continue;
        const old = effect[group] ?? 0;
        const fresh = ((sums[group] ?? 0) + n * old) / (n + strength);
        changes[group] = fresh - old;
        effect[group] = fresh;
        spread += fresh * fresh + within / (n + strength);
        present += 1;
      }
      between[factor] = spread / Math.max(present, 1);
      for (let row = 0; row < rows; row += 1)
        rest[row] = (rest[row] ?? 0) - (changes[of[row] ?? 0] ?? 0);
    }
    within = Math.max(variance(rest, weights, weightSum), 1e-9);
  }
  return {
    predict(rowGroups, value) {
      let predicted = mean + slope * ((Number.isNaN(value) ? centre : value) - centre);
      for (const [factor, effect] of effects.entries()) {
        predicted += effect[rowGroups[factor] ?? -1] ?? 0;
      }
      return predicted;
    },
  };
}

function add(into: Float64Array, at: number, value: number): void {
  into[at] = (into[at] ?? 0) + value;
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
