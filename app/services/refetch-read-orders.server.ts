import { readFulfillmentEvents, readOrder } from '#app/services/sync-order-facts.server.ts';
import type {
  EventsPage,
  FulfillmentFacts,
  OrderFacts,
} from '#app/services/sync-order-facts.server.ts';
import { readBeside } from '#app/services/refetch-read-beside.server.ts';
import type { Source } from '#app/services/sync-source.server.ts';
import {
  FulfillmentEventsDocument,
  OrdersByIdsDocument,
} from '#app/shopify/generated/documents.ts';

/** Orders of one step: asked in several questions at once, written in one transaction. */
export const ORDERS_PER_READ = 20;
/**
 * Page sizes that stay below 1,000 points of requested cost under the documented rule (every object 1, a connection by
 * `first`). An order: itself with total and address 5, its fulfillments with events 1 + 5 + 20 + 2 + 5, what it says beside
 * itself 14, six lines 6 × 6 + 2, fulfillment orders 3 × 2 + 2 = 98; ten of them 980.
 */
const ORDERS_PER_QUERY = 10;
const FULFILLMENTS_PER_ORDER = 20;
const EVENTS_PER_FULFILLMENT = 20;
const LINES_PER_ORDER = 6;
/** An order with more fulfillments than the page holds is read alone. */
const FULFILLMENTS_ALONE = 250;
const EVENTS_PER_PAGE = 100;
/** No parcel has this many events; a bound, because every loop has one. */
const MOST_EVENT_PAGES = 100;

export interface ReadOrders {
  orders: OrderFacts[];
  /** Asked for, and Shopify says that they do not exist. */
  missing: string[];
  /** Came in a form we cannot read: id and reason. */
  unreadable: { orderId: string; reason: string }[];
}

/**
 * Reads orders with their fulfillments, all their events, and what they say beside themselves; returns where `mayReadReturns`.
 * At most `ORDERS_PER_READ` ids.
 */
export async function readOrders(
  source: Source,
  orderIds: readonly string[],
  { mayReadReturns }: { mayReadReturns: boolean },
): Promise<ReadOrders> {
  const parts: (readonly string[])[] = [];
  for (let from = 0; from < orderIds.length; from += ORDERS_PER_QUERY)
    parts.push(orderIds.slice(from, from + ORDERS_PER_QUERY));
  const read = await Promise.all(parts.map((ids) => readPart(source, ids)));
  const orders = read.flatMap((part) => part.orders);
  return {
    orders: await readBeside(source, orders, { mayReadReturns }),
    missing: read.flatMap(({ missing }) => missing),
    unreadable: read.flatMap(({ unreadable }) => unreadable),
  };
}

async function readPart(source: Source, orderIds: readonly string[]): Promise<ReadOrders> {
  const answer = await source.query(OrdersByIdsDocument, {
    ids: orderIds.map((id) => `gid://shopify/Order/${id}`),
    fulfillments: FULFILLMENTS_PER_ORDER,
    events: EVENTS_PER_FULFILLMENT,
    lines: LINES_PER_ORDER,
  });
  const result: ReadOrders = { orders: [], missing: [], unreadable: [] };
  const failedAt = new Set(answer.gaps.map((gap) => gap.path));
  for (const [index, orderId] of orderIds.entries()) {
    const node = answer.data.nodes[index] ?? null;
    if (node === null || !('id' in node)) {
      // Withheld is not gone: the sweep asks again.
      const isWithheld =
        failedAt.has('') || failedAt.has('nodes') || failedAt.has(`nodes.${index}`);
      if (!isWithheld) result.missing.push(orderId);
      continue;
    }
    const isWhole = (node.fulfillmentsCount?.count ?? 0) <= FULFILLMENTS_PER_ORDER;
    const { purchasingEntity, ...rest } = node;
    // Withheld is not the same as a buyer without an account.
    const asked = failedAt.has(`nodes.${index}.purchasingEntity`)
      ? rest
      : { ...rest, purchasingEntity };
    const reading = readOrder(isWhole ? asked : await readAlone(source, orderId));
    if (reading.ok) result.orders.push(await withAllEvents(source, reading.order));
    else result.unreadable.push({ orderId, reason: reading.reason });
  }
  return result;
}

async function readAlone(source: Source, orderId: string): Promise<unknown> {
  const answer = await source.query(OrdersByIdsDocument, {
    ids: [`gid://shopify/Order/${orderId}`],
    fulfillments: FULFILLMENTS_ALONE,
    events: 1,
    lines: LINES_PER_ORDER,
  });
  return answer.data.nodes[0] ?? null;
}

async function withAllEvents(source: Source, order: OrderFacts): Promise<OrderFacts> {
  const fulfillments: FulfillmentFacts[] = [];
  for (const fulfillment of order.fulfillments) {
    const { events } = fulfillment;
    fulfillments.push(
      events === null || events.endCursor === null
        ? fulfillment
        : { ...fulfillment, events: await readOn(source, fulfillment.fulfillmentId, events) },
    );
  }
  return { ...order, fulfillments };
}

/** Follows a fulfillment's events from a first page to the end. */
export async function readOn(
  source: Source,
  fulfillmentId: string,
  first: EventsPage,
): Promise<EventsPage> {
  const events = [...first.events];
  let after = first.endCursor;
  for (let page = 0; after !== null && page < MOST_EVENT_PAGES; page += 1) {
    const answer = await source.query(FulfillmentEventsDocument, {
      ids: [`gid://shopify/Fulfillment/${fulfillmentId}`],
      first: EVENTS_PER_PAGE,
      after,
    });
    const read = readFulfillmentEvents(answer.data.nodes[0]);
    if (read === null) break;
    events.push(...read.page.events);
    after = read.page.endCursor;
  }
  return { events, endCursor: after };
}
