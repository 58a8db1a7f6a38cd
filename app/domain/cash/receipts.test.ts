import { describe, expect, test } from 'vitest';
import { TODAY, cashFacts, payments } from '#app/domain/cash/cash-facts.fixture.ts';
import type { CashFacts } from '#app/domain/cash/cash-facts.ts';
import { bankDays } from '#app/domain/cash/bank-days.ts';
import { FlowBook } from '#app/domain/cash/flow-book.ts';
import { addDays } from '#app/domain/shared/iso-days.ts';
import { ArrivalTimes, Receipts } from '#app/domain/cash/receipts.ts';
import { Random } from '#app/domain/inventory/demand/random.ts';

/** One sale of 1,000.00 on a day, and what comes of it: ISO date → minor units, by driver. */
function after(soldOn: string, over: Partial<CashFacts>, salesFactor = 1) {
  const facts = cashFacts({ ...over });
  const days = bankDays({ country: facts.country, from: TODAY });
  const book = new FlowBook();
  const receipts = new Receipts({ facts, days, book, orderMinor: 10_000 });
  const past = 60;
  const minor = new Float64Array(past + 91);
  minor[past + Math.round((Date.parse(soldOn) - Date.parse(TODAY)) / 86_400_000)] = 100_000;
  const arrivals = new ArrivalTimes(facts, days).draw(new Random(1), past, 91);
  receipts.write(book, { sales: { minor, past }, salesFactor, arrivals });
  const moved = book.lines.flatMap(({ driver, byDay }) =>
    [...byDay].flatMap((sum, day) =>
      sum === 0 ? [] : [[`${driver} ${addDays(TODAY, day)}`, sum] as const],
    ),
  );
  return Object.fromEntries(moved);
}

const typed = (rule: Partial<NonNullable<CashFacts['gateways'][number]['rule']>>) => ({
  gateways: [
    payments({
      gateway: 'paypal',
      isShopifyPayments: false,
      lagDays: [],
      rule: {
        lagDays: 3,
        feeBp: 300,
        fixedFeeMinor: 0,
        reserveBp: 0,
        reserveDays: 0,
        weekday: null,
        ...rule,
      },
    }),
  ],
});

describe('a gateway with a typed rule', () => {
  test.each([
    [
      'pays after its lag, less its fee',
      '2026-11-30',
      {},
      { 'gateway_receipts 2026-12-03': 97_000 },
    ],
    ['does not pay on Sunday', '2026-12-03', {}, { 'gateway_receipts 2026-12-07': 97_000 }],
    [
      'pays on its weekday',
      '2026-11-30',
      { weekday: 5 },
      { 'gateway_receipts 2026-12-04': 97_000 },
    ],
    [
      'whose weekday is a holiday pays on the next working day',
      '2026-12-21',
      { weekday: 5 },
      { 'gateway_receipts 2026-12-28': 97_000 },
    ],
    [
      'takes its fixed fee of every order: ten of 0.30',
      '2026-11-30',
      { fixedFeeMinor: 30 },
      { 'gateway_receipts 2026-12-03': 96_700 },
    ],
    [
      'pays what was sold before today as well',
      '2026-11-25',
      {},
      { 'gateway_receipts 2026-11-30': 97_000 },
    ],
    ['has paid what was sold long ago', '2026-11-10', {}, {}],
    [
      'keeps a tenth back for 30 days',
      '2026-11-30',
      { reserveBp: 1_000, reserveDays: 30 },
      {
        'gateway_receipts 2026-12-03': 97_000,
        'reserves_held 2026-12-03': -10_000,
        'reserves_held 2026-12-30': 10_000,
      },
    ],
    [
      'keeps a tenth back for nobody knows how long: not within the forecast',
      '2026-11-30',
      { reserveBp: 1_000 },
      { 'gateway_receipts 2026-12-03': 97_000, 'reserves_held 2026-12-03': -10_000 },
    ],
    [
      'releases what it kept of sales before today',
      '2026-11-10',
      { reserveBp: 1_000, reserveDays: 30 },
      { 'reserves_held 2026-12-10': 10_000 },
    ],
  ])('%s', (_fact, soldOn, rule, expected) => {
    expect(after(soldOn, typed(rule))).toEqual(expected);
  });

  test('sales times 1.5 bring 1.5 times as much, those before today as much as before', () => {
    expect(after('2026-11-30', typed({}), 1.5)).toEqual({ 'gateway_receipts 2026-12-03': 145_500 });
    expect(after('2026-11-25', typed({}), 1.5)).toEqual({ 'gateway_receipts 2026-11-30': 97_000 });
  });
});

describe('Shopify Payments', () => {
  const own = (over: Partial<CashFacts> = {}) => ({
    gateways: [
      payments({
        lagDays: [2],
        rule: {
          lagDays: 0,
          feeBp: 300,
          fixedFeeMinor: 0,
          reserveBp: 0,
          reserveDays: 0,
          weekday: null,
        },
      }),
    ],
    ...over,
  });

  test('pays after the working days that were seen', () => {
    expect(after('2026-12-03', own())).toEqual({ 'future_sales 2026-12-07': 97_000 });
  });

  test('has what was sold before today in its balance, which is read apart', () => {
    expect(after('2026-11-26', own())).toEqual({});
  });

  test('of a balance that may not be read: sales before today, of Thanksgiving, are followed', () => {
    expect(after('2026-11-26', own({ gaps: ['payments_scope'] }))).toEqual({
      'future_sales 2026-12-01': 97_000,
    });
  });

  test('a fixed reserve keeps its part until its term ends, for all sales on one day', () => {
    const reserve = {
      heldMinor: 0,
      percentBp: 2_500,
      days: 38,
      kind: 'fixed',
      certainty: 'known',
    } as const;
    expect(after('2026-11-30', own({ reserve }))).toEqual({
      'future_sales 2026-12-02': 97_000,
      'reserves_held 2026-12-02': -25_000,
      'reserves_held 2027-01-04': 25_000,
    });
  });

  test.each(['rolling', 'fixed'] as const)(
    'a %s reserve of which nobody knows the days keeps its part for the whole forecast',
    (kind) => {
      const reserve = {
        heldMinor: 0,
        percentBp: 2_500,
        days: 0,
        kind,
        certainty: 'known',
      } as const;
      expect(after('2026-11-30', own({ reserve }))).toEqual({
        'future_sales 2026-12-02': 97_000,
        'reserves_held 2026-12-02': -25_000,
      });
    },
  );

  test('a fixed reserve keeps nothing of what is sold after its term', () => {
    const reserve = {
      heldMinor: 0,
      percentBp: 2_500,
      days: 3,
      kind: 'fixed',
      certainty: 'known',
    } as const;
    expect(after('2026-11-30', own({ reserve }))).toEqual({ 'future_sales 2026-12-02': 97_000 });
  });
});

test('what waits comes tomorrow at the earliest, however long it has waited', () => {
  const moved = after('2026-11-30', {
    gateways: [],
    balanceWaiting: [{ minor: 500, on: '2026-10-01' }],
  });
  expect(moved).toEqual({ 'balance_waiting 2026-11-30': 500 });
});
