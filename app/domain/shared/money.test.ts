import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocate, decimalOf, minorUnitDigits, parseMoney } from '#app/domain/shared/money.ts';

describe('parseMoney', () => {
  test.each([
    ['19.90', 'USD', 1990],
    ['19.9', 'USD', 1990],
    ['19', 'usd', 1900],
    ['0.01', 'EUR', 1],
    ['-5.00', 'EUR', -500],
    ['1000.0', 'JPY', 1000],
    ['1000', 'JPY', 1000],
    ['1.234', 'KWD', 1234],
    ['1.2', 'KWD', 1200],
    ['0.0001', 'CLF', 1],
    [' 7.5 ', 'GBP', 750],
    ['12.', 'GBP', 1200],
  ])('reads %s %s as %i minor units', (decimal, currency, minor) => {
    expect(parseMoney(decimal, currency)).toEqual({ minor, currency: currency.toUpperCase() });
  });

  test.each([
    ['1.004', 'USD', 100],
    ['1.005', 'USD', 101],
    ['-1.005', 'USD', -101],
    ['0.5', 'JPY', 1],
    ['0.4', 'JPY', 0],
  ])(
    'rounds digits beyond the smallest unit half away from zero: %s %s',
    (decimal, currency, minor) => {
      expect(parseMoney(decimal, currency).minor).toBe(minor);
    },
  );

  test.each(['', 'abc', '1,000.00', '1e3', '--1', '.5', 'NaN', '1.2.3'])(
    'refuses %j, which is not a plain decimal',
    (decimal) => {
      expect(() => parseMoney(decimal, 'USD')).toThrow(/Not a decimal amount/);
    },
  );

  test('refuses an amount beyond the safe integers', () => {
    expect(parseMoney('90071992547409.91', 'USD').minor).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => parseMoney('90071992547409.92', 'USD')).toThrow(/out of range/);
  });

  test('refuses what is not a currency', () => {
    expect(() => parseMoney('1', 'DOLLARS')).toThrow(/Not a currency/);
  });
});

test.each([
  ['JPY', 0],
  ['KRW', 0],
  ['USD', 2],
  ['CNY', 2],
  ['KWD', 3],
  ['TND', 3],
])('%s has %i digits after the point', (currency, digits) => {
  expect(minorUnitDigits(currency)).toBe(digits);
});

describe('allocate', () => {
  test('the first parts carry the remainder', () => {
    const shares = allocate({ minor: 1000, currency: 'USD' }, 3);
    expect(shares.map(({ minor }) => minor)).toEqual([334, 333, 333]);
  });

  test('conserves every total, positive or negative, and parts differ by at most one unit', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 1, max: 50 }), (minor, parts) => {
        const shares = allocate({ minor, currency: 'USD' }, parts).map((share) => share.minor);
        expect(shares.reduce((sum, share) => sum + BigInt(share), 0n)).toBe(BigInt(minor));
        expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test.each([0, -1, 1.5])('refuses %d parts', (parts) => {
    expect(() => allocate({ minor: 1, currency: 'USD' }, parts)).toThrow(/cannot split/);
  });
});

test('decimalOf writes what parseMoney reads back', () => {
  fc.assert(
    fc.property(
      fc.maxSafeInteger(),
      fc.constantFrom('USD', 'JPY', 'KWD', 'CLF'),
      (minor, currency) => {
        const money = { minor: minor === 0 ? 0 : minor, currency };
        expect(parseMoney(decimalOf(money), currency).minor + 0).toBe(money.minor);
      },
    ),
  );
  expect(decimalOf({ minor: 5, currency: 'USD' })).toBe('0.05');
  expect(decimalOf({ minor: -5, currency: 'KWD' })).toBe('-0.005');
  expect(decimalOf({ minor: 1000, currency: 'JPY' })).toBe('1000');
});
