import { describe, expect, test } from 'vitest';
import { bankDays } from '#app/domain/cash/bank-days.ts';
import { addDays, weekdayOf } from '#app/domain/shared/iso-days.ts';
import { observedLags, payoutDay, payoutLag, sampleArrival } from '#app/domain/cash/payout-lag.ts';
import type { PayoutLag } from '#app/domain/cash/payout-lag.ts';
import { Random } from '#app/domain/inventory/demand/random.ts';

// A Monday; 24 and 25 December 2026 are Thursday and Friday.
const FROM = '2026-11-30';
const us = bankDays({ country: 'US', from: FROM });
const de = bankDays({ country: 'DE', from: FROM });
const at = (on: string) => Math.round((Date.parse(on) - Date.parse(FROM)) / 86_400_000);

describe('working days of banks', () => {
  test.each([
    ['Friday is open', us, '2026-12-04', '2026-12-04'],
    ['Saturday waits for Monday', us, '2026-12-05', '2026-12-07'],
    ['Christmas in the United States waits for Monday', us, '2026-12-25', '2026-12-28'],
    ['25 December in Germany waits for Monday: the 26th rests too', de, '2026-12-25', '2026-12-28'],
    ['New Year’s Day waits', us, '2027-01-01', '2027-01-04'],
    ['days before the first are known too', us, '2026-11-28', '2026-11-30'],
  ])('%s', (_fact, days, on, expected) => {
    expect(addDays(FROM, days.openFrom(at(on)))).toBe(expected);
  });

  test.each([
    ['one working day after Friday is Monday', '2026-12-04', 1, '2026-12-07'],
    ['none after Saturday is Monday', '2026-12-05', 0, '2026-12-07'],
    ['one after Thursday before Christmas is Monday', '2026-12-24', 1, '2026-12-28'],
  ])('%s', (_fact, on, working, expected) => {
    expect(addDays(FROM, us.plus(at(on), working))).toBe(expected);
  });
});

describe('lags that were seen', () => {
  test.each([
    [
      'a statement tells the day',
      { soldOn: '2026-12-01', issuedOn: '2026-12-03', bankOn: '2026-12-04' },
      [3],
    ],
    [
      'a weekend between does not count',
      { soldOn: '2026-12-03', issuedOn: '2026-12-07', bankOn: '2026-12-08' },
      [3],
    ],
    [
      'a Saturday’s sale counts from Monday',
      { soldOn: '2026-12-05', issuedOn: '2026-12-09', bankOn: '2026-12-10' },
      [3],
    ],
    [
      'without a statement the bank’s one to three days are added',
      { soldOn: '2026-12-01', issuedOn: '2026-12-03', bankOn: null },
      [3, 4, 5],
    ],
    [
      'a payout before the sale teaches nothing',
      { soldOn: '2026-12-03', issuedOn: '2026-12-01', bankOn: null },
      [],
    ],
  ])('%s', (_fact, sample, expected) => {
    expect(observedLags([sample], us)).toEqual(expected);
  });
});

describe('the schedule', () => {
  const weekly = { interval: 'WEEKLY', weeklyAnchor: 3, monthlyAnchor: null } as const;
  const monthly = (monthlyAnchor: number) =>
    ({ interval: 'MONTHLY', weeklyAnchor: null, monthlyAnchor }) as const;
  test.each([
    [
      'daily pays on the day',
      { interval: 'DAILY', weeklyAnchor: null, monthlyAnchor: null } as const,
      '2026-12-01',
      '2026-12-01',
    ],
    [
      'daily does not pay on Saturday',
      { interval: 'DAILY', weeklyAnchor: null, monthlyAnchor: null } as const,
      '2026-12-05',
      '2026-12-07',
    ],
    ['Wednesday pays on Wednesday', weekly, '2026-12-02', '2026-12-02'],
    ['the day after waits a week', weekly, '2026-12-03', '2026-12-09'],
    [
      'the 31st is the last day of a shorter month, and after a Sunday the next working day',
      monthly(31),
      '2027-02-01',
      '2027-03-01',
    ],
    ['the 31st exists in March', monthly(31), '2027-03-02', '2027-03-31'],
    ['a day that has passed waits for the next month', monthly(5), '2027-01-06', '2027-02-05'],
    ['a monthly day of rest moves on', monthly(5), '2026-12-01', '2026-12-07'],
  ])('%s', (_fact, schedule, on, expected) => {
    expect(addDays(FROM, payoutDay(schedule, { from: at(on), days: us }))).toBe(expected);
  });
});

describe('when money arrives', () => {
  const arrivals = (lag: PayoutLag, on: string) => {
    const random = new Random(3);
    const drawn = Array.from({ length: 600 }, () =>
      addDays(FROM, sampleArrival(random, { day: at(on), lag, days: us })),
    );
    return [...new Set(drawn)].sort();
  };

  test('the lag is drawn from what was seen', () => {
    expect(arrivals(payoutLag(null, [2, 2, 4]), '2026-12-01')).toEqual([
      '2026-12-03',
      '2026-12-07',
    ]);
  });

  test('without anything seen it takes three to five working days', () => {
    expect(arrivals(payoutLag(null, []), '2026-11-30')).toEqual([
      '2026-12-03',
      '2026-12-04',
      '2026-12-07',
    ]);
  });

  test('paid on Fridays, all of a week comes on the three working days after the Friday', () => {
    const schedule = { interval: 'WEEKLY', weeklyAnchor: 5, monthlyAnchor: null } as const;
    for (const on of ['2026-11-30', '2026-12-02'])
      expect(arrivals(payoutLag(schedule, [3, 7]), on)).toEqual([
        '2026-12-07',
        '2026-12-08',
        '2026-12-09',
      ]);
  });

  test('nothing ever arrives on a weekend or a holiday', () => {
    const random = new Random(5);
    for (let day = 0; day < 91; day += 1) {
      const arrives = sampleArrival(random, {
        day,
        lag: payoutLag(null, [0, 1, 2, 3]),
        days: us,
      });
      expect(us.isOpen(arrives)).toBe(true);
      expect(weekdayOf(addDays(FROM, arrives))).toBeLessThan(6);
    }
  });
});
