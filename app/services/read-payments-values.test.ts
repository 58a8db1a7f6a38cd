import { describe, expect, test } from 'vitest';
import { readAccount, readBalanceTransaction, readPayout } from './read-payments-values.ts';

const money = (amount: string, currencyCode = 'USD') => ({ amount, currencyCode });
const ZERO = money('0.0');

const payout = (changes: Record<string, unknown> = {}) => ({
  id: 'gid://shopify/ShopifyPaymentsPayout/71',
  issuedAt: '2026-11-18T11:00:00Z',
  status: 'PAID',
  transactionType: 'DEPOSIT',
  net: money('80.55'),
  summary: {
    chargesGross: money('100.00'),
    chargesFee: money('3.20'),
    refundsFeeGross: money('-16.25'),
    refundsFee: ZERO,
    adjustmentsGross: ZERO,
    adjustmentsFee: ZERO,
    reservedFundsGross: ZERO,
    reservedFundsFee: ZERO,
    retriedPayoutsGross: ZERO,
    retriedPayoutsFee: ZERO,
    advanceGross: ZERO,
    advanceFees: ZERO,
  },
  ...changes,
});

describe('a payout', () => {
  test('is read in minor units, with its parts by name', () => {
    expect(readPayout(payout())).toMatchObject({
      ok: true,
      value: {
        payoutId: '71',
        netMinor: 8_055,
        currency: 'USD',
        summary: { chargesGrossMinor: 10_000, chargesFeeMinor: 320, refundsFeeGrossMinor: -1_625 },
      },
    });
  });

  test.each([
    ['a deposit', 'DEPOSIT', '80.55', 8_055],
    ['a deposit below zero', 'DEPOSIT', '-80.55', -8_055],
    ['a withdrawal', 'WITHDRAWAL', '80.55', -8_055],
    ['a withdrawal told below zero', 'WITHDRAWAL', '-80.55', -8_055],
  ])('of the kind %s has the sign of the bank account', (_kind, transactionType, net, minor) => {
    expect(readPayout(payout({ transactionType, net: money(net) }))).toMatchObject({
      value: { netMinor: minor },
    });
  });

  test('in yen has no digits after the point', () => {
    const yen = Object.fromEntries(
      Object.keys(payout().summary).map((name) => [name, money('0', 'JPY')]),
    );
    expect(readPayout(payout({ net: money('1234.0', 'JPY'), summary: yen }))).toMatchObject({
      value: { netMinor: 1_234, currency: 'JPY' },
    });
  });

  test('whose parts are of another currency than its net is refused', () => {
    const summary = { ...payout().summary, chargesFee: money('3.20', 'EUR') };
    expect(readPayout(payout({ summary }))).toEqual({ ok: false, reason: 'summary: custom' });
    const nothing = { ...payout().summary, advanceFees: money('0', 'EUR') };
    expect(readPayout(payout({ summary: nothing }))).toMatchObject({ ok: true });
  });

  test('without a net says which field it lacks', () => {
    expect(readPayout(payout({ net: null }))).toEqual({ ok: false, reason: 'net: invalid_type' });
  });
});

const transaction = (changes: Record<string, unknown> = {}) => ({
  id: 'gid://shopify/ShopifyPaymentsBalanceTransaction/9',
  type: 'CHARGE',
  test: false,
  transactionDate: '2026-11-16T08:00:00Z',
  amount: money('100.00'),
  fee: money('3.20'),
  net: money('96.80'),
  associatedOrder: { id: 'gid://shopify/Order/5' },
  associatedPayout: { id: 'gid://shopify/ShopifyPaymentsPayout/71', status: 'SCHEDULED' },
  ...changes,
});

describe('a balance transaction', () => {
  test('is read with its order and its payout', () => {
    expect(readBalanceTransaction(transaction())).toEqual({
      ok: true,
      value: {
        transactionId: '9',
        at: new Date('2026-11-16T08:00:00Z'),
        type: 'CHARGE',
        currency: 'USD',
        amountMinor: 10_000,
        feeMinor: 320,
        netMinor: 9_680,
        orderId: '5',
        payoutId: '71',
        payoutStatus: 'SCHEDULED',
      },
    });
  });

  test('of no order and in no payout yet says so', () => {
    const bare = { associatedOrder: null, associatedPayout: { id: null, status: 'PENDING' } };
    expect(readBalanceTransaction(transaction(bare))).toMatchObject({
      value: { orderId: null, payoutId: null, payoutStatus: 'PENDING' },
    });
  });

  test('of test mode is none', () => {
    expect(readBalanceTransaction(transaction({ test: true }))).toEqual({ ok: true, value: null });
  });

  test('in two currencies is refused: they are never added', () => {
    expect(readBalanceTransaction(transaction({ fee: money('3.20', 'EUR') }))).toEqual({
      ok: false,
      reason: 'net: custom',
    });
  });

  test('with an amount no number holds is refused, not cut', () => {
    const huge = { amount: money('99999999999999999.00') };
    expect(readBalanceTransaction(transaction(huge))).toMatchObject({ ok: false });
  });
});

describe('the account', () => {
  const account = (payoutSchedule: unknown) => ({
    activated: true,
    defaultCurrency: 'USD',
    balance: [money('-12.34'), money('500', 'JPY')],
    payoutSchedule,
  });

  test.each([
    ['MONDAY', 1],
    ['FRIDAY', 5],
    [null, null],
  ])('pays out on %s as ISO weekday %s', (weeklyAnchor, expected) => {
    const read = readAccount(account({ interval: 'WEEKLY', weeklyAnchor, monthlyAnchor: null }));
    expect(read).toMatchObject({ value: { schedule: { weeklyAnchor: expected } } });
  });

  test('has one balance a currency, below zero where it is', () => {
    const read = readAccount(
      account({ interval: 'MONTHLY', weeklyAnchor: null, monthlyAnchor: 31 }),
    );
    expect(read).toMatchObject({
      value: {
        balance: [
          { minor: -1_234, currency: 'USD' },
          { minor: 500, currency: 'JPY' },
        ],
        schedule: { interval: 'MONTHLY', monthlyAnchor: 31 },
      },
    });
  });
});
