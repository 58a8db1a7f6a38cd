import { describe, expect, it } from 'vitest';
import { payment } from '#app/domain/findings/order-subject.fixture.ts';
import { paidBack } from '#app/domain/findings/paid-back.ts';
import { orderRefund } from '#app/domain/findings/return-subject.fixture.ts';

const usd = (minor: number) => ({ minor, currency: 'USD' });
const refundBy = (overrides: Partial<ReturnType<typeof payment>>) =>
  orderRefund({ payments: [payment({ kind: 'REFUND', ...overrides })] });

describe('what was paid back', () => {
  it('is nothing without a refund', () => {
    expect(paidBack([], 'USD')).toStrictEqual({ money: 0, credit: 0, delivery: 0, lastAt: null });
  });

  it('adds refunds up and names the last', () => {
    const first = orderRefund({ total: usd(1_000), shipping: usd(0) });
    const second = orderRefund({
      createdAt: new Date('2026-11-12'),
      total: usd(500),
      shipping: usd(500),
    });
    expect(paidBack([second, first], 'USD')).toStrictEqual({
      money: 1_500,
      credit: 0,
      delivery: 500,
      lastAt: second.createdAt,
    });
  });

  it.each(['PENDING', 'FAILURE', 'ERROR'] as const)(
    'counts no transaction that is %s',
    (status) => {
      expect(paidBack([refundBy({ status })], 'USD').money).toBe(0);
    },
  );

  it('tells store credit from money', () => {
    expect(paidBack([refundBy({ isStoreCredit: true })], 'USD')).toMatchObject({
      money: 0,
      credit: 6_500,
      delivery: 0,
    });
  });

  it('takes a refund without transactions as it was recorded', () => {
    expect(paidBack([orderRefund({ payments: [] })], 'USD').money).toBe(6_500);
  });

  it('leaves other currencies out', () => {
    const euros = orderRefund({ total: { minor: 6_500, currency: 'EUR' } });
    expect(paidBack([euros], 'USD').money).toBe(0);
  });
});
