import { describe, expect, test } from 'vitest';
import { readCostsCsv } from '#app/domain/cash/costs-csv.ts';

function read(text: string) {
  const records = text
    .split('\n')
    .map((row, index) => ({ line: index + 1, cells: row.split(';') }));
  return readCostsCsv(records, { currency: 'USD' });
}

describe('a file of costs', () => {
  test('is read by its columns’ names, in any order', () => {
    expect(read('From;Amount;Name;Every\n2026-12-01;1.200,50;Rent;monthly')).toEqual({
      ok: true,
      faults: [],
      items: [
        {
          name: 'Rent',
          kind: 'recurring',
          minor: 120_050,
          currency: 'USD',
          every: 'month',
          startsOn: '2026-12-01',
          endsOn: null,
        },
      ],
    });
  });

  test('is read in Chinese', () => {
    expect(
      read('名称;类型;金额;币种;频率;开始;结束\n投流;广告;300;CNY;每天;2026-12-01;2026-12-31'),
    ).toMatchObject({
      items: [{ kind: 'ads', minor: 30_000, currency: 'CNY', every: 'day', endsOn: '2026-12-31' }],
    });
  });

  test('without a rhythm a row is a single cost', () => {
    expect(read('name;amount;from\nFair;900;2027-01-15')).toMatchObject({
      items: [{ kind: 'one_off', every: 'once' }],
    });
  });

  test('without name, amount and first day names what is missing', () => {
    expect(read('what;how much\nRent;1200')).toEqual({
      ok: false,
      missing: ['name', 'amount', 'from'],
    });
  });

  test.each([
    ['no name', ';100;2026-12-01;;', 'name', 'missing'],
    ['an amount that reads both ways', 'Rent;1.234;2026-12-01;;', 'amount', 'amount_unclear'],
    ['a negative amount', 'Rent;-5;2026-12-01;;', 'amount', 'not_positive'],
    ['a date in another form', 'Rent;5;01.12.2026;;', 'from', 'not_a_date'],
    ['a day no month has', 'Rent;5;2026-02-30;;', 'from', 'not_a_date'],
    ['a day before there were calendars', 'Rent;5;0000-01-01;;', 'from', 'not_a_date'],
    ['a last day no month has', 'Rent;5;2026-02-01;month;2026-11-31', 'until', 'not_a_date'],
    ['a rhythm nobody knows', 'Rent;5;2026-12-01;fortnightly;', 'every', 'not_a_rhythm'],
    ['an end before the start', 'Rent;5;2026-12-01;month;2026-11-30', 'until', 'ends_before_start'],
  ])('names the row with %s and takes the others', (_what, row, field, code) => {
    const reading = read(`name;amount;from;every;until\n${row}\nTea;3;2026-12-01;week;`);
    expect(reading).toMatchObject({ items: [{ name: 'Tea' }], faults: [{ line: 2, field, code }] });
  });
});
