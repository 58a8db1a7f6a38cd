import { CARRIERS, trackingFor } from '../carriers.ts';
import type { TrackingInfo, WorldOrder } from '../effects.ts';
import type { FulfillmentEventStatus } from '../event-status.ts';
import { isNotice } from '../places.ts';
import { PHRASES } from '../phrases.ts';
import { Random, seedFrom } from '../random.ts';
import type { WorldDispute, WorldRefund, WorldReturn } from '../shop-side.ts';
import { listedAs } from './articles.ts';
import { buyerOf } from './buyers.ts';
import type { Days } from './days.ts';
import type { Moment, PlannedOrder, PlannedParcel, PlannedRefund } from './plan.ts';
import { PLACES, STORE } from './store.ts';

/** Shopify hears of a scan this long after it happened. */
const HEARD_AFTER_MS = 20 * 60_000;
const FIRST_ORDER = 5_700_000_000_000;
const FIRST_LINE = 13_500_000_000_000;
const FIRST_FULFILLMENT = 4_950_000_000_000;
const FIRST_MONEY = 7_300_000_000_000;
/** Numbers of this store lie beyond those that any other shop of the world draws. */
const FIRST_SERIAL = 8_000_000;
const STANDARD_DELIVERY_MINOR = 590;
const STORE_CREDIT = 'shopify_store_credit';

/** A planned order with ids and instants (epoch ms): all that ever happens to it. */
export interface Story {
  plan: PlannedOrder;
  order: WorldOrder;
  shippingMinor: number;
  /** Null: never by card. */
  paidAt: number | null;
  cancelledAt: number | null;
  fulfillBy: number | null;
  maxDeliveryAt: number | null;
  parcels: readonly ParcelStory[];
  refunds: readonly WorldRefund[];
  return: WorldReturn | null;
  dispute: WorldDispute | null;
}

export interface ParcelStory {
  plan: PlannedParcel;
  fulfillmentId: number;
  markedAt: number;
  tracking: TrackingInfo & { number: string };
  /** The number that replaces it, and when; null: it stays. */
  corrected: { at: number; tracking: TrackingInfo & { number: string } } | null;
  lineItemIds: readonly number[];
  scans: readonly ScanStory[];
  /** When Shopify hears that the carrier has it, and that it is delivered; null: never. */
  handedOverAt: number | null;
  deliveredAt: number | null;
}

export interface ScanStory {
  status: FulfillmentEventStatus;
  message: string;
  happenedAt: number;
  heardAt: number;
  city: string | null;
  country: string | null;
  zip: string | null;
}

/** The stories of all orders, in the order in which they are placed. */
export function storiesOf(plans: readonly PlannedOrder[], days: Days): Story[] {
  const moment = ({ day, hour }: Moment) => days.at(day, hour);
  const buyers = new Map<string, number>();
  return plans
    .toSorted((a, b) => moment(a.placed) - moment(b.placed))
    .map((plan, index) => {
      const order = orderOf(plan, index, moment(plan.placed), buyers);
      const shippingMinor = plan.shippingMinor ?? STANDARD_DELIVERY_MINOR;
      order.totalMinor += shippingMinor;
      const isCard = plan.payment !== 'manual';
      return {
        plan,
        order,
        shippingMinor,
        paidAt: isCard ? moment(plan.paid ?? plan.placed) : null,
        cancelledAt: plan.cancelled === undefined ? null : moment(plan.cancelled),
        fulfillBy: plan.fulfillBy === undefined ? null : moment(plan.fulfillBy),
        maxDeliveryAt: plan.maxDelivery === undefined ? null : moment(plan.maxDelivery),
        parcels: (plan.parcels ?? []).map((parcel, position) =>
          parcelOf(parcel, { order, serial: index * 2 + position, moment }),
        ),
        refunds: (plan.refunds ?? []).map((refund, position) =>
          refundOf(refund, { plan, order, shippingMinor, index: index * 4 + position, moment }),
        ),
        return: returnOf(plan, { order, moment }),
        dispute: disputeOf(plan, { order, moment }),
      };
    });
}

function orderOf(
  plan: PlannedOrder,
  index: number,
  createdAt: number,
  buyers: Map<string, number>,
): WorldOrder {
  const buyer = plan.buyer ?? `buyer ${index}`;
  const number = buyers.get(buyer) ?? index;
  buyers.set(buyer, number);
  const lines = plan.lines ?? [{ sku: 'MG-CUSHION', quantity: 1 }];
  const lineItems = lines.map(({ sku, quantity }, position) => {
    const { article, productId, variantId } = listedAs(sku);
    return {
      id: FIRST_LINE + (index * 4 + position) * 41,
      title: article.title,
      sku: article.sku,
      quantity,
      unitMinor: article.priceMinor,
      requiresShipping: article.requiresShipping,
      variantId,
      productId,
    };
  });
  return {
    id: FIRST_ORDER + index * 37,
    name: `#${1001 + index}`,
    createdAt,
    currency: STORE.currency,
    totalMinor: lineItems.reduce((sum, line) => sum + line.quantity * line.unitMinor, 0),
    destinationCountry: plan.to,
    customer: buyerOf(plan.to, number),
    lineItems,
  };
}

interface Telling {
  order: WorldOrder;
  moment: (moment: Moment) => number;
}

