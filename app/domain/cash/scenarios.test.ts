import { describe, expect, test } from 'vitest';
import { CASH_SCENARIOS } from '#app/domain/cash/cash-forecast.ts';
import type { CashOutlook, CashScenario } from '#app/domain/cash/cash-forecast.ts';
import type { CashFacts } from '#app/domain/cash/cash-facts.ts';
import { cashFacts, evenSales, payments } from '#app/domain/cash/cash-facts.fixture.ts';
import { forecastCash } from '#app/domain/cash/forecast-cash.ts';
import { applyScenario } from '#app/domain/cash/scenarios.ts';

const ads = (minor: number) => ({
  name: 'Ads',
  kind: 'ads' as const,
  minor,
  every: 'day' as const,
  startsOn: '2026-01-01',
  endsOn: null,
});

const facts = (over: Partial<CashFacts> = {}) =>
  cashFacts({
    scenarios: CASH_SCENARIOS,
    directCost: [{ shareBp: 3_000, paidAfterDays: 0, label: 'Supplier' }],
    supplierBills: [{ minor: 400_000, on: '2026-12-10', label: 'PO 7', certainty: 'known' }],
    items: [ads(20_000)],
    parcelsAtRisk: [
      { verdict: 'on_track', parcels: 400, minor: 2_000_000 },
      { verdict: 'late', parcels: 60, minor: 300_000 },
    ],
    ...over,
  });

function outlooks(over: Partial<CashFacts> = {}): (scenario: CashScenario) => CashOutlook {
  const forecast = forecastCash(facts(over));
  return (scenario) => {
    const found = forecast.outlooks.find((one) => one.scenario === scenario);
    if (found === undefined) throw new Error(`no ${scenario}`);
    return found;
  };
}

test('all six stand side by side, in their order', () => {
  expect(forecastCash(facts()).outlooks.map(({ scenario }) => scenario)).toEqual([
    ...CASH_SCENARIOS,
  ]);
});

test('only what is asked for is lived, and always the plain one', () => {
  const forecast = forecastCash(facts({ scenarios: ['reserve_25'] }));
  expect(forecast.outlooks.map(({ scenario }) => scenario)).toEqual(['as_is', 'reserve_25']);
});

test('the plain one is not moved by the others: the chance is the same', () => {
  const alone = forecastCash(facts({ scenarios: [] })).outlooks[0];
  expect(outlooks()('as_is')).toEqual(alone);
});

describe('direction', () => {
  const of = outlooks();
  const closing = (scenario: CashScenario) => of(scenario).closing.p50;

  test('supplier terms of 14 days more leave more on the account, on the worst day too', () => {
    expect(closing('supplier_terms_14')).toBeGreaterThan(closing('as_is'));
    expect(of('supplier_terms_14').low.minor).toBeGreaterThan(of('as_is').low.minor);
  });

  test('a reserve of a quarter leaves less', () => {
    expect(closing('reserve_25')).toBeLessThan(closing('as_is'));
  });

  test('a carrier that stops leaves less', () => {
    expect(closing('carrier_stop_10')).toBeLessThan(closing('as_is'));
  });

  test('sales times 1.5 leave more in the end and less on the first day: goods are paid at once', () => {
    expect(closing('sales_up_50')).toBeGreaterThan(closing('as_is'));
    expect(of('sales_up_50').days[0]?.p50).toBeLessThan(of('as_is').days[0]?.p50 ?? 0);
  });

  test('a fifth less for ads leaves more where ads cost more than they bring', () => {
    const costly = outlooks({ items: [ads(80_000)], adElasticity: 0.2 });
    expect(costly('ads_down_20').closing.p50).toBeGreaterThan(costly('as_is').closing.p50);
  });

  test('a fifth less for ads leaves less where they bring more than they cost', () => {
    const cheap = outlooks({ items: [ads(5_000)], adElasticity: 0.8 });
    expect(cheap('ads_down_20').closing.p50).toBeLessThan(cheap('as_is').closing.p50);
  });
});

