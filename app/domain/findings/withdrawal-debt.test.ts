import { expect, it } from 'vitest';
import { missing } from '#app/domain/findings/fact.ts';
import { orderRefund, returnSubject } from '#app/domain/findings/return-subject.fixture.ts';
import type { OrderRefund } from '#app/domain/findings/subjects.ts';
import { withdrawalDebt } from '#app/domain/findings/withdrawal-debt.ts';

const usd = (minor: number) => ({ minor, currency: 'USD' });
const paying = (minor: number, more: Partial<OrderRefund> = {}) => [
  orderRefund({ total: usd(minor), ...more }),
];
const restOf = (refunds: readonly OrderRefund[], more = {}) =>
  withdrawalDebt(returnSubject({ refunds, ...more })).rest;

it.each([
  [0, 'goods'],
  [5_999, 'goods'],
  [6_000, 'delivery_kept'],
  [6_001, 'delivery_partly_kept'],
  [6_499, 'delivery_partly_kept'],
  [6_500, 'nothing'],
] as const)('of 60.00 and 5.00 delivery, %i paid back leaves: %s', (minor, rest) => {
  const debt = withdrawalDebt(returnSubject({ refunds: paying(minor) }));
  expect(debt).toMatchObject({ owed: usd(6_500), open: usd(6_500 - minor), rest });
});

it('a part of an order is owed without its delivery', () => {
  expect(restOf(paying(6_000), { isWholeOrder: false })).toBe('nothing');
});

it('delivery that cannot be read stays open once the goods are paid back', () => {
  const shippingPaid = missing({ kind: 'not_read', field: 'shippingPaid' });
  expect(restOf(paying(6_500), { shippingPaid })).toBe('delivery_unknown');
  expect(restOf(paying(5_999), { shippingPaid })).toBe('goods');
});

it('store credit pays back what store credit paid, and nothing else', () => {
  const [money] = orderRefund().payments;
  const payments = money === undefined ? [] : [{ ...money, isStoreCredit: true }];
  expect(restOf(paying(6_500, { payments }))).toBe('credit_given');
  expect(restOf(paying(6_500, { payments }), { paidBy: ['gift_card'] })).toBe('nothing');
});

it('a refund of another return, or from before this one, does not count', () => {
  expect(restOf(paying(6_500, { returnId: '9002' }))).toBe('goods');
  const createdAt = new Date('2026-11-02T15:59:59Z');
  expect(restOf(paying(6_500, { returnId: null, createdAt }))).toBe('goods');
  expect(restOf(paying(6_500, { returnId: null }))).toBe('nothing');
});
