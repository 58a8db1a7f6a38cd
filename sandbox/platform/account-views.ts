import type {
  AccountLine,
  AccountOrder,
  AccountPlatform,
  Shipment,
} from '../account/account-contract.ts';
import { askCustomerApi } from './customer-api/customer-api.ts';
import { shortNamespace } from './graphql/metafield-namespace.ts';
import type { Platform } from './platform-contract.ts';
import { unpackCustomer } from './records.ts';
import type { FulfillmentRecord, OrderRecord } from './records.ts';
import { mintCustomerToken } from './session-token.ts';
import type { ShopStore } from './shop-store.ts';

/** The platform as a shop's customers see it. */
export function accountPlatform(platform: Platform): AccountPlatform {
  const { world, clock, app, isInstalled, store } = platform;
  return {
    shops: () => world.shops,
    isInstalled,
    now: clock.now,
    order(shop, id) {
      const order = store(shop).orders.get(id);
      return order === undefined ? null : accountOrder(order, store(shop));
    },
    ordersOf: (shop, customerId) => ordersOf(store(shop), customerId),
    newestCustomer: (shop) => newest(store(shop))?.customerId ?? null,
    otherCustomer(shop, customerId) {
      for (const order of store(shop).orders.values())
        if (order.customerId !== customerId) return order.customerId;
      return null;
    },
    metafields: (shop, orderId) =>
      (store(shop).metafields.get(orderId) ?? []).flatMap(({ namespace, key, type, value }) => {
        const short = shortNamespace(namespace);
        return short === null ? [] : [{ namespace: short, key, type, value }];
      }),
    customerToken: (shop, customerId) => mintCustomerToken(app, { shop, customerId }),
    askCustomerApi: (asker, request) => askCustomerApi(platform, asker, request),
  };
}

/** The newest order of somebody with several, else the newest of all. */
function newest({ orders, customers }: ShopStore): OrderRecord | undefined {
  const byAge = [...orders.values()].toSorted((a, b) => b.createdAt - a.createdAt);
  return byAge.find((order) => customers.ordersOf(order.customerId).length > 1) ?? byAge[0];
}

function ordersOf(store: ShopStore, customerId: number): AccountOrder[] {
  if (store.orders.get(customerId)?.customerId !== customerId) return [];
  return store.customers
    .ordersOf(customerId)
    .toReversed()
    .flatMap((id) => store.orders.get(id) ?? [])
    .map((order) => accountOrder(order, store));
}

function accountOrder(order: OrderRecord, store: ShopStore): AccountOrder {
  const customer = unpackCustomer(order.packedCustomer);
  const owner = unpackCustomer((store.orders.get(order.customerId) ?? order).packedCustomer);
  const taken = new Set(
    order.fulfillments.filter(({ cancelled }) => !cancelled).flatMap((each) => each.lineItemIds),
  );
  const { firstName, lastName, address1, city, zip } = customer;
  return {
    id: order.id,
    name: order.name,
    confirmationNumber: order.id.toString(36).toUpperCase(),
    createdAt: order.createdAt,
    cancelledAt: order.cancelledAt,
    customerId: order.customerId,
    customerName: `${owner.firstName} ${owner.lastName}`,
    email: owner.email,
    address: [`${firstName} ${lastName}`, address1, `${zip} ${city}`],
    country: order.destinationCountry,
    total: { minor: order.totalMinor, currency: order.currency },
    lines: order.lineItems.map((line) => accountLine(line, order)),
    shipments: order.fulfillments.map((each) => shipmentOf(each, store)),
    waiting: order.lineItems
      .filter(({ id, requiresShipping }) => requiresShipping && !taken.has(id))
      .map((line) => accountLine(line, order)),
  };
}

function accountLine(line: OrderRecord['lineItems'][number], order: OrderRecord): AccountLine {
  const { title, quantity, unitMinor } = line;
  return { title, quantity, total: { minor: unitMinor * quantity, currency: order.currency } };
}

function shipmentOf(fulfillment: FulfillmentRecord, store: ShopStore): Shipment {
  const { id, order, createdAt, tracking, lineItemIds } = fulfillment;
  return {
    id,
    status: statusOf(fulfillment, store),
    shippedAt: createdAt,
    tracking,
    lines: order.lineItems
      .filter((line) => lineItemIds.includes(line.id))
      .map((line) => accountLine(line, order)),
  };
}

function statusOf(fulfillment: FulfillmentRecord, store: ShopStore): Shipment['status'] {
  if (fulfillment.cancelled) return 'cancelled';
  const status = store.events.statusAt(fulfillment.lastEvent);
  if (fulfillment.deliveredAt !== null || status === 'DELIVERED') return 'delivered';
  if (status === 'OUT_FOR_DELIVERY') return 'out_for_delivery';
  return fulfillment.inTransitAt === null ? 'confirmed' : 'on_its_way';
}
