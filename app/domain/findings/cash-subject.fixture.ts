import { shopContext } from '#app/domain/findings/shop-context.fixture.ts';
import type { CashSubject } from '#app/domain/findings/subjects.ts';

/** When the forecasts of the examples were made: Friday, 20 November 2026, 01:00 in New York. */
export const FORECAST_AT = new Date('2026-11-20T06:00:00Z');

/** Cash that stays above 5,000.00 USD in nearly all futures. */
export function cashSubject(overrides: Partial<CashSubject> = {}): CashSubject {
  return {
    kind: 'cash',
    id: 'USD',
    shop: shopContext(),
    madeAt: FORECAST_AT,
    threshold: { minor: 500_000, currency: 'USD' },
    safeUntil: null,
    belowChance: 0.04,
    low: { on: '2026-12-09', band: { p10: 610_000, p50: 820_000, p90: 990_000 } },
    gaps: [],
    ...overrides,
  };
}
