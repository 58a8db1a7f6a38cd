import { describe, expect, test } from 'vitest';
import {
  ALL_PARCELS,
  meanOf,
  outcomeRates,
  rateOf,
  ratesFor,
  sampleCount,
  sampleRate,
} from '#app/domain/cash/outcome-rates.ts';
import { PRIOR_PARCELS, PRIOR_RATES, PRIOR_VERDICT_SHARES } from '#app/domain/cash/prior-rates.ts';
import { Random } from '#app/domain/inventory/demand/random.ts';
import { VERDICTS } from '#app/domain/verdicts/verdict.ts';

describe('what is assumed', () => {
  test.each(['refund', 'dispute'] as const)(
    'the less a buyer sees of a parcel, the likelier its %s',
    (what) => {
      const order = ['delivered', 'on_track', 'late', 'stalled', 'lost'] as const;
      const means = order.map((verdict) =>
        meanOf({ prior: PRIOR_RATES[verdict][what], k: 0, n: 0 }),
      );
      expect(means).toEqual([...means].sort((a, b) => a - b));
      expect(new Set(means).size).toBe(order.length);
    },
  );

  test.each(VERDICTS)('of %s weighs as much as 20 parcels', (verdict) => {
    for (const { a, b } of [PRIOR_RATES[verdict].refund, PRIOR_RATES[verdict].dispute])
      expect(a + b).toBeCloseTo(PRIOR_PARCELS, 9);
  });

  test('a dispute is never likelier than a refund', () => {
    for (const verdict of VERDICTS)
      expect(PRIOR_RATES[verdict].dispute.a).toBeLessThan(PRIOR_RATES[verdict].refund.a);
  });

  test('of where parcels stand adds up to one', () => {
    const sum = Object.values(PRIOR_VERDICT_SHARES).reduce((total, share) => total + share, 0);
    expect(sum).toBeCloseTo(1, 12);
  });
});

describe('the shop’s own parcels', () => {
  const of = (parcels: number, refunded: number) =>
    ratesFor(outcomeRates([{ verdict: 'stalled', parcels, refunded, disputed: 0 }]), 'stalled');

  test.each([
    ['none: the assumption', 0, 0, 0.25, true],
    ['as many as it weighs: half and half, and still called assumed', 20, 10, 0.375, true],
    ['one more: the shop’s own', 21, 10, 15 / 41, false],
    ['two hundred outweigh it', 200, 100, 105 / 220, false],
  ])('%s', (_fact, parcels, refunded, p, prior) => {
    const rate = rateOf(of(parcels, refunded).refund);
    expect(rate.p).toBeCloseTo(p, 9);
    expect(rate).toMatchObject({ prior, k: refunded, n: parcels });
  });

  test('narrow the interval, which holds the mean', () => {
    const [few, many] = [rateOf(of(20, 5).refund), rateOf(of(2_000, 500).refund)];
    expect(many.high - many.low).toBeLessThan((few.high - few.low) / 4);
    for (const { low, p, high } of [few, many]) expect(low < p && p < high).toBe(true);
  });
});

test('a verdict nobody knows is held to what is assumed of a parcel that cannot be seen', () => {
  expect(ratesFor([], 'teleported').refund.prior).toEqual(PRIOR_RATES.source_blind.refund);
});

test('all parcels together are counted once each, whichever verdicts they came under in turn', () => {
  // One in ten was late, silent and lost before its money went back.
  const rates = outcomeRates([
    { verdict: ALL_PARCELS, parcels: 10_000, refunded: 1_000, disputed: 100 },
    { verdict: 'on_track', parcels: 10_000, refunded: 1_000, disputed: 100 },
    { verdict: 'late', parcels: 1_000, refunded: 1_000, disputed: 100 },
    { verdict: 'stalled', parcels: 1_000, refunded: 1_000, disputed: 100 },
    { verdict: 'lost', parcels: 1_000, refunded: 1_000, disputed: 100 },
    { verdict: 'delivered', parcels: 9_000, refunded: 0, disputed: 0 },
  ]);
  const { refund, dispute } = ratesFor(rates, ALL_PARCELS);
  expect(meanOf(refund)).toBeCloseTo(0.1, 3);
  expect(meanOf(dispute)).toBeCloseTo(0.01, 3);
});

test('of all parcels what is assumed is that of each verdict by its share', () => {
  const { refund } = ratesFor([], ALL_PARCELS);
  expect(refund.prior.a / PRIOR_PARCELS).toBeCloseTo(
    0.9 * 0.02 + 0.06 * 0.08 + 0.02 * 0.25 + 0.01 * 0.7 + 0.01 * 0.85,
    9,
  );
  expect(refund.prior.a + refund.prior.b).toBeCloseTo(PRIOR_PARCELS, 9);
});

test.each([
  ['drawn singly', 200],
  ['drawn together', 201],
  ['drawn together, many', 5_000],
])('counts %s have the mean and the spread of the beta-binomial', (_how, n) => {
  const rate = { prior: { a: 1, b: 19 }, k: 3, n: 40 };
  const random = new Random(11);
  const counts = Array.from({ length: 8_000 }, () =>
    sampleCount(random, { p: sampleRate(random, rate), n }),
  );
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length;
  const [a, b] = [4, 56];
  const expectedVariance = (n * a * b * (a + b + n)) / ((a + b) ** 2 * (a + b + 1));
  expect(mean / ((n * a) / (a + b))).toBeCloseTo(1, 1);
  expect(variance / expectedVariance).toBeGreaterThan(0.93);
  expect(variance / expectedVariance).toBeLessThan(1.07);
});
