import { expect, test } from 'vitest';
import {
  weeklyHistory,
  type WeekFrame,
  type WeeklyFacts,
} from '#app/domain/inventory/weekly-history.ts';

const at = (iso: string) => new Date(`${iso}Z`);
/** Three whole weeks from 2 November 2026, and the running one. */
const FRAME: WeekFrame = {
  mondays: ['2026-11-02', '2026-11-09', '2026-11-16', '2026-11-23'],
  starts: ['02', '09', '16', '23', '30'].map((day) => Date.parse(`2026-11-${day}T00:00Z`)),
};

function told(facts: Partial<WeeklyFacts>) {
  const { history, unitsThisWeek } = weeklyHistory(
    {
      existsFrom: at('2026-01-01T00:00'),
      weeks: [],
      outages: [],
      isAlwaysBuyable: false,
      ...facts,
    },
    FRAME,
  );
  return { ...history, unitsThisWeek };
}

test('weeks without a sale are zeros, and the running week is told apart', () => {
  const weeks = [
    { week: 0, units: 3, days: 2 },
    { week: 2, units: 1, days: 1 },
    { week: 3, units: 7, days: 4 },
  ];
  expect(told({ weeks })).toEqual({
    from: '2026-11-02',
    units: [3, 0, 1],
    inStock: [1, 1, 1],
    unitsThisWeek: 7,
  });
});

test.each([
  ['a whole week', '2026-11-09T00:00', '2026-11-16T00:00', [1, 0, 1]],
  ['half a week', '2026-11-09T00:00', '2026-11-12T12:00', [1, 0.5, 1]],
  ['over a Sunday', '2026-11-08T00:00', '2026-11-10T00:00', [0.857, 0.857, 1]],
  ['from before the first week', '2026-10-01T00:00', '2026-11-03T00:00', [0.857, 1, 1]],
  ['to this day', '2026-11-16T00:00', null, [1, 1, 0]],
] as const)('out of stock %s: that time is missing', (_what, from, until, inStock) => {
  const outages = [{ from: at(from), until: until === null ? null : at(until) }];
  expect(told({ outages }).inStock).toEqual(inStock);
});

test('a day on which it sold was a day on which it could be bought', () => {
  const outages = [{ from: at('2026-11-09T00:00'), until: at('2026-11-16T00:00') }];
  expect(told({ outages, weeks: [{ week: 1, units: 4, days: 2 }] }).inStock).toEqual([1, 0.286, 1]);
});

test('what is sold below zero is never out of stock', () => {
  const outages = [{ from: at('2026-11-02T00:00'), until: null }];
  expect(told({ outages, isAlwaysBuyable: true }).inStock).toEqual([1, 1, 1]);
});

test.each([
  ['on a Monday', '2026-11-09T00:00', '2026-11-09', [1, 1]],
  ['the instant before', '2026-11-08T23:59:59', '2026-11-02', [0, 1, 1]],
  ['in the middle of a week', '2026-11-12T12:00', '2026-11-09', [0.5, 1]],
  ['this week', '2026-11-24T00:00', '2026-11-23', []],
] as const)('history begins with the product: %s', (_what, existsFrom, from, inStock) => {
  expect(told({ existsFrom: at(existsFrom) })).toMatchObject({ from, inStock });
});

test('a sale before the product’s own date is part of its history', () => {
  expect(
    told({ existsFrom: at('2026-11-18T00:00'), weeks: [{ week: 1, units: 2, days: 1 }] }),
  ).toMatchObject({ from: '2026-11-09', units: [2, 0], inStock: [1, 1] });
});

test('a product that sold in the week it began in was there for the rest of that week alone', () => {
  expect(
    told({ existsFrom: at('2026-11-12T12:00'), weeks: [{ week: 1, units: 2, days: 1 }] }),
  ).toMatchObject({ from: '2026-11-09', units: [2, 0], inStock: [0.5, 1] });
});
