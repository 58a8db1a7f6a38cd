import type { PaymentsSettings } from '#sandbox/payments/settings.ts';
import type { CarrierKey } from './carriers.ts';
import type { FulfillmentEventStatus } from './event-status.ts';
import type { PhraseKey } from './phrases.ts';
import type { PlanningTruth } from './planning/shapes.ts';
import type { RuleTruth, ShopSideEffect } from './shop-side.ts';

export type { FulfillmentEventStatus } from './event-status.ts';

/**
 * The seam between the world (what really happens to parcels) and the platform (what Shopify knows).
 * The world yields effects in order of virtual time; the platform applies each to its store and, when an app is
 * subscribed, sends the webhooks it causes. Ids are Shopify-like numeric ids, unique per shop. Instants are epoch ms
 * of virtual time.
 */
export interface WorldShop {
  /** e.g. `northwind-lamps.myshopify.com` */
  domain: string;
  name: string;
  currency: string;
  timeZone: string;
  country: string;
  locale: string;
}

export interface WorldOrder {
  id: number;
  /** `#1001` */
  name: string;
  createdAt: number;
  currency: string;
  totalMinor: number;
  destinationCountry: string;
  /** Personal data exists in the platform, so that tests can prove the app never stores it. */
  customer: {
    firstName: string;
    lastName: string;
    email: string;
    phone: string;
    address1: string;
    city: string;
    zip: string;
  };
  lineItems: {
    id: number;
    title: string;
    sku: string;
    quantity: number;
    unitMinor: number;
    requiresShipping: boolean;
    /** Absent for a line that names no product, as a custom one. */
    variantId?: number;
    productId?: number;
  }[];
}

export interface WorldLocation {
  id: number;
  name: string;
  city: string;
  country: string;
}

/** Who ships for a shop from a place of its own. */
export interface WorldSupplier {
  location: WorldLocation;
  /** The fulfillment service its app has registered, named as the location; null when the merchant ships by hand. */
  service: { id: number; handle: string; name: string } | null;
}

export interface WorldProduct {
  id: number;
  title: string;
  vendor: string;
  productType: string;
  createdAt: number;
  variants: readonly WorldVariant[];
}

/** Money in minor units of the shop's currency. Null: the merchant has not filled it in. */
export interface WorldVariant {
  id: number;
  title: string;
  sku: string;
  priceMinor: number;
  compareAtMinor: number | null;
  unitCostMinor: number | null;
  /** Absent: the shop's. */
  unitCostCurrency?: string;
  /** ISO 3166-1 alpha-2. */
  originCountry: string | null;
  hsCode: string | null;
  weightGrams: number;
  requiresShipping: boolean;
  inventoryItemId: number;
  /** False for what the supplier ships directly and for digital goods: nobody counts them. */
  tracked: boolean;
  mayOversell: boolean;
  /** Where it is kept; null when not tracked. */
  locationId: number | null;
}

export interface TrackingInfo {
  company: string | null;
  number: string | null;
  url: string | null;
}

export type WorldEffect =
  | { kind: 'order_created'; at: number; shop: string; order: WorldOrder }
  | { kind: 'order_cancelled'; at: number; shop: string; orderId: number }
  | {
      kind: 'fulfillment_created';
      at: number;
      shop: string;
      orderId: number;
      fulfillmentId: number;
      originCountry: string | null;
      tracking: TrackingInfo[];
      lineItemIds: number[];
      /** Where it ships from: a location of the shop or of a supplier. Absent: the shop's primary one. */
      locationId?: number;
    }
  | {
      kind: 'tracking_updated';
      at: number;
      shop: string;
      fulfillmentId: number;
      tracking: TrackingInfo[];
    }
  | { kind: 'fulfillment_cancelled'; at: number; shop: string; fulfillmentId: number }
  | {
      kind: 'fulfillment_event';
      at: number;
      shop: string;
      fulfillmentId: number;
      eventId: number;
      status: FulfillmentEventStatus;
      /** When it happened; may differ from `at` (when the platform hears of it). */
      happenedAt: number;
      message: string | null;
      city: string | null;
      country: string | null;
      zip: string | null;
      estimatedDeliveryAt: number | null;
    }
  | {
      /** The first one of an item, at the world's beginning, says how many there were. */
      kind: 'inventory_changed';
      at: number;
      shop: string;
      inventoryItemId: number;
      locationId: number;
      /** After the change; below zero when oversold. */
      available: number;
    }
  | {
      /** What the merchant has entered as being on its way. */
      kind: 'incoming_changed';
      at: number;
      shop: string;
      inventoryItemId: number;
      locationId: number;
      incoming: number;
    }
  | {
      /** How Shopify Payments pays from now on. Null: the shop does not use it. Never said: as usual. */
      kind: 'payments_set';
      at: number;
      shop: string;
      settings: PaymentsSettings | null;
    }
  | ShopSideEffect;

/** What can go wrong in a world that is looked at through Shopify alone. */
export const SHOPIFY_INCIDENTS = [
  'number_never_uploaded', // new fulfillments carry no number
  'number_before_parcel', // numbers uploaded days before a parcel exists
  'fake_numbers', // numbers that belong to no parcel
  'silent_loss_at_handoff', // parcels vanish after departing origin
  'customs_backlog', // import customs holds everything
  'carrier_outage', // one carrier stops scanning (parcels keep moving)
  'webhook_loss', // the platform loses webhooks
] as const;

/** Switches a person or a test can turn on for a shop (or for all). */
export const INCIDENTS = [
  ...SHOPIFY_INCIDENTS,
  'borrowed_numbers', // suppliers upload the numbers of strangers' parcels
  'reused_numbers', // suppliers upload the number of another order once more
  'source_outage_17track', // the 17TRACK look-alike answers 503 or not at all
  'source_outage_aftership', // the same for AfterShip
  'source_stale_17track', // 17TRACK answers, but no longer hears from the carriers
] as const;
export type Incident = (typeof INCIDENTS)[number];