function parcelOf(
  plan: PlannedParcel,
  { order, serial, moment }: Telling & { serial: number },
): ParcelStory {
  const drawn = trackingFor(
    plan.carrier,
    FIRST_SERIAL + serial,
    new Random(seedFrom(0x3e71, serial)),
  );
  const number = plan.number ?? drawn.number;
  const scans = plan.scans.map((scan): ScanStory => {
    const isAtOrigin = ['accepted', 'origin_processing', 'departed_origin'].includes(scan.phrase);
    const origin = { ...PLACES[plan.from], zip: null };
    const door = { ...order.customer, country: order.destinationCountry };
    const place = scan.place ?? (isAtOrigin ? origin : door);
    const isPlaced = !isNotice(scan.phrase);
    const happenedAt = moment(scan);
    return {
      status: scan.status ?? PHRASES[scan.phrase].status,
      message: PHRASES[scan.phrase].en[0],
      happenedAt,
      // A number that was in use before it was uploaded is followed from its upload on.
      heardAt: Math.max(happenedAt, moment(plan.marked)) + HEARD_AFTER_MS,
      city: isPlaced ? place.city : null,
      country: isPlaced ? place.country : null,
      zip: isPlaced && scan.phrase === 'delivered' ? place.zip : null,
    };
  });
  const isHeard = CARRIERS[plan.carrier].reportsScans;
  const ofHandOver = plan.scans.findIndex(({ phrase }) => !isNotice(phrase));
  const ofDelivery = plan.scans.findIndex(({ phrase }) => phrase === 'delivered');
  const named = (text: string) => ({
    ...drawn,
    number: text,
    url: drawn.url.replace(drawn.number, encodeURIComponent(text)),
  });
  return {
    plan,
    fulfillmentId: FIRST_FULFILLMENT + serial * 43,
    markedAt: moment(plan.marked),
    tracking: named(number),
    corrected:
      plan.corrected === undefined ? null : { at: moment(plan.corrected), tracking: drawn },
    lineItemIds: order.lineItems
      .filter((line, index) => line.requiresShipping && (plan.lines?.includes(index) ?? true))
      .map((line) => line.id),
    scans: isHeard ? scans : [],
    handedOverAt: scans[ofHandOver]?.heardAt ?? null,
    deliveredAt: scans[ofDelivery]?.heardAt ?? null,
  };
}

function refundOf(
  refund: PlannedRefund,
  {
    plan,
    order,
    shippingMinor,
    index,
    moment,
  }: Telling & { plan: PlannedOrder; shippingMinor: number; index: number },
): WorldRefund {
  const back = refund.shippingMinor ?? shippingMinor;
  const totalMinor = (refund.goodsMinor ?? order.totalMinor - shippingMinor) + back;
  const createdAt = moment(refund.at);
  const id = FIRST_MONEY + index * 61;
  return {
    id,
    orderId: order.id,
    createdAt,
    totalMinor,
    shippingMinor: back,
    returnId: refund.ofReturn === true && plan.return !== undefined ? returnIdOf(order) : null,
    transactions: [
      {
        id: id + 7,
        kind: 'REFUND',
        status: 'SUCCESS',
        gateway: refund.isStoreCredit === true ? STORE_CREDIT : 'shopify_payments',
        amountMinor: totalMinor,
        processedAt: createdAt,
      },
    ],
  };
}

function returnIdOf(order: WorldOrder): number {
  return 20_000_000_000 + (order.id - FIRST_ORDER);
}

function returnOf(
  { return: planned }: PlannedOrder,
  { order, moment }: Telling,
): WorldReturn | null {
  if (planned === undefined) return null;
  return {
    id: returnIdOf(order),
    orderId: order.id,
    name: `${order.name}-R1`,
    status: planned.closed === undefined ? 'OPEN' : 'CLOSED',
    createdAt: moment(planned.asked),
    requestApprovedAt: moment(planned.asked),
    closedAt: planned.closed === undefined ? null : moment(planned.closed),
    reason: planned.reason,
    goodsBackAt: planned.goodsBack === undefined ? null : moment(planned.goodsBack),
  };
}

function disputeOf(
  { dispute: planned }: PlannedOrder,
  { order, moment }: Telling,
): WorldDispute | null {
  if (planned === undefined) return null;
  const { finalised, evidenceSent, due } = planned;
  return {
    id: 30_000_000_000 + (order.id - FIRST_ORDER),
    orderId: order.id,
    type: planned.type ?? 'CHARGEBACK',
    status: finalised?.as ?? (evidenceSent === undefined ? 'NEEDS_RESPONSE' : 'UNDER_REVIEW'),
    reason: planned.reason,
    networkReasonCode: planned.networkReasonCode ?? null,
    amountMinor: order.totalMinor,
    initiatedAt: moment(planned.opened),
    evidenceDueBy: due === null ? null : moment(due),
    evidenceSentOn: evidenceSent === undefined ? null : moment(evidenceSent),
    finalizedOn: finalised === undefined ? null : moment(finalised),
  };
}

/** When the last of all that was paid came back as money; null: it has not. */
export function paidInFullAt({ order, refunds }: Pick<Story, 'order' | 'refunds'>): number | null {
  let owed = order.totalMinor;
  for (const { createdAt, transactions } of refunds.toSorted((a, b) => a.createdAt - b.createdAt)) {
    for (const { gateway, amountMinor } of transactions) {
      if (gateway !== STORE_CREDIT) owed -= amountMinor;
    }
    if (owed <= 0) return createdAt;
  }
  return null;
}
