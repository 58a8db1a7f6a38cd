import type { CarrierKey } from './carriers.ts';
import type { FakeKind, Incident, ParcelTruth, TrackingInfo, WorldLocation } from './effects.ts';
import type { Lane } from './lanes.ts';
import type { PhraseKey, PhraseLanguage } from './phrases.ts';
import type { Random } from './random.ts';

/** Where a parcel stands between two events of its life. `route` means: the scan `stepIndex` of its lane comes next. */
export type Phase =
  | 'notices'
  | 'route'
  | 'held'
  | 'attempt'
  | 'back_at_depot'
  | 'pickup'
  | 'returning'
  | 'returned'
  | 'vanish'
  | 'over';

/** A box, as the world knows it. */
export interface Parcel {
  fulfillment: Fulfillment;
  position: number;
  lane: Lane;
  random: Random;
  seed: number;
  phase: Phase;
  stepIndex: number;
  /** When the next event of its life is due; null when there is none. */
  nextAt: number | null;
  /** From then until `nextAt` it waits only because somebody rests; null when nobody's rest holds it up. */
  restsFrom: number | null;
  /** The physical state; what the number says about it may differ (see `numberState`). */
  state: ParcelTruth['truth'];
  since: number;
  /** `right` numbers lead to scans; `held_back` ones exist but were not uploaded. */
  numberState: 'right' | 'held_back' | 'mistyped' | 'fake' | 'borrowed' | 'reused';
  /** The number that belongs to the parcel, whatever was uploaded. */
  tracking: TrackingInfo & { number: string };
  incidents: Incident[];
  /** When scans of it were lost because its carrier was out. */
  lostScansAt: number[];
  handOverWaitDays: number;
  language: PhraseLanguage;
  deliveredAt: number | null;
  scanCount: number;
  /** Its last scan that is no notice, and the last one Shopify hears of; null before the first. */
  lastScanAt: number | null;
  lastToldAt: number | null;
  /** Scans nobody could ask for while the number was unknown. Null when there are none. */
  unseenScans: { phrase: PhraseKey; at: number }[] | null;
  /** The supplier's own number, which `tracking` loses when the last mile's replaces it. */
  firstNumber: string;
  /** What its carriers logged, packed (see `carrier-log.ts`). */
  log: number[];
  /** The last-mile carrier's number, once given. */
  handOff: HandOff | null;
  /** Whose number was uploaded in its place, and how that shows; null unless `borrowed` or `reused`. */
  uploadedFor: { kind: Exclude<FakeKind, 'invented' | 'mistyped'>; other: Parcel } | null;
  /** Parcels of other orders under which this one's number was uploaded too. */
  sharers: Parcel[] | null;
}

/** The last-mile carrier takes over under a number of its own. */
export interface HandOff {
  /** `kept`: both numbers get scans; `quiet`: the new one only; `replaced`: the supplier uploads the new one. */
  kind: 'kept' | 'quiet' | 'replaced';
  at: number;
  /** When the first carrier publishes the new number. */
  knownAt: number;
  number: string;
  company: string;
  carrier: CarrierKey;
}

export interface Fulfillment {
  id: number;
  shopIndex: number;
  orderId: number;
  shippedAt: number;
  /** Where it ships from; null for a stranger's. */
  shipper: WorldLocation | null;
  /** As uploaded; what Shopify knows. */
  tracking: TrackingInfo[];
  parcels: Parcel[];
  isCancelled: boolean;
  /** The buyer's city and postcode. */
  city: string;
  zip: string;
}

/**
 * What the world tells about the parcel at its now; `deliveredAt` comes from `forecastDelivery` for those on their way,
 * `cause` from `causeOf`.
 */
export function truthOf(
  parcel: Parcel,
  { shop, deliveredAt, cause }: Pick<ParcelTruth, 'shop' | 'deliveredAt' | 'cause'>,
): ParcelTruth {
  const { fulfillment } = parcel;
  const uploaded = fulfillment.tracking[parcel.position]?.number ?? null;
  const base = {
    shop,
    orderId: fulfillment.orderId,
    fulfillmentId: fulfillment.id,
    position: parcel.position,
    number: uploaded,
    carrier: parcel.tracking.company ?? 'unknown',
    supplier: fulfillment.shipper?.name ?? 'unknown',
    origin: parcel.lane.origin,
    destination: parcel.lane.destination,
    shippedAt: fulfillment.shippedAt,
    incidents: [...parcel.incidents],
    lostScansAt: [...parcel.lostScansAt],
    deliveredAt,
    cause,
    realNumber: parcel.numberState === 'fake' ? null : parcel.firstNumber,
    fakeKind: fakeKindOf(parcel),
    lastMile: null,
    goesQuiet: false,
  };
  if (parcel.numberState === 'held_back') {
    return { ...base, truth: 'no_number', since: fulfillment.shippedAt };
  }
  if (parcel.numberState !== 'right') {
    return { ...base, truth: 'fake_number', since: fulfillment.shippedAt };
  }
  const { handOff } = parcel;
  const goesQuiet = handOff?.kind === 'quiet';
  const lastMile = handOff === null ? null : lastMileOf(handOff);
  return { ...base, truth: parcel.state, since: parcel.since, lastMile, goesQuiet };
}

function fakeKindOf({ numberState, uploadedFor }: Parcel): FakeKind | null {
  if (numberState === 'fake') return 'invented';
  if (numberState === 'mistyped') return 'mistyped';
  if (numberState === 'borrowed' || numberState === 'reused') return uploadedFor?.kind ?? null;
  return null;
}

function lastMileOf({ number, company, carrier, at, knownAt }: HandOff): ParcelTruth['lastMile'] {
  return { number, company, carrier, at, knownAt };
}
