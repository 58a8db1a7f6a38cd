import type { PoolClient } from 'pg';
import { finishPass, postpone, readFactsState, writePass } from '#app/db/facts-state.server.ts';
import type { CataloguePass, FactsState } from '#app/db/facts-state.server.ts';
import { loadShopRecord } from '#app/db/shop-knowledge.server.ts';
import { grantedScopes, installedDomain, lockSync } from '#app/db/sync-lifecycle.server.ts';
import { noteGaps } from '#app/db/sync-state.server.ts';
import { finishWebhooksOfProducts, productsInWebhooks } from '#app/db/webhook-inbox.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { assertExhaustive } from '#app/domain/shared/exhaustive.ts';
import { AGAIN, DONE } from '#app/jobs/contracts.ts';
import type { Step } from '#app/jobs/contracts.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';
import type { CatalogueSlice } from '#app/services/catalogue-slice.ts';
import { readDisputes } from '#app/services/read-disputes.server.ts';
import { readMarketPrices, readMarketPricesOf } from '#app/services/read-market-prices.server.ts';
import {
  PRODUCTS_PER_READ,
  listProductsGone,
  readChangedProducts,
  readProductsByIds,
  storeProducts,
} from '#app/services/read-product-pages.server.ts';
import { openSource } from '#app/services/sync-source.server.ts';
import { AdminApiError } from '#app/shopify/admin-failure.ts';

const READ_EVERY_MS = 3_600_000;
const DAY_MS = 86_400_000;

/**
 * Takes reading what the shop sells one step further: products that webhooks named first; then, hourly, those changed since
 * the last pass, and disputes; once a day also prices of market countries and products that are gone. A step's rows and where
 * the next begins are one transaction, so that a slice that was killed is done again and changes nothing.
 */
export async function readProducts({ shopId, now }: { shopId: number; now: Date }): Promise<Step> {
  const begun = await withShopSql(shopId, async (sql) => {
    const domain = await installedDomain(sql, shopId);
    const record = domain === null ? null : await loadShopRecord(sql, shopId, now);
    // Without its currency no price can be read; the shop's own facts are on their way.
    if (domain === null || record === null || record.currency === null) return null;
    return {
      domain,
      currency: record.currency,
      scopes: await grantedScopes(sql, shopId),
      state: await readFactsState(sql, shopId, now),
      named: await productsInWebhooks(sql, shopId, PRODUCTS_PER_READ),
    };
  });
  if (begun === null) return DONE;
  const { domain, currency, scopes, state, named } = begun;
  const slice = { shopId, source: openSource({ shopId, domain, now }), currency, scopes, now };
  try {
    if (named.length > 0) return await readNamed(slice, named);
    if (state.pass !== null) return await takeStep(slice, state.pass);
    return state.nextFactsAt <= now ? await beginPass(slice, state) : DONE;
  } catch (error) {
    if (!(error instanceof AdminApiError) || error.kind !== 'forbidden') throw error;
    // Until the shop grants it again there is nothing to read: looked for in an hour.
    const { message } = error;
    await commit(slice, async (sql) => {
      await noteGaps(sql, shopId, [{ path: 'products', message }], now);
      await postpone(sql, shopId, new Date(now.getTime() + READ_EVERY_MS));
    });
    return DONE;
  }
}

async function readNamed(slice: CatalogueSlice, named: readonly string[]): Promise<Step> {
  const { shopId, now } = slice;
  const read = await readProductsByIds(slice, named);
  await commit(slice, (sql) => storeProducts(sql, slice, read));
  const storePrices = await readMarketPricesOf(slice, named);
  // The deliveries are done with once both are here: cut off in between, both are read again and nothing is written twice.
  await commit(slice, async (sql) => {
    await storePrices(sql);
    await finishWebhooksOfProducts(sql, shopId, { productIds: named, receivedBy: now, now });
  });
  return AGAIN;
}

async function beginPass(slice: CatalogueSlice, state: FactsState): Promise<Step> {
  const { shopId, now } = slice;
  const { productsReadAt: since } = state;
  const isDaily = since === null || dayOf(since) < dayOf(now);
  await commit(slice, async (sql) => {
    await writePass(sql, shopId, {
      step: 'products',
      cursor: null,
      startedAt: now,
      since,
      isDaily,
    });
    if (isDaily) await enqueue(sql, 'read-shop-side', { shopId });
  });
  return AGAIN;
}

async function takeStep(slice: CatalogueSlice, pass: CataloguePass): Promise<Step> {
  const { shopId } = slice;
  const goOn = (sql: PoolClient, cursor: string | null) =>
    cursor === null ? endStep(sql, slice, pass) : writePass(sql, shopId, { ...pass, cursor });
  switch (pass.step) {
    case 'products': {
      const read = await readChangedProducts(slice, pass);
      await commit(slice, async (sql) => {
        await storeProducts(sql, slice, read);
        await goOn(sql, read.cursor);
      });
      return AGAIN;
    }
    case 'prices': {
      const read = await readMarketPrices(slice, pass.cursor);
      await commit(slice, async (sql) => {
        await read.store(sql);
        await goOn(sql, read.cursor);
      });
      return AGAIN;
    }
    case 'ids': {
      const read = await listProductsGone(slice, pass);
      await commit(slice, async (sql) => {
        await read.store(sql);
        await goOn(sql, read.cursor);
      });
      return AGAIN;
    }
    case 'disputes': {
      const store = await readDisputes(slice);
      await commit(slice, async (sql) => {
        await store(sql);
        await goOn(sql, null);
      });
      return DONE;
    }
    default:
      return assertExhaustive(pass.step);
  }
}

async function endStep(
  sql: PoolClient,
  { shopId, now }: CatalogueSlice,
  pass: CataloguePass,
): Promise<void> {
  const next = nextStep(pass);
  if (next !== null) return writePass(sql, shopId, { ...pass, step: next, cursor: null });
  const nextAt = new Date(now.getTime() + READ_EVERY_MS);
  return finishPass(sql, shopId, { readAt: pass.startedAt, nextAt });
}

function nextStep({ step, isDaily }: CataloguePass): CataloguePass['step'] | null {
  switch (step) {
    case 'products':
      return isDaily ? 'prices' : 'disputes';
    case 'prices':
      return 'ids';
    case 'ids':
      return 'disputes';
    case 'disputes':
      return null;
    default:
      return assertExhaustive(step);
  }
}

/** Writes a slice's outcome unless the shop has left meanwhile. */
async function commit(
  { shopId, source }: CatalogueSlice,
  write: (sql: PoolClient) => Promise<void>,
): Promise<void> {
  await withShopSql(shopId, async (sql) => {
    if ((await installedDomain(sql, shopId)) === null) return;
    await lockSync(sql, shopId);
    await source.report(sql);
    await write(sql);
  });
}

/** Days of the clock: once a day is about work, not about a shop's calendar. */
function dayOf(instant: Date): number {
  return Math.floor(instant.getTime() / DAY_MS);
}
