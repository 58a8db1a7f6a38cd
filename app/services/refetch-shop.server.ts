import { updateShopFacts } from '#app/db/shops.server.ts';
import { installedDomain, writeScopes } from '#app/db/sync-lifecycle.server.ts';
import { finishWebhooksOfTopic } from '#app/db/webhook-inbox.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { DONE } from '#app/jobs/contracts.ts';
import type { Step } from '#app/jobs/contracts.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';
import { openSource } from '#app/services/sync-source.server.ts';
import { GrantedScopesDocument, ShopFactsDocument } from '#app/shopify/generated/documents.ts';

/** Reads the shop's own facts and the scopes it granted: at install and when Shopify says that they changed. */
export async function refetchShop({ shopId, now }: { shopId: number; now: Date }): Promise<Step> {
  const domain = await withShopSql(shopId, (sql) => installedDomain(sql, shopId));
  if (domain === null) return DONE;
  const source = openSource({ shopId, domain, now });
  const { shop } = (await source.query(ShopFactsDocument, {})).data;
  const granted = await source.query(GrantedScopesDocument, {});
  await updateShopFacts(shopId, {
    name: shop.name,
    currency: shop.currencyCode,
    timeZone: shop.ianaTimezone,
    country: shop.shopAddress?.countryCodeV2 ?? null,
  });
  const scopes = granted.data.currentAppInstallation?.accessScopes.map(({ handle }) => handle);
  await withShopSql(shopId, async (sql) => {
    if (scopes !== undefined) await writeScopes(sql, shopId, scopes.sort().join(','));
    await finishWebhooksOfTopic(sql, shopId, 'shop/update', now);
    await finishWebhooksOfTopic(sql, shopId, 'app/scopes_update', now);
    await source.report(sql);
    // What the shop says of itself may have changed, or may be read from now on.
    await enqueue(sql, 'read-shop-side', { shopId });
    await enqueue(sql, 'read-payments', { shopId });
  });
  return DONE;
}
