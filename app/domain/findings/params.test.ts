import { describe, expect, test } from 'vitest';
import { defineRule } from '#app/domain/findings/define-rule.ts';
import {
  checkTable,
  refuseOverride,
  rowOn,
  usedOn,
  type ParamOverride,
  type ParamRow,
  type ParamTable,
} from '#app/domain/findings/params.ts';
import { usShip01 } from '#app/domain/findings/rules/compliance/us-ship-01.ts';

function row(from: string | null, until: string | null, overrides: Partial<ParamRow> = {}) {
  return { from, until, value: 5, cite: 'Act', key: '', ...overrides };
}

function table(rows: readonly ParamRow[], overrides: Partial<ParamTable> = {}): ParamTable {
  return { unit: 'count', rows, mayOverwrite: true, least: 0, most: 10, ...overrides };
}

const YEARS = [row(null, '2025-01-01'), row('2025-01-01', '2026-01-01'), row('2026-01-01', null)];

describe('a table of figures', () => {
  test.each([
    ['rows that follow each other', YEARS],
    ['rows in any order', YEARS.toReversed()],
    ['one row that ends', [row('2025-01-01', '2026-01-01')]],
    [
      'keys that each stand for themselves',
      [row(null, '2025-01-01', { key: 'US' }), row(null, null)],
    ],
    [
      'a value at each bound',
      [row(null, '2025-01-01', { value: 0 }), row('2025-01-01', null, { value: 10 })],
    ],
  ])('is taken with %s', (_name, rows) => {
    expect(() => checkTable('days', table(rows))).not.toThrow();
  });

  test.each([
    [
      'a gap of a day',
      [row(null, '2025-01-01'), row('2025-01-02', null)],
      'days: row from ever leaves a gap until 2025-01-02',
    ],
    [
      'a gap within one key',
      [
        row(null, '2025-01-01', { key: 'US' }),
        row('2026-01-01', null, { key: 'US' }),
        row(null, null),
      ],
      'days[US]: row from ever leaves a gap until 2026-01-01',
    ],
    [
      'an overlap of a day',
      [row('2024-01-01', '2025-01-02'), row('2025-01-01', null)],
      'days: row from 2024-01-01 overlaps the next',
    ],
    [
      'an open row before another',
      [row('2024-01-01', null), row('2025-01-01', null)],
      'days: row from 2024-01-01 overlaps the next',
    ],
    [
      'two rows since ever',
      [row(null, '2025-01-01'), row(null, null)],
      'days: row from ever overlaps the next',
    ],
    [
      'a row that ends on the day it begins',
      [row('2025-01-01', '2025-01-01')],
      'days: row from 2025-01-01 ends before it begins',
    ],
    [
      'a value over its bounds',
      [row(null, null, { value: 10.1 })],
      'days: row from ever has the value 10.1',
    ],
    [
      'a value under its bounds',
      [row(null, null, { value: -1 })],
      'days: row from ever has the value -1',
    ],
    [
      'a value that is no number',
      [row(null, null, { value: Number.NaN })],
      'days: row from ever has the value NaN',
    ],
    ['no row', [], 'days: a table without rows'],
  ])('is refused with %s, and the row is named', (_name, rows, message) => {
    expect(() => checkTable('days', table(rows))).toThrow(message);
  });

  test('that is wrong keeps its rule from starting', () => {
    const params = { defaultDays: table([row(null, '2025-01-01'), row('2025-02-01', null)]) };
    expect(() => defineRule({ ...usShip01, params })).toThrow(
      'US-SHIP-01 defaultDays: row from ever leaves a gap until 2025-02-01',
    );
  });

  test.each([
    ['2024-12-31', null],
    ['2025-01-01', '2025-01-01'],
    ['2025-12-31', '2025-01-01'],
    ['2026-01-01', '2026-01-01'],
  ])('on %s gives the row from %s', (day, from) => {
    expect(rowOn(table(YEARS), '', day)?.from).toBe(from);
  });

  test('gives no row before its first, after its last, or of another key', () => {
    const year = table([row('2025-01-01', '2026-01-01')]);
    expect(rowOn(year, '', '2024-12-31')).toBeNull();
    expect(rowOn(year, '', '2026-01-01')).toBeNull();
    expect(rowOn(year, 'US', '2025-06-01')).toBeNull();
  });
});

describe('a figure of the merchant', () => {
  const wanted = { key: '', from: '2025-01-01', until: '2026-01-01', value: 5, note: 'Agreed' };

  test.each([
    ['within the bounds', wanted, {}],
    ['at the lower bound', { ...wanted, value: 0 }, {}],
    ['at the upper bound', { ...wanted, value: 10 }, {}],
    ['open on both sides', { ...wanted, from: null, until: null }, {}],
  ])('is taken %s', (_name, override, overrides) => {
    expect(refuseOverride(table(YEARS, overrides), override)).toBeNull();
  });

  test.each([
    [
      'of a figure that is the law’s',
      wanted,
      { mayOverwrite: false },
      { code: 'not_overwritable' },
    ],
    ['that is no number', { ...wanted, value: Number.NaN }, {}, { code: 'not_a_number' }],
    [
      'under the bounds',
      { ...wanted, value: -1 },
      {},
      { code: 'out_of_range', least: 0, most: 10 },
    ],
    ['over the bounds', { ...wanted, value: 11 }, {}, { code: 'out_of_range', least: 0, most: 10 }],
    ['from no day', { ...wanted, from: '1 May' }, {}, { code: 'bad_date' }],
    ['until a day that is none', { ...wanted, until: '2025-13-01' }, {}, { code: 'bad_date' }],
    [
      'that ends where it begins',
      { ...wanted, until: '2025-01-01' },
      {},
      { code: 'ends_before_it_begins' },
    ],
    ['without a note', { ...wanted, note: ' ' }, {}, { code: 'note_missing' }],
  ])('is refused %s', (_name, override, overrides, error) => {
    expect(refuseOverride(table(YEARS, overrides), override)).toEqual(error);
  });

  const own: ParamOverride = { ...wanted, ruleId: 'X-01', name: 'days', value: 9 };

  test.each([
    ['2024-12-31', 5, 'law'],
    ['2025-01-01', 9, 'merchant'],
    ['2025-12-31', 9, 'merchant'],
    ['2026-01-01', 5, 'law'],
  ])('holds from its first day to the one before its end: %s', (day, value, by) => {
    const used = usedOn({ name: 'days', table: table(YEARS), key: '', day }, [own]);
    expect(used).toMatchObject({ by, row: { value } });
  });

  test('stands with its note as the source, and the one set last wins', () => {
    const later = { ...own, value: 7, note: 'Agreed anew' };
    const asked = { name: 'days', table: table(YEARS), key: '', day: '2025-06-01' };
    expect(usedOn(asked, [own, later])).toMatchObject({ row: { value: 7, cite: 'Agreed anew' } });
  });

  test('of another table or key moves nothing', () => {
    const asked = { name: 'days', table: table(YEARS), key: '', day: '2025-06-01' };
    const others = [
      { ...own, name: 'weeks' },
      { ...own, key: 'US' },
    ];
    expect(usedOn(asked, others)).toMatchObject({ by: 'law', row: { value: 5 } });
  });
});
