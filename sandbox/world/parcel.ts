import type { Incident, ParcelTruth, TrackingInfo } from './effects.ts';
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
  /** The physical state; what the number says about it may differ (see `numberState`). */
  state: ParcelTruth['truth'];
  since: number;
  /** `right` numbers lead to scans; `held_back` ones exist but were not uploaded. */
  numberState: 'right' | 'held_back' | 'mistyped' | 'fake';
  /** The number that belongs to the parcel, whatever was uploaded. */
  tracking: TrackingInfo & { number: string };
  incidents: Incident[];
  handOverWaitDays: number;
  language: PhraseLanguage;
  deliveredAt: number | null;
  scanCount: number;
  /** Scans nobody could ask for while the number was unknown. Null when there are none. */
  unseenScans: { phrase: PhraseKey; at: number }[] | null;
}

export interface Fulfillment {
  id: number;
  shopIndex: number;
  orderId: number;
  shippedAt: number;
  /** As uploaded; what Shopify knows. */
  tracking: TrackingInfo[];
  parcels: Parcel[];
  isCancelled: boolean;
  /** The buyer's city. */
  city: string;
}

/** What the world tells about the parcel at its now; `deliveredAt` comes from `forecastDelivery` for those on their way. */
export function truthOf(parcel: Parcel, shop: string, deliveredAt: number | null): ParcelTruth {
  const { fulfillment } = parcel;
  const uploaded = fulfillment.tracking[parcel.position]?.number ?? null;
  const base = {
    shop,
    orderId: fulfillment.orderId,
    fulfillmentId: fulfillment.id,
    position: parcel.position,
    number: uploaded,
    carrier: parcel.tracking.company ?? 'unknown',
    origin: parcel.lane.origin,
    destination: parcel.lane.destination,
    shippedAt: fulfillment.shippedAt,
    incidents: [...parcel.incidents],
    deliveredAt,
  };
  if (parcel.numberState === 'held_back') {
    return { ...base, truth: 'no_number', since: fulfillment.shippedAt };
  }
  if (parcel.numberState !== 'right') {
    return { ...base, truth: 'fake_number', since: fulfillment.shippedAt };
  }
  return { ...base, truth: parcel.state, since: parcel.since };
}
