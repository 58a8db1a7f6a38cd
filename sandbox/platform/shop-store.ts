import type {
  WorldEffect,
  WorldLocation,
  WorldProduct,
  WorldShop,
  WorldSupplier,
} from '#sandbox/world/effects.ts';
import type { WorldRefund } from '#sandbox/world/shop-side.ts';
import { EventLog } from './event-log.ts';
import { OrderIndex } from './order-index.ts';
import type { EventRecord } from './event-log.ts';
import { CustomerBook } from './customer-book.ts';
import { packCustomer } from './records.ts';
import type { FulfillmentRecord, OrderRecord } from './records.ts';
import { Inventory } from './inventory.ts';
import type { LevelRecord, ProductRecord } from './inventory.ts';
import type { PlatformEffect } from './platform-effects.ts';
import { PaymentsAccount } from './payments-account.ts';
import { SideStore } from './side-store.ts';

/** What an effect changed, for webhooks. */
export type Change =
  | { kind: 'order_created' | 'order_cancelled'; at: number; order: OrderRecord }
  | {
      kind: 'fulfillment_created' | 'fulfillment_updated';
      at: number;
      fulfillment: FulfillmentRecord;
    }
  | { kind: 'event_created'; at: number; fulfillment: FulfillmentRecord; event: EventRecord }
  | { kind: 'inventory_changed'; at: number; level: LevelRecord }
  /** Payments, refunds, returns, duties, terms or tags of an order: anything but its parcels. */
  | { kind: 'order_updated'; at: number; order: OrderRecord }
  | { kind: 'refund_created'; at: number; order: OrderRecord; refund: WorldRefund }
  | { kind: 'product_created' | 'product_updated'; at: number; product: ProductRecord }
  | { kind: 'product_deleted'; at: number; productId: number }
  /** What no webhook tells: the app reads it by schedule. */
  | { kind: 'settings_changed'; at: number }
  | { kind: 'incoming_changed'; at: number; level: LevelRecord }
  | { kind: 'dispute_changed'; at: number };

export interface Metafield {
  id: number;
  namespace: string;
  key: string;
  type: string;
  value: string;
  createdAt: number;
  updatedAt: number;
}

/** What Shopify knows of one shop. */
export class ShopStore {
  readonly shop: WorldShop;
  /** Numeric id of the shop itself. */
  readonly id: number;
  readonly orders = new Map<number, OrderRecord>();
  readonly fulfillments = new Map<number, FulfillmentRecord>();
  readonly index = new OrderIndex();
  readonly events = new EventLog();
  readonly customers = new CustomerBook();
  readonly metafields = new Map<number, Metafield[]>();
  readonly inventory: Inventory;
  readonly side: SideStore;
  readonly payments: PaymentsAccount;
  /** Those who ship for the shop, by their location. */
  readonly suppliers: ReadonlyMap<number, WorldSupplier>;
  trackingNumbers = 0;

  constructor(
    shop: WorldShop,
    id: number,
    goods: {
      products: readonly WorldProduct[];
      locations: readonly WorldLocation[];
      suppliers: readonly WorldSupplier[];
    },
  ) {
    this.shop = shop;
    this.id = id;
    this.inventory = new Inventory(goods.products, goods.locations);
    this.side = new SideStore(shop);
    this.payments = new PaymentsAccount(this.side, this.orders, shop);
    this.suppliers = new Map(goods.suppliers.map((each) => [each.location.id, each]));
  }

  /** All locations by id: the shop's own, the primary one first, then its suppliers'. */
  locations(): ReadonlyMap<number, WorldLocation> {
    const suppliers = [...this.suppliers].map(([id, { location }]) => [id, location] as const);
    return new Map([...this.inventory.locations, ...suppliers]);
  }

  /** Where a fulfillment ships from; null in a shop without locations. */
  locationOf({ locationId }: FulfillmentRecord): WorldLocation | null {
    const own = this.inventory.locations;
    if (locationId === null) return [...own.values()][0] ?? null;
    return own.get(locationId) ?? this.suppliers.get(locationId)?.location ?? null;
  }

