import {
  countCdf,
  countQuantile,
  type CountDistribution,
} from '#app/domain/inventory/demand/negative-binomial.ts';
import { pinball } from '#app/domain/inventory/demand/pinball.ts';
import type { Series } from './read-series.ts';

/** Quantiles that are scored and whose coverage is counted. */
export const LEVELS = [0.1, 0.5, 0.8, 0.9, 0.95, 0.99] as const;

export interface DistributionScores {
  /** Mean pinball loss at each of `LEVELS`, in units a period. */
  losses: number[];
  /** Of each series: mean pinball loss at 0.8 to 0.99, what stock is held for, added up. */
  stockLosses: number[];
  /** Share of periods within each quantile, and the share that the distributions themselves give theirs: counts jump. */
  coverage: number[];
  promised: number[];
  /** Share of periods from P10 to P90, both included, and the share promised. */
  within: number;
  withinPromised: number;
  /** Mean over series of √(mean squared error ÷ mean squared step of the training periods from the first sale on). */
  rmsse: number;
  /** Mean forecast less mean actual, in units a period. */
  bias: number;
}

/** `distributions`: of one period, the same for all that are held back, one a series. */
export function distributionScores(
  series: readonly Series[],
  distributions: readonly CountDistribution[],
): DistributionScores {
  const losses = LEVELS.map(() => 0);
  const coverage = LEVELS.map(() => 0);
  const promised = LEVELS.map(() => 0);
  const stockLosses: number[] = [];
  let within = 0;
  let withinPromised = 0;
  let rmsse = 0;
  let bias = 0;
  let periods = 0;
  for (const [at, { train, actual }] of series.entries()) {
    const distribution = distributions[at] ?? { mean: 0, dispersion: 1 };
    const quantiles = LEVELS.map((p) => countQuantile(distribution, p));
    const shares = quantiles.map((quantile) => countCdf(distribution, quantile));
    const low = quantiles[P10] ?? 0;
    const high = quantiles[P90] ?? 0;
    const share = (shares[P90] ?? 0) - countCdf(distribution, low - 1);
    let stockLoss = 0;
    for (const value of actual) {
      periods += 1;
      bias += distribution.mean - value;
      within += value >= low && value <= high ? 1 : 0;
      withinPromised += share;
      for (const [level, p] of LEVELS.entries()) {
        const quantile = quantiles[level] ?? 0;
        const loss = pinball({ p, quantile, actual: value });
        add(losses, level, loss);
        if (p >= STOCK_FROM) stockLoss += loss / actual.length;
        add(coverage, level, value <= quantile ? 1 : 0);
        add(promised, level, shares[level] ?? 0);
      }
    }
    stockLosses.push(stockLoss);
    rmsse += scaledError(train, actual, distribution.mean);
  }
  const mean = (sum: number) => sum / periods;
  return {
    losses: losses.map(mean),
    stockLosses,
    coverage: coverage.map(mean),
    promised: promised.map(mean),
    within: mean(within),
    withinPromised: mean(withinPromised),
    rmsse: rmsse / series.length,
    bias: mean(bias),
  };
}

/** The difference of what two rows cost for stock: its mean over series, and the standard error of that mean. */
export function stockDifference(
  { stockLosses }: DistributionScores,
  other: DistributionScores,
): { mean: number; error: number } {
  const differences = stockLosses.map((loss, at) => loss - (other.stockLosses[at] ?? 0));
  const count = differences.length;
  const mean = differences.reduce((sum, each) => sum + each, 0) / count;
  const squares = differences.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  return { mean, error: Math.sqrt(squares / (count - 1) / count) };
}

/** Levels that stock is held for. */
const STOCK_FROM = 0.8;
const P10 = 0;
const P90 = 3;

function add(sums: number[], at: number, value: number): void {
  sums[at] = (sums[at] ?? 0) + value;
}

/** As in the M5 competition. */
function scaledError(train: readonly number[], actual: readonly number[], mean: number): number {
  const sold = train.slice(
    Math.max(
      0,
      train.findIndex((value) => value > 0),
    ),
  );
  let steps = 0;
  for (const [at, value] of sold.entries()) {
    if (at > 0) steps += (value - (sold[at - 1] ?? 0)) ** 2;
  }
  const errors = actual.reduce((sum, value) => sum + (value - mean) ** 2, 0) / actual.length;
  const step = steps / Math.max(1, sold.length - 1);
  return step > 0 ? Math.sqrt(errors / step) : 0;
}
