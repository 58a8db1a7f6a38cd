import { DAY } from './calendar.ts';
import type { Incident, WorldLocation, WorldSupplier } from './effects.ts';
import type { Fulfillment } from './parcel.ts';
import { Random, seedFrom } from './random.ts';

/** What a supplier is like to ship with. */
export type Manner =
  | 'good'
  | 'numbers_early' // uploads numbers days before the parcel exists
  | 'numbers_late' // takes days to upload a number, or never does
  | 'slow_hand_over'; // numbers in time, parcels a day later than others

/** A supplier of a shop, as the catalogue lists it. Invented, as everything is. */
export interface SupplierPlan {
  name: string;
  city: string;
  manner: Manner;
  /** Of the fulfillment service its app has registered; null when the merchant ships from its location by hand. */
  handle: string | null;
}

/** Ids of suppliers' locations lie apart from those of a shop's own. */
const FIRST_LOCATION = 71_000_500_000;
const FIRST_SERVICE = 61_000_000;
const SHOP_STRIDE = 1_000_000;

/** A shop's suppliers with ids that depend on its place in the world alone. All of them are in China. */
export function suppliersOf(
  plans: readonly SupplierPlan[],
  shopIndex: number,
): readonly { manner: Manner; supplier: WorldSupplier }[] {
  return plans.map(({ name, city, handle, manner }, index) => {
    const offset = shopIndex * SHOP_STRIDE + index * 67;
    const location = { id: FIRST_LOCATION + offset, name, city, country: 'CN' };
    const service = handle === null ? null : { id: FIRST_SERVICE + offset, handle, name };
    return { manner, supplier: { location, service } };
  });
}

const SHARE: Readonly<Record<Manner, number>> = {
  good: 0.34,
  numbers_early: 0.22,
  numbers_late: 0.22,
  slow_hand_over: 0.22,
};
/** How much likelier a shipment with such a trouble is a supplier's of that manner; below 1 for one without. */
const TELLS = {
  numberIsEarly: 12,
  numberIsMissing: 12,
  goodOne: 0.3,
  handledSlowly: { days: 2, factor: 5 },
  handledFast: { days: 1, factor: 0.4 },
  handedOverSlowly: { days: 1, factor: 7 },
  handedOverFast: { days: 0.5, factor: 0.3 },
} as const;

/**
 * Where a fulfillment ships from: within a country from one of the shop's own locations, else from one of its suppliers.
 * Chosen last, by what happened to the shipment: troubles are spread over the suppliers by their manners, none is added
 * and none taken away. Draws from a stream of its own. What an incident does to everybody tells nothing of a supplier.
 */
export function chooseShipper(
  fulfillment: Fulfillment,
  {
    suppliers,
    locations,
    seed,
    orderedAt,
    incidents,
  }: {
    suppliers: readonly { manner: Manner; supplier: WorldSupplier }[];
    locations: readonly WorldLocation[];
    /** The shipment's. */
    seed: number;
    orderedAt: number;
    incidents: ReadonlySet<Incident>;
  },
): WorldLocation {
  const random = new Random(seedFrom(seed, 0x5099));
  const isCrossBorder = fulfillment.parcels.some(({ lane }) => lane.crossBorder);
  if (!isCrossBorder || suppliers.length === 0) return random.pick(locations);
  const factors = factorsOf(fulfillment, { orderedAt, incidents });
  const weighted = suppliers.map(({ manner, supplier }) => ({
    supplier,
    weight: SHARE[manner] * factors[manner],
  }));
  return random.pickWeighted(weighted).supplier.location;
}

function factorsOf(
  { parcels: [parcel], shippedAt }: Fulfillment,
  { orderedAt, incidents }: { orderedAt: number; incidents: ReadonlySet<Incident> },
): Record<Manner, number> {
  const isHit = (incident: Incident) => parcel?.incidents.includes(incident) === true;
  const isEarly = isHit('number_before_parcel');
  const isItsEarly = isEarly && !incidents.has('number_before_parcel');
  const isItsMissing = isHit('number_never_uploaded') && !incidents.has('number_never_uploaded');
  const handledDays = (shippedAt - orderedAt) / DAY;
  const waitDays = parcel?.handOverWaitDays ?? 0;
  return {
    good: isItsEarly || isItsMissing ? TELLS.goodOne : 1,
    numbers_early: isItsEarly ? TELLS.numberIsEarly : 1,
    numbers_late:
      (isItsMissing ? TELLS.numberIsMissing : 1) *
      factorBetween(handledDays, TELLS.handledFast, TELLS.handledSlowly),
    // A number that came early says nothing of when the parcel might have come.
    slow_hand_over: isEarly
      ? 1
      : factorBetween(waitDays, TELLS.handedOverFast, TELLS.handedOverSlowly),
  };
}

interface Limit {
  days: number;
  factor: number;
}

function factorBetween(days: number, fast: Limit, slow: Limit): number {
  if (days < fast.days) return fast.factor;
  return days > slow.days ? slow.factor : 1;
}
