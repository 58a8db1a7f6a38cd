import { gid, graphDecimal, graphInstant, graphInstantOrNull } from '../formats.ts';
import { unpackCustomer } from '../records.ts';
import type { FulfillmentRecord, OrderRecord } from '../records.ts';
import type { EventRecord } from '../event-log.ts';
import type { Metafield, ShopStore } from '../shop-store.ts';
import { connectionOf } from './connection.ts';
import type { ConnectionArguments } from './connection.ts';
import type { GraphContext } from './context.ts';

/** An order as the Admin API shows it. Methods take the field's arguments. */
export class OrderNode {
  readonly __typename = 'Order';
  readonly id: string;
  #order: OrderRecord;
  #store: ShopStore;

  constructor(order: OrderRecord, store: ShopStore) {
    this.#order = order;
    this.#store = store;
    this.id = gid('Order', order.id);
  }

  get legacyResourceId() {
    return String(this.#order.id);
  }
  get name() {
    return this.#order.name;
  }
  get number() {
    return Number(this.#order.name.replace(/\D/g, ''));
  }
  get confirmationNumber() {
    return this.#order.id.toString(36).toUpperCase();
  }
  get createdAt() {
    return graphInstant(this.#order.createdAt);
  }
  get processedAt() {
    return graphInstant(this.#order.createdAt);
  }
  get updatedAt() {
    return graphInstant(this.#order.updatedAt);
  }
  get cancelledAt() {
    return graphInstantOrNull(this.#order.cancelledAt);
  }
  get cancelReason() {
    return this.#order.cancelledAt === null ? null : 'CUSTOMER';
  }
  get closed() {
    return false;
  }
  get confirmed() {
    return true;
  }
  get test() {
    return false;
  }
  get edited() {
    return false;
  }
  get unpaid() {
    return false;
  }
  get fullyPaid() {
    return true;
  }
  get capturable() {
    return false;
  }
  get refundable() {
    return true;
  }
  get restockable() {
    return true;
  }
  get taxesIncluded() {
    return true;
  }
  get taxExempt() {
    return false;
  }
  get dutiesIncluded() {
    return false;
  }
  get estimatedTaxes() {
    return false;
  }
  get canMarkAsPaid() {
    return false;
  }
  get canNotifyCustomer() {
    return true;
  }
  get merchantEditable() {
    return true;
  }
  get billingAddressMatchesShippingAddress() {
    return true;
  }
  get sourceName() {
    return 'web';
  }
  get paymentGatewayNames() {
    return ['shopify_payments'];
  }
  get returnStatus() {
    return 'NO_RETURN';
  }
  get displayFinancialStatus() {
    return 'PAID';
  }
  get currencyCode() {
    return this.#order.currency;
  }
  get presentmentCurrencyCode() {
    return this.#order.currency;
  }
  get tags() {
    return this.#order.tags;
  }
  get customerLocale() {
    return this.#store.shop.locale;
  }
  get email() {
    return unpackCustomer(this.#order.packedCustomer).email;
  }
  get phone() {
    return unpackCustomer(this.#order.packedCustomer).phone;
  }
  get statusPageUrl() {
    return `https://${this.#store.shop.domain}/orders/${this.#order.id}/status`;
  }
  get requiresShipping() {
    return this.#order.lineItems.some((line) => line.requiresShipping);
  }
  get fulfillable() {
    return this.displayFulfillmentStatus() !== 'FULFILLED';
  }
  get subtotalLineItemsQuantity() {
    return sum(this.#order.lineItems.map((line) => line.quantity));
  }
  get currentSubtotalLineItemsQuantity() {
    return this.subtotalLineItemsQuantity;
  }
  get totalPriceSet() {
    return this.#money(this.#order.totalMinor);
  }
  get currentTotalPriceSet() {
    return this.#money(this.#order.totalMinor);
  }
  get originalTotalPriceSet() {
    return this.#money(this.#order.totalMinor);
  }
  get subtotalPriceSet() {
    return this.#money(this.#order.totalMinor);
  }
  get currentSubtotalPriceSet() {
    return this.#money(this.#order.totalMinor);
  }
  get netPaymentSet() {
    return this.#money(this.#order.totalMinor);
  }
  get totalReceivedSet() {
    return this.#money(this.#order.totalMinor);
  }
  get totalShippingPriceSet() {
    return this.#money(0);
  }
  get totalRefundedSet() {
    return this.#money(0);
  }
  get totalTaxSet() {
    return this.#money(0);
  }
  get totalDiscountsSet() {
    return this.#money(0);
  }
  get totalOutstandingSet() {
    return this.#money(0);
  }
  get totalPrice() {
    return graphDecimal(this.#order.totalMinor, this.#order.currency);
  }

  displayFulfillmentStatus(): string {
    const fulfilled = this.#fulfilledLineIds();
    const shippable = this.#order.lineItems.filter((line) => line.requiresShipping);
    if (fulfilled.size === 0) return 'UNFULFILLED';
    return shippable.every((line) => fulfilled.has(line.id)) ? 'FULFILLED' : 'PARTIALLY_FULFILLED';
  }

  shippingAddress() {
    return mailingAddress(this.#order);
  }

  billingAddress() {
    return mailingAddress(this.#order);
  }

  displayAddress() {
    return mailingAddress(this.#order);
  }

  customer() {
    const { firstName, lastName, email, phone } = unpackCustomer(this.#order.packedCustomer);
    return {
      __typename: 'Customer',
      id: gid('Customer', this.#order.id),
      firstName,
      lastName,
      displayName: `${firstName} ${lastName}`,
      email,
      phone,
      numberOfOrders: '1',
      createdAt: graphInstant(this.#order.createdAt),
      updatedAt: graphInstant(this.#order.createdAt),
    };
  }

  lineItems(args: ConnectionArguments, context: GraphContext) {
    const items = this.#order.lineItems.map((line) => lineItemNode(line, this.#order.currency));
    return connectionOf(items, args, context);
  }

  fulfillments({ first }: { first?: number | null }) {
    return this.#order.fulfillments
      .slice(0, first ?? undefined)
      .map((fulfillment) => new FulfillmentNode(fulfillment, this.#store));
  }

  fulfillmentsCount() {
    return { count: this.#order.fulfillments.length, precision: 'EXACT' };
  }

  fulfillmentOrders(args: ConnectionArguments, context: GraphContext) {
    return connectionOf([fulfillmentOrderNode(this.#order, this.#store)], args, context);
  }

  metafield({ namespace, key }: { namespace?: string | null; key: string }) {
    const found = this.#metafields().find(
      (field) => field.key === key && (namespace == null || field.namespace === namespace),
    );
    return found ?? null;
  }

  metafields(args: ConnectionArguments & { namespace?: string | null }, context: GraphContext) {
    const fields = this.#metafields().filter(
      (field) => args.namespace == null || field.namespace === args.namespace,
    );
    return connectionOf(fields, args, context);
  }

  #metafields() {
    return (this.#store.metafields.get(this.#order.id) ?? []).map(metafieldNode);
  }

  #money(minor: number) {
    return moneyBag(minor, this.#order.currency);
  }

  #fulfilledLineIds(): Set<number> {
    return new Set(
      this.#order.fulfillments
        .filter((fulfillment) => !fulfillment.cancelled)
        .flatMap((fulfillment) => [...fulfillment.lineItemIds]),
    );
  }
}

/** A fulfillment. After creation: status SUCCESS, displayStatus FULFILLED, no events, inTransitAt null. */
export class FulfillmentNode {
  readonly __typename = 'Fulfillment';
  readonly id: string;
  #fulfillment: FulfillmentRecord;
  #store: ShopStore;

  constructor(fulfillment: FulfillmentRecord, store: ShopStore) {
    this.#fulfillment = fulfillment;
    this.#store = store;
    this.id = gid('Fulfillment', fulfillment.id);
  }

  get legacyResourceId() {
    return String(this.#fulfillment.id);
  }
  get name() {
    return `${this.#fulfillment.order.name}.${this.#fulfillment.ordinal}`;
  }
  get status() {
    return this.#fulfillment.cancelled ? 'CANCELLED' : 'SUCCESS';
  }
  get createdAt() {
    return graphInstant(this.#fulfillment.createdAt);
  }
  get updatedAt() {
    return graphInstant(this.#fulfillment.updatedAt);
  }
  get inTransitAt() {
    return graphInstantOrNull(this.#fulfillment.inTransitAt);
  }
  get deliveredAt() {
    return graphInstantOrNull(this.#fulfillment.deliveredAt);
  }
  get estimatedDeliveryAt() {
    return graphInstantOrNull(this.#fulfillment.estimatedDeliveryAt);
  }
  get requiresShipping() {
    return this.#lines().some((line) => line.requiresShipping);
  }
  get totalQuantity() {
    return sum(this.#lines().map((line) => line.quantity));
  }
  get order() {
    return new OrderNode(this.#fulfillment.order, this.#store);
  }

  displayStatus(): string {
    if (this.#fulfillment.cancelled) return 'CANCELED';
    return this.#store.events.statusAt(this.#fulfillment.lastEvent) ?? 'FULFILLED';
  }

  originAddress() {
    const countryCode = this.#fulfillment.originCountry;
    return countryCode === null ? null : { countryCode };
  }

  trackingInfo({ first }: { first?: number | null }) {
    return this.#fulfillment.tracking.slice(0, first ?? undefined);
  }

  events(args: ConnectionArguments & { sortKey?: string | null }, context: GraphContext) {
    const events = this.#store.eventsOf(this.#fulfillment);
    const byId = args.sortKey === 'ID';
    events.sort((a, b) => (byId ? a.id - b.id : a.happenedAt - b.happenedAt || a.id - b.id));
    return connectionOf(
      events.map((event) => eventNode(event)),
      args,
      context,
    );
  }

  fulfillmentLineItems(args: ConnectionArguments, context: GraphContext) {
    const { currency } = this.#fulfillment.order;
    const items = this.#lines().map((line) => ({
      __typename: 'FulfillmentLineItem',
      id: gid('FulfillmentLineItem', this.#fulfillment.id * 100 + (line.id % 100)),
      quantity: line.quantity,
      lineItem: lineItemNode(line, currency),
      originalTotalSet: moneyBag(line.unitMinor * line.quantity, currency),
      discountedTotalSet: moneyBag(line.unitMinor * line.quantity, currency),
    }));
    return connectionOf(items, args, context);
  }

  fulfillmentOrders(args: ConnectionArguments, context: GraphContext) {
    return connectionOf(
      [fulfillmentOrderNode(this.#fulfillment.order, this.#store)],
      args,
      context,
    );
  }

  #lines() {
    const ids = new Set(this.#fulfillment.lineItemIds);
    return this.#fulfillment.order.lineItems.filter((line) => ids.has(line.id));
  }
}

export function eventNode(event: EventRecord) {
  return {
    __typename: 'FulfillmentEvent',
    id: gid('FulfillmentEvent', event.id),
    status: event.status,
    happenedAt: graphInstant(event.happenedAt),
    createdAt: graphInstant(event.createdAt),
    estimatedDeliveryAt: graphInstantOrNull(event.estimatedDeliveryAt),
    message: event.message,
    city: event.city,
    country: event.country,
    zip: event.zip,
    address1: null,
    province: null,
    latitude: null,
    longitude: null,
  };
}

export function fulfillmentOrderNode(order: OrderRecord, store: ShopStore) {
  const fulfilled = new Set(
    order.fulfillments.flatMap((fulfillment) => [...fulfillment.lineItemIds]),
  );
  const open = order.lineItems.some((line) => line.requiresShipping && !fulfilled.has(line.id));
  return {
    __typename: 'FulfillmentOrder',
    id: gid('FulfillmentOrder', order.id),
    order: () => new OrderNode(order, store),
    orderId: gid('Order', order.id),
    orderName: order.name,
    orderProcessedAt: graphInstant(order.createdAt),
    status: order.cancelledAt !== null || !open ? 'CLOSED' : 'OPEN',
    requestStatus: 'UNSUBMITTED',
    createdAt: graphInstant(order.createdAt),
    updatedAt: graphInstant(order.updatedAt),
  };
}

export function metafieldNode(field: Metafield) {
  return {
    __typename: 'Metafield',
    id: gid('Metafield', field.id),
    legacyResourceId: String(field.id),
    namespace: field.namespace,
    key: field.key,
    type: field.type,
    value: field.value,
    jsonValue: field.type.startsWith('json') ? JSON.parse(field.value) : field.value,
    compareDigest: String(field.updatedAt),
    ownerType: 'ORDER',
    sizeInBytes: Buffer.byteLength(field.value),
    createdAt: graphInstant(field.createdAt),
    updatedAt: graphInstant(field.updatedAt),
  };
}

function lineItemNode(line: OrderRecord['lineItems'][number], currency: string) {
  return {
    __typename: 'LineItem',
    id: gid('LineItem', line.id),
    name: line.title,
    title: line.title,
    sku: line.sku,
    quantity: line.quantity,
    currentQuantity: line.quantity,
    requiresShipping: line.requiresShipping,
    isGiftCard: false,
    originalUnitPriceSet: moneyBag(line.unitMinor, currency),
    discountedUnitPriceSet: moneyBag(line.unitMinor, currency),
    originalTotalSet: moneyBag(line.unitMinor * line.quantity, currency),
    discountedTotalSet: moneyBag(line.unitMinor * line.quantity, currency),
  };
}

function mailingAddress(order: OrderRecord) {
  const { firstName, lastName, phone, address1, city, zip } = unpackCustomer(order.packedCustomer);
  return {
    __typename: 'MailingAddress',
    id: gid('MailingAddress', order.id),
    firstName,
    lastName,
    name: `${firstName} ${lastName}`,
    phone,
    address1,
    address2: null,
    city,
    zip,
    country: order.destinationCountry,
    countryCode: order.destinationCountry,
    countryCodeV2: order.destinationCountry,
    coordinatesValidated: false,
    formatted: [`${firstName} ${lastName}`, address1, `${city} ${zip}`, order.destinationCountry],
    formattedArea: `${city}, ${order.destinationCountry}`,
  };
}

function moneyBag(minor: number, currency: string) {
  const money = { amount: graphDecimal(minor, currency), currencyCode: currency };
  return { shopMoney: money, presentmentMoney: money };
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