describe('what is assumed is shown', () => {
  test('sales follow ads by the elasticity: 0.8 to the power of 0.5', () => {
    const { assumed } = outlooks()('ads_down_20');
    expect(assumed.adElasticity).toBe(0.5);
    expect(assumed.salesFactor).toBeCloseTo(0.8944, 4);
  });

  test.each([
    ['supplier_terms_14', { termsDays: 14 }],
    ['reserve_25', { reserveBp: 2_500, reserveDays: 120 }],
    ['carrier_stop_10', { stopDays: 10 }],
    ['sales_up_50', { salesFactor: 1.5 }],
    ['as_is', {}],
  ] as const)('%s', (scenario, assumed) => {
    expect(applyScenario(facts(), scenario).assumed).toEqual(assumed);
  });
});

describe('facts', () => {
  test('without ads typed nothing moves', () => {
    const changed = applyScenario(facts({ items: [] }), 'ads_down_20');
    expect(changed).toMatchObject({ salesFactor: 1, facts: { items: [] } });
  });

  test('bills that are overdue stay so, all others move by 14 days', () => {
    const bill = (on: string) => ({ minor: 1, on, label: '', certainty: 'known' as const });
    const bills = [bill('2026-11-26'), bill('2026-11-27'), bill('2026-12-24')];
    const changed = applyScenario(facts({ supplierBills: bills }), 'supplier_terms_14');
    expect(changed.facts.supplierBills.map(({ on }) => on)).toEqual([
      '2026-11-26',
      '2026-12-11',
      '2027-01-07',
    ]);
  });

  test('a reserve that is higher already is not lowered', () => {
    const reserve = {
      heldMinor: 5,
      percentBp: 3_000,
      days: 180,
      kind: 'rolling',
      certainty: 'known',
    } as const;
    expect(applyScenario(facts({ reserve }), 'reserve_25').facts.reserve).toMatchObject({
      heldMinor: 5,
      percentBp: 3_000,
      days: 180,
    });
  });

  test('what is held for nobody knows how long is not released because more is kept back', () => {
    const reserve = {
      heldMinor: 5,
      percentBp: 0,
      days: 0,
      kind: 'rolling',
      certainty: 'estimated',
    } as const;
    expect(applyScenario(facts({ reserve }), 'reserve_25').facts.reserve).toMatchObject({
      heldMinor: 0,
      percentBp: 2_500,
      days: 120,
    });
  });

  test('less is ordered where less is sold', () => {
    const replenishment = [{ minor: 10_000, on: '2026-12-10', label: 'Supplier' }];
    const changed = applyScenario(facts({ replenishment }), 'ads_down_20').facts;
    expect(changed.replenishment.map(({ minor }) => minor)).toEqual([8_944]);
  });

  test('a shop without Shopify Payments has its gateways hold back', () => {
    const paypal = payments({ gateway: 'paypal', isShopifyPayments: false, lagDays: [] });
    const changed = applyScenario(facts({ gateways: [paypal] }), 'reserve_25').facts;
    expect(changed.reserve).toBeNull();
    expect(changed.gateways[0]?.rule).toMatchObject({ reserveBp: 2_500, reserveDays: 120 });
  });

  test('parcels on their way are late after a stop, late ones silent, others as before', () => {
    const parcelsAtRisk = ['on_track', 'late', 'lost'].map((verdict) => ({
      verdict,
      parcels: 1,
      minor: 1,
    }));
    const changed = applyScenario(facts({ parcelsAtRisk }), 'carrier_stop_10').facts;
    expect(changed.parcelsAtRisk.map(({ verdict }) => verdict)).toEqual([
      'late',
      'stalled',
      'lost',
    ]);
  });

  test.each(CASH_SCENARIOS)('%s leaves the facts it was given alone', (scenario) => {
    const given = facts({ salesByDay: evenSales(7) });
    const before = JSON.stringify(given);
    applyScenario(given, scenario);
    expect(JSON.stringify(given)).toBe(before);
  });
});
