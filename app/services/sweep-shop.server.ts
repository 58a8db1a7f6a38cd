import type { PoolClient } from 'pg';
import { dirtyAmong, markDirty, markOrdersWithoutDetails } from '#app/db/dirty-orders.server.ts';
import { ensureFactsState } from '#app/db/facts-state.server.ts';
import { staleOrders } from '#app/db/orders.server.ts';
import { ensurePlanningState } from '#app/db/planning-state.server.ts';
import { installedDomain } from '#app/db/sync-lifecycle.server.ts';
import { noteSweepRun } from '#app/db/sync-runs.server.ts';
import { noteSweep, readSyncState } from '#app/db/sync-state.server.ts';
import { readSweep, writeSweep } from '#app/db/sync-sweep.server.ts';
import type { SweepProgress } from '#app/db/sync-sweep.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { AGAIN, DONE } from '#app/jobs/contracts.ts';
import type { Step } from '#app/jobs/contracts.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';
import { openSource } from '#app/services/sync-source.server.ts';
import { updatedSinceFilter } from '#app/shopify/bulk-orders-query.ts';
import { OrdersUpdatedDocument } from '#app/shopify/generated/documents.ts';

const SWEEP_EVERY_MS = 3_600_000;
/** Shopify's search lags behind its database by seconds; two clocks may differ by more. */
const OVERLAP_MS = 5 * 60_000;
const ORDERS_PER_PAGE = 250;
/** Shopify pages through 25,000 objects at most: before that the sweep begins anew at the last order it saw. */
const MOST_ORDERS_PER_QUERY = 20_000;

/**
 * Finds what webhooks did not bring: lists the orders updated since the last sweep, a page at a time, and marks those
 * whose stored version may not be the latest. Reading them is the same job that webhooks cause. Every hour of the
 * shop's time, and after a gap (import, reinstall, an outage of ours).
 */
export async function sweepShop({ shopId, now }: { shopId: number; now: Date }): Promise<Step> {
  const begun = await withShopSql(shopId, async (sql) => {
    const domain = await installedDomain(sql, shopId);
    const { sweptUntil, nextSweepAt } = await readSyncState(sql, shopId);
    const sweep = await readSweep(sql, shopId);
    // Without a mark the import has not ended yet; it asks for the sweep itself.
    if (domain === null || sweptUntil === null) return null;
    if (await ensureFactsState(sql, shopId, now)) await readWhatIsMissing(sql, shopId, now);
    await ensurePlanningState(sql, shopId, now);
    if (sweep === null && (nextSweepAt === null || nextSweepAt > now)) return null;
    const fresh = { startedAt: now, cursor: null, orders: 0, repaired: 0 };
    return { domain, sweptUntil, sweep: sweep ?? fresh };
  });
  if (begun === null) return DONE;
  const { domain, sweptUntil, sweep } = begun;
  const source = openSource({ shopId, domain, now });
  const answer = await source.query(OrdersUpdatedDocument, {
    query: updatedSinceFilter(new Date(Math.max(0, sweptUntil.getTime() - OVERLAP_MS))),
    first: ORDERS_PER_PAGE,
    after: sweep.cursor,
  });
  const { nodes, pageInfo } = answer.data.orders;
  const listed = nodes.map(({ id, updatedAt }) => ({
    orderId: id.slice(id.lastIndexOf('/') + 1),
    updatedAt: new Date(updatedAt),
  }));
  return withShopSql(shopId, async (sql) => {
    if ((await installedDomain(sql, shopId)) === null) return DONE;
    const stale = await staleOrders(sql, shopId, listed);
    const orderIds = stale.map(({ orderId }) => orderId);
    const told = await dirtyAmong(sql, shopId, orderIds);
    if (orderIds.length > 0) {
      await markDirty(sql, shopId, { orderIds, reason: 'sweep', now });
      await enqueue(sql, 'refetch-orders', { shopId });
    }
    const progress: SweepProgress = {
      startedAt: sweep.startedAt,
      cursor: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null,
      orders: sweep.orders + listed.length,
      repaired:
        sweep.repaired +
        stale.filter(({ orderId, isChanged }) => isChanged && !told.has(orderId)).length,
    };
    await source.report(sql);
    if (progress.cursor === null) {
      await writeSweep(sql, shopId, null);
      await noteSweep(sql, shopId, {
        sweptUntil: sweep.startedAt,
        lastSweepAt: now,
        nextSweepAt: new Date(now.getTime() + SWEEP_EVERY_MS),
      });
      const { startedAt, orders, repaired } = progress;
      await noteSweepRun(sql, shopId, { startedAt, finishedAt: now, orders, repaired });
      await enqueue(sql, 'check-parity', { shopId });
      return DONE;
    }
    const last = listed.at(-1);
    const isAtBound =
      progress.orders % MOST_ORDERS_PER_QUERY < ORDERS_PER_PAGE && last !== undefined;
    if (isAtBound && last.updatedAt.getTime() - OVERLAP_MS > sweptUntil.getTime()) {
      await noteSweep(sql, shopId, {
        sweptUntil: last.updatedAt,
        lastSweepAt: null,
        nextSweepAt: now,
      });
      await writeSweep(sql, shopId, { ...progress, cursor: null });
    } else {
      await writeSweep(sql, shopId, progress);
    }
    return AGAIN;
  });
}

/** Older orders are no rule's matter any more; the newest come first where there are too many. */
const DETAILS_MATTER_MS = 60 * 86_400_000;
const MOST_ORDERS_TO_READ = 20_000;

/** A shop that installed before lines, payments and refunds were read: its recent orders are read once more. */
async function readWhatIsMissing(sql: PoolClient, shopId: number, now: Date): Promise<void> {
  const since = new Date(now.getTime() - DETAILS_MATTER_MS);
  const isSome = await markOrdersWithoutDetails(sql, shopId, {
    since,
    limit: MOST_ORDERS_TO_READ,
    now,
  });
  if (isSome) await enqueue(sql, 'refetch-orders', { shopId });
  await enqueue(sql, 'read-shop-side', { shopId });
}
