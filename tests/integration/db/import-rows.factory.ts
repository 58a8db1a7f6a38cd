import type {
  FulfillmentRow,
  ImportBatch,
  LegRow,
  OrderRow,
  ParcelRowWrite,
  ScanRow,
} from '#app/db/import-rows.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 2, 9, minute));
export const empty: ImportBatch = {
  orders: [],
  fulfillments: [],
  parcels: [],
  legs: [],
  scans: [],
};

export function orderRow(facts: Partial<OrderRow> = {}): OrderRow {
  return {
    orderId: '1001',
    name: '#1001',
    createdAt: at(0),
    processedAt: at(0),
    updatedAt: at(1),
    cancelledAt: null,
    closedAt: null,
    currency: 'EUR',
    totalMinor: 1990,
    financialStatus: 'PAID',
    fulfillmentStatus: 'FULFILLED',
    destinationCountry: 'DE',
    postcodeHash: null,
    ...facts,
  };
}

export function fulfillmentRow(facts: Partial<FulfillmentRow> = {}): FulfillmentRow {
  return {
    fulfillmentId: '2001',
    orderId: '1001',
    name: '#1001-F1',
    status: 'SUCCESS',
    displayStatus: 'FULFILLED',
    createdAt: at(0),
    updatedAt: at(1),
    inTransitAt: null,
    deliveredAt: null,
    estimatedDeliveryAt: null,
    originCountry: 'CN',
    supplier: 'Shenzhen warehouse',
    requiresShipping: true,
    ...facts,
  };
}

export function parcelRow(facts: Partial<ParcelRowWrite> = {}): ParcelRowWrite {
  return {
    fulfillmentId: '2001',
    position: 0,
    orderId: '1001',
    orderName: '#1001',
    number: 'LX123456789CN',
    numberKey: 'LX123456789CN',
    carrier: 'China Post',
    carrierKey: 'china-post',
    trackingUrl: null,
    supplier: 'Shenzhen warehouse',
    origin: 'CN',
    destination: 'DE',
    currency: 'EUR',
    valueMinor: 1990,
    shippedAt: at(0),
    numberSeenAt: at(0),
    cancelled: false,
    sharedStream: false,
    estimatedDeliveryAt: null,
    searchText: '#1001 lx123456789cn',
    ...facts,
  };
}

export function legRow(facts: Partial<LegRow> = {}): LegRow {
  return {
    fulfillmentId: '2001',
    position: 0,
    seq: 0,
    kind: 'unknown',
    number: 'LX123456789CN',
    numberKey: 'LX123456789CN',
    carrier: 'China Post',
    carrierKey: 'china-post',
    trackingUrl: null,
    startedAt: at(0),
    startedBasis: 'fulfillment_created',
    replacedAt: null,
    linkedBy: 'shopify',
    listed: true,
    continuesSeq: null,
    ...facts,
  };
}

export function scanRow(facts: Partial<ScanRow> = {}): ScanRow {
  return {
    fulfillmentId: '2001',
    source: 'shopify',
    eventId: '3001',
    position: 0,
    legSeq: 0,
    occurredAt: at(2),
    recordedAt: at(3),
    receivedAt: at(4),
    milestone: 'accepted',
    physical: true,
    rawStatus: 'IN_TRANSIT',
    message: 'Accepted',
    place: 'Shenzhen',
    country: 'CN',
    postcodeHash: null,
    estimatedDeliveryAt: null,
    ...facts,
  };
}

/** An order with one fulfillment, parcel, leg and scan. */
export function wholeBatch(order: Partial<OrderRow> = {}): ImportBatch {
  const row = orderRow(order);
  return {
    orders: [row],
    fulfillments: [fulfillmentRow({ updatedAt: row.updatedAt })],
    parcels: [parcelRow()],
    legs: [legRow()],
    scans: [scanRow()],
  };
}
