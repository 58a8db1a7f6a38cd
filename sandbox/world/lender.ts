import type { Incident } from './effects.ts';
import type { Lane } from './lanes.ts';
import type { Fulfillment, Parcel } from './parcel.ts';
import { Random, seedFrom } from './random.ts';
import { chooseKind, inventStranger } from './strangers.ts';
import { RATES } from './troubles.ts';

/** How many of a shop's newest parcels a supplier looks through for a number to use again. */
const LOOKED_THROUGH = 150;

type Lend = (
  fulfillment: Fulfillment,
  lane: Lane,
  orderedAt: number,
) => { kind: NonNullable<Parcel['uploadedFor']>['kind']; other: Parcel } | null;

/** The supplier who uploads a number that belongs to another parcel; draws from streams of its own. */
export function createLender({
  worldSeed,
  hasSources,
  incidents,
  takeSerial,
  parcelsOf,
}: {
  worldSeed: number;
  hasSources: boolean;
  incidents: ReadonlySet<Incident>;
  takeSerial: () => number;
  /** The shop's parcels so far, oldest first. */
  parcelsOf: (shopIndex: number) => readonly Parcel[];
}): Lend {
  const rateOf = (incident: Incident, rates: { base: number; incident: number }) => {
    if (incidents.has(incident)) return rates.incident;
    return hasSources ? rates.base : 0;
  };
  return (fulfillment, lane, orderedAt) => {
    const { id, shopIndex, shippedAt, city } = fulfillment;
    const seed = seedFrom(worldSeed, shopIndex, id, 0x1e4d);
    const random = new Random(seed);
    const draw = random.next();
    const borrowed = rateOf('borrowed_numbers', RATES.borrowedNumber);
    if (draw < borrowed) {
      const kind = chooseKind(lane, random);
      const serial = takeSerial();
      const wanted = { lane, orderedAt, shippedAt, city, seed, serial };
      return { kind, other: inventStranger(kind, wanted) };
    }
    if (draw >= borrowed + rateOf('reused_numbers', RATES.reusedNumber)) return null;
    const other = anotherOrders(fulfillment, lane, parcelsOf(shopIndex), random);
    return other === null ? null : { kind: 'reused', other };
  };
}

/** A parcel of another buyer in another city that went the same way lately under its own number. */
function anotherOrders(
  { orderId, city }: Fulfillment,
  lane: Lane,
  parcels: readonly Parcel[],
  random: Random,
): Parcel | null {
  const found = parcels
    .slice(-LOOKED_THROUGH)
    .filter(
      (parcel) =>
        parcel.lane.id === lane.id &&
        parcel.numberState === 'right' &&
        parcel.handOff?.kind !== 'replaced' &&
        !parcel.fulfillment.isCancelled &&
        parcel.fulfillment.orderId !== orderId &&
        parcel.fulfillment.city !== city,
    );
  return found.length === 0 ? null : random.pick(found);
}
