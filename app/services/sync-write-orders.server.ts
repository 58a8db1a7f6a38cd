import type { PoolClient } from 'pg';
import { importBatch } from '#app/db/import-batch.server.ts';
import { loadExisting } from '#app/db/orders-existing.server.ts';
import { writeOrderDetails } from '#app/db/order-lines.server.ts';
import { redactedOrders } from '#app/db/privacy.server.ts';
import { postcodeKey } from '#app/db/privacy-keys.server.ts';
import { writeReturns } from '#app/db/returns.server.ts';
import { dropVanishedScans, noteEventsRead } from '#app/db/scans.server.ts';
import { noteGaps } from '#app/db/sync-state.server.ts';
import { reportedNumbers } from '#app/db/webhook-inbox.server.ts';
import { proposeFromChanges } from '#app/services/propose-from-reports.server.ts';
import { noteShownNumbers } from '#app/services/note-shown-numbers.server.ts';
import type { OrderFacts } from '#app/services/sync-order-facts.server.ts';
import { hasNewNumbers } from '#app/services/sync-number-changes.ts';
import { postcodeHash } from '#app/services/report-privacy.ts';
import { planRows } from '#app/services/sync-plan-rows.ts';
import { withoutPerson } from '#app/services/sync-plan-scans.ts';

export interface WrittenOrders {
  /** Fulfillments of these orders: what is to be assessed. */
  fulfillmentIds: string[];
  orders: number;
  fulfillments: number;
  /** Scans that were not here before. */
  scans: number;
}

/**
 * Makes the tables agree with what Shopify says of these orders, in the caller's transaction. The one write path of
 * import, webhooks and sweep: repeating it, or giving an older version after a newer, changes nothing.
 * Fulfillments that came with all their events count as read, and scans of events that vanished go.
 */
export async function writeOrders(
  sql: PoolClient,
  {
    shopId,
    domain,
    orders,
    now,
  }: {
    shopId: number;
    domain: string;
    orders: readonly OrderFacts[];
    now: Date;
  },
): Promise<WrittenOrders> {
  const unique = latestOfEach(orders);
  const redacted = await redactedOrders(
    sql,
    domain,
    unique.map(({ orderId }) => orderId),
  );
  const latest = unique.map((order) => (redacted.has(order.orderId) ? forgotten(order) : order));
  const fulfillments = latest.flatMap((order) => order.fulfillments);
  const fulfillmentIds = fulfillments.map(({ fulfillmentId }) => fulfillmentId);
  const existing = await loadExisting(sql, shopId, fulfillmentIds);
  const changed = fulfillments.filter((fulfillment) => hasNewNumbers(fulfillment, existing));
  const reported = await reportedNumbers(
    sql,
    shopId,
    changed.map(({ fulfillmentId }) => fulfillmentId),
  );
  const key = await postcodeKey(sql, shopId);
  const { batch, unreadableEvents } = planRows(latest, {
    existing,
    reported,
    receivedAt: now,
    hashPostcode: (place) => postcodeHash(place, key),
  });
  const { written, staleOrderIds, staleFulfillmentIds } = await importBatch(sql, shopId, batch);
  const staleOrders = new Set(staleOrderIds);
  await writeBeside(sql, {
    shopId,
    orders: latest.filter(({ orderId }) => !staleOrders.has(orderId)),
    now,
  });
  const stale = new Set(staleFulfillmentIds);
  const isCurrent = ({ fulfillmentId }: { fulfillmentId: string }) => !stale.has(fulfillmentId);
  await noteShownNumbers(sql, shopId, { fulfillments: fulfillments.filter(isCurrent), now });
  const complete = fulfillments.flatMap(({ fulfillmentId, events }) =>
    events === null || events.endCursor !== null
      ? []
      : [{ fulfillmentId, eventIds: events.events.map((event) => event.id) }],
  );
  await dropVanishedScans(sql, shopId, complete);
  await proposeFromChanges(sql, {
    shopId,
    fulfillmentIds: changed.filter(isCurrent).map(({ fulfillmentId }) => fulfillmentId),
    now,
  });
  await noteEventsRead(
    sql,
    shopId,
    complete.map(({ fulfillmentId }) => fulfillmentId),
    now,
  );
  await noteGaps(
    sql,
    shopId,
    unreadableEvents.map(() => ({ path: 'fulfillment.events', message: 'event without a date' })),
    now,
  );
  return {
    fulfillmentIds,
    orders: latest.length,
    fulfillments: fulfillments.length,
    scans: written.scans,
  };
}

/** Lines, payments, refunds and returns, where the answer told them. */
async function writeBeside(
  sql: PoolClient,
  { shopId, orders, now }: { shopId: number; orders: readonly OrderFacts[]; now: Date },
): Promise<void> {
  const told = orders.flatMap(({ orderId, createdAt, beside }) =>
    beside === null ? [] : [{ orderId, orderedAt: createdAt, beside }],
  );
  await writeOrderDetails(sql, shopId, {
    details: told.map(({ orderId, beside }) => ({ orderId, details: beside.details })),
    lines: told.flatMap(({ orderId, orderedAt, beside }) =>
      beside.lines.map((line) => ({ ...line, orderId, orderedAt })),
    ),
    readAt: now,
  });
  await writeReturns(sql, shopId, {
    returns: told.flatMap(({ orderId, beside }) =>
      (beside.returns ?? []).map((found) => ({ ...found, orderId })),
    ),
    readAt: now,
  });
}

/** A bulk file that changed under way may hold an order twice: the one updated last counts. */
function latestOfEach(orders: readonly OrderFacts[]): OrderFacts[] {
  const byId = new Map<string, OrderFacts>();
  for (const order of orders) {
    const other = byId.get(order.orderId);
    if (other === undefined || other.updatedAt <= order.updatedAt) byId.set(order.orderId, order);
  }
  return [...byId.values()];
}

/** A buyer who asked to be forgotten: neither the postcode nor what carriers wrote comes back with a later sync. */
function forgotten(order: OrderFacts): OrderFacts {
  return {
    ...order,
    postcode: null,
    fulfillments: order.fulfillments.map((fulfillment) => ({
      ...fulfillment,
      events: fulfillment.events && {
        ...fulfillment.events,
        events: withoutPerson(fulfillment.events.events),
      },
    })),
  };
}
