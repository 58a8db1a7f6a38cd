import { expect, test } from 'vitest';
import { paramCurrency } from '#app/domain/findings/param-currency.ts';

test.each([
  ['USD', 'USD'],
  ['EU', 'EUR'],
  ['CA<MX', 'CAD'],
  ['', 'SEK'],
  ['policy', 'SEK'],
])('a figure of %o is meant in %s in a Swedish shop', (key, currency) => {
  expect(paramCurrency(key, 'SEK')).toBe(currency);
});
