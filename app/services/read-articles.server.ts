import { z } from 'zod';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { OfflineTokenError } from '#app/services/offline-token.server.ts';
import { openSource } from '#app/services/sync-source.server.ts';
import { AdminApiError } from '#app/shopify/admin-failure.ts';
import { FulfillmentArticlesDocument } from '#app/shopify/generated/documents.ts';

/** 20 × (1 + 24 × 2) = 980 points of requested cost. */
const FULFILLMENTS_PER_READ = 20;
/** At most so many reads for one slice of an upload. */
const MOST_READS = 20;

/**
 * The article numbers in these fulfillments, asked of Shopify and not kept. A fulfillment that is missing in the answer
 * could not be read, has more articles than one page, or is beyond what one slice may ask. Throws what is worth trying
 * again later; what Shopify refuses for good is simply not known.
 */
export async function articlesOf({
  shopId,
  domain,
  fulfillmentIds,
  now,
}: {
  shopId: number;
  domain: string;
  fulfillmentIds: readonly string[];
  now: Date;
}): Promise<Map<string, string[]>> {
  const source = openSource({ shopId, domain, now });
  const articles = new Map<string, string[]>();
  const sorted = [...fulfillmentIds].sort();
  const most = Math.min(sorted.length, MOST_READS * FULFILLMENTS_PER_READ);
  for (let at = 0; at < most; at += FULFILLMENTS_PER_READ) {
    const ids = sorted.slice(at, Math.min(at + FULFILLMENTS_PER_READ, most));
    try {
      const answer = await source.query(FulfillmentArticlesDocument, {
        ids: ids.map((id) => `gid://shopify/Fulfillment/${id}`),
      });
      for (const [place, id] of ids.entries()) {
        const skus = skusOf(answer.data.nodes[place]);
        if (skus !== null) articles.set(id, skus);
      }
    } catch (error) {
      if (isWorthRetrying(error)) throw error;
      break;
    }
  }
  await withShopSql(shopId, (sql) => source.report(sql));
  return articles;
}

/** Without a usable token, or refused for good: the articles stay unknown and the upload goes on. */
function isWorthRetrying(error: unknown): boolean {
  const isKnown = error instanceof OfflineTokenError || error instanceof AdminApiError;
  return !isKnown || error.isRetryable;
}

const node = z.object({
  fulfillmentLineItems: z.object({
    nodes: z.array(z.object({ lineItem: z.object({ sku: z.string().nullable() }) })),
    pageInfo: z.object({ hasNextPage: z.boolean() }),
  }),
});

function skusOf(raw: unknown): string[] | null {
  const parsed = node.safeParse(raw);
  if (!parsed.success || parsed.data.fulfillmentLineItems.pageInfo.hasNextPage) return null;
  return parsed.data.fulfillmentLineItems.nodes
    .map(({ lineItem }) => lineItem.sku ?? '')
    .filter((sku) => sku !== '');
}
