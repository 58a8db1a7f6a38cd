import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sumsByCurrency } from '#app/domain/findings/money-sums.ts';

const amounts = fc.array(
  fc.record({
    minor: fc.integer({ min: -1_000_000, max: 1_000_000 }),
    currency: fc.constantFrom('USD', 'EUR', 'JPY', 'GBP'),
  }),
  { maxLength: 40 },
);

test('two currencies are two sums, in order of currency', () => {
  const usd = { minor: 250, currency: 'USD' };
  expect(sumsByCurrency([usd, { minor: 100, currency: 'EUR' }, usd])).toEqual([
    { minor: 100, currency: 'EUR' },
    { minor: 500, currency: 'USD' },
  ]);
  expect(sumsByCurrency([])).toEqual([]);
});

test('nothing is lost, nothing moves between currencies, and the order of amounts does not matter', () => {
  fc.assert(
    fc.property(amounts, (all) => {
      const sums = sumsByCurrency(all);
      expect(new Set(sums.map(({ currency }) => currency)).size).toBe(sums.length);
      for (const { currency, minor } of sums) {
        const own = all.filter((each) => each.currency === currency);
        expect(minor).toBe(own.reduce((total, each) => total + each.minor, 0));
      }
      expect(sumsByCurrency(all.toReversed())).toEqual(sums);
      expect(sums).toHaveLength(new Set(all.map(({ currency }) => currency)).size);
    }),
  );
});
