import { describe, expect, test } from 'vitest';
import type { CashFacts } from '#app/domain/cash/cash-facts.ts';
import { TODAY, cashFacts, evenSales, payments } from '#app/domain/cash/cash-facts.fixture.ts';
import type { CashForecast, CashGap } from '#app/domain/cash/cash-forecast.ts';
import { forecastCash } from '#app/domain/cash/forecast-cash.ts';
import { addDays } from '#app/domain/shared/iso-days.ts';
import { applyScenario } from '#app/domain/cash/scenarios.ts';
import { simulateCash } from '#app/domain/cash/simulate-cash.ts';

const item = (over: Partial<CashFacts['items'][number]>) => ({
  name: 'Rent',
  kind: 'recurring' as const,
  minor: 100_000,
  every: 'month' as const,
  startsOn: '2026-01-31',
  endsOn: null,
  ...over,
});

/** A shop in which everything moves that can. */
const busy = (over: Partial<CashFacts> = {}) =>
  cashFacts({
    gateways: [
      payments({ share: 0.7 }),
      payments({
        gateway: 'paypal',
        isShopifyPayments: false,
        share: 0.3,
        lagDays: [],
        rule: {
          lagDays: 3,
          feeBp: 349,
          fixedFeeMinor: 49,
          reserveBp: 500,
          reserveDays: 30,
          weekday: 5,
        },
      }),
    ],
    payoutsUnderway: [{ minor: 150_000, issuedOn: '2026-11-26', bankOn: null }],
    balanceWaiting: [
      { minor: 68_000, on: '2026-11-25' },
      { minor: 71_000, on: '2026-11-26' },
    ],
    reserve: { heldMinor: 90_000, percentBp: 1_000, days: 60, kind: 'rolling', certainty: 'known' },
    parcelsAtRisk: [
      { verdict: 'on_track', parcels: 300, minor: 1_500_000 },
      { verdict: 'stalled', parcels: 25, minor: 125_000 },
    ],
    openDisputes: [
      { minor: 9_000, dueOn: '2026-12-03', status: 'NEEDS_RESPONSE', isDebited: true },
      { minor: 7_000, dueOn: null, status: 'needs_response', isDebited: false },
    ],
    supplierBills: [{ minor: 600_000, on: '2026-12-08', label: 'PO 12', certainty: 'known' }],
    directCost: [{ shareBp: 2_500, paidAfterDays: 7, label: 'Yiwu' }],
    replenishment: [{ minor: 300_000, on: '2027-01-05', label: 'Ningbo' }],
    items: [
      item({}),
      item({ name: 'Ads', kind: 'ads', minor: 15_000, every: 'day' }),
      item({ name: 'Grant', kind: 'receipt', every: 'once', startsOn: '2026-12-15' }),
    ],
    ...over,
  });

