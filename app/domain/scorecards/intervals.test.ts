import { describe, expect, test } from 'vitest';
import { differenceOf, isReal, medianInterval, shareInterval } from './intervals.ts';
import { stepBinEdge, stepBinOf } from './step-bins.ts';
import { emptyHistogram, quantileOf, totalOf } from './step-histogram.ts';

function histogramOf(days: readonly number[]) {
  const histogram = emptyHistogram();
  for (const each of days) {
    const bin = stepBinOf(each);
    histogram[bin] = (histogram[bin] ?? 0) + 1;
  }
  return histogram;
}

const repeat = (days: number, count: number) => Array.from({ length: count }, () => days);

/** Draws between 0 and 1, the same in every run (mulberry32). */
function draws(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe('a share', () => {
  // Newcombe (1998), Statistics in Medicine 17, 857-872, table I.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
    [20, 20, 0.8389, 1],
  ])('%d of %d has the interval of the literature', (count, of, low, high) => {
    const interval = shareInterval(count, of);
    expect(interval?.low).toBeCloseTo(low, 4);
    expect(interval?.high).toBeCloseTo(high, 4);
  });

  test('of nothing has none', () => {
    expect(shareInterval(0, 0)).toBeNull();
  });
});

describe('the difference of two shares', () => {
  // Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10.
  test.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
  ])('%d/%d - %d/%d has the interval of the literature', (a, ofA, b, ofB, low, high) => {
    const first = shareInterval(a, ofA);
    const second = shareInterval(b, ofB);
    if (first === null || second === null) throw new Error('both are counted');
    const difference = differenceOf(first, second);
    expect(difference.low).toBeCloseTo(low, 4);
    expect(difference.high).toBeCloseTo(high, 4);
  });
});

describe('a median', () => {
  test.each([
    ['of six it is the shortest and the longest', 6, [1, 6]],
    ['of ten the second and the ninth', 10, [2, 9]],
    ['of forty the fourteenth and the twenty-seventh', 40, [14, 27]],
    ['of four hundred the 180th and the 221st', 400, [180, 221]],
    ['of a thousand, by approximation, the 469th and the 532nd', 1000, [469, 532]],
  ])('%s', (_, count, ranks) => {
    const days = Array.from({ length: count }, (_each, index) => 1.2 ** (index / 8) + index / 50);
    const interval = medianInterval(histogramOf(days));
    const [first = 0, last = 0] = ranks.map((rank) => stepBinOf(days[rank - 1] ?? 0));
    expect(interval).toMatchObject({ low: stepBinEdge(first), high: stepBinEdge(last + 1) });
  });

  test('of five steps says nothing', () => {
    expect(medianInterval(histogramOf([1, 2, 3, 4, 5]))).toBeNull();
  });

  test('when all took the same time, is somewhere within their bin and the interval is the bin', () => {
    const bin = stepBinOf(10);
    const interval = medianInterval(histogramOf(repeat(10, 500)));
    expect(interval).toMatchObject({ low: stepBinEdge(bin), high: stepBinEdge(bin + 1) });
  });
});

describe('the difference of two medians', () => {
  test('two that took the same whole days show no difference, however many they are', () => {
    const same = medianInterval(histogramOf(repeat(10, 5_000)));
    const other = medianInterval(histogramOf(repeat(10.2, 5_000)));
    if (same === null || other === null) throw new Error('both are counted');
    expect(isReal(differenceOf(same, other))).toBe(false);
  });

  test('whole days that differ by two do, and the interval holds the two', () => {
    const fast = medianInterval(histogramOf(repeat(10, 60)));
    const slow = medianInterval(histogramOf(repeat(12, 60)));
    if (fast === null || slow === null) throw new Error('both are counted');
    const difference = differenceOf(slow, fast);
    expect(isReal(difference)).toBe(true);
    expect(difference.low).toBeLessThanOrEqual(2);
    expect(difference.high).toBeGreaterThanOrEqual(2);
  });

  test.each([
    ['smooth times', (u: number) => 12 * Math.exp(0.5 * normal(u))],
    ['whole days, with many ties', (u: number) => Math.round(12 * Math.exp(0.5 * normal(u)))],
  ])('of one carrier with itself is called real in at most one case of twenty: %s', (_, timeOf) => {
    const draw = draws(7);
    const sample = (count: number) =>
      histogramOf(Array.from({ length: count }, () => timeOf(draw())));
    const rounds = 600;
    let real = 0;
    for (let round = 0; round < rounds; round += 1) {
      const a = medianInterval(sample(40));
      const b = medianInterval(sample(90));
      if (a !== null && b !== null && isReal(differenceOf(a, b))) real += 1;
    }
    expect(real / rounds).toBeLessThanOrEqual(0.05);
  });

  test('of three days between two carriers of 200 parcels is seen in nine cases of ten', () => {
    const draw = draws(11);
    const sample = (median: number) =>
      medianInterval(
        histogramOf(Array.from({ length: 200 }, () => median * Math.exp(0.4 * normal(draw())))),
      );
    let seen = 0;
    for (let round = 0; round < 200; round += 1) {
      const a = sample(15);
      const b = sample(12);
      if (a !== null && b !== null && isReal(differenceOf(a, b))) seen += 1;
    }
    expect(seen / 200).toBeGreaterThan(0.9);
  });
});

describe('a quantile', () => {
  test('takes steps as spread evenly within their bin', () => {
    const histogram = emptyHistogram();
    const bin = stepBinOf(5);
    histogram[bin] = 4;
    const from = stepBinEdge(bin);
    const width = stepBinEdge(bin + 1) - from;
    expect(quantileOf(histogram, 0.25)).toBeCloseTo(from + width / 4, 9);
    expect(quantileOf(histogram, 1)).toBeCloseTo(from + width, 9);
  });

  test.each([
    ['half ended', 10, 10, true],
    ['fewer than half ended', 9, 11, false],
  ])('that reaches into steps which have not ended is infinite: %s', (_, ended, beyond, finite) => {
    const histogram = histogramOf(repeat(3, ended));
    expect(Number.isFinite(quantileOf(histogram, 0.5, beyond))).toBe(finite);
    expect(totalOf(histogram)).toBe(ended);
  });

  test('of nothing is unknown', () => {
    expect(quantileOf(emptyHistogram(), 0.5)).toBeNull();
  });
});

/** The standard normal quantile of 0 < u < 1 (Abramowitz and Stegun 26.2.23, error below 0.0005). */
function normal(u: number): number {
  const tail = Math.max(1e-9, Math.min(u, 1 - u));
  const t = Math.sqrt(-2 * Math.log(tail));
  const z =
    t -
    (2.515517 + 0.802853 * t + 0.010328 * t * t) /
      (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t * t * t);
  return u < 0.5 ? -z : z;
}
