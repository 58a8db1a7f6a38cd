import { describe, expect, test } from 'vitest';
import {
  economicQuantity,
  expectedLevelApproximation,
  quantityAndSafetyStock,
  quantityWithBackorders,
  reorderCost,
} from './order-quantity.fixture.ts';

const yearly = { ordering: 8, holding: 0.225, demand: 1300 };
const uncertain = {
  ...yearly,
  shortage: 7.5,
  lead: { mean: 1300 / 12, deviation: 150 / Math.sqrt(12) },
};

describe('reference rows of (r,Q) and EOQ (formulas beside the tests: the product orders by simulation)', () => {
  test('(r,Q) h=.225 p=7.5 K=8 λ=1300 σ=150 L=1/12: r=126.8, Q=328.5 costs 78.0711625', () => {
    expect(reorderCost(uncertain, { reorder: 126.8, quantity: 328.5 })).toBeCloseTo(78.0711625, 7);
  });

  test('its expected-inventory-level approximation: r=213.970, Q=318.590', () => {
    const { reorder, quantity } = expectedLevelApproximation(uncertain);
    expect(reorder).toBeCloseTo(213.97, 3);
    expect(quantity).toBeCloseTo(318.59, 3);
  });

  test('its economic order quantity with safety stock: r=190.337, Q=304.047', () => {
    const { reorder, quantity } = quantityAndSafetyStock(uncertain);
    expect(reorder).toBeCloseTo(190.337, 3);
    expect(quantity).toBeCloseTo(304.047, 3);
  });

  test('economic order quantity K=8 h=.225 D=1300: Q=304.04678', () => {
    expect(economicQuantity(yearly)).toBeCloseTo(304.04678, 5);
  });

  test('the same with backorders, p=5: Q=310.81256, cost 66.92136', () => {
    const { quantity, cost } = quantityWithBackorders({ ...yearly, shortage: 5 });
    expect(quantity).toBeCloseTo(310.81256, 5);
    expect(cost).toBeCloseTo(66.92136, 5);
  });
});
