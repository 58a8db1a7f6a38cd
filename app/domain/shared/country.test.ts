import { expect, test } from 'vitest';
import { countryCode, isCountryCode } from '#app/domain/shared/country.ts';

test.each([
  ['CN', 'CN'],
  ['us', 'US'],
  ['UK', 'GB'],
  ['China', 'CN'],
  ['UNITED STATES', 'US'],
  ['United States of America', 'US'],
  ['Hong Kong', 'HK'],
  ['Hong Kong SAR China', 'HK'],
  ['  Germany ', 'DE'],
  ['Turkey', 'TR'],
  ['South  Korea', 'KR'],
])('%j is %s', (raw, code) => {
  expect(countryCode(raw)).toBe(code);
});

test.each([null, '', 'XX', 'ZZ', 'EU', 'Atlantis', 'Shenzhen', '中国 '])(
  '%j is no country we can name: null, never a guess',
  (raw) => {
    expect(countryCode(raw)).toBeNull();
  },
);

test('only upper-case assigned codes are codes', () => {
  expect(isCountryCode('DE')).toBe(true);
  expect(isCountryCode('de')).toBe(false);
  expect(isCountryCode('UK')).toBe(false);
});
