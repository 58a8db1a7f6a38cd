import type { BookedSale } from '#sandbox/world/planning/book.ts';
import { DIRECT_SUPPLIER, STORE, WAREHOUSE } from '#sandbox/world/planning/store.ts';
import type { LivedShop } from './lived-shop.ts';
import type { Row, Rows } from './put-rows.ts';

const { currency } = STORE;
const DAY_MS = 86_400_000;
/** After so many days of being underway a parcel is late, and is silent: in the country, and from far away. */
const LATE_AFTER = { own: 7, direct: 21 };
const STALLED_AFTER = { own: 16, direct: 36 };

/** What a shop has been told of its orders, parcels, refunds and disputes by an instant. */
export function orderRows({ seed, now, scene }: LivedShop): Rows {
  const at = now.getTime();
  const known = scene.sales.filter(({ sale }) => sale.at < at);
  const parcels = known.flatMap((booked) => parcelOf(booked, { seed, at }) ?? []);
  return {
    orders: known.map((booked) => orderRow(booked, { seed, at })),
    order_details: known.map((booked) => detailsRow(booked, { seed, at })),
    order_lines: known.flatMap((booked) => lineRows(booked, { seed, at, scene })),
    fulfillments: parcels.map(({ fulfillment }) => fulfillment),
    parcels: parcels.map(({ parcel }) => parcel),
    verdict_changes: parcels
      .flatMap(({ changes }) => changes)
      .map((change, place): Row => ({ ...change, seq: seed * 1_000_000 + place })),
    parcel_counts: countsOf(parcels, seed),
    disputes: known.flatMap((booked): Row[] => {
      const row = disputeRow(booked, { seed, at });
      return row === null ? [] : [row];
    }),
  };
}

function orderRow(
  { sale, outcome, ids, totalMinor }: BookedSale,
  { seed, at }: { seed: number; at: number },
): Row {
  const { refundedAt, refundedShare, shippedAt, gateway, deliveredAt } = outcome;
  const isRefunded = refundedAt !== null && refundedAt < at;
  const isPaid = gateway !== 'Cash on Delivery (COD)' || (deliveredAt !== null && deliveredAt < at);
  const isCancelled = sale.cancelAt !== null && sale.cancelAt < at;
  return {
    shop_id: seed,
    order_id: ids.order,
    name: ids.name,
    created_at: new Date(sale.at),
    processed_at: new Date(sale.at),
    updated_at: new Date(at),
    cancelled_at: isCancelled ? new Date(sale.cancelAt ?? at) : null,
    currency,
    total_minor: totalMinor,
    financial_status: isRefunded
      ? refundedShare === 1
        ? 'REFUNDED'
        : 'PARTIALLY_REFUNDED'
      : isPaid
        ? 'PAID'
        : 'PENDING',
    fulfillment_status: shippedAt !== null && shippedAt < at ? 'FULFILLED' : 'UNFULFILLED',
    destination_country: STORE.country,
  };
}

function detailsRow(
  { sale, outcome, ids, totalMinor, shippingMinor, refundMinor }: BookedSale,
  { seed, at }: { seed: number; at: number },
): Row {
  const { gateway, deliveredAt, refundedAt } = outcome;
  const isDoor = gateway === 'Cash on Delivery (COD)';
  const paidAt = isDoor ? deliveredAt : sale.at;
  const isPaid = paidAt !== null && paidAt < at;
  const payment = (kind: string, minor: number, when: number) => ({
    kind,
    status: kind === 'SALE' && !isPaid ? 'PENDING' : 'SUCCESS',
    gateway,
    isManual: isDoor,
    isStoreCredit: false,
    minor,
    at: new Date(when).toISOString(),
  });
  const isRefunded = refundedAt !== null && refundedAt < at;
  return {
    shop_id: seed,
    order_id: ids.order,
    read_at: new Date(at),
    details: {
      payments: [
        payment('SALE', totalMinor, isPaid ? paidAt : sale.at),
        ...(isRefunded ? [payment('REFUND', refundMinor, refundedAt)] : []),
      ],
      refunds: isRefunded
        ? [
            {
              id: String(ids.refund),
              at: new Date(refundedAt).toISOString(),
              minor: refundMinor,
              shippingMinor: 0,
              payments: [payment('REFUND', refundMinor, refundedAt)],
              returnId: null,
            },
          ]
        : [],
      shippingMinor,
      shippingTitle: 'Standard',
      dutiesIncluded: false,
      dutiesMinor: null,
      isCompany: false,
      methods: ['SHIPPING'],
      fulfillBy: null,
      deliverBy: null,
      sourceName: 'web',
      returnStatus: null,
      fulfillmentLines: null,
    },
  };
}

