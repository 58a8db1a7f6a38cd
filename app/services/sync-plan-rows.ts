import type {
  FulfillmentRow,
  ImportBatch,
  LegRow,
  OrderRow,
  ScanRow,
} from '#app/db/import-rows.ts';
import type { ParcelRowWrite } from '#app/db/import-rows.ts';
import type { ExistingFulfillments } from '#app/db/orders-existing.server.ts';
import type { ReportedNumbers } from '#app/db/webhook-inbox.server.ts';
import { reconcileParcels } from '#app/domain/parcels/reconcile.ts';
import type { ReconciledParcel } from '#app/domain/parcels/reconcile.ts';
import { shareValue } from '#app/domain/parcels/share-value.ts';
import type { FulfillmentFacts, OrderFacts } from '#app/services/sync-order-facts.server.ts';
import { hasNewNumbers, numbersSince } from '#app/services/sync-number-changes.ts';
import { planScans } from '#app/services/sync-plan-scans.ts';
import type { HashPostcode } from '#app/services/report-privacy.ts';

/** Rows to write, and events that could not be read (their ids). */
export interface PlannedRows {
  batch: ImportBatch;
  unreadableEvents: string[];
}

/** Fulfillments that ship nothing (any more); a value we do not know is taken as shipping. */
const NOT_SHIPPING: ReadonlySet<string> = new Set(['CANCELLED', 'ERROR', 'FAILURE']);

/**
 * The rows that make the tables agree with what Shopify says of these orders. Pure: the same orders over the same
 * stored state give the same rows.
 * `postcodeHash` turns a postcode into its keyed hash, or null when it must not be kept; `reported` is what open webhook
 * deliveries say about numbers.
 */
export function planRows(
  orders: readonly OrderFacts[],
  context: {
    existing: ExistingFulfillments;
    hashPostcode: HashPostcode;
    reported: readonly ReportedNumbers[];
    receivedAt: Date;
  },
): PlannedRows {
  const batch = emptyBatch();
  const unreadableEvents: string[] = [];
  for (const order of orders) {
    const { destinationCountry: country, postcode } = order;
    batch.orders.push(orderRow(order, context.hashPostcode({ country, postcode })));
    const shipped = order.fulfillments.map((fulfillment) => {
      batch.fulfillments.push(fulfillmentRow(order, fulfillment));
      const parcels = parcelsOf(fulfillment, context);
      batch.legs.push(...legRows(fulfillment, parcels));
      const scans = planScans({
        fulfillmentId: fulfillment.fulfillmentId,
        events: fulfillment.events?.events ?? [],
        parcels,
        hashPostcode: context.hashPostcode,
        receivedAt: context.receivedAt,
      });
      batch.scans.push(...scans.rows);
      unreadableEvents.push(...scans.unreadable);
      return { fulfillment, parcels };
    });
    batch.parcels.push(...parcelRows(order, shipped));
  }
  return { batch, unreadableEvents };
}

function emptyBatch() {
  return {
    orders: new Array<OrderRow>(),
    fulfillments: new Array<FulfillmentRow>(),
    parcels: new Array<ParcelRowWrite>(),
    legs: new Array<LegRow>(),
    scans: new Array<ScanRow>(),
  };
}

function orderRow(order: OrderFacts, postcodeHash: string | null): OrderRow {
  return {
    orderId: order.orderId,
    name: order.name,
    createdAt: order.createdAt,
    processedAt: order.processedAt,
    updatedAt: order.updatedAt,
    cancelledAt: order.cancelledAt,
    closedAt: order.closedAt,
    currency: order.total.currency,
    totalMinor: order.total.minor,
    financialStatus: order.financialStatus,
    fulfillmentStatus: order.fulfillmentStatus,
    destinationCountry: order.destinationCountry,
    postcodeHash,
  };
}

function fulfillmentRow(order: OrderFacts, fulfillment: FulfillmentFacts): FulfillmentRow {
  return {
    fulfillmentId: fulfillment.fulfillmentId,
    orderId: order.orderId,
    name: fulfillment.name,
    status: fulfillment.status,
    displayStatus: fulfillment.displayStatus,
    createdAt: fulfillment.createdAt,
    updatedAt: fulfillment.updatedAt,
    inTransitAt: fulfillment.inTransitAt,
    deliveredAt: fulfillment.deliveredAt,
    estimatedDeliveryAt: fulfillment.estimatedDeliveryAt,
    originCountry: fulfillment.originCountry,
    supplier: fulfillment.supplier,
    requiresShipping: fulfillment.requiresShipping,
  };
}

