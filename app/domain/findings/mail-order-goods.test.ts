import { expect, it } from 'vitest';
import { mailOrderExemption, mailOrderGoods } from '#app/domain/findings/mail-order-goods.ts';
import { orderLine, payment } from '#app/domain/findings/order-subject.fixture.ts';

const lamp = orderLine();
const exemption = (lines = [lamp], isRenewal = false, payments = [payment()]) =>
  mailOrderExemption({ isRenewal }, { lines, payments });

it('holds for goods that are sent and were paid before', () => {
  expect(exemption()).toBeNull();
});

it.each([
  ['services', exemption([orderLine({ requiresShipping: false })])],
  ['services', exemption([])],
  ['seeds_and_plants', exemption([orderLine({ hsCode: '120991' })])],
  ['seeds_and_plants', exemption([orderLine({ hsCode: '0602901000' })])],
  ['later_subscription_order', exemption([lamp], true)],
  ['cash_on_delivery', exemption([lamp], false, [payment({ isManual: true, gateway: 'COD' })])],
])('leaves out: %s', (reason, found) => {
  expect(found).toBe(reason);
});

it('takes growing things and services out of a mixed order', () => {
  const seeds = orderLine({ id: '2', hsCode: '120991' });
  const plan = orderLine({ id: '3', requiresShipping: false });
  const oils = orderLine({ id: '4', hsCode: '120190' });
  expect(mailOrderGoods([lamp, seeds, plan, oils]).map(({ id }) => id)).toEqual(['1', '4']);
});
