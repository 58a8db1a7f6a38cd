import { describe, expect, test } from 'vitest';
import { normalChance } from './normal.ts';
import { leadDemand, reorderPoint } from './reorder-point.ts';
import { fillRate, zOfFillRate } from './fill-rate.fixture.ts';

const FIFTY_A_DAY = { mean: 50, deviation: 5 };
const uncertain = leadDemand({ daily: FIFTY_A_DAY, lead: { mean: 6, deviation: 2 } });

describe('reference rows', () => {
  test('lead-time demand d=100 σ_d=22 L=12 σ_L=3: mean 1200, σ 309.528674', () => {
    const demand = leadDemand({
      daily: { mean: 100, deviation: 22 },
      lead: { mean: 12, deviation: 3 },
    });
    expect(demand.mean).toBe(1200);
    expect(demand.deviation).toBeCloseTo(309.528674, 6);
  });

  test('reorder point d=50 σ_d=5 L=6 σ_L=2 at 90 %: σ 100.747208, safety stock 129.112743, reorder at 429.112743', () => {
    expect(uncertain.deviation).toBeCloseTo(100.747208, 6);
    const { safetyStock, reorderPoint: reorder } = reorderPoint(uncertain, 0.9);
    expect(safetyStock).toBeCloseTo(129.112743, 6);
    expect(reorder).toBeCloseTo(429.112743, 6);
  });

  test('the same with a certain lead time: safety stock 15.695737, reorder at 315.695737', () => {
    const certain = leadDemand({ daily: FIFTY_A_DAY, lead: { mean: 6, deviation: 0 } });
    const { safetyStock, reorderPoint: reorder } = reorderPoint(certain, 0.9);
    expect(safetyStock).toBeCloseTo(15.695737, 6);
    expect(reorder).toBeCloseTo(315.695737, 6);
  });

  test('the same with σ_L=2 for a fill rate of 98 % with Q=200: z 1.363661, reorder at 437.385006, 91.366 % of cycles', () => {
    const z = zOfFillRate({ fillRate: 0.98, deviation: uncertain.deviation, quantity: 200 });
    expect(z).toBeCloseTo(1.363661, 6);
    expect(fillRate({ z, deviation: uncertain.deviation, quantity: 200 })).toBeCloseTo(0.98, 12);
    expect(normalChance(z)).toBeCloseTo(0.91366, 5);
    const { reorderPoint: reorder } = reorderPoint(uncertain, normalChance(z));
    expect(reorder).toBeCloseTo(437.385006, 6);
  });

  test('8000 a year, σ=600 a year, 4 of 52 weeks, at 92 %: lead-time demand 615.384615, safety stock 233.818041', () => {
    const demand = leadDemand({
      daily: { mean: 8000, deviation: 600 },
      lead: { mean: 4 / 52, deviation: 0 },
    });
    expect(demand.mean).toBeCloseTo(615.384615, 6);
    expect(reorderPoint(demand, 0.92).safetyStock).toBeCloseTo(233.818041, 6);
  });
});
