import type { Leg } from '#app/domain/parcels/reconcile.ts';

/**
 * What the bulk writer takes, one type per table. Ids are Shopify's numbers as decimal strings; instants are UTC;
 * amounts are minor units. Columns that a row does not have (verdicts, muting, latest scan) are never written by it.
 */
export interface OrderRow {
  orderId: string;
  name: string;
  createdAt: Date;
  processedAt: Date | null;
  /** Shopify's; an older row never overwrites a newer one. */
  updatedAt: Date;
  cancelledAt: Date | null;
  closedAt: Date | null;
  currency: string;
  totalMinor: number;
  financialStatus: string | null;
  fulfillmentStatus: string | null;
  destinationCountry: string | null;
  postcodeHash: string | null;
}

export interface FulfillmentRow {
  fulfillmentId: string;
  orderId: string;
  name: string;
  status: string;
  displayStatus: string | null;
  createdAt: Date;
  /** Shopify's; an older row never overwrites a newer one, nor do its parcels and legs. */
  updatedAt: Date;
  inTransitAt: Date | null;
  deliveredAt: Date | null;
  estimatedDeliveryAt: Date | null;
  originCountry: string | null;
  /** Who fulfills: a third-party service or a location by name; null = Shopify does not say. */
  supplier: string | null;
  requiresShipping: boolean;
}

export interface ParcelRowWrite {
  fulfillmentId: string;
  position: number;
  orderId: string;
  orderName: string;
  number: string | null;
  numberKey: string | null;
  carrier: string | null;
  carrierKey: string | null;
  trackingUrl: string | null;
  /** As in the fulfillment. */
  supplier: string | null;
  origin: string | null;
  destination: string | null;
  currency: string;
  valueMinor: number;
  shippedAt: Date;
  numberSeenAt: Date | null;
  cancelled: boolean;
  sharedStream: boolean;
  estimatedDeliveryAt: Date | null;
  /** Lower case: the order's name and every number the parcel has had. */
  searchText: string;
}

export interface LegRow extends Leg {
  fulfillmentId: string;
  position: number;
}

export interface ScanRow {
  fulfillmentId: string;
  source: string;
  eventId: string;
  position: number | null;
  legSeq: number | null;
  occurredAt: Date;
  recordedAt: Date;
  receivedAt: Date;
  milestone: string;
  physical: boolean;
  rawStatus: string;
  message: string | null;
  place: string | null;
  country: string | null;
  /** Of the place of a delivery, with the shop's key; null: not told. */
  postcodeHash: string | null;
  estimatedDeliveryAt: Date | null;
}

/** Rows of one shop, written together. A key must not occur twice in one batch. */
export interface ImportBatch {
  orders: readonly OrderRow[];
  fulfillments: readonly FulfillmentRow[];
  parcels: readonly ParcelRowWrite[];
  legs: readonly LegRow[];
  scans: readonly ScanRow[];
}
