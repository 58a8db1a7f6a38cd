import { describe, expect, it } from 'vitest';
import {
  calibratedShare,
  correctedLevel,
  modelShare,
  PIT_BIN_COUNT,
  pitBinOf,
  pooledCalibration,
  UNCALIBRATED,
  type Calibration,
} from '#app/domain/lanes/delivery/calibration.ts';

function countsOf(shares: readonly number[]): Float64Array {
  const counts = new Float64Array(PIT_BIN_COUNT);
  for (const share of shares) counts[pitBinOf(share)] = (counts[pitBinOf(share)] ?? 0) + 1;
  return counts;
}

/** A linear congruential generator: numbers in [0, 1), the same each time. */
function uniforms(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

describe('the share expected before a delivery', () => {
  it.each([
    [0, 0],
    [0.0099, 0],
    [0.01, 1],
    [0.995, 99],
    [1, 99],
  ])('%s is counted in hundredth %s', (share, bin) => {
    expect(pitBinOf(share)).toBe(bin);
  });
});

describe('calibration', () => {
  it('without deliveries is the parent itself', () => {
    const counts = new Float64Array(PIT_BIN_COUNT);
    expect(pooledCalibration({ counts, parent: UNCALIBRATED, strength: 40 })).toBe(UNCALIBRATED);
  });

  it('averages what was counted and the parent by their numbers', () => {
    // Ten deliveries, all below the first quarter; the parent counts as ten more.
    const counts = countsOf(Array.from({ length: 10 }, () => 0.2));
    const pooled = pooledCalibration({ counts, parent: UNCALIBRATED, strength: 10 });
    expect(calibratedShare(pooled, 0.25)).toBeCloseTo((10 + 10 * 0.25) / 20);
    expect(calibratedShare(pooled, 0.2)).toBeCloseTo((0 + 10 * 0.2) / 20);
    expect(modelShare(pooled, calibratedShare(pooled, 0.6))).toBeCloseTo(0.6);
    expect(pooled.weight).toBe(20);
  });

  it('with very many deliveries is what was counted', () => {
    const counts = countsOf([0.1, 0.3]).map((count) => count * 1e9);
    const pooled = pooledCalibration({ counts, parent: UNCALIBRATED, strength: 40 });
    expect(calibratedShare(pooled, 0.2)).toBeCloseTo(0.5, 6);
  });

  it('borrows no more deliveries from a parent than that one has', () => {
    const parent: Calibration = { ...UNCALIBRATED, weight: 7 };
    const pooled = pooledCalibration({ counts: countsOf([0.5]), parent, strength: 40 });
    expect(pooled.weight).toBe(8);
  });
});

describe('the level read for a finite number of deliveries', () => {
  it.each([
    [0.9, 20, 0.92],
    [0.1, 20, 0.08],
    [0.5, 20, 0.5],
    [0.9, Number.POSITIVE_INFINITY, 0.9],
    [0.99, 10, 1],
    [0.01, 10, 0],
  ])('%s with %s is %s', (level, weight, corrected) => {
    expect(correctedLevel(level, { weight })).toBeCloseTo(corrected, 12);
  });
});

describe('the calibrated 80 % range', () => {
  /** A model that is wrong in a steady way: what it expects below u falls below u². */
  const wrong = (uniform: number) => Math.sqrt(uniform);
  const rangeOf = (calibration: Calibration) =>
    [0.1, 0.9].map((level) => modelShare(calibration, correctedLevel(level, calibration)));

  it.each([10, 19, 50, 400])('covers 80 of 100 new deliveries after %s', (past) => {
    const next = uniforms(past);
    const trials = 4_000;
    let covered = 0;
    for (let trial = 0; trial < trials; trial += 1) {
      const counts = countsOf(Array.from({ length: past }, () => wrong(next())));
      const calibration = pooledCalibration({
        counts,
        // Next to nothing is borrowed: the correction alone makes up for the small number.
        parent: { ...UNCALIBRATED, weight: 0 },
        strength: 1e-6,
      });
      const [low = 0, high = 1] = rangeOf(calibration);
      const share = wrong(next());
      if (share >= low && share <= high) covered += 1;
    }
    // Four standard errors of a share of 80 %, and half of it for the width of the hundredths.
    const slack = 4 * Math.sqrt((0.8 * 0.2) / trials) + 0.01;
    expect(Math.abs(covered / trials - 0.8)).toBeLessThan(slack);
  });

  it('misses where it is not calibrated', () => {
    const next = uniforms(1);
    const trials = 4_000;
    let covered = 0;
    for (let trial = 0; trial < trials; trial += 1) {
      const share = wrong(next());
      if (share >= 0.1 && share <= 0.9) covered += 1;
    }
    expect(covered / trials).toBeCloseTo(0.9 ** 2 - 0.1 ** 2, 1);
  });
});
