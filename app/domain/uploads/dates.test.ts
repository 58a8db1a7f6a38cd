import { describe, expect, test } from 'vitest';
import { dateOrderOf, daysBetween, readDate } from './dates.ts';

describe('a date', () => {
  test.each([
    ['2026-11-03'],
    ['2026-11-03 14:05:09'],
    ['2026-11-03T14:05:09Z'],
    ['2026/11/3 14:05'],
    ['2026.11.03'],
    ['2026年11月3日'],
    ['2026年11月3日 14:05'],
    ['２０２６年１１月３日'],
    ['03.11.2026'],
    ['3.11.26'],
    ['20261103'],
    ['46329'],
    ['46329.586805'],
    ['3 Nov 2026'],
    ['Nov 3, 2026'],
    ['Tuesday, 3 November 2026'],
  ])('written %s is 3 November 2026', (text) => {
    expect(readDate(text, null)).toEqual({ ok: true, on: '2026-11-03' });
  });

  test.each([
    ['11/03/2026', 'mdy', '2026-11-03'],
    ['11/03/2026', 'dmy', '2026-03-11'],
    ['13/11/2026', 'mdy', '2026-11-13'],
    ['11/13/2026', 'dmy', '2026-11-13'],
    ['03-11-2026', 'dmy', '2026-11-03'],
  ] as const)('%s read %s is %s', (text, order, on) => {
    expect(readDate(text, order)).toEqual({ ok: true, on });
  });

  test('that reads both ways is ambiguous until the file or a person says', () => {
    expect(readDate('11/03/2026', null)).toEqual({ ok: false, why: 'ambiguous' });
    expect(readDate('11/11/2026', null)).toEqual({ ok: true, on: '2026-11-11' });
  });

  test.each(['31/04/2026', '2026-02-29', '2026-13-01', '99999', '12', 'soon', '', '1999-01-01'])(
    '%j is none',
    (text) => {
      expect(readDate(text, 'dmy')).toMatchObject({ ok: false });
    },
  );
});

describe('the order of day and month in a file', () => {
  test.each([
    [['11/03/2026', '13/03/2026'], 'dmy'],
    [['11/03/2026', '03/13/2026'], 'mdy'],
    [['11/03/2026', '12/03/2026'], 'either'],
    [['13/03/2026', '03/13/2026'], 'mixed'],
    [['11/11/2026', '2026-11-03'], 'none'],
    [[], 'none'],
  ] as const)('of %j is %s', (texts, order) => {
    expect(dateOrderOf(texts)).toBe(order);
    expect(dateOrderOf([...texts].reverse())).toBe(order);
  });
});

test('days count across the end of a year', () => {
  expect(daysBetween('2026-12-30', '2027-01-02')).toBe(3);
  expect(daysBetween('2027-01-02', '2026-12-30')).toBe(-3);
});
