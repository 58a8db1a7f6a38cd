import type { CopyColumn, CopyValue } from '#app/db/copy-text.server.ts';
import type {
  FulfillmentRow,
  ImportBatch,
  LegRow,
  OrderRow,
  ParcelRowWrite,
  ScanRow,
} from '#app/db/import-rows.ts';

/** How a table takes a batch: where its rows are staged and what happens to a row that exists already. */
export interface ImportTable {
  name: keyof ImportBatch;
  /** In the order of `encode`'s values; shop_id is added. */
  columns: readonly string[];
  key: readonly string[];
  /** Columns an existing row takes over; empty = it stays as it is. */
  updates: readonly string[];
  /** Never overwritten by an older `updated_at`. */
  isVersioned: boolean;
}

/** Each line pairs a column with its value: the two cannot drift apart. */
function columnsOf<Row>(pairs: Record<string, (row: Row) => CopyValue>): CopyColumn<Row>[] {
  return Object.entries(pairs).map(([name, of]) => ({ name, of }));
}

export const ORDER_COLUMNS = columnsOf<OrderRow>({
  order_id: (row) => row.orderId,
  name: (row) => row.name,
  created_at: (row) => row.createdAt,
  processed_at: (row) => row.processedAt,
  updated_at: (row) => row.updatedAt,
  cancelled_at: (row) => row.cancelledAt,
  closed_at: (row) => row.closedAt,
  currency: (row) => row.currency,
  total_minor: (row) => row.totalMinor,
  financial_status: (row) => row.financialStatus,
  fulfillment_status: (row) => row.fulfillmentStatus,
  destination_country: (row) => row.destinationCountry,
  postcode_hash: (row) => row.postcodeHash,
});

export const FULFILLMENT_COLUMNS = columnsOf<FulfillmentRow>({
  fulfillment_id: (row) => row.fulfillmentId,
  order_id: (row) => row.orderId,
  name: (row) => row.name,
  status: (row) => row.status,
  display_status: (row) => row.displayStatus,
  created_at: (row) => row.createdAt,
  updated_at: (row) => row.updatedAt,
  in_transit_at: (row) => row.inTransitAt,
  delivered_at: (row) => row.deliveredAt,
  estimated_delivery_at: (row) => row.estimatedDeliveryAt,
  origin_country: (row) => row.originCountry,
  supplier: (row) => row.supplier,
  requires_shipping: (row) => row.requiresShipping,
});

export const PARCEL_COLUMNS = columnsOf<ParcelRowWrite>({
  fulfillment_id: (row) => row.fulfillmentId,
  position: (row) => row.position,
  order_id: (row) => row.orderId,
  order_name: (row) => row.orderName,
  number: (row) => row.number,
  number_key: (row) => row.numberKey,
  carrier: (row) => row.carrier,
  carrier_key: (row) => row.carrierKey,
  tracking_url: (row) => row.trackingUrl,
  supplier: (row) => row.supplier,
  origin: (row) => row.origin,
  destination: (row) => row.destination,
  currency: (row) => row.currency,
  value_minor: (row) => row.valueMinor,
  shipped_at: (row) => row.shippedAt,
  number_seen_at: (row) => row.numberSeenAt,
  cancelled: (row) => row.cancelled,
  shared_stream: (row) => row.sharedStream,
  estimated_delivery_at: (row) => row.estimatedDeliveryAt,
  search_text: (row) => row.searchText,
});

export const LEG_COLUMNS = columnsOf<LegRow>({
  fulfillment_id: (row) => row.fulfillmentId,
  position: (row) => row.position,
  seq: (row) => row.seq,
  kind: (row) => row.kind,
  number: (row) => row.number,
  number_key: (row) => row.numberKey,
  carrier: (row) => row.carrier,
  carrier_key: (row) => row.carrierKey,
  tracking_url: (row) => row.trackingUrl,
  started_at: (row) => row.startedAt,
  started_basis: (row) => row.startedBasis,
  replaced_at: (row) => row.replacedAt,
  linked_by: (row) => row.linkedBy,
  listed: (row) => row.listed,
  continues_seq: (row) => row.continuesSeq,
});

export const SCAN_COLUMNS = columnsOf<ScanRow>({
  fulfillment_id: (row) => row.fulfillmentId,
  source: (row) => row.source,
  event_id: (row) => row.eventId,
  position: (row) => row.position,
  leg_seq: (row) => row.legSeq,
  occurred_at: (row) => row.occurredAt,
  recorded_at: (row) => row.recordedAt,
  received_at: (row) => row.receivedAt,
  milestone: (row) => row.milestone,
  physical: (row) => row.physical,
  raw_status: (row) => row.rawStatus,
  message: (row) => row.message,
  place: (row) => row.place,
  country: (row) => row.country,
  postcode_hash: (row) => row.postcodeHash,
  estimated_delivery_at: (row) => row.estimatedDeliveryAt,
});

const namesOf = (columns: readonly { name: string }[]) => columns.map(({ name }) => name);
const allBut = (columns: readonly { name: string }[], kept: readonly string[]) =>
  namesOf(columns).filter((name) => !kept.includes(name));

/** In the order of writing: what refers to a row comes after it. */
export const IMPORT_TABLES = {
  orders: table('orders', ORDER_COLUMNS, ['order_id'], [], true),
  fulfillments: table('fulfillments', FULFILLMENT_COLUMNS, ['fulfillment_id'], [], true),
  parcels: table('parcels', PARCEL_COLUMNS, ['fulfillment_id', 'position'], [], false),
  // How a leg came to be is history; only what Shopify may correct later is taken over.
  legs: table(
    'legs',
    LEG_COLUMNS,
    ['fulfillment_id', 'position', 'seq'],
    ['kind', 'started_at', 'started_basis', 'linked_by'],
    false,
  ),
  // Scans are append-only: the first telling of an event stays.
  scans: {
    ...table('scans', SCAN_COLUMNS, ['fulfillment_id', 'source', 'event_id'], [], false),
    updates: [],
  },
} satisfies Record<keyof ImportBatch, ImportTable>;

function table(
  name: keyof ImportBatch,
  columns: readonly { name: string }[],
  key: readonly string[],
  kept: readonly string[],
  isVersioned: boolean,
): ImportTable {
  return {
    name,
    columns: namesOf(columns),
    key,
    updates: allBut(columns, [...key, ...kept]),
    isVersioned,
  };
}