function lineRows(
  { sale, outcome, ids }: BookedSale,
  { seed, at, scene }: { seed: number; at: number; scene: LivedShop['scene'] },
): Row[] {
  const isOpen = outcome.shippedAt === null || outcome.shippedAt >= at;
  return sale.lines.map(({ index, units }, place) => {
    const planned = scene.variants[index];
    return {
      shop_id: seed,
      order_id: ids.order,
      line_id: ids.order * 3 + place,
      product_id: planned?.productId,
      variant_id: planned?.variant.id,
      title: planned?.title ?? '',
      sku: planned?.variant.sku,
      quantity: units,
      unfulfilled_quantity: isOpen ? units : 0,
      requires_shipping: true,
      currency,
      total_minor: units * (planned?.variant.priceMinor ?? 0),
      ordered_at: new Date(sale.at),
    };
  });
}

interface ParcelRows {
  fulfillment: Row;
  parcel: Row & { verdict: string; value_minor: number };
  changes: Row[];
}

/** Null: not shipped. Verdicts are by the days underway alone. */
function parcelOf(
  { sale, outcome, ids, totalMinor }: BookedSale,
  { seed, at }: { seed: number; at: number },
): ParcelRows | null {
  const { shippedAt, deliveredAt, movedAt } = outcome;
  if (shippedAt === null || shippedAt >= at) return null;
  const hasCome = deliveredAt !== null && deliveredAt < at;
  const who = sale.isDirect ? 'direct' : 'own';
  const end = hasCome ? deliveredAt : at;
  const steps = [
    { verdict: 'on_track', from: shippedAt },
    { verdict: 'late', from: shippedAt + LATE_AFTER[who] * DAY_MS },
    { verdict: 'stalled', from: shippedAt + STALLED_AFTER[who] * DAY_MS },
  ].filter(({ from }) => from < end || from === shippedAt);
  if (hasCome) steps.push({ verdict: 'delivered', from: deliveredAt });
  const verdict = steps.at(-1)?.verdict ?? 'on_track';
  const key = { shop_id: seed, fulfillment_id: ids.fulfillment };
  const place = sale.isDirect ? DIRECT_SUPPLIER.location.name : WAREHOUSE.name;
  const origin = sale.isDirect ? 'CN' : 'US';
  return {
    fulfillment: {
      ...key,
      order_id: ids.order,
      name: `${ids.name}-F1`,
      status: 'SUCCESS',
      created_at: new Date(shippedAt),
      updated_at: new Date(at),
      delivered_at: hasCome ? new Date(deliveredAt) : null,
      origin_country: origin,
      requires_shipping: true,
      supplier: place,
    },
    parcel: {
      ...key,
      position: 0,
      order_id: ids.order,
      order_name: ids.name,
      origin,
      destination: STORE.country,
      currency,
      value_minor: totalMinor,
      shipped_at: new Date(shippedAt),
      cancelled: false,
      shared_stream: false,
      first_scan_at: movedAt === null || movedAt >= at ? null : new Date(movedAt),
      delivered_at: hasCome ? new Date(deliveredAt) : null,
      scan_count: 1,
      verdict,
      verdict_since: new Date(steps.at(-1)?.from ?? shippedAt),
      evidence: [],
      muted: false,
      proofs: [],
      supplier: place,
      search_text: ids.name,
    },
    changes: steps.map((step, index) => ({
      ...key,
      position: 0,
      changed_at: new Date(step.from),
      from_verdict: steps[index - 1]?.verdict ?? 'unassessed',
      to_verdict: step.verdict,
      cause: 'moving',
      trigger: 'time',
      detail: {},
    })),
  };
}

function countsOf(parcels: readonly ParcelRows[], seed: number): Row[] {
  const byVerdict = Map.groupBy(parcels, ({ parcel }) => parcel.verdict);
  return [...byVerdict].map(([verdict, own]) => ({
    shop_id: seed,
    verdict,
    muted: false,
    currency,
    count: own.length,
    value_minor: own.reduce((sum, { parcel }) => sum + parcel.value_minor, 0),
  }));
}

function disputeRow(
  { outcome, ids, totalMinor }: BookedSale,
  { seed, at }: { seed: number; at: number },
): Row | null {
  const { dispute } = outcome;
  if (dispute === null || dispute.openedAt >= at) return null;
  const isOver = dispute.endsAt < at;
  return {
    shop_id: seed,
    dispute_id: ids.dispute,
    order_id: ids.order,
    status: isOver ? (dispute.isWon ? 'WON' : 'LOST') : 'NEEDS_RESPONSE',
    initiated_at: new Date(dispute.openedAt),
    read_at: new Date(at),
    facts: {
      type: 'CHARGEBACK',
      reason: 'PRODUCT_NOT_RECEIVED',
      networkReasonCode: null,
      minor: totalMinor,
      currency,
      evidenceDueBy: new Date(dispute.openedAt + 10 * DAY_MS).toISOString(),
      evidenceSentOn: null,
      finalizedOn: isOver ? new Date(dispute.endsAt).toISOString().slice(0, 10) : null,
    },
  };
}
