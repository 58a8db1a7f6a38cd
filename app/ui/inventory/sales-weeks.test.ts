import { expect, test } from 'vitest';
import { salesWeeks } from './sales-weeks.ts';

const history = { from: '2026-11-02', units: [3, 0, 0, 2], inStock: [1, 1, 0, 0.01] };

test('a week without a sale is zero, one that was out of stock is missing, one that was partly is what was sold', () => {
  expect(salesWeeks(history, 52)).toEqual([
    { from: '2026-11-02', units: 3, inStock: 1 },
    { from: '2026-11-09', units: 0, inStock: 1 },
    { from: '2026-11-16', units: null, inStock: 0 },
    { from: '2026-11-23', units: 2, inStock: 0.01 },
  ]);
});

test('of a long history the last weeks are kept', () => {
  expect(salesWeeks(history, 1)).toEqual([{ from: '2026-11-23', units: 2, inStock: 0.01 }]);
});
