import type { WorldReturn } from '#sandbox/world/shop-side.ts';
import { gid, graphInstant, graphInstantOrNull } from '../formats.ts';
import { unpackCustomer } from '../records.ts';
import type { FulfillmentRecord, OrderRecord } from '../records.ts';
import type { ShopStore } from '../shop-store.ts';
import { connectionOf } from './connection.ts';
import type { ConnectionArguments } from './connection.ts';
import type { GraphContext } from './context.ts';
import { FulfillmentNode } from './fulfillment-node.ts';
import { fulfillmentOrderNode } from './fulfillment-order-node.ts';
import { lineOfOrder } from './line-item-node.ts';
import { isOfAnotherApp, ownNamespace } from './metafield-namespace.ts';
import { OrderAmounts } from './order-amounts.ts';
import { refundNode, shippingLineNode, transactionNode } from './payment-nodes.ts';
import type { Ways } from './payment-nodes.ts';
import { returnNode, returnStatus } from './return-nodes.ts';
import { readSearch } from './search.ts';
import { mailingAddress, metafieldNode, sum } from './value-nodes.ts';

/** An order as the Admin API shows it. Methods take the field's arguments. */
export class OrderNode extends OrderAmounts {
  readonly __typename = 'Order';
  readonly id: string;

  constructor(order: OrderRecord, store: ShopStore) {
    super(order, store);
    this.id = gid('Order', order.id);
  }

  get legacyResourceId() {
    return String(this.record.id);
  }
  get name() {
    return this.record.name;
  }
  get number() {
    return Number(this.record.name.replace(/\D/g, ''));
  }
  get confirmationNumber() {
    return this.record.id.toString(36).toUpperCase();
  }
  get createdAt() {
    return graphInstant(this.record.createdAt);
  }
  get processedAt() {
    return graphInstant(this.record.createdAt);
  }
  get updatedAt() {
    return graphInstant(this.record.updatedAt);
  }
  get cancelledAt() {
    return graphInstantOrNull(this.record.cancelledAt);
  }
  get cancelReason() {
    return this.record.cancelledAt === null ? null : 'CUSTOMER';
  }
  get currencyCode() {
    return this.record.currency;
  }
  get presentmentCurrencyCode() {
    return this.record.currency;
  }
  get tags() {
    return this.record.tags;
  }
  get customerLocale() {
    return this.#more.customerLocale;
  }
  get email() {
    return unpackCustomer(this.record.packedCustomer).email;
  }
  get phone() {
    return unpackCustomer(this.record.packedCustomer).phone;
  }
  get statusPageUrl() {
    return `https://${this.store.shop.domain}/orders/${this.record.id}/status`;
  }
  get requiresShipping() {
    return this.record.lineItems.some((line) => line.requiresShipping);
  }
  get fulfillable() {
    return this.displayFulfillmentStatus() !== 'FULFILLED';
  }
  get subtotalLineItemsQuantity() {
    return sum(this.record.lineItems.map((line) => line.quantity));
  }
  get currentSubtotalLineItemsQuantity() {
    return this.subtotalLineItemsQuantity;
  }
  displayFulfillmentStatus(): string {
    const fulfilled = this.#fulfilledLineIds();
    const shippable = this.record.lineItems.filter((line) => line.requiresShipping);
    if (fulfilled.size === 0) return 'UNFULFILLED';
    return shippable.every((line) => fulfilled.has(line.id)) ? 'FULFILLED' : 'PARTIALLY_FULFILLED';
  }

  shippingAddress() {
    return mailingAddress(this.record);
  }

  billingAddress() {
    return mailingAddress(this.record);
  }

  displayAddress() {
    return mailingAddress(this.record);
  }

  customer() {
    const { customerId } = this.record;
    const first = this.store.orders.get(customerId) ?? this.record;
    const { firstName, lastName, email, phone } = unpackCustomer(first.packedCustomer);
    return {
      __typename: 'Customer',
      id: gid('Customer', customerId),
      firstName,
      lastName,
      displayName: `${firstName} ${lastName}`,
      email,
      phone,
      numberOfOrders: String(this.store.customers.ordersOf(customerId).length),
      createdAt: graphInstant(first.createdAt),
      updatedAt: graphInstant(first.createdAt),
    };
  }

  lineItems(args: ConnectionArguments, context: GraphContext) {
    const items = this.record.lineItems.map((line) => lineOfOrder(line, this.record, this.store));
    return connectionOf(items, args, context);
  }

  /** A company, else null: of a person the order names the customer. */
  purchasingEntity() {
    return this.#more.isCompany ? { __typename: 'PurchasingCompany' } : null;
  }

  get dutiesIncluded() {
    return this.#more.dutiesIncluded;
  }

