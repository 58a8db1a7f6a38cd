import { DAY } from '#sandbox/world/calendar.ts';
import { UNREPORTED } from '#sandbox/world/carriers.ts';
import type { Incident, ParcelTruth, SilenceCause } from '#sandbox/world/effects.ts';
import type { NumberRow, ToldShipment } from './told.ts';

/** A parcel as any tracking data could state it. Countries are ISO alpha-2. */
export interface ParcelRow {
  parcelId: string;
  orderId: string;
  placedAt: Date;
  /** As the supplier named it with the first number. */
  carrier: string | null;
  /** Where it was shipped from: a supplier, or a place of the shop's own. */
  supplier: string;
  /** As uploaded, one after the other. */
  numbers: NumberRow[];
  /** The day its carrier named on accepting it; null when it named none. */
  promisedAt: Date | null;
  origin: string;
  destination: string;
  /** When it was shipped and its number uploaded. */
  startedAt: Date;
  outcome: 'delivered' | 'returned' | 'lost' | 'open';
  /** In truth, told or not; for a lost one the day it is given up (`GIVEN_UP_AFTER_DAYS`). Null = open. */
  endedAt: Date | null;
  /**
   * From when on the first carrier's own record names the number under which the last mile's carrier goes on, whether or not
   * the first number goes on as well: what a source that follows the first number states. Null = there is no such number.
   */
  successorKnownAt: Date | null;
  /** The successor was uploaded in the first number's place, so that its scans are heard by whoever hears the first's. */
  isSuccessorHeard: boolean;
}

/** A parcel that arrived. */
export interface DeliveryRow {
  id: string;
  mode: 'domestic' | 'cross_border';
  carrier: string | null;
  origin: string;
  destination: string;
  startedAt: Date;
  endedAt: Date;
  /** The day its carrier named on accepting it; null when it named none. */
  promisedAt: Date | null;
}

/** What was true of a parcel at an instant. */
export interface TruthRow {
  parcelId: string;
  at: Date;
  truth: ParcelTruth['truth'];
  /** Why it was silent, or looked so. */
  cause: SilenceCause | null;
}

/**
 * A parcel lost in truth counts as lost from here on; until then nobody could tell, and it is open. Thirty days is when
 * merchants and aggregators give up (docs/lanes.md).
 */
export const GIVEN_UP_AFTER_DAYS = 30;

/** The number was the parcel's own from the first, and its carrier tells Shopify. */
export function isTraceable(
  { incidents, fakeKind }: ParcelTruth,
  { carrier }: ToldShipment,
): boolean {
  return fakeKind === null && !UNREPORTED.has(carrier) && !incidents.some((each) => LIES.has(each));
}

const LIES: ReadonlySet<Incident> = new Set([
  'number_never_uploaded',
  'fake_numbers',
  'borrowed_numbers',
  'reused_numbers',
] as const);

export function parcelRow(
  truth: ParcelTruth,
  { orderId, placedAt, carrier, numbers, promisedAt }: ToldShipment,
  now: number,
): ParcelRow {
  const { supplier, lastMile, number } = truth;
  return {
    parcelId: idOf(truth),
    orderId: String(orderId),
    placedAt,
    carrier,
    supplier,
    numbers,
    promisedAt,
    origin: truth.origin,
    destination: truth.destination,
    startedAt: new Date(truth.shippedAt),
    ...endOf(truth, now),
    successorKnownAt: lastMile === null ? null : new Date(lastMile.knownAt),
    isSuccessorHeard: lastMile !== null && lastMile.number === number,
  };
}

function endOf({ truth, since }: ParcelTruth, now: number): Pick<ParcelRow, 'outcome' | 'endedAt'> {
  if (truth === 'delivered' || truth === 'returned') {
    return { outcome: truth, endedAt: new Date(since) };
  }
  const givenUpAt = since + GIVEN_UP_AFTER_DAYS * DAY;
  const isLost = truth === 'lost_at_handoff' || truth === 'lost_in_network';
  if (isLost && givenUpAt <= now) {
    return { outcome: 'lost', endedAt: new Date(givenUpAt) };
  }
  return { outcome: 'open', endedAt: null };
}

export function deliveryRow(parcel: ParcelRow, { promisedAt }: ToldShipment): DeliveryRow | null {
  const { parcelId, carrier, origin, destination, startedAt, endedAt, outcome } = parcel;
  if (outcome !== 'delivered' || endedAt === null) return null;
  const mode = origin === destination ? 'domestic' : 'cross_border';
  return { id: parcelId, mode, carrier, origin, destination, startedAt, endedAt, promisedAt };
}

/** What is true of a parcel at `at`. */
export function truthRow(parcel: ParcelTruth, at: Date): TruthRow {
  const { truth, cause } = parcel;
  return { parcelId: idOf(parcel), at, truth, cause };
}

function idOf({ fulfillmentId }: ParcelTruth): string {
  return String(fulfillmentId);
}