describe('conservation', () => {
  const facts = busy();
  const forecast = forecastCash(facts);

  test('there are 13 weeks, beginning today', () => {
    expect(forecast.weeks).toHaveLength(13);
    expect(forecast.weeks[0]?.from).toBe(TODAY);
    expect(forecast.weeks[12]?.from).toBe(addDays(TODAY, 84));
  });

  test('in every week drivers add up to in − out, to the minor unit', () => {
    for (const { inMinor, outMinor, drivers } of forecast.weeks)
      expect(drivers.reduce((sum, { minor }) => sum + minor, 0)).toBe(inMinor - outMinor);
  });

  test('opening and all weeks come to the mean closing balance, within half a unit a driver', () => {
    const [asIs] = simulateCash(facts, [applyScenario(facts, 'as_is')]);
    if (asIs === undefined) throw new Error('not simulated');
    let mean = 0;
    for (let path = 0; path < asIs.paths; path += 1)
      mean += (asIs.balances[path * 91 + 90] ?? 0) / asIs.paths;
    const moved = forecast.weeks.reduce((sum, week) => sum + week.inMinor - week.outMinor, 0);
    expect(Math.abs(forecast.opening.minor + moved - mean)).toBeLessThanOrEqual(
      asIs.lines.length / 2,
    );
  });

  test('a week’s band is that of its last day', () => {
    expect(forecast.weeks.map(({ closing }) => closing)).toEqual(
      forecast.weeks.map((_, week) => forecast.outlooks[0]?.days[week * 7 + 6]),
    );
  });

  test('every figure is whole', () => {
    const numbers = JSON.stringify([forecast.weeks, forecast.because]).match(/-?\d+\.\d+/g);
    expect(numbers).toBeNull();
  });

  test('all that moves is there, known or estimated', () => {
    const seen = new Map(
      forecast.weeks.flatMap(({ drivers }) =>
        drivers.map((one) => [`${one.driver} ${one.label}`, one.certainty]),
      ),
    );
    expect(Object.fromEntries(seen)).toEqual({
      'payouts_underway ': 'known',
      'balance_waiting ': 'estimated',
      'future_sales shopify_payments': 'estimated',
      'gateway_receipts paypal': 'estimated',
      'reserves_held ': 'estimated',
      'refunds ': 'estimated',
      'disputes ': 'estimated',
      'supplier_orders PO 12': 'known',
      'direct_orders Yiwu': 'estimated',
      'replenishment Ningbo': 'estimated',
      'recurring Rent': 'known',
      'ads Ads': 'known',
      'one_off Grant': 'known',
    });
  });
});

describe('the same facts', () => {
  test('and seed give the same forecast', () => {
    expect(forecastCash(busy())).toEqual(forecastCash(busy()));
  });

  test('and another seed give another, not far from it', () => {
    const [one, other] = [forecastCash(busy()), forecastCash(busy({ seed: 2 }))].map(
      ({ outlooks }) => outlooks[0]?.closing ?? { p10: 0, p50: 0, p90: 0 },
    );
    expect(other).not.toEqual(one);
    const width = (one?.p90 ?? 0) - (one?.p10 ?? 0);
    expect(Math.abs((one?.p50 ?? 0) - (other?.p50 ?? 0))).toBeLessThan(width / 2);
  });
});

describe('only what is settled moves', () => {
  const still = (over: Partial<CashFacts>) =>
    forecastCash(
      cashFacts({ salesByDay: evenSales(60, 0).map((day) => ({ ...day, minor: 0 })), ...over }),
    );
  const balanceOn = ({ outlooks }: CashForecast, on: string) => {
    const day = Math.round((Date.parse(on) - Date.parse(TODAY)) / 86_400_000);
    return outlooks[0]?.days[day];
  };
  const exactly = (minor: number) => ({ p10: minor, p50: minor, p90: minor });

  test('a shop that sells and owes nothing stays where it is', () => {
    expect(still({}).outlooks[0]?.closing).toEqual(exactly(2_000_000));
  });

  test('rent of the 31st goes on 30 November, 31 December, 31 January', () => {
    const forecast = still({ items: [item({})] });
    expect(balanceOn(forecast, '2026-11-29')).toEqual(exactly(2_000_000));
    expect(balanceOn(forecast, '2026-11-30')).toEqual(exactly(1_900_000));
    expect(forecast.outlooks[0]?.closing).toEqual(exactly(1_700_000));
  });

  test('a bill that is overdue is paid today', () => {
    const bill = { minor: 250_000, on: '2026-11-02', label: 'PO 3', certainty: 'known' } as const;
    expect(balanceOn(still({ supplierBills: [bill] }), TODAY)).toEqual(exactly(1_750_000));
  });

  test('a payout whose day at the bank is known comes on it', () => {
    const forecast = still({
      payoutsUnderway: [{ minor: 50_000, issuedOn: '2026-11-27', bankOn: '2026-12-01' }],
    });
    expect(balanceOn(forecast, '2026-11-30')).toEqual(exactly(2_000_000));
    expect(balanceOn(forecast, '2026-12-01')).toEqual(exactly(2_050_000));
  });

  test('a payout that left on Friday is there by Wednesday', () => {
    const forecast = still({
      payoutsUnderway: [{ minor: 50_000, issuedOn: '2026-11-27', bankOn: null }],
    });
    expect(balanceOn(forecast, '2026-11-29')).toEqual(exactly(2_000_000));
    expect(balanceOn(forecast, '2026-12-02')).toEqual(exactly(2_050_000));
  });

  test('a negative payout is taken', () => {
    const forecast = still({
      payoutsUnderway: [{ minor: -50_000, issuedOn: '2026-11-27', bankOn: '2026-12-01' }],
    });
    expect(forecast.outlooks[0]?.closing).toEqual(exactly(1_950_000));
  });

  test('a fixed reserve comes back on its day, all of it', () => {
    const reserve = {
      heldMinor: 80_000,
      percentBp: 0,
      days: 31,
      kind: 'fixed',
      certainty: 'known',
    } as const;
    const forecast = still({ reserve });
    expect(balanceOn(forecast, '2026-12-27')).toEqual(exactly(2_000_000));
    expect(balanceOn(forecast, '2026-12-28')).toEqual(exactly(2_080_000));
  });

  test('a rolling reserve comes back bit by bit, to the last cent', () => {
    const reserve = {
      heldMinor: 80_001,
      percentBp: 0,
      days: 30,
      kind: 'rolling',
      certainty: 'known',
    } as const;
    const forecast = still({ reserve });
    expect(balanceOn(forecast, '2026-12-11')?.p50).toBeGreaterThan(2_030_000);
    expect(forecast.outlooks[0]?.closing).toEqual(exactly(2_080_001));
  });

  test('a reserve of which nobody knows the term does not come back', () => {
    const reserve = {
      heldMinor: 80_000,
      percentBp: 0,
      days: 0,
      kind: 'rolling',
      certainty: 'known',
    } as const;
    expect(still({ reserve }).outlooks[0]?.closing).toEqual(exactly(2_000_000));
  });
});

