import { describe, expect, test } from 'vitest';
import { shapeOf } from '#app/domain/numbers/shape.ts';

describe('shapeOf', () => {
  test.each([
    [/^\d{2}$/, [[2, 100]]],
    [/^YT\d$/, [[3, 10]]],
    [/^[A-CX]\d?$/, [[1, 4], [2, 40]]], // prettier-ignore
    [/^(?:AB|C)\d{1,2}$/, [[2, 10], [3, 110], [4, 100]]], // prettier-ignore
    [/^(?:420\d{5}(?:\d{4})?)?9\d$/, [[2, 10], [10, 1e6], [14, 1e10]]], // prettier-ignore
  ])('counts the strings that fit %s by length', (pattern, counts) => {
    const sorted = [...shapeOf(pattern).countByLength].toSorted(([a], [b]) => a - b);
    expect(sorted).toEqual(counts);
  });

  test('knows the first characters, through what may be absent', () => {
    expect([...shapeOf(/^(?:A|B)?[C-D]\d$/).firstCharacters].toSorted()).toEqual([
      'A',
      'B',
      'C',
      'D',
    ]);
  });

  test.each([/\d{3}/, /^\d+$/, /^a$/, /^.{3}$/, /^[^A]$/, /^(A)$/])('refuses %s', (pattern) => {
    expect(() => shapeOf(pattern)).toThrow('Invariant broken');
  });
});
