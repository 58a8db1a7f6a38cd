import { gid, graphDecimal, graphInstant, graphInstantOrNull } from '../formats.ts';
import { unpackCustomer } from '../records.ts';
import type { FulfillmentRecord, OrderRecord } from '../records.ts';
import type { ShopStore } from '../shop-store.ts';
import { connectionOf } from './connection.ts';
import type { ConnectionArguments } from './connection.ts';
import type { GraphContext } from './context.ts';
import { FulfillmentNode } from './fulfillment-node.ts';
import { goodsOfLine } from './goods-nodes.ts';
import { lineItemNode, mailingAddress, metafieldNode, moneyBag, sum } from './value-nodes.ts';

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
    const items = this.#order.lineItems.map((line) => ({
      ...lineItemNode(line, this.#order.currency),
      ...goodsOfLine(line, this.#store),
    }));
    return connectionOf(items, args, context);
  }

  fulfillments({ first }: { first?: number | null }) {
    return this.#order.fulfillments
      .slice(0, first ?? undefined)
      .map((fulfillment) => fulfillmentNode(fulfillment, this.#store));
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

/** The same for every order of the sandbox: paid, from the online store, never edited. */
const COMMON = {
  closed: false,
  confirmed: true,
  test: false,
  edited: false,
  unpaid: false,
  fullyPaid: true,
  capturable: false,
  refundable: true,
  restockable: true,
  taxesIncluded: true,
  taxExempt: false,
  dutiesIncluded: false,
  estimatedTaxes: false,
  canMarkAsPaid: false,
  canNotifyCustomer: true,
  merchantEditable: true,
  billingAddressMatchesShippingAddress: true,
  sourceName: 'web',
  paymentGatewayNames: ['shopify_payments'],
  returnStatus: 'NO_RETURN',
  displayFinancialStatus: 'PAID',
};
Object.assign(OrderNode.prototype, COMMON);

/** A fulfillment node that leads back to its order. */
export function fulfillmentNode(fulfillment: FulfillmentRecord, store: ShopStore): FulfillmentNode {
  return new FulfillmentNode(fulfillment, store, (order) => new OrderNode(order, store));
}

function fulfillmentOrderNode(order: OrderRecord, store: ShopStore) {
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
