import { CARRIERS } from '../carriers.ts';
import type { TrackingInfo, WorldEffect } from '../effects.ts';
import { Random, seedFrom } from '../random.ts';
import type { OrderMore, WorldDispute, WorldTransaction } from '../shop-side.ts';
import { orderOf } from './book.ts';
import type { BookedSale } from './book.ts';
import type { PlannedVariant } from './catalogue.ts';
import { DIRECT_SUPPLIER, paymentsOf, STORE, WAREHOUSE } from './store.ts';
import type { Trade } from './trade.ts';

const shop = STORE.domain;
const FIRST_EVENT = 9_170_000_000_000;
const FIRST_SERIAL = 8_000_000;

/** All that the platform hears of the store, in order of time. */
export function scriptOf(
  sales: readonly BookedSale[],
  {
    variants,
    counts,
    openedAt,
    startAt,
    seed,
  }: {
    variants: readonly PlannedVariant[];
    counts: Trade['counts'];
    openedAt: number;
    startAt: number;
    seed: number;
  },
): WorldEffect[] {
  const effects: WorldEffect[] = [
    { kind: 'payments_set', at: openedAt, shop, settings: paymentsOf(startAt) },
    ...counts.flatMap(({ at, index, available }): WorldEffect[] => {
      const item = variants[index]?.variant;
      if (item === undefined) return [];
      const { inventoryItemId } = item;
      return [
        {
          kind: 'inventory_changed',
          at,
          shop,
          inventoryItemId,
          locationId: WAREHOUSE.id,
          available,
        },
      ];
    }),
    ...sales.flatMap((sale) => saleEffects(sale, variants, seed)),
  ];
  return effects.toSorted((a, b) => a.at - b.at);
}

function saleEffects(
  booked: BookedSale,
  variants: readonly PlannedVariant[],
  seed: number,
): WorldEffect[] {
  const { sale, outcome, ids } = booked;
  const order = orderOf(booked, variants, seed);
  const isCard = outcome.gateway === 'shopify_payments';
  const atDoor = outcome.gateway === 'Cash on Delivery (COD)';
  const { deliveredAt } = outcome;
  return [
    { kind: 'order_created', at: sale.at, shop, order },
    ...(isCard ? [] : [paid(booked, { at: sale.at, isPaid: !atDoor })]),
    ...(atDoor && deliveredAt !== null ? [paid(booked, { at: deliveredAt, isPaid: true })] : []),
    ...(sale.cancelAt === null
      ? []
      : [{ kind: 'order_cancelled', at: sale.cancelAt, shop, orderId: ids.order } as const]),
    ...parcelEffects(booked, { seed, lineItemIds: order.lineItems.map(({ id }) => id) }),
    ...refundEffects(booked),
    ...disputeEffects(booked),
  ];
}

/** Payments of other gateways; a card's is what the platform assumes. */
function paid(
  { sale, outcome, ids, totalMinor, shippingMinor }: BookedSale,
  { at, isPaid }: { at: number; isPaid: boolean },
): WorldEffect {
  const transaction: WorldTransaction = {
    id: ids.payment,
    kind: 'SALE',
    status: isPaid ? 'SUCCESS' : 'PENDING',
    gateway: outcome.gateway,
    amountMinor: totalMinor,
    processedAt: isPaid ? at : sale.at,
  };
  const more: OrderMore = {
    orderId: ids.order,
    transactions: [transaction],
    shippingMinor,
    shippingTitle: 'Standard',
    fulfillBy: null,
    method: 'SHIPPING',
    maxDeliveryAt: null,
    dutiesIncluded: false,
    dutiesMinor: null,
    isCompany: false,
    sellingPlans: [],
    customerLocale: 'en',
  };
  return { kind: 'order_more', at, shop, more };
}

