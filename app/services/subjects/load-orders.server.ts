import type { PoolClient } from 'pg';
import type { OrderDetails, StoredPayment, StoredRefund } from '#app/db/order-details.server.ts';
import {
  fulfillmentsOfOrders,
  loadOrderLines,
  loadOrderRecords,
  noticesOfOrders,
  parcelsOfOrders,
} from '#app/db/order-subjects.server.ts';
import type { OrderLineRecord, OrderRecord, ParcelRecord } from '#app/db/order-subjects.server.ts';
import { known, missing } from '#app/domain/findings/fact.ts';
import type { Fact } from '#app/domain/findings/fact.ts';
import type {
  DelayNotice,
  OrderFulfillment,
  OrderLine,
  OrderRefund,
  OrderSubject,
  Payment,
} from '#app/domain/findings/subjects.ts';
import {
  daysByDestination,
  loadReadability,
} from '#app/services/subjects/measured-times.server.ts';
import { loadMovements, parcelId } from '#app/services/subjects/parcel-movement.server.ts';
import type { Movement } from '#app/services/subjects/parcel-movement.server.ts';
import { isShippedFact, promiseToDeliver, promiseToShip } from '#app/services/subjects/promises.ts';
import { statementAt } from '#app/services/subjects/shop-knowledge.server.ts';
import type { ShopKnowledge } from '#app/services/subjects/shop-knowledge.server.ts';

/** Orders as rules see them, in a fixed number of questions. */
export async function loadOrders(
  sql: PoolClient,
  shopId: number,
  { ids, shop }: { ids: readonly string[]; shop: ShopKnowledge },
): Promise<Map<string, OrderSubject>> {
  const { now } = shop;
  const orders = await loadOrderRecords(sql, shopId, ids);
  const orderIds = orders.map(({ orderId }) => orderId);
  const lines = await loadOrderLines(sql, shopId, orderIds);
  const parcels = await parcelsOfOrders(sql, shopId, orderIds);
  const told: ToldOfOrders = {
    shop,
    lines,
    parcels: Map.groupBy(parcels, ({ fulfillmentId }) => fulfillmentId),
    movements: await loadMovements(sql, shopId, { parcels, now }),
    fulfillments: await fulfillmentsOfOrders(sql, shopId, orderIds),
    notices: await noticesOfOrders(sql, shopId, orderIds),
    transit: await daysByDestination(sql, shopId, { step: 'scan_delivered', share: 0.9, now }),
    isReadable: await loadReadability(sql, shopId, now),
  };
  return new Map(orders.map((order) => [order.orderId, orderSubject(order, told)]));
}

interface ToldOfOrders {
  shop: ShopKnowledge;
  lines: ReadonlyMap<string, OrderLineRecord[]>;
  /** By fulfillment. */
  parcels: ReadonlyMap<string, ParcelRecord[]>;
  movements: ReadonlyMap<string, Movement>;
  fulfillments: ReadonlyMap<string, { id: string; markedAt: Date; status: string }[]>;
  notices: ReadonlyMap<string, (DelayNotice & { orderId: string })[]>;
  transit: ReadonlyMap<string, number>;
  isReadable: (carrier: string | null) => boolean;
}

function orderSubject(order: OrderRecord, told: ToldOfOrders): OrderSubject {
  const { shop, transit } = told;
  const { details, country } = order;
  const lines = told.lines.get(order.orderId) ?? [];
  const detail = <T>(field: string, valueOf: (details: OrderDetails) => T | null): Fact<T> =>
    detailFact(order, field, valueOf);
  const money = (minor: number) => ({ minor, currency: order.currency });
  const days = country === null ? undefined : transit.get(country);
  return {
    kind: 'order',
    id: order.orderId,
    name: order.name,
    shop: shop.context,
    createdAt: order.createdAt,
    processedAt: order.processedAt,
    cancelledAt: order.cancelledAt,
    total: money(order.totalMinor),
    buyerCountry: buyerCountry(order),
    isCompany: detail('purchasingEntity', ({ isCompany }) => isCompany),
    payments: detail('transactions', ({ payments }) => paymentsOf(payments, order.currency)),
    lines: detail('lineItems', () => lines.map(orderLine)),
    refunds: refundsFact(order),
    shippingPaid: detail('totalShippingPriceSet', ({ shippingMinor }) => money(shippingMinor)),
    isShipped: isShippedFact({ order, lines }),
    duties: detail('duties', ({ dutiesIncluded, dutiesMinor }) => ({
      included: dutiesIncluded,
      charged: dutiesMinor === null ? null : money(dutiesMinor),
    })),
    promiseToShip: promiseToShip({ order, lines, shop }),
    promiseToDeliver: promiseToDeliver({ order, shop }),
    fulfillments: fulfillmentsOf(order, lines, told),
    isRenewal: details?.sourceName === RENEWAL_SOURCE,
    notices: (told.notices.get(order.orderId) ?? []).map(
      ({ orderId: _orderId, ...notice }) => notice,
    ),
    transitP90Days:
      days === undefined
        ? missing({ kind: 'history', since: shop.context.installedAt, days: 90 })
        : known(days, { at: shop.now, origin: 'history' }),
    saysNoCustomsFees: noCustomsFees(order, lines, shop),
  };
}

