import { canonicalize } from 'json-canonicalize';
import { assert, jsonValue, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from './canonical.ts';

describe('canonicalJson', () => {
  test('sorts members by code units and writes numbers as ECMAScript does (RFC 8785 section 3.2)', () => {
    const value = {
      '\u20ac': 'Euro',
      '\r': 'CR',
      '\ufb33': 'Dagesh',
      '1': 1,
      '\u{1f600}': 'Smiley',
    };
    expect(canonicalJson(value)).toBe(
      '{"\\r":"CR","1":1,"\u20ac":"Euro","\u{1f600}":"Smiley","\ufb33":"Dagesh"}',
    );
    expect(canonicalJson([JSON.parse('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27, -0])).toBe(
      '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]',
    );
  });

  test('writes what the library that records are made with writes', () => {
    assert(
      property(jsonValue({ maxDepth: 4 }), (value) => {
        const text = JSON.stringify(value);
        if (text.includes('\\ud')) return;
        expect(canonicalJson(JSON.parse(text))).toBe(canonicalize(JSON.parse(text)));
      }),
    );
  });

  test.each([
    ['half a character', '\ud800'],
    ['half a character as a name', { '\udc00': 1 }],
    ['no number', Number.NaN],
    ['no value of JSON', { a: undefined }],
  ])('has no form for %s', (_, value) => {
    expect(canonicalJson(value)).toBeNull();
  });

  test.each([
    { depth: 32, has: true },
    { depth: 33, has: false },
    { depth: 100_000, has: false },
  ])('has a form at a depth of $depth: $has', ({ depth, has }) => {
    let value: unknown = 1;
    for (let level = 0; level < depth; level += 1) value = [value];
    expect(canonicalJson(value) !== null).toBe(has);
  });
});
