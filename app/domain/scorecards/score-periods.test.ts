import { expect, test } from 'vitest';
import { firstPeriodOf, periodsOfDay, scoreDayOf } from './score-periods.ts';

test.each([
  ['a Monday begins its week', '2026-11-23', '2026-11-23', '2026-11-01'],
  ['a Sunday ends the week before', '2026-11-22', '2026-11-16', '2026-11-01'],
  [
    'the first of a month may lie in a week of the month before',
    '2026-10-01',
    '2026-09-28',
    '2026-10-01',
  ],
  [
    'the first of a year may lie in a week of the year before',
    '2027-01-01',
    '2026-12-28',
    '2027-01-01',
  ],
])('%s', (_, on, week, month) => {
  expect(periodsOfDay(on)).toEqual([
    { grain: 'week', beginsOn: week },
    { grain: 'month', beginsOn: month },
  ]);
});

test.each([
  [30, { grain: 'week', beginsOn: '2026-10-26' }],
  [90, { grain: 'week', beginsOn: '2026-08-24' }],
  [365, { grain: 'month', beginsOn: '2025-11-01' }],
] as const)('%d days back begin with the period that holds their first day', (days, period) => {
  expect(firstPeriodOf(days, new Date('2026-11-27T09:00:00Z'))).toEqual(period);
});

test('days are UTC days, whatever the shop calls them', () => {
  expect(scoreDayOf(new Date('2026-11-27T23:59:59Z'))).toBe('2026-11-27');
});