/** What Shopify calls the orders that a subscription places by itself. */
const RENEWAL_SOURCE = 'subscription_contract';

export function detailFact<T>(
  { details, readAt }: OrderRecord,
  field: string,
  valueOf: (details: OrderDetails) => T | null,
): Fact<T> {
  if (details === null || readAt === null) return missing({ kind: 'not_read', field });
  const value = valueOf(details);
  if (value === null) return missing({ kind: 'empty', field });
  return known(value, { at: readAt, origin: 'shopify' });
}

/** The country of the delivery address. */
export function buyerCountry({ country, updatedAt }: OrderRecord): Fact<string> {
  if (country === null) return missing({ kind: 'empty', field: 'shippingAddress.countryCodeV2' });
  return known(country, { at: updatedAt, origin: 'shopify' });
}

function refundsFact(order: OrderRecord): Fact<readonly OrderRefund[]> {
  const { details, currency } = order;
  if (details?.refunds === null) return missing({ kind: 'not_read', field: 'refunds' });
  return detailFact(order, 'refunds', ({ refunds }) =>
    (refunds ?? []).map((refund) => orderRefund(refund, currency)),
  );
}

export function orderRefund(refund: StoredRefund, currency: string): OrderRefund {
  return {
    id: refund.id,
    createdAt: new Date(refund.at),
    total: { minor: refund.minor, currency },
    shipping: { minor: refund.shippingMinor, currency },
    payments: paymentsOf(refund.payments, currency),
    returnId: refund.returnId,
  };
}

export function paymentsOf(payments: readonly StoredPayment[], currency: string): Payment[] {
  return payments.map(({ minor, at, ...payment }) => ({
    ...payment,
    amount: { minor, currency },
    processedAt: new Date(at),
  }));
}

function orderLine(line: OrderLineRecord): OrderLine {
  return {
    id: line.lineId,
    title: line.title,
    sku: line.sku,
    productId: line.productId,
    variantId: line.variantId,
    quantity: line.quantity,
    unfulfilledQuantity: line.unfulfilledQuantity,
    requiresShipping: line.requiresShipping,
    total: { minor: line.totalMinor, currency: line.currency },
    sellingPlan: line.sellingPlan,
    hsCode: line.hsCode,
    originCountry: line.originCountry,
  };
}

/** Fulfillments that ship nothing any more. */
const CALLED_OFF: ReadonlySet<string> = new Set(['CANCELLED', 'ERROR', 'FAILURE']);

export function isCalledOff(status: string): boolean {
  return CALLED_OFF.has(status);
}

function fulfillmentsOf(
  { orderId, details }: OrderRecord,
  lines: readonly OrderLineRecord[],
  { fulfillments, parcels, movements, isReadable }: ToldOfOrders,
): OrderFulfillment[] {
  // Where a fulfillment's lines have not been read it is taken to hold all that has been fulfilled: with one it does.
  const fulfilled = lines.filter((line) => line.unfulfilledQuantity < line.quantity);
  return (fulfillments.get(orderId) ?? []).map(({ id, markedAt, status }) => ({
    id,
    markedAt,
    isCancelled: isCalledOff(status),
    lineIds: details?.fulfillmentLines?.[id] ?? fulfilled.map(({ lineId }) => lineId),
    parcels: (parcels.get(id) ?? []).map((parcel) => ({
      number: parcel.number,
      carrier: parcel.carrier,
      handedOverAt: movements.get(parcelId(parcel))?.handedOverAt ?? null,
      deliveredAt: movements.get(parcelId(parcel))?.deliveredAt ?? null,
      originCountry: parcel.origin,
      isReadable: isReadable(parcel.carrier),
    })),
  }));
}

/** The shop's own texts as they were then, and after them those of the products in it. */
function noCustomsFees(
  { createdAt }: OrderRecord,
  lines: readonly OrderLineRecord[],
  { side, now }: ShopKnowledge,
): OrderSubject['saysNoCustomsFees'] {
  const statement = statementAt(side.statements, createdAt);
  const policy = statement.known ? statement.value.noCustomsFees : null;
  if (statement.known && policy !== null)
    return known(policy, { at: statement.at, origin: 'text' });
  const own = lines.find(({ saysNoCustomsFees }) => saysNoCustomsFees !== null)?.saysNoCustomsFees;
  if (own != null) return known({ text: own, where: 'description' }, { at: now, origin: 'text' });
  return statement.known ? known(null, { at: statement.at, origin: 'text' }) : statement;
}
