import { describe, expect, test } from 'vitest';
import { ALPHA3_PAIRS, alpha3Code, countryOfAnyCode } from '#app/domain/shared/country-alpha3.ts';
import { isCountryCode } from '#app/domain/shared/country.ts';

describe('the 249 countries of ISO 3166-1', () => {
  test('have one alpha-3 and one alpha-2 code each', () => {
    expect(ALPHA3_PAIRS).toHaveLength(249);
    expect(new Set(ALPHA3_PAIRS.map(([alpha3]) => alpha3)).size).toBe(249);
    expect(new Set(ALPHA3_PAIRS.map(([, alpha2]) => alpha2)).size).toBe(249);
  });

  test('are all known by their alpha-2 code', () => {
    expect(ALPHA3_PAIRS.filter(([, alpha2]) => !isCountryCode(alpha2))).toEqual([]);
  });
});

test.each([
  ['USA', 'US'],
  ['gbr', 'GB'],
  [' DEU ', 'DE'],
  ['us', 'US'],
  ['UK', 'GB'],
  ['Germany', 'DE'],
  ['USB', null],
  ['', null],
  [null, null],
])('%j is the country %j', (raw, code) => {
  expect(countryOfAnyCode(raw)).toBe(code);
});

test('an alpha-2 code leads back to its alpha-3 code', () => {
  expect([alpha3Code('US'), alpha3Code('GB'), alpha3Code('ZZ'), alpha3Code(null)]).toEqual([
    'USA',
    'GBR',
    null,
    null,
  ]);
});