/** How an uploaded number lies. */
export type FakeKind =
  | 'invented' // belongs to nothing
  | 'mistyped'
  | 'borrowed_before' // a stranger's parcel, scanned before the order was paid
  | 'borrowed_elsewhere' // a stranger's parcel to another country
  | 'borrowed_fast' // a stranger's parcel inside the country, there sooner than any way from the supplier allows
  | 'reused'; // the number of another order of the same shop

/** Why a parcel is silent, or looks so to whoever hears what Shopify hears. First in `cause.ts` wins. */
export const SILENCE_CAUSES = [
  'wrong_number', // the uploaded number is invented, mistyped, a stranger's or another order's
  'lost_at_handoff', // gone for good after it left the origin
  'lost_in_network', // gone for good anywhere else: in a depot, at customs, in the last mile
  'customs', // customs holds it, whether for papers, by its turn or in a backlog
  'never_handed_over', // the number was there days before the parcel, and still is
  'source_lag', // its carrier has scanned it since and nobody was told
  'carrier_backlog', // its carrier is out for everyone now
  'rest_days', // it would have been scanned by now but for a weekend or a holiday
] as const;
export type SilenceCause = (typeof SILENCE_CAUSES)[number];

/** What really is the case with a parcel, known to the world alone. */
export interface ParcelTruth {
  shop: string;
  orderId: number;
  fulfillmentId: number;
  /** Index in the fulfillment's tracking list. */
  position: number;
  number: string | null;
  carrier: string;
  /** Who ships: the name of a supplier, or of the shop's own location. */
  supplier: string;
  origin: string;
  destination: string;
  shippedAt: number;
  /** The state at the world's now. */
  truth:
    | 'no_number' // shipped, number never uploaded (so far)
    | 'not_handed_over' // number exists, parcel does not (yet)
    | 'fake_number' // number belongs to nothing
    | 'moving'
    | 'lost_at_handoff'
    | 'lost_in_network'
    | 'held_at_customs'
    | 'returning'
    | 'returned'
    | 'delivered';
  /** Since when `truth` holds. */
  since: number;
  /** Null for what goes as usual, what has ended and was told, and what has no number to be silent. */
  cause: SilenceCause | null;
  incidents: Incident[];
  /** When its carrier scanned it and told nobody, because it was out. */
  lostScansAt: number[];
  /** When it will be (or was) delivered if nothing changes; null if never. */
  deliveredAt: number | null;
  /** The number the supplier's carrier gave the parcel, uploaded or not; null when there is no parcel. */
  realNumber: string | null;
  /** Null unless `truth` is `fake_number`. */
  fakeKind: FakeKind | null;
  /**
   * The last-mile carrier's number, given at `at`; from `knownAt` on the first carrier's record states it. Null before
   * the hand-off, when there is no such number, and while the uploaded number is not the parcel's own.
   */
  lastMile: {
    number: string;
    company: string;
    carrier: CarrierKey;
    at: number;
    knownAt: number;
  } | null;
  /** After the hand-off only the last-mile number gets scans. */
  goesQuiet: boolean;
}

/** One scan in a carrier's own records. Instants are epoch ms. */
export interface CarrierScan {
  /** When it happened. */
  at: number;
  /** When the carrier published it. */
  knownAt: number;
  phrase: PhraseKey;
  /** As the carrier writes it, in `language`. */
  message: string;
  language: 'en' | 'zh' | 'de' | 'pt';
  /** The same in English. */
  english: string;
  city: string | null;
  country: string | null;
  zip: string | null;
}

/** Another number of the same parcel. */
export interface LinkedNumber {
  number: string;
  company: string;
  carrier: CarrierKey;
  /** When the carrier published the link. */
  knownAt: number;
}

/** What a carrier itself has logged under a number by the world's now, whatever Shopify hears of it. */
export interface CarrierRecord {
  number: string;
  carrier: CarrierKey;
  company: string;
  /** ISO 3166-1 alpha-2. */
  origin: string;
  destination: string;
  shipperCountry: string;
  recipient: { country: string; city: string; zip: string };
  /** Published ones only, by `at`. */
  scans: CarrierScan[];
  /** The number that goes on from here, once published. */
  successor: LinkedNumber | null;
  /** No scan will come after the hand-off to the successor. */
  endsAtHandOff: boolean;
  predecessor: LinkedNumber | null;
}

export interface World {
  readonly shops: readonly WorldShop[];
  /** What a shop sells, fixed for a seed; empty for an unknown shop. */
  products(shop: string): readonly WorldProduct[];
  /** Where a shop keeps its stock, the primary location first. */
  locations(shop: string): readonly WorldLocation[];
  /** Who ships for a shop, fixed for a seed. */
  suppliers(shop: string): readonly WorldSupplier[];
  readonly now: number;
  /** Runs the world up to `until` and yields what happened, in order of `at`. Deterministic for a seed and call history. */
  advanceTo(until: number): Iterable<WorldEffect>;
  setIncident(incident: Incident, on: boolean): void;
  readonly incidents: ReadonlySet<Incident>;
  truth(shop: string): ParcelTruth[];
  /** What is true of a shop's subjects under the compliance rules now; empty for shops without a script. */
  ruleTruth(shop: string): RuleTruth[];
  /** What is true of a shop's stock and money; null for shops that are not made to be foretold. */
  planning(shop: string): PlanningTruth | null;
  /** What the carrier has published under a number; null when it knows nothing of it (yet). Spaces and case do not count. */
  carrierRecord(number: string): CarrierRecord | null;
}
