import { expect, test } from 'vitest';
import { payment } from '#app/domain/findings/order-subject.fixture.ts';
import { isCashOnDelivery, paidAtOf } from '#app/domain/findings/paid-at.ts';

const at = (day: number) => new Date(Date.UTC(2026, 9, day));

test('an order is paid with the first payment that succeeds, in whatever order they are told', () => {
  const failed = payment({ status: 'FAILURE', processedAt: at(1) });
  const authorised = payment({ kind: 'AUTHORIZATION', processedAt: at(2) });
  const captured = payment({ kind: 'CAPTURE', processedAt: at(5) });
  expect(paidAtOf([captured, failed, authorised])).toEqual(at(2));
});

test.each([
  ['nothing', []],
  ['a payment that waits', [payment({ status: 'PENDING' })]],
  ['a refund', [payment({ kind: 'REFUND' })]],
  ['a payment that was called off', [payment({ kind: 'VOID' })]],
])('%s pays no order', (_name, payments) => {
  expect(paidAtOf(payments)).toBeNull();
});

const atDoor = { isManual: true, gateway: 'Cash on Delivery (COD)' };

test.each([
  ['waits for the courier', [payment({ ...atDoor, status: 'PENDING' })], true],
  ['was paid at the door', [payment(atDoor)], true],
  ['followed a card that was refused', [payment({ status: 'FAILURE' }), payment(atDoor)], true],
  ['was paid in part by card', [payment(), payment(atDoor)], false],
  ['is a bank transfer', [payment({ isManual: true, gateway: 'Bank deposit' })], false],
  ['only has a name like it', [payment({ gateway: 'Codapay' })], false],
  ['is nothing', [], false],
])('cash on delivery is told from other payments: %s', (_name, payments, expected) => {
  expect(isCashOnDelivery(payments)).toBe(expected);
});
