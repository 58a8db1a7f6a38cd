import type { PoolClient } from 'pg';
import { loadShopRecord } from '#app/db/shop-knowledge.server.ts';
import { finishWebhooksOfItems, itemsInWebhooks } from '#app/db/stock-hints.server.ts';
import { endStockPass, readStockState, writeStockPass } from '#app/db/stock-state.server.ts';
import type { StockPass, StockState } from '#app/db/stock-state.server.ts';
import { installedDomain, lockSync } from '#app/db/sync-lifecycle.server.ts';
import { noteGaps } from '#app/db/sync-state.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { AGAIN, DONE } from '#app/jobs/contracts.ts';
import type { Step } from '#app/jobs/contracts.ts';
import {
  ITEMS_PER_READ,
  readStockOfItems,
  readStockPage,
} from '#app/services/read-stock-pages.server.ts';
import type { StockSlice } from '#app/services/read-stock-pages.server.ts';
import { openSource } from '#app/services/sync-source.server.ts';
import { AdminApiError } from '#app/shopify/admin-failure.ts';

const READ_EVERY_MS = 3_600_000;
const DAY_MS = 86_400_000;

/**
 * Takes reading the shop's stock one step further: items that webhooks named first; then, hourly, the variants changed since
 * the last pass; once a day all of them, which finds what neither brought and what is gone. A step's rows and where the next
 * begins are one transaction, so that a slice that was killed is done again and changes nothing.
 */
export async function readStock({ shopId, now }: { shopId: number; now: Date }): Promise<Step> {
  const begun = await withShopSql(shopId, async (sql) => {
    const domain = await installedDomain(sql, shopId);
    const state = domain === null ? null : await readStockState(sql, shopId);
    if (domain === null || state === null) return null;
    // Without its currency no price can be read; the shop's own facts are on their way.
    const currency = (await loadShopRecord(sql, shopId, now))?.currency ?? null;
    if (currency === null) return null;
    const named = await itemsInWebhooks(sql, shopId, ITEMS_PER_READ);
    return { domain, currency, state, named };
  });
  if (begun === null) return DONE;
  const { domain, currency, state, named } = begun;
  const slice = { shopId, source: openSource({ shopId, domain, now }), currency, now };
  try {
    // Before the first pass everything is still to be read: naming some of it adds nothing.
    if (named.length > 0 && state.stockReadAt !== null) return await readNamed(slice, named);
    if (state.pass !== null) return await readPage(slice, state.pass);
    return state.nextStockAt <= now ? await beginPass(slice, state) : DONE;
  } catch (error) {
    if (!(error instanceof AdminApiError) || error.kind !== 'forbidden') throw error;
    // Until the shop grants it again there is nothing to read: looked for in an hour.
    const { message } = error;
    await commit(slice, async (sql) => {
      await noteGaps(sql, shopId, [{ path: 'productVariants', message }], now);
      await finishWebhooksOfItems(sql, shopId, { itemIds: named, receivedBy: now, now });
      await endStockPass(sql, shopId, { readAt: null, nextAt: inAnHour(now) });
    });
    return DONE;
  }
}

async function readNamed(slice: StockSlice, named: readonly string[]): Promise<Step> {
  const { shopId, now } = slice;
  const store = await readStockOfItems(slice, named);
  await commit(slice, async (sql) => {
    await store(sql);
    await finishWebhooksOfItems(sql, shopId, { itemIds: named, receivedBy: now, now });
  });
  return AGAIN;
}

async function beginPass(slice: StockSlice, { stockReadAt }: StockState): Promise<Step> {
  const { shopId, now } = slice;
  const isDaily = stockReadAt === null || dayOf(stockReadAt) < dayOf(now);
  await commit(slice, async (sql) => {
    const since = isDaily ? null : stockReadAt;
    await writeStockPass(sql, shopId, { cursor: null, startedAt: now, since });
    if (stockReadAt === null)
      await finishWebhooksOfItems(sql, shopId, { itemIds: null, receivedBy: now, now });
  });
  return AGAIN;
}

async function readPage(slice: StockSlice, pass: StockPass): Promise<Step> {
  const { shopId, now } = slice;
  const { store, cursor } = await readStockPage(slice, pass);
  await commit(slice, async (sql) => {
    await store(sql);
    if (cursor !== null) return writeStockPass(sql, shopId, { ...pass, cursor });
    return endStockPass(sql, shopId, { readAt: pass.startedAt, nextAt: inAnHour(now) });
  });
  return AGAIN;
}

/** Writes a slice's outcome unless the shop has left meanwhile. */
async function commit(
  { shopId, source }: StockSlice,
  write: (sql: PoolClient) => Promise<void>,
): Promise<void> {
  await withShopSql(shopId, async (sql) => {
    if ((await installedDomain(sql, shopId)) === null) return;
    await lockSync(sql, shopId);
    await source.report(sql);
    await write(sql);
  });
}

function inAnHour(now: Date): Date {
  return new Date(now.getTime() + READ_EVERY_MS);
}

/** Days of the clock: once a day is about work, not about a shop's calendar. */
function dayOf(instant: Date): number {
  return Math.floor(instant.getTime() / DAY_MS);
}
