import { fromNewark, fromShenzhen, onlyMarked } from './parcels.ts';
import type { PlannedOrder } from './plan.ts';

/**
 * US-SHIP-01: shipped within the time that was stated, else within 30 calendar days of the payment. What never ships
 * lapses on that day, and its money is owed (US-RFD-01).
 */
export const SHIPPING: readonly PlannedOrder[] = [
  us('paid 30 days before the start, never shipped', -30),
  us('paid 31 days before the start, never shipped', -31),
  us('its 30th day is day 10 and it never ships', -20),
  us('its 30th day is day 18 and it never ships', -12),
  us('its 30th day is day 29 and it never ships', -1),
  {
    ...us('handed over on its last day', -29),
    parcels: [fromShenzhen(1, { handedOver: { day: 1, hour: 15 }, deliveredOn: 14 })],
  },
  {
    ...us('a label on its last day, and no parcel', -28),
    parcels: [onlyMarked({ day: 2 }, { notices: [{ phrase: 'label_created', day: 2, hour: 13 }] })],
  },
  {
    ...us('shipped two days after its last day', -24),
    parcels: [fromNewark(7, 12)],
  },
  { ...us('shipped a week before its last day', -26), parcels: [fromNewark(-4, 1)] },
  { ...us('cash on delivery: the rule spares it', -44), payment: 'manual' },
  { ...us('a file: nothing to ship', -36), lines: [{ sku: 'MG-GUIDE', quantity: 1 }] },
  {
    ...us('one of two articles shipped, the other never', -33),
    lines: [
      { sku: 'MG-VASE', quantity: 1 },
      { sku: 'MG-TRAY', quantity: 1 },
    ],
    parcels: [{ ...fromNewark(-31, -27), lines: [0] }],
  },
  { ...us('paid ten days after it was placed: the clock starts then', -40), paid: { day: -9 } },
  { ...us('a company: this rule protects it too', -32), isCompany: true },
  { ...us('to be picked up in Newark', -34), method: 'PICK_UP' },
  {
    ...us('shipping by day 2 was stated, and it never ships', -8),
    fulfillBy: { day: 2, hour: 16 },
  },
  {
    ...us('shipping by day 15 was stated, later than 30 days, and kept', -38),
    fulfillBy: { day: 15, hour: 16 },
    parcels: [fromShenzhen(13, { handedOver: { day: 14 } })],
  },
  us('the day before the policy names 5 business days: 30 days hold', 11),
  us('after the policy names 5 business days, never shipped', 14),
  {
    ...us('after the policy names 5 business days, handed over on the second one', 16),
    parcels: [fromNewark(16, 20)],
  },
];

/** What arrives day by day and is shipped as it should be. */
export const ROUTINE: readonly PlannedOrder[] = [0, 2, 3, 6, 7, 9, 13, 15, 18, 20, 23, 26, 29].map(
  (day) => ({
    ...us(`shipped the day it came`, day),
    lines: [{ sku: 'MG-VASE', quantity: 1 + (day % 2) }],
    parcels: [fromNewark(day, day + 4)],
  }),
);

function us(about: string, day: number): PlannedOrder {
  return { about, placed: { day, hour: 10 }, to: 'US' };
}
