import { expect, test } from 'vitest';
import { bestPairs } from './pairs.ts';
import type { Sample } from './sample.ts';

const LIMITS = [1, 2, 4, 8, 16];

/** One silence each: its days, and whether the parcel is domestic and stuck. */
function sampleOf(
  parcels: readonly [days: number, isDomestic: boolean, isStuck: boolean][],
): Sample {
  const key = { stage: 'destination', carrier: null, origin: null, destination: null } as const;
  const days = Float32Array.from(parcels, ([length]) => length);
  return {
    truths: parcels.map(([, , isStuck]) => (isStuck ? 'stuck' : 'good')),
    starts: Uint32Array.from({ length: parcels.length + 1 }, (_, index) => index),
    keyOf: Uint32Array.from(parcels, ([, isDomestic]) => (isDomestic ? 0 : 1)),
    keys: [
      { ...key, leg: 'domestic' },
      { ...key, leg: 'last_mile' },
    ],
    days: { plain: days, stage: days, business: days },
    finals: parcels.map(() => null),
    laneTexts: parcels.map(() => ''),
    ageDays: parcels.map(() => 100),
  };
}

const domestic = [0.5, 0.5, 0.5, 3].map((days) => [days, true, false] as const);
const abroad = [5, 5, 12, 12].map((days) => [days, false, false] as const);
const lost = [
  [30, true, true],
  [30, false, true],
] as const;
const sample = sampleOf([...domestic, ...abroad, ...lost].map(([a, b, c]) => [a, b, c]));
const pairAt = (budget: number) =>
  bestPairs(sample, 'plain', { limits: LIMITS, budgets: [budget] })[0];

test.each([
  [0, { domesticDays: 4, internationalDays: 16 }], // nobody may be flagged
  [1 / 8, { domesticDays: 1, internationalDays: 16 }], // one flag is best spent at home
  [2 / 8, { domesticDays: 4, internationalDays: 8 }], // two are best spent abroad: eight days less there, three more here
  [3 / 8, { domesticDays: 1, internationalDays: 8 }],
  [1, { domesticDays: 1, internationalDays: 1 }],
])('with a budget of %f the pair is the one with the shortest delay', (budget, pair) => {
  expect(pairAt(budget)).toEqual(pair);
});

test('a group without a stuck parcel gets no endless limit', () => {
  const none = sampleOf([...domestic, ...abroad].map(([a, b, c]) => [a, b, c]));
  expect(bestPairs(none, 'plain', { limits: LIMITS, budgets: [3 / 8] })).toEqual([
    { domesticDays: 1, internationalDays: 8 },
  ]);
});
