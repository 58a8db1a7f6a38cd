import type { ShopFrame } from '#app/contracts/pages.ts';
import type { ShopFacts } from '#app/db/settings.server.ts';
import { readShopFacts } from '#app/db/settings.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';

/** What every screen needs to know about its shop. */
export async function loadFrame({
  shopId,
  now,
}: {
  shopId: number;
  now: Date;
}): Promise<ShopFrame> {
  return frameOf(await withShopSql(shopId, (sql) => readShopFacts(sql, shopId)), now);
}

/** The frame, with stand-ins for what Shopify has not told yet: the domain as name, UTC, and no currency (`XXX`). */
export function frameOf(facts: ShopFacts, now: Date): ShopFrame {
  return {
    domain: facts.domain,
    name: facts.name ?? facts.domain.replace(/\.myshopify\.com$/, ''),
    timeZone: facts.timeZone ?? 'UTC',
    currency: facts.currency ?? NO_CURRENCY,
    now: now.toISOString(),
  };
}

/** ISO 4217's code for "no currency". */
const NO_CURRENCY = 'XXX';
