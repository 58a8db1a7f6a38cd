import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readNumber, readRow } from './cells.ts';
import { ROW_REASONS } from './upload.ts';

describe('a number’s cell', () => {
  test.each([
    ['LX123456785CN', 'LX123456785CN', false],
    ['9400 1118 9922 3817 4284 90', '9400 1118 9922 3817 4284 90', false],
    ["'9400111899223817428490", '9400111899223817428490', true],
    ['="9400111899223817428490"', '9400111899223817428490', true],
    ['= "LX123456785CN"', 'LX123456785CN', true],
    ['784512369874.0', '784512369874', true],
    ['7.84512369874E+11', '784512369874', true],
    ['ＬＸ１２３４５６７８５ＣＮ', 'LX123456785CN', false],
    ['\u200bLX123456785CN\u202e', 'LX123456785CN', false],
  ])('%j is %s', (cell, number, isRepaired) => {
    expect(readNumber(cell)).toEqual({ kind: 'number', number, isRepaired });
  });

  test.each([
    ['9.4E+21', 'number_rounded'],
    ['9.40011E+21', 'number_rounded'],
    ['7.84512E+11', 'number_rounded'],
    ['9400111899223810000000', 'number_rounded'],
    ['=HYPERLINK("http://x.example")', 'number_formula'],
    ['@SUM(A1)', 'number_formula'],
    ['+4917012345678', 'number_formula'],
    ['#N/A', 'number_error_cell'],
    ['#REF!', 'number_error_cell'],
    ['LX123456785CN, LX123456799CN', 'number_several'],
    ['LX123456785CN/LX123456799CN', 'number_several'],
    ['Anna Schmidt', 'number_shapeless'],
    ['anna@example.com', 'number_shapeless'],
    ['12345', 'number_junk'],
    ['00000000000', 'number_junk'],
    ['X'.repeat(61), 'number_shapeless'],
  ])('%j cannot be used: %s', (cell, code) => {
    expect(readNumber(cell)).toMatchObject({ kind: 'bad', code });
  });

  test.each(['', '  ', '-', '/', 'N/A', '无', '暂无', 'null'])('%j is empty', (cell) => {
    expect(readNumber(cell)).toEqual({ kind: 'empty' });
  });

  test.each(['Anna Schmidt', 'anna@example.com', '+49 170 1234567', 'Hauptstraße 5'])(
    'keeps nothing of %j',
    (cell) => {
      expect(readNumber(cell)).toMatchObject({ kind: 'bad', shown: null });
    },
  );
});

describe('a row', () => {
  const places = { order: 0, number: 1, next: 2, existing: 3, sku: 4, shipped: 5 };

  test('keeps what is shaped like its field and notes the rest', () => {
    const read = readRow(
      ['Anna Schmidt', 'LX123456785CN', '', '', 'MUG', '03/11/2026'],
      places,
      null,
    );
    expect(read).toMatchObject({
      cells: { order: null, number: 'LX123456785CN', sku: 'MUG', shippedOn: null },
      notes: [{ code: 'order_unread' }, { code: 'date_ambiguous' }],
      bad: null,
    });
  });

  test('with the same number in both columns has one', () => {
    const read = readRow(['#1', 'LX123456785CN', 'lx 123456785 cn'], places, null);
    expect(read?.cells).toMatchObject({ number: 'LX123456785CN', next: null });
  });

  test('whose check digit fails is flagged, not refused', () => {
    expect(readRow(['#1', 'LX123456786CN'], places, null)).toMatchObject({
      bad: null,
      notes: [{ code: 'check_digit_fails', detail: 'LX123456786CN' }],
    });
  });

  test('without a number is bad, and an empty one is no row', () => {
    expect(readRow(['#1', '', ''], places, null)).toMatchObject({
      bad: { code: 'number_missing' },
    });
    expect(readRow(['', ' ', '-'], places, null)).toBeNull();
    expect(readRow([], places, null)).toBeNull();
  });

  test('of anything never throws and names only known reasons', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 8 }), (record) => {
        const read = readRow(record, places, null);
        for (const { code } of read?.notes ?? []) expect(ROW_REASONS).toContain(code);
      }),
    );
  });
});
