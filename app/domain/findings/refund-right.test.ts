import { expect, it } from 'vitest';
import { known } from '#app/domain/findings/fact.ts';
import { ORDERED_AT, orderSubject, payment } from '#app/domain/findings/order-subject.fixture.ts';
import { refundRight } from '#app/domain/findings/refund-right.ts';
import type { DelayNotice, OrderSubject } from '#app/domain/findings/subjects.ts';

const terms = { defaultDays: 30, silentDays: 30, lapseDays: 30 };
/** The midnight in New York that ends 31 October, the 30th day after the payment. */
const ENDS_AT = new Date('2026-11-01T04:00:00Z');
const rightOf = (order: Partial<OrderSubject> = {}) =>
  refundRight(orderSubject(order), [payment()], terms);
const notice = (more: Partial<DelayNotice>): DelayNotice => ({
  sentAt: new Date('2026-10-20T14:00:00Z'),
  newShipBy: null,
  answer: 'none',
  ...more,
});

it('an order that nobody asked about lapses when its time to ship ends, counted from that last day', () => {
  expect(rightOf()).toStrictEqual({
    vestsAt: ENDS_AT,
    countsFrom: new Date(ENDS_AT.getTime() - 1),
    cause: 'lapsed',
  });
});

it.each([
  [new Date(ENDS_AT.getTime() - 1), 'cancelled'],
  [ENDS_AT, 'lapsed'],
] as const)('of a cancellation and a lapse the earlier one counts: %s', (cancelledAt, cause) => {
  expect(rightOf({ cancelledAt })).toMatchObject({ cause, vestsAt: cancelledAt });
});

it('a buyer who cancels in answer to a notice has the right from the notice on', () => {
  const notices = [notice({ answer: 'cancelled' })];
  expect(rightOf({ notices, cancelledAt: new Date('2026-10-25T14:00:00Z') })).toMatchObject({
    vestsAt: notices[0]?.sentAt,
    cause: 'cancelled',
  });
});

it('silence to a short delay moves the lapse, a yes without a date puts it off for good', () => {
  const newShipBy = new Date('2026-11-10T14:00:00Z');
  expect(rightOf({ notices: [notice({ newShipBy })] }).vestsAt).toStrictEqual(
    new Date('2026-11-11T05:00:00Z'),
  );
  expect(rightOf({ notices: [notice({ answer: 'accepted' })] }).vestsAt).toBeNull();
});

it('what was stated counts before the law’s own time', () => {
  const promiseToShip = known(
    { days: 5, unit: 'calendar', from: 'merchant_setting', text: null } as const,
    { at: ORDERED_AT, origin: 'merchant' },
  );
  expect(rightOf({ promiseToShip }).vestsAt).toStrictEqual(new Date('2026-10-07T04:00:00Z'));
});

it('an order that was not paid does not lapse', () => {
  expect(refundRight(orderSubject(), [], terms).vestsAt).toBeNull();
});
