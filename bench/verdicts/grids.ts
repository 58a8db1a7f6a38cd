/** Knobs from the eager to the patient end. */
function geometric(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, at) => from * (to / from) ** (at / (count - 1)));
}

function steps(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.round((to - from) / step) }, (_, at) => from + at * step);
}

/** Limits of fixed rules, in days. */
export const DAY_GRID: readonly number[] = [
  ...steps(0.25, 15, 0.25),
  ...steps(15, 30, 0.5),
  ...steps(30, 60, 1),
  ...steps(60, 120, 2),
  ...steps(120, 181, 5),
];

/** Shares of silences beyond the limit. */
export const TAIL_GRID: readonly number[] = geometric(0.5, 0.00001, 140);

/** Probabilities of never moving, even in log-odds. */
export const PROBABILITY_GRID: readonly number[] = geometric(0.0005, 2_000, 160).map(
  (odds) => odds / (1 + odds),
);

/** Days of delay that a spared false alarm is worth. */
export const PATIENCE_GRID: readonly number[] = geometric(0.001, 100_000, 200);

/** Training false-alarm rates for which the best pair is looked up. */
export const BUDGET_GRID: readonly number[] = geometric(0.8, 0.002, 80);