  /**
   * Applies one effect as Shopify behaves (observed, API 2025-01 to 2026-04): an event touches its fulfillment and
   * its order; a new tracking number keeps the old events, `inTransitAt` and status; events are accepted on a
   * cancelled fulfillment. Returns null when the effect names an order, a
   * fulfillment, a product, a variant, an inventory item or a location that does not exist.
   */
  apply(effect: PlatformEffect): Change | null {
    switch (effect.kind) {
      case 'order_created':
        return this.#createOrder(effect);
      case 'order_cancelled': {
        const order = this.orders.get(effect.orderId);
        if (order === undefined) return null;
        order.cancelledAt = effect.at;
        this.index.touch(order, effect.at);
        this.inventory.commit(openLines(order), -1);
        return { kind: 'order_cancelled', at: effect.at, order };
      }
      case 'fulfillment_created':
        return this.#createFulfillment(effect);
      case 'tracking_updated': {
        const fulfillment = this.fulfillments.get(effect.fulfillmentId);
        if (fulfillment === undefined) return null;
        this.trackingNumbers += countNumbers(effect.tracking) - countNumbers(fulfillment.tracking);
        fulfillment.tracking = effect.tracking;
        return this.#touchFulfillment(fulfillment, effect.at);
      }
      case 'fulfillment_cancelled': {
        const fulfillment = this.fulfillments.get(effect.fulfillmentId);
        if (fulfillment === undefined) return null;
        if (!fulfillment.cancelled) this.inventory.commit(linesOf(fulfillment), 1);
        fulfillment.cancelled = true;
        return this.#touchFulfillment(fulfillment, effect.at);
      }
      case 'fulfillment_event':
        return this.#addEvent(effect);
      case 'inventory_changed': {
        const level = this.inventory.set(effect);
        return level === null ? null : { kind: 'inventory_changed', at: effect.at, level };
      }
      case 'incoming_changed': {
        const level = this.inventory.setIncoming(effect);
        return level === null ? null : { kind: 'incoming_changed', at: effect.at, level };
      }
      case 'payments_set':
        this.payments.set(effect.settings, effect.at);
        return { kind: 'settings_changed', at: effect.at };
      case 'cost_set':
        return productUpdated(this.inventory.setCost(effect), effect.at);
      case 'product_more':
        return productUpdated(this.inventory.sayMoreOfProduct(effect), effect.at);
      case 'variant_more':
        return productUpdated(this.inventory.sayMoreOfVariant(effect), effect.at);
      case 'price_changed':
        return productUpdated(
          this.inventory.changePrices({ at: effect.at, prices: [effect] }),
          effect.at,
        );
      case 'shop_side_changed':
        this.side.settings = effect.side;
        return { kind: 'settings_changed', at: effect.at };
      case 'order_more':
        this.side.sayMoreOfOrder(effect.more);
        this.payments.noteOrder(effect.more.orderId, effect.at);
        return this.#touchOrder(effect.more.orderId, effect.at);
      case 'return_changed':
        this.side.returns.set(effect.return);
        return this.#touchOrder(effect.return.orderId, effect.at);
      case 'refund_created': {
        const order = this.orders.get(effect.refund.orderId);
        if (order === undefined) return null;
        this.side.refunds.set(effect.refund);
        this.payments.noteRefund(effect.refund.id, effect.at);
        this.index.touch(order, effect.at);
        return { kind: 'refund_created', at: effect.at, order, refund: effect.refund };
      }
      case 'variants_priced':
        return productUpdated(this.inventory.changePrices(effect), effect.at);
      case 'product_created': {
        const product = this.inventory.add(effect.product);
        return { kind: 'product_created', at: effect.at, product };
      }
      case 'product_deleted':
        return this.inventory.remove(effect.productId)
          ? { kind: 'product_deleted', at: effect.at, productId: effect.productId }
          : null;
      case 'order_tagged': {
        const order = this.orders.get(effect.orderId);
        if (order === undefined) return null;
        order.tags = effect.tags;
        this.index.touch(order, effect.at);
        return { kind: 'order_updated', at: effect.at, order };
      }
      case 'dispute_changed':
        this.side.disputes.set(effect.dispute);
        this.payments.noteDispute(effect.dispute.id, effect.at);
        return { kind: 'dispute_changed', at: effect.at };
    }
  }

  eventsOf(fulfillment: FulfillmentRecord): EventRecord[] {
    return this.events.upTo(fulfillment.lastEvent);
  }

