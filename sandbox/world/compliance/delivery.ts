import { fromNewark, fromShenzhen } from './parcels.ts';
import type { Destination, PlannedOrder } from './plan.ts';

/** EU-DLV-01: in the buyer's hands within the agreed time, else within 30 calendar days of the order. */
export const DELIVERY: readonly PlannedOrder[] = [
  to('DE', 'ordered 30 days before the start, never shipped', -30),
  to('FR', 'ordered 31 days before the start, never shipped', -31),
  {
    ...to('DE', 'delivered on its 30th day', -29),
    parcels: [fromShenzhen(-20, { deliveredOn: 1 })],
  },
  {
    ...to('FR', 'on its way, and not there on its 30th day', -28),
    parcels: [fromShenzhen(-14)],
  },
  {
    ...to('FR', 'delivered two days after its 30th day', -27),
    parcels: [fromShenzhen(-12, { deliveredOn: 5 })],
  },
  { ...to('GB', 'on its way since 40 days', -42), parcels: [fromShenzhen(-39)] },
  { ...to('DE', 'a company has no such right', -41), isCompany: true },
  {
    ...to('FR', 'delivery by day 20 was agreed, and it is not there', -25),
    maxDelivery: { day: 20, hour: 16 },
    parcels: [fromShenzhen(-6)],
  },
  {
    ...to('DE', 'delivery by day 24 was agreed, and kept', -35),
    maxDelivery: { day: 24, hour: 16 },
    parcels: [fromShenzhen(3, { deliveredOn: 22 })],
  },
  to('DE', 'its 30th day is day 9 and it never ships', -21),
  to('GB', 'its 30th day is day 27 and it never ships', -3),
  {
    ...to('GB', 'delivered in twelve days', -18),
    parcels: [fromShenzhen(-17, { deliveredOn: -6 })],
  },
  { ...to('FR', 'delivered in a week from Newark', -9), parcels: [fromNewark(-8, -2)] },
  { ...to('DE', 'delivered in two weeks', 4), parcels: [fromShenzhen(5, { deliveredOn: 18 })] },
  { ...to('FR', 'delivered in two weeks', 10), parcels: [fromShenzhen(11, { deliveredOn: 24 })] },
];

function to(country: Destination, about: string, day: number): PlannedOrder {
  return { about, placed: { day, hour: 10 }, to: country };
}
