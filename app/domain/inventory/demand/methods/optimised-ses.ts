import { goldenSection, type Bracket } from './golden-section.ts';
import { stepOf } from './ses.ts';

/** Blocks of weeks, or weeks: what sold, and how many weeks of the block it could be bought in ÷ the block's length. */
export interface Blocks {
  units: Float64Array;
  weights: Float64Array;
}

/** Simple exponential smoothing with the α in `bracket` that would have erred least (squared error, one step ahead). */
export function optimisedSes(blocks: Blocks, bracket: Bracket): { level: number; alpha: number } {
  const alpha = goldenSection((candidate) => squaredError(blocks, candidate), bracket);
  return { level: smoothedLevel(blocks, alpha), alpha };
}

/** The last level with α as given; 0 for no blocks. */
function smoothedLevel({ units, weights }: Blocks, alpha: number): number {
  let level = (units[0] ?? 0) / (weights[0] ?? 1);
  for (let block = 1; block < units.length; block += 1) {
    const weight = weights[block] ?? 1;
    const step = stepOf(alpha, weight);
    level = (step * (units[block] ?? 0)) / weight + (1 - step) * level;
  }
  return level;
}

function squaredError({ units, weights }: Blocks, alpha: number): number {
  let level = (units[0] ?? 0) / (weights[0] ?? 1);
  let sum = 0;
  for (let block = 1; block < units.length; block += 1) {
    const weight = weights[block] ?? 1;
    const error = (units[block] ?? 0) / weight - level;
    sum += weight * error * error;
    level += stepOf(alpha, weight) * error;
  }
  return sum;
}
