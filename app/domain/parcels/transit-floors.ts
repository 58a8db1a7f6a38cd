import { distanceBetween, type Distance } from '#app/domain/parcels/country-distance.ts';

/**
 * Least hours from order to delivery. Policy, with its reasons in one place:
 * - `far` 48: express door to door between continents promises one to three business days from pick-up (DHL Express
 *   Worldwide, FedEx International Priority); the order must be packed and picked up first. A clock wrong by a whole zone
 *   (14 h) still leaves less than three days.
 * - `next` 18: overnight lanes exist (Hong Kong to Tokyo or Singapore, Istanbul to Frankfurt): next day, never the same.
 * - `near` and `same`: couriers drive across such borders the same day, so there is no floor.
 */
const FLOOR_HOURS: Readonly<Record<Distance, number | null>> = {
  same: null,
  near: null,
  next: 18,
  far: 48,
};

/** Null = no time is too short for this way. */
export function fastestHours(origin: string, destination: string): number | null {
  return FLOOR_HOURS[distanceBetween(origin, destination)];
}

/** Fewer deliveries say too little of what is fast on a lane: one in fifty must be one that was seen. */
export const FEWEST_DELIVERED_ON_LANE = 50;

/**
 * Whether a delivery came sooner than this shop's parcels ever go that way: counted from the order, sooner than all but one
 * in fifty; and counted from shipping in less than half of what that one took. Both, because suppliers mark as shipped
 * late, and buyers' orders wait. Where one in fifty goes from local stock, that one is as fast and nothing is proven.
 */
export function isFasterThanLane(
  { fromOrder, fromShipping }: { fromOrder: number; fromShipping: number },
  lane: { fromOrderHours: number; fromShippingHours: number },
): boolean {
  return fromOrder < lane.fromOrderHours && fromShipping * 2 < lane.fromShippingHours;
}
