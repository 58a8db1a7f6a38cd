import { gid, restDecimal, restInstant, restInstantOrNull } from '../formats.ts';
import type { EventRecord } from '../event-log.ts';
import { unpackCustomer } from '../records.ts';
import type { FulfillmentRecord, OrderRecord } from '../records.ts';
import { levelGid } from '../inventory.ts';
import type { LevelRecord } from '../inventory.ts';
import { moneyOf } from '../order-money.ts';
import type { ShopStore } from '../shop-store.ts';
import { refundPayload } from './goods-payloads.ts';

type Payload = Record<string, unknown>;

export function levelPayload(level: LevelRecord, store: ShopStore): Payload {
  return {
    inventory_item_id: level.inventoryItemId,
    location_id: level.locationId,
    available: level.available,
    updated_at: restInstant(level.updatedAt, store.shop.timeZone),
    admin_graphql_api_id: levelGid(level),
  };
}

export function orderPayload(order: OrderRecord, store: ShopStore): Payload {
  const { timeZone } = store.shop;
  const { firstName, lastName, email, phone } = unpackCustomer(order.packedCustomer);
  const total = restDecimal(order.totalMinor, order.currency);
  const createdAt = restInstant(order.createdAt, timeZone);
  return {
    id: order.id,
    admin_graphql_api_id: gid('Order', order.id),
    app_id: 580111,
    browser_ip: '203.0.113.7',
    cancel_reason: order.cancelledAt === null ? null : 'customer',
    cancelled_at: restInstantOrNull(order.cancelledAt, timeZone),
    closed_at: null,
    confirmed: true,
    contact_email: email,
    created_at: createdAt,
    currency: order.currency,
    current_total_price: total,
    customer_locale: store.shop.locale,
    email,
    financial_status: moneyOf(order, store).status.toLowerCase(),
    fulfillment_status: order.fulfillments.some((known) => !known.cancelled) ? 'fulfilled' : null,
    name: order.name,
    note: null,
    number: Number(order.name.replace(/\D/g, '')) - 1_000,
    order_number: Number(order.name.replace(/\D/g, '')),
    phone,
    presentment_currency: order.currency,
    processed_at: createdAt,
    source_name: 'web',
    subtotal_price: total,
    tags: order.tags.join(', '),
    taxes_included: true,
    test: false,
    total_price: total,
    updated_at: restInstant(order.updatedAt, timeZone),
    customer: {
      id: order.customerId,
      admin_graphql_api_id: gid('Customer', order.customerId),
      first_name: firstName,
      last_name: lastName,
      email,
      phone,
      verified_email: true,
      default_address: restAddress(order),
    },
    billing_address: restAddress(order),
    shipping_address: restAddress(order),
    line_items: order.lineItems.map((line) => restLineItem(line, order)),
    fulfillments: order.fulfillments.map((fulfillment) => fulfillmentPayload(fulfillment, store)),
    refunds: store.side.refunds.of(order.id).map((refund) => refundPayload(refund, order, store)),
    shipping_lines: [],
  };
}

export function fulfillmentPayload(fulfillment: FulfillmentRecord, store: ShopStore): Payload {
  const { order, tracking } = fulfillment;
  const { timeZone } = store.shop;
  const numbers = tracking.flatMap(({ number }) => (number === null ? [] : [number]));
  const urls = tracking.flatMap(({ url }) => (url === null ? [] : [url]));
  const ids = new Set(fulfillment.lineItemIds);
  return {
    id: fulfillment.id,
    admin_graphql_api_id: gid('Fulfillment', fulfillment.id),
    order_id: order.id,
    name: `${order.name}.${fulfillment.ordinal}`,
    status: fulfillment.cancelled ? 'cancelled' : 'success',
    shipment_status: store.events.statusAt(fulfillment.lastEvent)?.toLowerCase() ?? null,
    service: serviceHandle(fulfillment, store),
    location_id: store.locationOf(fulfillment)?.id ?? null,
    created_at: restInstant(fulfillment.createdAt, timeZone),
    updated_at: restInstant(fulfillment.updatedAt, timeZone),
    tracking_company: tracking[0]?.company ?? null,
    tracking_number: numbers[0] ?? null,
    tracking_numbers: numbers,
    tracking_url: urls[0] ?? null,
    tracking_urls: urls,
    origin_address:
      fulfillment.originCountry === null ? null : { country_code: fulfillment.originCountry },
    email: unpackCustomer(order.packedCustomer).email,
    destination: restAddress(order),
    line_items: order.lineItems
      .filter((line) => ids.has(line.id))
      .map((line) => restLineItem(line, order)),
    receipt: {},
  };
}

function serviceHandle({ locationId }: FulfillmentRecord, { suppliers }: ShopStore): string {
  return (locationId === null ? null : suppliers.get(locationId)?.service?.handle) ?? 'manual';
}

export function eventPayload(
  fulfillment: FulfillmentRecord,
  event: EventRecord,
  store: ShopStore,
): Payload {
  const { timeZone } = store.shop;
  const createdAt = restInstant(event.createdAt, timeZone);
  return {
    id: event.id,
    admin_graphql_api_id: gid('FulfillmentEvent', event.id),
    fulfillment_id: fulfillment.id,
    order_id: fulfillment.order.id,
    shop_id: store.id,
    status: event.status.toLowerCase(),
    message: event.message,
    happened_at: restInstant(event.happenedAt, timeZone),
    created_at: createdAt,
    updated_at: createdAt,
    estimated_delivery_at: restInstantOrNull(event.estimatedDeliveryAt, timeZone),
    address1: null,
    city: event.city,
    province: null,
    country: event.country,
    zip: event.zip,
    latitude: null,
    longitude: null,
  };
}

export function shopPayload(store: ShopStore): Payload {
  const { shop } = store;
  return {
    id: store.id,
    name: shop.name,
    email: `owner@${shop.domain}`,
    shop_owner: 'Sam Owner',
    domain: shop.domain,
    myshopify_domain: shop.domain,
    country: shop.country,
    country_code: shop.country,
    currency: shop.currency,
    iana_timezone: shop.timeZone,
    primary_locale: shop.locale,
    plan_name: 'basic',
  };
}

function restAddress(order: OrderRecord): Payload {
  const { firstName, lastName, phone, address1, city, zip } = unpackCustomer(order.packedCustomer);
  return {
    first_name: firstName,
    last_name: lastName,
    name: `${firstName} ${lastName}`,
    company: null,
    address1,
    address2: null,
    city,
    zip,
    province: null,
    country: order.destinationCountry,
    country_code: order.destinationCountry,
    phone,
    latitude: 52.52,
    longitude: 13.4,
  };
}

function restLineItem(line: OrderRecord['lineItems'][number], order: OrderRecord): Payload {
  return {
    id: line.id,
    admin_graphql_api_id: gid('LineItem', line.id),
    name: line.title,
    title: line.title,
    sku: line.sku,
    product_id: line.productId ?? null,
    variant_id: line.variantId ?? null,
    quantity: line.quantity,
    price: restDecimal(line.unitMinor, order.currency),
    requires_shipping: line.requiresShipping,
    fulfillment_status: null,
    gift_card: false,
  };
}
