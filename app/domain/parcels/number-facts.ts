import type { Proof, ProofCode } from '#app/domain/parcels/proof.ts';
import type { Scan } from '#app/domain/scans/scan.ts';
import type { SourceName } from '#app/domain/scans/source-name.ts';
import type { Evidence } from '#app/domain/verdicts/verdict.ts';

/** What a source says of a number's way beside scans; null = it does not say. */
export interface NumberStatement {
  source: SourceName;
  shipperCountry: string | null;
  recipientCountry: string | null;
  /** Comparable with orders' within the shop: both are made from country and postcode. */
  recipientPostcodeHash: string | null;
  /** When it was last said. */
  saidAt: Date | null;
}

/** Everything known of one number of one parcel. */
export interface NumberFacts {
  number: string;
  numberKey: string;
  /** When it came to this parcel. */
  knownAt: Date;
  order: {
    orderId: string;
    /** The earlier of created and processed: a payment that came late moves nothing. */
    placedAt: Date;
    postcodeHash: string | null;
  };
  shippedAt: Date;
  /** How fast this shop's parcels go this way; null = too few went, or some go from local stock. */
  lane: LaneSpeed | null;
  /** As Shopify says, else the shop's default. */
  origin: string | null;
  destination: string | null;
  /** This number's scans that count now, in timeline order. */
  scans: readonly Scan[];
  /**
   * Whether Shopify's events are surely this number's. Shopify keeps the events of a number that was replaced: where nobody
   * watched since the fulfillment was made, some may speak of an earlier number.
   */
  isStreamSure: boolean;
  said: readonly NumberStatement[];
  /** The same number on parcels of other orders, any order. */
  elsewhere: readonly NumberElsewhere[];
  hasFailedCheckDigit: boolean;
}

/** The fastest of a shop's parcels on one way: one in fifty was faster. Hours. */
export interface LaneSpeed {
  fromOrderHours: number;
  fromShippingHours: number;
}

/** The same number on a parcel of another order. */
export interface NumberElsewhere {
  orderId: string;
  orderName: string;
  placedAt: Date;
  knownAt: Date;
  destination: string | null;
  postcodeHash: string | null;
}

/** A finding before it is told of its number. */
export interface Against {
  code: ProofCode;
  weight: Proof['weight'];
  sentence: Evidence;
  at: Date;
}
