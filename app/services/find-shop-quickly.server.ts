import { findShop } from '#app/db/shops.server.ts';
import type { Shop } from '#app/db/shops.server.ts';

const KNOWN_FOR_MS = 2_000;
const known = new Map<string, { shop: Shop; untilMs: number }>();

/**
 * The shop of a domain; null when it never installed the app or was erased. An installed one is remembered for two seconds: a
 * burst asks once. One that has just left is stopped by its jobs, which look again before they write; one that has not (yet)
 * installed is never remembered.
 */
export async function findShopQuickly(domain: string): Promise<Shop | null> {
  const remembered = known.get(domain);
  if (remembered !== undefined && remembered.untilMs > performance.now()) return remembered.shop;
  const shop = await findShop(domain);
  known.delete(domain);
  if (shop?.status === 'installed') {
    known.set(domain, { shop, untilMs: performance.now() + KNOWN_FOR_MS });
  }
  return shop;
}
