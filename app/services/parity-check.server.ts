import { hasDirty, markDirty } from '#app/db/dirty-orders.server.ts';
import { countOurOrders, countOurs, recordParity } from '#app/db/parity.server.ts';
import type { CountedOrder, ParityReport } from '#app/db/parity.server.ts';
import { installedDomain } from '#app/db/sync-lifecycle.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { DONE } from '#app/jobs/contracts.ts';
import type { Step } from '#app/jobs/contracts.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';
import { openSource } from '#app/services/sync-source.server.ts';
import type { Source } from '#app/services/sync-source.server.ts';
import { OrdersCountDocument, OrdersParityDocument } from '#app/shopify/generated/documents.ts';
import type { OrdersParityQuery } from '#app/shopify/generated/documents.ts';

/** Orders are compared one by one up to here (40 pages); above it, by Shopify's exact count of orders alone. */
const MOST_COMPARED = 10_000;
const ORDERS_PER_PAGE = 250;
/** Shopify shows this many days without `read_all_orders`. */
const SHOWN_DAYS = 60;
const MOST_DIFFERENCES = 200;

/**
 * Compares both sides' counts after a sweep. Shopify has no count of fulfillments; up to 10,000 orders their counts are
 * read order by order, which also finds differences that equal totals would hide, and marks those orders to be read
 * again. For larger shops fulfillments are left unknown rather than guessed.
 */
export async function checkParity({ shopId, now }: { shopId: number; now: Date }): Promise<Step> {
  const begun = await withShopSql(shopId, async (sql) => ({
    domain: await installedDomain(sql, shopId),
    isSettled: !(await hasDirty(sql, shopId)),
  }));
  if (begun.domain === null) return DONE;
  // What the sweep found is being read: comparing now would report what is about to be mended.
  if (!begun.isSettled) return { kind: 'again', delayMs: 500 };
  const source = openSource({ shopId, domain: begun.domain, now });
  const count = await source.query(OrdersCountDocument, { query: null });
  const shopifyOrders = count.data.ordersCount?.count ?? null;
  const theirs =
    shopifyOrders !== null && shopifyOrders <= MOST_COMPARED ? await listOrders(source) : null;
  await withShopSql(shopId, async (sql) => {
    const since = theirs === null ? daysBefore(now, SHOWN_DAYS) : theirs.oldestCreatedAt;
    const ours = await countOurs(sql, shopId, since);
    const differences =
      theirs === null ? [] : differencesOf(theirs.orders, await countOurOrders(sql, shopId, since));
    const report: ParityReport = {
      takenAt: now,
      shopifyOrders: theirs?.orders.length ?? shopifyOrders,
      ourOrders: ours.orders,
      shopifyFulfillments:
        theirs?.orders.reduce((sum, { fulfillments }) => sum + fulfillments, 0) ?? null,
      ourFulfillments: ours.fulfillments,
      polledFulfillments: ours.polled,
      differences,
    };
    await recordParity(sql, shopId, report);
    const orderIds = differences.map(({ id }) => id);
    if (orderIds.length > 0) {
      await markDirty(sql, shopId, { orderIds, reason: 'parity', now });
      await enqueue(sql, 'refetch-orders', { shopId });
    }
    await source.report(sql);
  });
  return DONE;
}

async function listOrders(
  source: Source,
): Promise<{ orders: CountedOrder[]; oldestCreatedAt: Date }> {
  const orders: CountedOrder[] = [];
  let oldest = Number.POSITIVE_INFINITY;
  let after: string | null = null;
  for (let page = 0; page <= MOST_COMPARED / ORDERS_PER_PAGE; page += 1) {
    const { data }: { data: OrdersParityQuery } = await source.query(OrdersParityDocument, {
      first: ORDERS_PER_PAGE,
      after,
    });
    for (const node of data.orders.nodes) {
      orders.push({
        orderId: node.id.slice(node.id.lastIndexOf('/') + 1),
        name: node.name,
        fulfillments: node.fulfillmentsCount?.count ?? 0,
      });
      oldest = Math.min(oldest, Date.parse(node.createdAt));
    }
    after = data.orders.pageInfo.hasNextPage ? (data.orders.pageInfo.endCursor ?? null) : null;
    if (after === null) break;
  }
  return { orders, oldestCreatedAt: new Date(Number.isFinite(oldest) ? oldest : 0) };
}

function differencesOf(
  theirs: readonly CountedOrder[],
  ours: readonly CountedOrder[],
): ParityReport['differences'] {
  const here = new Map(ours.map((order) => [order.orderId, order]));
  const there = new Set(theirs.map((order) => order.orderId));
  const differences: ParityReport['differences'] = [];
  for (const { orderId: id, name, fulfillments } of theirs) {
    const own = here.get(id);
    if (own === undefined) differences.push({ kind: 'order_missing_here', id, name });
    else if (own.fulfillments !== fulfillments)
      differences.push({ kind: 'fulfillments_differ', id, name });
  }
  for (const { orderId: id, name } of ours) {
    if (!there.has(id)) differences.push({ kind: 'order_missing_at_shopify', id, name });
  }
  return differences.slice(0, MOST_DIFFERENCES);
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 24 * 3_600_000);
}