describe('the sentence', () => {
  const rent = item({ minor: 1_700_000, every: 'once', startsOn: '2026-12-09' });
  const forecast = forecastCash(
    cashFacts({ salesByDay: evenSales(60).map((day) => ({ ...day, minor: 0 })), items: [rent] }),
  );
  const [asIs] = forecast.outlooks;

  test('names the day until which it is safe, the low point and why', () => {
    expect(asIs?.safeUntil).toBe('2026-12-09');
    expect(asIs?.low).toMatchObject({ on: '2026-12-09', minor: 300_000 });
    expect(forecast.because).toEqual([{ driver: 'recurring', label: 'Rent', minor: -1_700_000 }]);
  });

  test('the chance by a day never falls', () => {
    const { belowBy = [] } =
      forecastCash(busy({ threshold: { minor: 1_800_000, currency: 'USD' } })).outlooks[0] ?? {};
    expect(belowBy).toHaveLength(91);
    expect(belowBy).toEqual([...belowBy].sort((a, b) => a - b));
    expect(belowBy.at(-1)).toBeGreaterThan(0);
  });

  test('without a threshold no chance is given', () => {
    const [plain] = forecastCash(cashFacts({ threshold: null })).outlooks;
    expect(plain).toMatchObject({ belowBy: [], safeUntil: null });
  });

  test('what weighs most stands first, and only what goes out', () => {
    const { because } = forecastCash(busy());
    expect(because.length).toBeGreaterThan(1);
    expect(because.every(({ minor }) => minor < 0)).toBe(true);
    expect(because.map(({ minor }) => minor)).toEqual(
      because.map(({ minor }) => minor).sort((a, b) => a - b),
    );
  });
});

