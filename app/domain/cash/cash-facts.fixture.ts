import type { CashFacts } from '#app/domain/cash/cash-facts.ts';
import { addDays } from '#app/domain/shared/iso-days.ts';
import { outcomeRates } from '#app/domain/cash/outcome-rates.ts';

export const TODAY = '2026-11-27';

/** A shop of 1,000.00 a day, even sales, paid by Shopify Payments in four working days, with room on its account. */
export function cashFacts(over: Partial<CashFacts> = {}): CashFacts {
  return {
    currency: 'USD',
    today: TODAY,
    country: 'US',
    payoutSchedule: { interval: 'DAILY', weeklyAnchor: null, monthlyAnchor: null },
    opening: { minor: 2_000_000, on: TODAY, certainty: 'known' },
    threshold: { minor: 500_000, currency: 'USD' },
    salesByDay: evenSales(182),
    gateways: [payments()],
    payoutsUnderway: [],
    balanceWaiting: [],
    reserve: null,
    parcelsAtRisk: [],
    rates: outcomeRates([]),
    openDisputes: [],
    supplierBills: [],
    directCost: [],
    replenishment: [],
    items: [],
    adElasticity: 0.5,
    gaps: [],
    otherCurrencies: [],
    seed: 1,
    paths: 200,
    scenarios: [],
    ...over,
  };
}

export function payments(
  over: Partial<CashFacts['gateways'][number]> = {},
): CashFacts['gateways'][number] {
  return {
    gateway: 'shopify_payments',
    isShopifyPayments: true,
    share: 1,
    lagDays: [3, 4, 4, 5],
    rule: {
      lagDays: 4,
      feeBp: 290,
      fixedFeeMinor: 30,
      reserveBp: 0,
      reserveDays: 0,
      weekday: null,
    },
    ...over,
  };
}

export function evenSales(days: number, minor = 100_000): CashFacts['salesByDay'] {
  return Array.from({ length: days }, (_, day) => ({
    on: addDays(TODAY, day - days),
    // A little up and down, the same every fortnight.
    minor: minor + (day % 2 === 0 ? 5_000 : -5_000) + (day % 14 < 7 ? 4_000 : -4_000),
    orders: Math.round(minor / 5_000),
  }));
}
