import { expect, test } from 'vitest';
import { draftQuantities, type DraftCandidate } from '#app/domain/inventory/draft-quantities.ts';

const lamp: DraftCandidate = {
  variantId: '1',
  suggested: 20,
  packSize: 10,
  minimumQuantity: 1,
  costMinor: 500,
  weeklyDemand: 5,
};
const rug: DraftCandidate = {
  ...lamp,
  variantId: '2',
  suggested: 0,
  packSize: 1,
  minimumQuantity: 3,
  costMinor: 1_000,
  weeklyDemand: 2,
};

test('without a minimum order a draft has what is suggested and nothing else', () => {
  expect([...draftQuantities([lamp, rug], { topUpToMinor: null })]).toEqual([['1', 20]]);
});

test.each([
  ['met already', 10_000, [['1', 20]]],
  [
    'one minor unit above: the least quantity of what lasts the shortest',
    10_001,
    [
      ['1', 20],
      ['2', 3],
    ],
  ],
  [
    'beyond that: more of what still lasts the shortest',
    18_000,
    [
      ['1', 20],
      ['2', 8],
    ],
  ],
  [
    'one minor unit above: one piece more',
    18_001,
    [
      ['1', 20],
      ['2', 9],
    ],
  ],
] as const)('a minimum order %s', (_what, topUpToMinor, expected) => {
  expect([...draftQuantities([lamp, rug], { topUpToMinor })]).toEqual(expected);
});

test('a minimum order is not met with more than half a year of demand', () => {
  const slow = { ...rug, weeklyDemand: 0.5 };
  const quantities = draftQuantities([slow], { topUpToMinor: 1_000_000 });
  expect(quantities.get('2')).toBe(13);
});

test('what has no cost or no demand is never added', () => {
  const unknown = { ...rug, costMinor: null };
  const unsold = { ...rug, variantId: '3', weeklyDemand: 0 };
  expect(draftQuantities([unknown, unsold], { topUpToMinor: 5_000 }).size).toBe(0);
});
