import { gid, graphInstant, graphInstantOrNull } from '../formats.ts';
import type { FulfillmentRecord, OrderRecord } from '../records.ts';
import type { ShopStore } from '../shop-store.ts';
import { connectionOf } from './connection.ts';
import type { ConnectionArguments } from './connection.ts';
import type { GraphContext } from './context.ts';
import { locationNode, serviceAt } from './goods-nodes.ts';
import { lineOfOrder } from './line-item-node.ts';
import { eventNode, moneyBag, sum } from './value-nodes.ts';

/** A fulfillment. After creation: status SUCCESS, displayStatus FULFILLED, no events, inTransitAt null. */
export class FulfillmentNode {
  readonly __typename = 'Fulfillment';
  readonly id: string;
  #fulfillment: FulfillmentRecord;
  #store: ShopStore;
  #orderNode: (order: OrderRecord) => object;

  /** `orderNode` leads back to the order (an argument, so that the two modules form no cycle). */
  constructor(
    fulfillment: FulfillmentRecord,
    store: ShopStore,
    orderNode: (order: OrderRecord) => object,
  ) {
    this.#fulfillment = fulfillment;
    this.#store = store;
    this.#orderNode = orderNode;
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
    return this.#orderNode(this.#fulfillment.order);
  }

  displayStatus(): string {
    if (this.#fulfillment.cancelled) return 'CANCELED';
    return this.#store.events.statusAt(this.#fulfillment.lastEvent) ?? 'FULFILLED';
  }

  originAddress() {
    const countryCode = this.#fulfillment.originCountry;
    return countryCode === null ? null : { countryCode };
  }

  /** Where it was processed; its name needs `read_locations`, without which the location is null with an error. */
  location() {
    const location = this.#store.locationOf(this.#fulfillment);
    return location === null ? null : locationNode(location, this.#store);
  }

  /** Third party for suppliers with an app; else Shopify's own service "Manual". */
  service() {
    return serviceAt(this.#fulfillment.locationId, this.#store);
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
      lineItem: lineOfOrder(line, this.#fulfillment.order, this.#store),
      originalTotalSet: moneyBag(line.unitMinor * line.quantity, currency),
      discountedTotalSet: moneyBag(line.unitMinor * line.quantity, currency),
    }));
    return connectionOf(items, args, context);
  }

  #lines() {
    const ids = new Set(this.#fulfillment.lineItemIds);
    return this.#fulfillment.order.lineItems.filter((line) => ids.has(line.id));
  }
}
