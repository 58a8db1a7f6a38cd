import { fromShenzhen } from './parcels.ts';
import type { Destination, PlannedOrder } from './plan.ts';

/** What the shipping policy says of each country, and what the record shows. */
export const CLAIMS = {
  US: { text: 'Delivery to the United States takes 5 to 8 days.', isKept: false },
  CA: { text: 'Delivery to Canada takes 10 to 16 days.', isKept: true },
  /** Too few parcels to say. */
  AU: { text: 'Delivery to Australia takes 12 to 20 days.', isKept: null },
} as const;

/** SHIP-CLAIM-01: enough parcels to know, 14 to 18 days to the United States and 11 to 13 to Canada. */
export const CLAIMED: readonly PlannedOrder[] = [
  ...Array.from({ length: 28 }, (_, index) => delivered('US', -57 + index, 14 + (index % 5))),
  ...Array.from({ length: 26 }, (_, index) => delivered('CA', -57 + index, 11 + (index % 3))),
  ...Array.from({ length: 4 }, (_, index) => delivered('AU', -52 + index * 3, 15)),
];

function delivered(to: Destination, day: number, doorDays: number): PlannedOrder {
  return {
    about: `delivered in ${doorDays} days`,
    placed: { day, hour: 10 },
    to,
    parcels: [fromShenzhen(day + 1, { deliveredOn: day + doorDays })],
  };
}