function parcelEffects(
  { sale, outcome, ids }: BookedSale,
  { seed, lineItemIds }: { seed: number; lineItemIds: number[] },
): WorldEffect[] {
  const { shippedAt, movedAt, deliveredAt } = outcome;
  if (shippedAt === null) return [];
  const event = (
    at: number,
    place: number,
    status: 'IN_TRANSIT' | 'DELIVERED',
    message: string,
  ): WorldEffect => ({
    kind: 'fulfillment_event',
    at,
    shop,
    fulfillmentId: ids.fulfillment,
    eventId: FIRST_EVENT + (sale.number * 2 + place) * 47,
    status,
    happenedAt: at,
    message,
    city: null,
    country: status === 'DELIVERED' || !sale.isDirect ? 'US' : 'CN',
    zip: null,
    estimatedDeliveryAt: null,
  });
  return [
    {
      kind: 'fulfillment_created',
      at: shippedAt,
      shop,
      orderId: ids.order,
      fulfillmentId: ids.fulfillment,
      originCountry: sale.isDirect ? 'CN' : 'US',
      tracking: [trackingOf(sale, seed)],
      lineItemIds,
      locationId: sale.isDirect ? DIRECT_SUPPLIER.location.id : WAREHOUSE.id,
    },
    ...(movedAt === null ? [] : [event(movedAt, 0, 'IN_TRANSIT', 'Accepted by carrier')]),
    ...(deliveredAt === null ? [] : [event(deliveredAt, 1, 'DELIVERED', 'Delivered, front door')]),
  ];
}

function trackingOf({ number, isDirect }: BookedSale['sale'], seed: number): TrackingInfo {
  const random = new Random(seedFrom(seed, 0x9760, number));
  const { company, url, numberFor } = CARRIERS[isDirect ? 'yunexpress' : 'usps'];
  const tracking = numberFor(FIRST_SERIAL + number, random);
  return { company, number: tracking, url: url.replace('{number}', tracking) };
}

function refundEffects({ outcome, ids, refundMinor, shippingMinor }: BookedSale): WorldEffect[] {
  const { refundedAt, refundedShare, gateway } = outcome;
  if (refundedAt === null) return [];
  const transaction: WorldTransaction = {
    id: ids.refund + 1,
    kind: 'REFUND',
    status: 'SUCCESS',
    gateway,
    amountMinor: refundMinor,
    processedAt: refundedAt,
  };
  return [
    {
      kind: 'refund_created',
      at: refundedAt,
      shop,
      refund: {
        id: ids.refund,
        orderId: ids.order,
        createdAt: refundedAt,
        totalMinor: refundMinor,
        shippingMinor: refundedShare === 1 ? shippingMinor : 0,
        returnId: null,
        transactions: [transaction],
      },
    },
  ];
}

function disputeEffects({ outcome, ids, totalMinor }: BookedSale): WorldEffect[] {
  const { dispute, deliveredAt } = outcome;
  if (dispute === null) return [];
  const { openedAt, endsAt, isWon } = dispute;
  const isReceived = deliveredAt !== null && deliveredAt <= openedAt;
  const opened: WorldDispute = {
    id: ids.dispute,
    orderId: ids.order,
    type: 'CHARGEBACK',
    status: 'NEEDS_RESPONSE',
    reason: isReceived ? 'PRODUCT_UNACCEPTABLE' : 'PRODUCT_NOT_RECEIVED',
    networkReasonCode: isReceived ? null : '13.1',
    amountMinor: totalMinor,
    initiatedAt: openedAt,
    evidenceDueBy: openedAt + 10 * 86_400_000,
    evidenceSentOn: null,
    finalizedOn: null,
  };
  const ended: WorldDispute = {
    ...opened,
    status: isWon ? 'WON' : 'LOST',
    finalizedOn: endsAt,
  };
  return [
    { kind: 'dispute_changed', at: openedAt, shop, dispute: opened },
    { kind: 'dispute_changed', at: endsAt, shop, dispute: ended },
  ];
}