/** Empty when nothing of the fulfillment is shipped (digital goods). */
function parcelsOf(
  fulfillment: FulfillmentFacts,
  context: { existing: ExistingFulfillments; reported: readonly ReportedNumbers[] },
): ReconciledParcel[] {
  const { existing } = context;
  const known = existing.parcels.get(fulfillment.fulfillmentId) ?? [];
  if (!fulfillment.requiresShipping && known.length === 0) return [];
  const parcels = reconcileParcels({
    existing: known,
    tracking: fulfillment.tracking.map(({ number, carrier, url }) => ({
      number,
      company: carrier,
      url,
    })),
    shippedAt: fulfillment.createdAt,
    changedAt: hasNewNumbers(fulfillment, existing)
      ? numbersSince(fulfillment, context)
      : fulfillment.updatedAt,
    firstSight: !existing.known.has(fulfillment.fulfillmentId),
  });
  const shipsNothing = NOT_SHIPPING.has(fulfillment.status) || !fulfillment.requiresShipping;
  return shipsNothing ? parcels.map((parcel) => ({ ...parcel, cancelled: true })) : parcels;
}

function legRows(fulfillment: FulfillmentFacts, parcels: readonly ReconciledParcel[]): LegRow[] {
  return parcels.flatMap(({ position, legs }) =>
    legs.map((leg) => ({
      fulfillmentId: fulfillment.fulfillmentId,
      position,
      seq: leg.seq,
      kind: leg.kind,
      number: leg.number,
      numberKey: leg.numberKey,
      carrier: leg.carrier,
      carrierKey: leg.carrierKey,
      trackingUrl: leg.trackingUrl,
      startedAt: leg.startedAt,
      startedBasis: leg.startedBasis,
      replacedAt: leg.replacedAt,
      linkedBy: leg.linkedBy,
      listed: leg.listed,
      continuesSeq: leg.continuesSeq,
    })),
  );
}

function parcelRows(
  order: OrderFacts,
  shipped: readonly { fulfillment: FulfillmentFacts; parcels: ReconciledParcel[] }[],
): ParcelRowWrite[] {
  // In an order of their own, so that the odd minor unit stays with the same parcel whatever Shopify lists first.
  const all = shipped
    .flatMap(({ fulfillment, parcels }) => parcels.map((parcel) => ({ fulfillment, parcel })))
    .sort(
      (a, b) =>
        compareIds(a.fulfillment.fulfillmentId, b.fulfillment.fulfillmentId) ||
        a.parcel.position - b.parcel.position,
    );
  const shares = shareValue(
    order.total,
    all.map(({ parcel }) => parcel),
  );
  return all.map(({ fulfillment, parcel }, index) => ({
    fulfillmentId: fulfillment.fulfillmentId,
    position: parcel.position,
    orderId: order.orderId,
    orderName: order.name,
    number: parcel.number,
    numberKey: parcel.numberKey,
    carrier: parcel.carrier,
    carrierKey: parcel.carrierKey,
    trackingUrl: parcel.trackingUrl,
    supplier: fulfillment.supplier,
    origin: fulfillment.originCountry,
    destination: order.destinationCountry,
    currency: order.total.currency,
    valueMinor: shares[index]?.minor ?? 0,
    shippedAt: fulfillment.createdAt,
    numberSeenAt: parcel.numberSeenAt,
    cancelled: parcel.cancelled,
    sharedStream: parcel.sharedStream,
    estimatedDeliveryAt: fulfillment.estimatedDeliveryAt,
    searchText: searchText(order, parcel),
  }));
}

function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

/** The order's name and every number the parcel has had, as typed and as compared. */
function searchText(order: OrderFacts, parcel: ReconciledParcel): string {
  const words = [order.name, ...parcel.legs.flatMap((leg) => [leg.number, leg.numberKey])];
  return [...new Set(words.map((word) => word.toLowerCase()))].join(' ');
}
