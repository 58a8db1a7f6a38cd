import { fromNewark } from './parcels.ts';
import type { PlannedOrder } from './plan.ts';

/** US-RFD-01: money back within seven working days of the cancellation, in full and not as store credit. */
export const REFUNDS: readonly PlannedOrder[] = [
  { ...us('cancelled on day -3, never paid back', -5), cancelled: { day: -3 } },
  { ...us('cancelled on day 10, never paid back', 8), cancelled: { day: 10 } },
  {
    ...us('cancelled, and paid back the next day', -17),
    cancelled: { day: -15 },
    refunds: [{ at: { day: -14 } }],
  },
  {
    ...us('cancelled on day 4, and paid back within the week', 2),
    cancelled: { day: 4 },
    refunds: [{ at: { day: 9 } }],
  },
  {
    ...us('paid back as store credit', -24),
    cancelled: { day: -22 },
    refunds: [{ at: { day: -20 }, isStoreCredit: true }],
  },
  {
    ...us('paid back without the delivery charge', -25),
    shippingMinor: 900,
    cancelled: { day: -23 },
    refunds: [{ at: { day: -21 }, shippingMinor: 0 }],
  },
  {
    ...us('cancelled when it was on its way already', -11),
    parcels: [fromNewark(-10, -6)],
    cancelled: { day: -8 },
  },
  { ...us('cancelled before anything was paid', -13), payment: 'manual', cancelled: { day: -12 } },
  {
    about: 'a German buyer: not a matter of this rule',
    placed: { day: -16, hour: 10 },
    to: 'DE',
    cancelled: { day: -15 },
  },
];

/** Seven working days over Thanksgiving: cancelled on Friday 20 November 2026, due on Wednesday 2 December. */
export const OVER_THANKSGIVING: {
  cancelledOn: string;
  dueOn: string;
  order(cancelledDay: number): PlannedOrder;
} = {
  cancelledOn: '2026-11-20',
  dueOn: '2026-12-02',
  order: (day) => ({
    ...us('cancelled on Friday 20 November 2026, never paid back', day - 2),
    cancelled: { day, hour: 15 },
  }),
};

function us(about: string, day: number): PlannedOrder {
  return { about, placed: { day, hour: 10 }, to: 'US' };
}
