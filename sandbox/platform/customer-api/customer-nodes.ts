import { gid, graphDecimal, graphInstant, graphInstantOrNull, parseGid } from '../formats.ts';
import { connectionOf } from '../graphql/connection.ts';
import type { ConnectionArguments } from '../graphql/connection.ts';
import type { GraphContext } from '../graphql/context.ts';
import { ownNamespace } from '../graphql/metafield-namespace.ts';
import { metafieldNode } from '../graphql/value-nodes.ts';
import { moneyOf } from '../order-money.ts';
import { unpackCustomer } from '../records.ts';
import type { FulfillmentRecord, OrderRecord } from '../records.ts';

/** Who asks, and what of the app's metafields they may read. */
export interface Asker {
  customerId: number;
  readableKeys: readonly string[];
}

/** The roots of the Customer Account API that the sandbox models. */
export function customerRoots(asker: Asker) {
  return {
    customer: (_: unknown, context: GraphContext) => customerNode(asker, context),
    order: ({ id }: { id: string }, { store }: GraphContext) => {
      const parsed = parseGid(id.split('?')[0]);
      const order = parsed?.type === 'Order' ? store.orders.get(parsed.id) : undefined;
      const isOwn = order?.customerId === asker.customerId;
      return order === undefined || !isOwn ? null : customerOrder(order, asker);
    },
    shop: (_: unknown, { store }: GraphContext) => ({
      __typename: 'Shop',
      id: gid('Shop', store.id),
      name: store.shop.name,
      myshopifyDomain: store.shop.domain,
      url: `https://${store.shop.domain}`,
    }),
  };
}

function customerNode(asker: Asker, { store }: GraphContext) {
  const first = store.orders.get(asker.customerId);
  const { firstName, lastName } = unpackCustomer(first?.packedCustomer ?? '');
  return {
    __typename: 'Customer',
    id: gid('Customer', asker.customerId),
    firstName,
    lastName,
    displayName: `${firstName} ${lastName}`,
    creationDate: graphInstant(first?.createdAt ?? 0),
    tags: [],
    metafield: null,
    orders: (args: ConnectionArguments, context: GraphContext) =>
      connectionOf(
        store.customers
          .ordersOf(asker.customerId)
          .flatMap((id) => store.orders.get(id) ?? [])
          .map((order) => customerOrder(order, asker)),
        args,
        context,
      ),
  };
}

function customerOrder(order: OrderRecord, asker: Asker) {
  const money = (minor: number) => ({
    amount: graphDecimal(minor, order.currency),
    currencyCode: order.currency,
  });
  const metafield = (
    { namespace, key }: { namespace: string; key: string },
    { store }: GraphContext,
  ) => {
    const within = ownNamespace(namespace);
    if (!asker.readableKeys.includes(key)) return null;
    const fields = store.metafields.get(order.id) ?? [];
    const field = fields.find((each) => each.namespace === within && each.key === key);
    return field === undefined ? null : metafieldNode(field, 'ORDER');
  };
  return {
    __typename: 'Order',
    id: gid('Order', order.id),
    name: order.name,
    number: Number(order.name.replace(/\D/g, '')),
    confirmationNumber: order.id.toString(36).toUpperCase(),
    createdAt: graphInstant(order.createdAt),
    processedAt: graphInstant(order.createdAt),
    updatedAt: graphInstant(order.updatedAt),
    cancelledAt: graphInstantOrNull(order.cancelledAt),
    currencyCode: order.currency,
    edited: false,
    requiresShipping: true,
    fulfillmentStatus: order.fulfillments.length === 0 ? 'UNFULFILLED' : 'FULFILLED',
    financialStatus: (_: unknown, { store }: GraphContext) => moneyOf(order, store).status,
    totalPrice: money(order.totalMinor),
    customer: (_: unknown, context: GraphContext) => customerNode(asker, context),
    metafield,
    metafields: (
      { identifiers }: { identifiers: { namespace: string; key: string }[] },
      context: GraphContext,
    ) => identifiers.map((each) => metafield(each, context)),
    fulfillments: (args: ConnectionArguments, context: GraphContext) =>
      connectionOf(
        order.fulfillments.map((each) => customerFulfillment(each, context)),
        args,
        context,
      ),
  };
}

function customerFulfillment(fulfillment: FulfillmentRecord, { store }: GraphContext) {
  const status = store.events.statusAt(fulfillment.lastEvent);
  return {
    __typename: 'Fulfillment',
    id: gid('Fulfillment', fulfillment.id),
    status: fulfillment.cancelled ? 'CANCELLED' : 'SUCCESS',
    createdAt: graphInstant(fulfillment.createdAt),
    updatedAt: graphInstant(fulfillment.updatedAt),
    estimatedDeliveryAt: graphInstantOrNull(fulfillment.estimatedDeliveryAt),
    latestShipmentStatus: status,
    isPickedUp: false,
    requiresShipping: true,
    trackingInformation: fulfillment.tracking,
    events: (args: ConnectionArguments, context: GraphContext) =>
      connectionOf(
        store.eventsOf(fulfillment).map((event) => ({
          __typename: 'FulfillmentEvent',
          id: gid('FulfillmentEvent', event.id),
          status: event.status,
          happenedAt: graphInstant(event.happenedAt),
        })),
        args,
        context,
      ),
  };
}
