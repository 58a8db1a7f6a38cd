import { expect, test } from 'vitest';
import type { CashItem } from '#app/domain/cash/cash-facts.ts';
import { itemDays } from '#app/domain/cash/item-days.ts';

const daysOf = (
  [every, startsOn, endsOn]: [CashItem['every'], string, string | null],
  from: string,
  to: string,
) => itemDays({ every, startsOn, endsOn }, { from, to });

test.each<[string, [CashItem['every'], string, string | null], [string, string], string[]]>([
  [
    'a cost of the 31st falls on the last day of shorter months and on the 31st again after them',
    ['month', '2026-01-31', null],
    ['2026-01-31', '2026-05-31'],
    ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31'],
  ],
  [
    'a leap year has a 29 February',
    ['month', '2027-11-30', null],
    ['2028-02-01', '2028-03-30'],
    ['2028-02-29', '2028-03-30'],
  ],
  [
    'both ends count',
    ['week', '2026-11-02', null],
    ['2026-11-09', '2026-11-16'],
    ['2026-11-09', '2026-11-16'],
  ],
  [
    'the day before its first occurrence has none',
    ['day', '2026-11-02', null],
    ['2026-11-01', '2026-11-01'],
    [],
  ],
  [
    'its last day counts',
    ['day', '2026-11-02', '2026-11-03'],
    ['2026-11-01', '2026-11-09'],
    ['2026-11-02', '2026-11-03'],
  ],
  ['once is once', ['once', '2026-11-02', null], ['2026-11-01', '2027-11-01'], ['2026-11-02']],
  [
    'once, before the time asked for, is not in it',
    ['once', '2026-11-02', null],
    ['2026-11-03', '2027-11-01'],
    [],
  ],
  [
    'a quarter is three months',
    ['quarter', '2025-11-30', null],
    ['2026-01-01', '2026-06-30'],
    ['2026-02-28', '2026-05-30'],
  ],
  [
    'a year from 29 February falls on the 28th',
    ['year', '2024-02-29', null],
    ['2026-01-01', '2028-12-31'],
    ['2026-02-28', '2027-02-28', '2028-02-29'],
  ],
  [
    'what began years ago goes on',
    ['day', '2000-01-01', null],
    ['2026-11-01', '2026-11-02'],
    ['2026-11-01', '2026-11-02'],
  ],
])('%s', (_fact, item, [from, to], expected) => {
  expect(daysOf(item, from, to)).toEqual(expected);
});

test('a monthly cost of ten years ago misses no month', () => {
  expect(daysOf(['month', '2016-10-31', null], '2026-01-01', '2026-12-31')).toHaveLength(12);
});
