import { z } from 'zod';
import { runtimePool } from '#app/db/pool.server.ts';
import { withShop } from '#app/db/with-shop.server.ts';

export interface Shop {
  shopId: number;
  /** `name.myshopify.com`, lower case. */
  domain: string;
  /** The next four are null until Shopify has told us. */
  name: string | null;
  currency: string | null;
  /** IANA name. */
  timeZone: string | null;
  /** ISO 3166 alpha-2. */
  country: string | null;
  status: 'installed' | 'uninstalled';
}

/** The shop of a domain, or null when it never installed the app or was erased. */
export async function findShop(domain: string): Promise<Shop | null> {
  return firstShop('select * from shop_by_domain($1)', [domain]);
}

/** Adds the shop, or puts it back to installed. Calling it again changes nothing: its scopes are those that Shopify told since. */
export async function registerShop({
  domain,
  scopes,
  now,
}: {
  domain: string;
  scopes: string;
  now: Date;
}): Promise<Shop> {
  const shop = await firstShop('select * from register_shop($1, $2, $3)', [domain, scopes, now]);
  if (shop === null) throw new Error('register_shop answers with the shop');
  return shop;
}

/**
 * Notes that the shop removed the app at the given instant. Null when it is unknown, already gone, or was installed
 * again since (the message was late).
 */
export async function markUninstalled(domain: string, now: Date): Promise<Shop | null> {
  return firstShop('select * from mark_shop_uninstalled($1, $2)', [domain, now]);
}

/** Stores what Shopify says about the shop; a field left out stays as it is. */
export async function updateShopFacts(
  shopId: number,
  facts: Partial<Pick<Shop, 'name' | 'currency' | 'timeZone' | 'country'>>,
): Promise<void> {
  await withShop(shopId, (tx) => tx.shop.update({ where: { shopId }, data: facts }));
}

const shopSchema = z.object({
  shop_id: z.number(),
  domain: z.string(),
  name: z.string().nullable(),
  currency: z.string().nullable(),
  time_zone: z.string().nullable(),
  country: z.string().nullable(),
  status: z.enum(['installed', 'uninstalled']),
});

async function firstShop(text: string, values: unknown[]): Promise<Shop | null> {
  const pool = await runtimePool();
  const { rows } = await pool.query(text, values);
  if (rows.length === 0) return null;
  const row = shopSchema.parse(rows[0]);
  return {
    shopId: row.shop_id,
    domain: row.domain,
    name: row.name,
    currency: row.currency,
    timeZone: row.time_zone,
    country: row.country,
    status: row.status,
  };
}
