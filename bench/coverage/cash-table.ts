import { shareOf } from '#sandbox/compare-plans.ts';
import type { CashDay } from './cash-days.ts';

/** Days from today that are shown by themselves, 0 = today. */
const SHOWN: Readonly<Record<string, number>> = {
  'after 1 week': 6,
  'after 2 weeks': 13,
  'after 4 weeks': 27,
  'after 8 weeks': 55,
  'after 13 weeks': 90,
};

export function cashCoverage(days: readonly CashDay[]): { cases: number; inside: number } {
  return { cases: days.length, inside: days.filter(({ where }) => where === 'inside').length };
}

/** One row a span, and one of all days. */
export function cashTable(
  days: readonly CashDay[],
): Record<string, Record<string, string | number>> {
  const rows: [string, readonly CashDay[]][] = [
    ...Object.entries(SHOWN).map(([name, day]): [string, CashDay[]] => [
      name,
      days.filter((each) => each.day === day),
    ]),
    ['all 91 days', days],
  ];
  return Object.fromEntries(
    rows.map(([name, own]) => {
      const count = (where: CashDay['where']) => own.filter((day) => day.where === where).length;
      const mean = (of: (day: CashDay) => number) =>
        Math.round(own.reduce((sum, day) => sum + of(day), 0) / own.length / 100);
      return [
        name,
        {
          cases: own.length,
          'inside P10–P90': shareOf(count('inside'), own.length),
          'below P10': shareOf(count('below'), own.length),
          'above P90': shareOf(count('above'), own.length),
          'real − P50, mean $': mean(({ off }) => off),
          '|real − P50|, mean $': mean(({ off }) => Math.abs(off)),
          'width, mean $': mean(({ width }) => width),
        },
      ];
    }),
  );
}
