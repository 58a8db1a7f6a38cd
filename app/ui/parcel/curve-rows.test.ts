import { expect, test } from 'vitest';
import type { LaneCurveView } from '#app/contracts/lanes.ts';
import { curveRows, stillAt } from './curve-rows.ts';

const points = [
  { days: 0, still: 1 },
  { days: 2, still: 0.5 },
  { days: 4, still: 0.1 },
  { days: 8, still: 0.02 },
];
const curve: LaneCurveView = {
  level: 'lane',
  parcels: 40,
  carrier: null,
  origin: 'CN',
  destination: 'DE',
  stage: 'origin',
  leg: 'supplier',
  clock: 'plain',
  points,
  usualDays: 4,
  days: 3.1,
  still: 0.28,
  neverMoves: 0.01,
  chanceItMoves: 0.9,
  limitDays: 6.5,
  limitFrom: 'learned',
  version: 1,
};

test.each([
  [0, 1],
  [1, 0.75],
  [2, 0.5],
  [3, 0.3],
  [6, 0.06],
  [8, 0.02],
  [20, 0.02],
])('after %d days the share still silent is %d', (days, still) => {
  expect(stillAt(points, days)).toBeCloseTo(still, 10);
});

test('where a half and nine of ten have moved has a row of its own', () => {
  const steep = [
    { days: 0, still: 1 },
    { days: 0.4, still: 0.2 },
    { days: 0.8, still: 0 },
    { days: 30, still: 0 },
  ];
  const [half, usual] = curveRows({ ...curve, points: steep });
  expect(half?.days).toBeCloseTo(0.25, 10);
  expect(usual?.days).toBeCloseTo(0.6, 10);
});

test('the table steps evenly, with today and the limit in their places', () => {
  const rows = curveRows(curve).map(({ days, mark }) => [days, mark]);
  expect(rows).toEqual([
    [1, null],
    [2, null],
    [3.1, 'today'],
    [4, null],
    [5, null],
    [6, null],
    [6.5, 'limit'],
    [7, null],
    [8, null],
  ]);
});

test.each([0.2, 1, 9, 44, 180])('a curve of %d days gives at most fourteen rows', (end) => {
  const rows = curveRows({ ...curve, points: [...points.slice(0, 1), { days: end, still: 0 }] });
  expect(rows.length).toBeLessThanOrEqual(14);
});
