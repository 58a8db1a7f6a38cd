import type { PoolClient } from 'pg';
import { markDirty } from '#app/db/dirty-orders.server.ts';
import { ensureFactsState, readFactsState, writePass } from '#app/db/facts-state.server.ts';
import { policyVersions, recordPolicies } from '#app/db/policy-versions.server.ts';
import { ordersWithReturns } from '#app/db/returns.server.ts';
import { loadShopSide, writeShopSide } from '#app/db/shop-side.server.ts';
import type { ShopSide, SideReading } from '#app/db/shop-side.server.ts';
import { grantedScopes, installedDomain, lockSync } from '#app/db/sync-lifecycle.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { DONE } from '#app/jobs/contracts.ts';
import type { Step } from '#app/jobs/contracts.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';
import { readPolicies } from '#app/services/read-policies.server.ts';
import {
  readLocales,
  readLocations,
  readMarkets,
  readMenus,
  readPages,
  readPrivacy,
  readReturnRules,
  readZones,
} from '#app/services/read-side-answers.server.ts';
import type { SideSlice } from '#app/services/read-side-answers.server.ts';
import { STATING_POLICIES, statementsOf } from '#app/services/shop-statements.ts';
import { openSource } from '#app/services/sync-source.server.ts';

/** Orders to be read again once returns may be: the newest. */
const MOST_ORDERS_WITH_RETURNS = 2_000;

/**
 * Reads what the shop says of itself: policies in every published language, markets, shipping zones, menus, pages, privacy,
 * return rules, locations. Daily, and when the shop or what it granted has changed. What it may not read it notes as such;
 * one that fails leaves the others.
 */
export async function readShopSide({ shopId, now }: { shopId: number; now: Date }): Promise<Step> {
  const begun = await withShopSql(shopId, async (sql) => {
    const domain = await installedDomain(sql, shopId);
    if (domain === null) return null;
    return {
      domain,
      scopes: await grantedScopes(sql, shopId),
      before: await loadShopSide(sql, shopId),
    };
  });
  if (begun === null) return DONE;
  const { domain, scopes, before } = begun;
  const source = openSource({ shopId, domain, now });
  const slice: SideSlice = { source, scopes, domain };
  const locales = await readLocales(slice);
  const policies = await readPolicies(slice, 'value' in locales ? locales.value : []);
  const pages = await readPages(slice);
  const readings: SideReading[] = [
    locales,
    policies.reading,
    pages,
    await readMarkets(slice),
    await readZones(slice),
    await readLocations(slice),
    await readMenus(slice),
    await readPrivacy(slice),
    await readReturnRules(slice),
    { name: 'returns', ...granted('read_returns', scopes) },
    { name: 'publications', ...granted('read_publications', scopes) },
  ];
  await withShopSql(shopId, async (sql) => {
    if ((await installedDomain(sql, shopId)) === null) return;
    await lockSync(sql, shopId);
    await source.report(sql);
    await ensureFactsState(sql, shopId, now);
    if (policies.texts !== null)
      await recordPolicies(sql, shopId, { policies: policies.texts, seenAt: now });
    const versions = await policyVersions(sql, shopId, STATING_POLICIES);
    const statements = statementsOf({ policies: policies.reading, versions, pages });
    await writeShopSide(sql, shopId, [...readings, statements], now);
    if (['markets', 'publications'].some((name) => isNew(name, before, readings)))
      await readOncePerDayNow(sql, shopId, now);
    if (mayReadReturnsAtLast(before, scopes)) {
      const orderIds = await ordersWithReturns(sql, shopId, MOST_ORDERS_WITH_RETURNS);
      if (orderIds.length === 0) return;
      await markDirty(sql, shopId, { orderIds, reason: 'returns', now });
      await enqueue(sql, 'refetch-orders', { shopId });
    }
  });
  return DONE;
}

function granted(
  scope: string,
  scopes: ReadonlySet<string>,
): { value: true } | { missing: { kind: 'scope'; scope: string } } {
  return scopes.has(scope) ? { value: true } : { missing: { kind: 'scope', scope } };
}

function mayReadReturnsAtLast({ returns }: ShopSide, scopes: ReadonlySet<string>): boolean {
  return scopes.has('read_returns') && returns !== null && 'missing' in returns;
}

/** Whether a side could not be read before and can be now. */
function isNew(name: string, before: ShopSide, readings: readonly SideReading[]): boolean {
  const wasMissing = Object.entries(before).some(
    ([each, side]) => each === name && side !== null && 'missing' in side,
  );
  return wasMissing && readings.some((reading) => reading.name === name && 'value' in reading);
}

/** Prices of markets and where products are offered need not wait for tomorrow. */
async function readOncePerDayNow(sql: PoolClient, shopId: number, now: Date): Promise<void> {
  const { pass, productsReadAt } = await readFactsState(sql, shopId, now);
  if (pass !== null) {
    await writePass(sql, shopId, { ...pass, isDaily: true });
  } else if (productsReadAt !== null) {
    const marks = { startedAt: productsReadAt, since: productsReadAt };
    await writePass(sql, shopId, { step: 'prices', cursor: null, ...marks, isDaily: true });
  }
  await enqueue(sql, 'read-products', { shopId });
}