  get paymentGatewayNames() {
    return [...new Set(this.#more.transactions.map(({ gateway }) => gateway))];
  }

  transactions({ first }: { first?: number | null }) {
    return this.store.side
      .transactionsOf(this.record)
      .slice(0, first ?? undefined)
      .map((each) => transactionNode(each, this.record, waysIn(this.store)));
  }

  transactionsCount() {
    const { length } = this.store.side.transactionsOf(this.record);
    return { count: length, precision: 'EXACT' };
  }

  refunds({ first }: { first?: number | null }) {
    return this.store.side.refunds
      .of(this.record.id)
      .slice(0, first ?? undefined)
      .map((refund) => refundNode(refund, this.record, waysIn(this.store)));
  }

  get returnStatus() {
    return returnStatus(this.store.side.returns.of(this.record.id));
  }

  returns(args: ConnectionArguments & { query?: string | null }, context: GraphContext) {
    const search = readSearch<WorldReturn>(args.query, {
      instants: {},
      numbers: {},
      words: { status: ({ status }, text) => status === text.toUpperCase() },
    });
    const found = this.store.side.returns.of(this.record.id).filter(search.accepts);
    return connectionOf(
      found.map((each) => returnedNode(each, this.record, this.store)),
      args,
      context,
    );
  }

  disputes() {
    return this.store.side.disputes.of(this.record.id).map((dispute) => ({
      __typename: 'OrderDisputeSummary',
      id: gid('OrderDisputeSummary', dispute.id),
      initiatedAs: dispute.type,
      status: dispute.status,
    }));
  }

  shippingLine() {
    return shippingLineNode(this.record, this.store);
  }

  shippingLines(args: ConnectionArguments, context: GraphContext) {
    const line = this.shippingLine();
    return connectionOf(line === null ? [] : [line], args, context);
  }

  fulfillments({ first }: { first?: number | null }) {
    return this.record.fulfillments
      .slice(0, first ?? undefined)
      .map((fulfillment) => fulfillmentNode(fulfillment, this.store));
  }

  fulfillmentsCount() {
    return { count: this.record.fulfillments.length, precision: 'EXACT' };
  }

  fulfillmentOrders(args: ConnectionArguments, context: GraphContext) {
    const node = fulfillmentOrderNode(this.record, this.store, waysIn(this.store).order);
    return connectionOf([node], args, context);
  }

  metafield({ namespace, key }: { namespace?: string | null; key: string }) {
    const within = ownNamespace(namespace);
    const found = this.#metafields().find(
      (field) => field.key === key && field.namespace === within,
    );
    return found ?? null;
  }

  metafields(args: ConnectionArguments & { namespace?: string | null }, context: GraphContext) {
    const within = args.namespace == null ? null : ownNamespace(args.namespace);
    const fields = this.#metafields().filter(
      ({ namespace }) => !isOfAnotherApp(namespace) && (within === null || namespace === within),
    );
    return connectionOf(fields, args, context);
  }

  get #more() {
    return this.store.side.moreOf(this.record);
  }

  #metafields() {
    return (this.store.metafields.get(this.record.id) ?? []).map((field) =>
      metafieldNode(field, 'ORDER'),
    );
  }

  #fulfilledLineIds(): Set<number> {
    return new Set(
      this.record.fulfillments
        .filter((fulfillment) => !fulfillment.cancelled)
        .flatMap((fulfillment) => [...fulfillment.lineItemIds]),
    );
  }
}

/** The same for every order of the sandbox: from the online store, never edited. */
const COMMON = {
  closed: false,
  confirmed: true,
  test: false,
  edited: false,
  capturable: false,
  refundable: true,
  restockable: true,
  taxesIncluded: true,
  taxExempt: false,
  estimatedTaxes: false,
  canMarkAsPaid: false,
  canNotifyCustomer: true,
  merchantEditable: true,
  billingAddressMatchesShippingAddress: true,
  sourceName: 'web',
};
Object.assign(OrderNode.prototype, COMMON);

/** A fulfillment node that leads back to its order. */
export function fulfillmentNode(fulfillment: FulfillmentRecord, store: ShopStore): FulfillmentNode {
  return new FulfillmentNode(fulfillment, store, (order) => new OrderNode(order, store));
}

/** The refund behind an id; null when there is none. */
export function refundById(id: number, store: ShopStore): object | null {
  const refund = store.side.refunds.all.get(id);
  const order = refund && store.orders.get(refund.orderId);
  return refund === undefined || order === undefined
    ? null
    : refundNode(refund, order, waysIn(store));
}

/** The return behind an id; null when there is none. */
export function returnById(id: number, store: ShopStore): object | null {
  const returned = store.side.returns.all.get(id);
  const order = returned && store.orders.get(returned.orderId);
  return returned === undefined || order === undefined
    ? null
    : returnedNode(returned, order, store);
}

function returnedNode(returned: WorldReturn, order: OrderRecord, store: ShopStore) {
  return returnNode(returned, order, {
    order: () => new OrderNode(order, store),
    refunds: () =>
      store.side.refunds
        .of(order.id)
        .filter(({ returnId }) => returnId === returned.id)
        .map((refund) => refundNode(refund, order, waysIn(store))),
  });
}

function waysIn(store: ShopStore): Ways {
  return {
    store,
    order: (order) => new OrderNode(order, store),
    returned: (id) => returnById(id, store),
  };
}