describe('what is not known is named and not made up', () => {
  const whole = { items: [item({}), item({ kind: 'ads' })] };
  const gapsOf = (over: Partial<CashFacts>) => forecastCash(cashFacts({ ...whole, ...over })).gaps;

  test.each<[CashGap, Partial<CashFacts>]>([
    ['no_opening', { opening: null }],
    ['payments_scope', { gaps: ['payments_scope'] }],
    ['no_payments', { gaps: ['no_payments'] }],
    ['gateway_without_rule', { gateways: [payments({ rule: null })] }],
    ['cost_missing', { gaps: ['cost_missing'] }],
    ['other_currency', { otherCurrencies: ['EUR'] }],
    ['threshold_currency', { threshold: { minor: 1, currency: 'EUR' } }],
    ['short_history', { salesByDay: evenSales(55) }],
    ['no_costs', { items: [] }],
    ['orders_cut_off', { gaps: ['orders_cut_off'] }],
    [
      'manual_payouts',
      { payoutSchedule: { interval: 'MANUAL', weeklyAnchor: null, monthlyAnchor: null } },
    ],
  ])('%s', (gap, over) => {
    expect(gapsOf(over)).toEqual([gap]);
  });

  test('a shop of which all is known has no gap, from the 56th day of sales on', () => {
    expect(gapsOf({})).toEqual([]);
    expect(gapsOf({ salesByDay: evenSales(56) })).toEqual([]);
  });

  test('a threshold in another currency is not drawn and nothing is measured by it', () => {
    const forecast = forecastCash(cashFacts({ threshold: { minor: 1, currency: 'EUR' } }));
    expect(forecast.threshold).toBeNull();
    expect(forecast.outlooks[0]).toMatchObject({ belowBy: [], safeUntil: null });
  });

  test('without an opening the line starts at zero, as an estimate', () => {
    expect(forecastCash(cashFacts({ opening: null })).opening).toEqual({
      minor: 0,
      on: TODAY,
      certainty: 'estimated',
    });
  });

  test('an opening of another day is an estimate of today', () => {
    const opening = { minor: 7, on: '2026-11-26', certainty: 'known' } as const;
    expect(forecastCash(cashFacts({ opening })).opening.certainty).toBe('estimated');
  });

  test('money of a gateway without a rule is not in the figures', () => {
    const { weeks } = forecastCash(cashFacts({ gateways: [payments({ rule: null })] }));
    expect(weeks.every(({ inMinor }) => inMinor === 0)).toBe(true);
  });

  test('a shop that has never sold anything has nothing to come', () => {
    const { weeks, gaps } = forecastCash(cashFacts({ salesByDay: [] }));
    expect(weeks.every(({ inMinor }) => inMinor === 0)).toBe(true);
    expect(gaps).toContain('short_history');
  });

  test('few weeks of sales give a wide band', () => {
    const width = (days: number) => {
      const closing = forecastCash(cashFacts({ salesByDay: evenSales(days) })).outlooks[0]?.closing;
      return (closing?.p90 ?? 0) - (closing?.p10 ?? 0);
    };
    expect(width(14)).toBeGreaterThan(2 * width(182));
  });
});

test('sales before today are followed where no payout tells of them', () => {
  const first = (over: Partial<CashFacts>) => forecastCash(cashFacts(over)).weeks[0]?.inMinor ?? 0;
  // Read, with nothing waiting: only what is sold from today on comes. Not read: the last days' sales come as well.
  expect(first({ gaps: ['payments_scope'] })).toBeGreaterThan(first({}) * 1.5);
});

test('what a gateway kept of sales three hundred days ago is released now, as much as it keeps now', () => {
  const rule = {
    lagDays: 3,
    feeBp: 300,
    fixedFeeMinor: 0,
    reserveBp: 1_000,
    reserveDays: 300,
    weekday: null,
  };
  const paypal = payments({ gateway: 'paypal', isShopifyPayments: false, lagDays: [], rule });
  const { weeks } = forecastCash(cashFacts({ gateways: [paypal], salesByDay: evenSales(364) }));
  const [held = 0, received = 0] = (['reserves_held', 'gateway_receipts'] as const).map((driver) =>
    weeks
      .flatMap(({ drivers }) => drivers.filter((one) => one.driver === driver))
      .reduce((sum, { minor }) => sum + minor, 0),
  );
  expect(Math.abs(held)).toBeLessThan(received * 0.02);
});