  #createOrder(effect: Extract<WorldEffect, { kind: 'order_created' }>): Change {
    const { order } = effect;
    const record: OrderRecord = {
      id: order.id,
      name: order.name,
      createdAt: wholeSeconds(order.createdAt),
      updatedAt: wholeSeconds(order.createdAt),
      touchSeq: 0,
      cancelledAt: null,
      customerId: this.customers.ownerOf(order),
      currency: order.currency,
      totalMinor: order.totalMinor,
      destinationCountry: order.destinationCountry,
      packedCustomer: packCustomer(order.customer),
      lineItems: order.lineItems,
      fulfillments: [],
      tags: [],
    };
    this.orders.set(record.id, record);
    this.index.add(record);
    this.index.touch(record, effect.at);
    this.payments.noteOrder(record.id, effect.at);
    this.inventory.commit(record.lineItems, 1);
    return { kind: 'order_created', at: effect.at, order: record };
  }

  #createFulfillment(effect: Extract<WorldEffect, { kind: 'fulfillment_created' }>): Change | null {
    const order = this.orders.get(effect.orderId);
    if (order === undefined) return null;
    const fulfillment: FulfillmentRecord = {
      id: effect.fulfillmentId,
      order,
      ordinal: order.fulfillments.length + 1,
      cancelled: false,
      createdAt: wholeSeconds(effect.at),
      updatedAt: wholeSeconds(effect.at),
      inTransitAt: null,
      deliveredAt: null,
      estimatedDeliveryAt: null,
      originCountry: effect.originCountry,
      locationId: effect.locationId ?? null,
      tracking: effect.tracking,
      lineItemIds: effect.lineItemIds,
      lastEvent: -1,
    };
    order.fulfillments.push(fulfillment);
    this.fulfillments.set(fulfillment.id, fulfillment);
    this.trackingNumbers += countNumbers(effect.tracking);
    this.index.touch(order, effect.at);
    if (order.cancelledAt === null) this.inventory.commit(linesOf(fulfillment), -1);
    return { kind: 'fulfillment_created', at: effect.at, fulfillment };
  }

  #addEvent(effect: Extract<WorldEffect, { kind: 'fulfillment_event' }>): Change | null {
    const fulfillment = this.fulfillments.get(effect.fulfillmentId);
    if (fulfillment === undefined) return null;
    const event: EventRecord = {
      id: effect.eventId,
      status: effect.status,
      happenedAt: effect.happenedAt,
      createdAt: effect.at,
      estimatedDeliveryAt: effect.estimatedDeliveryAt,
      message: effect.message,
      city: effect.city,
      country: effect.country,
      zip: effect.zip,
    };
    fulfillment.lastEvent = this.events.add(event, fulfillment.lastEvent);
    if (effect.status === 'IN_TRANSIT') fulfillment.inTransitAt ??= effect.happenedAt;
    if (effect.status === 'DELIVERED') fulfillment.deliveredAt = effect.happenedAt;
    fulfillment.estimatedDeliveryAt = effect.estimatedDeliveryAt ?? fulfillment.estimatedDeliveryAt;
    this.#touchFulfillment(fulfillment, effect.at);
    return { kind: 'event_created', at: effect.at, fulfillment, event };
  }

  /** What is said of an order in the moment of its creation is part of it and no update. */
  #touchOrder(orderId: number, at: number): Change | null {
    const order = this.orders.get(orderId);
    if (order === undefined || order.createdAt === wholeSeconds(at)) return null;
    this.index.touch(order, at);
    return { kind: 'order_updated', at, order };
  }

  #touchFulfillment(fulfillment: FulfillmentRecord, at: number): Change {
    fulfillment.updatedAt = Math.max(fulfillment.updatedAt, wholeSeconds(at));
    this.index.touch(fulfillment.order, at);
    return { kind: 'fulfillment_updated', at, fulfillment };
  }
}

function linesOf({ order, lineItemIds }: FulfillmentRecord): OrderRecord['lineItems'] {
  return order.lineItems.filter(({ id }) => lineItemIds.includes(id));
}

/** What no fulfillment has taken. */
function openLines(order: OrderRecord): OrderRecord['lineItems'] {
  const taken = new Set(
    order.fulfillments.filter(({ cancelled }) => !cancelled).flatMap((each) => each.lineItemIds),
  );
  return order.lineItems.filter(({ id }) => !taken.has(id));
}

function productUpdated(product: ProductRecord | null, at: number): Change | null {
  return product === null ? null : { kind: 'product_updated', at, product };
}

function wholeSeconds(ms: number): number {
  return Math.floor(ms / 1_000) * 1_000;
}

function countNumbers(tracking: readonly { number: string | null }[]): number {
  return tracking.filter((entry) => entry.number !== null).length;
}
