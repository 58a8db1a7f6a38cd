import { describe, expect, it } from 'vitest';
import { crostonOptimisedLevel } from './croston-optimised.ts';
import { distributionScores, LEVELS, stockDifference } from './distribution-scores.ts';
import { isSameToSixDigits, pointScores } from './point-scores.ts';

const SERIES = [
  { id: 'a', train: [0, 2, 0, 4], actual: [0, 3, 1] },
  { id: 'b', train: [1, 1, 2, 1], actual: [0, 0, 2] },
];

describe('pointScores', () => {
  it('pools all periods, and those that sold', () => {
    const { halfMae, maeSold, rmseSold } = pointScores(SERIES, [1, 0.5]);
    // Errors 1, 2, 0 and 0.5, 0.5, 1.5; of those that sold 2, 0, 1.5.
    expect(halfMae).toBeCloseTo(5.5 / 6 / 2, 12);
    expect(maeSold).toBeCloseTo(3.5 / 3, 12);
    expect(rmseSold).toBeCloseTo(Math.sqrt((4 + 2.25) / 3), 12);
  });

  it.each([
    [0.435_151_6, 0.435152, true],
    [0.435_152_4, 0.435152, true],
    [0.435_152_6, 0.435152, false],
    [1.559_11, 1.55911, true],
  ])('%d is printed as %d: %s', (value, printed, expected) => {
    expect(isSameToSixDigits(value, printed)).toBe(expected);
  });
});

describe('distributionScores', () => {
  const zero = SERIES.map(() => ({ mean: 0, dispersion: 1 }));

  it('nothing forecast costs its level for each unit, covers the periods that sold nothing, and errs by all of it', () => {
    const scores = distributionScores(SERIES, zero);
    // Six units in six periods.
    for (const [at, p] of LEVELS.entries()) expect(scores.losses[at]).toBeCloseTo(p, 12);
    expect(scores.coverage).toEqual(LEVELS.map(() => 0.5));
    expect(scores.promised).toEqual(LEVELS.map(() => 1));
    expect(scores.within).toBe(0.5);
    expect(scores.bias).toBeCloseTo(-1, 12);
    // a: errors (0 + 9 + 1) ÷ 3 against steps from the first sale on (4 + 16) ÷ 2; b: 4 ÷ 3 against 2 ÷ 3.
    expect(scores.rmsse).toBeCloseTo((Math.sqrt(10 / 3 / 10) + Math.sqrt(2)) / 2, 12);
  });

  it('quantiles are those of the distribution, and what they promise is its share', () => {
    const poisson = [{ mean: 1, dispersion: 1 }];
    const { losses, coverage, promised } = distributionScores(SERIES.slice(0, 1), poisson);
    const [, median, , ninety] = losses;
    // Poisson of 1: the median is 1 (share 0.7358), P90 is 2 (0.9197). Actual 0, 3, 1.
    expect(median).toBeCloseTo((0.5 * 1 + 0.5 * 2 + 0) / 3, 12);
    expect(ninety).toBeCloseTo((0.1 * 2 + 0.9 * 1 + 0.1 * 1) / 3, 12);
    expect(coverage[1]).toBeCloseTo(2 / 3, 12);
    expect(promised[1]).toBeCloseTo(0.735_759, 6);
    expect(promised[3]).toBeCloseTo(0.919_699, 6);
  });
});

it('two rows differ by the mean over series, give or take its standard error', () => {
  const nothing = SERIES.map(() => ({ mean: 0, dispersion: 1 }));
  const zero = distributionScores(SERIES, nothing);
  // 4 ÷ 3 units a period in the first series, 2 ÷ 3 in the second, at 0.8 + 0.9 + 0.95 + 0.99.
  expect(zero.stockLosses[0]).toBeCloseTo((4 / 3) * 3.64, 12);
  const free = { ...zero, stockLosses: [0, 0] };
  expect(stockDifference(zero, free).mean).toBeCloseTo(3.64, 12);
  expect(stockDifference(zero, free).error).toBeCloseTo(3.64 / 3, 12);
});

it('optimised Croston gives sizes and intervals each their own α', () => {
  const units = Float64Array.of(0, 4, 2, 0, 0, 6, 0);
  const level = crostonOptimisedLevel({ units, weights: new Float64Array(7).fill(1) });
  // Sizes 4, 2, 6 and intervals 2, 1, 3: both err least with α at its lowest.
  expect(level).toBeCloseTo(4.02 / 2.01, 9);
  expect(crostonOptimisedLevel({ units: new Float64Array(3), weights: new Float64Array(3) })).toBe(
    0,
  );
});
