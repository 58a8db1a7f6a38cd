import type { PoolClient } from 'pg';
import type { StockItem } from '#app/db/stock-items.server.ts';
import { removeStockOfItems, removeStockUnlisted, writeStock } from '#app/db/stock-items.server.ts';
import type { StockPass } from '#app/db/stock-state.server.ts';
import { noteGaps } from '#app/db/sync-state.server.ts';
import { assertExhaustive } from '#app/domain/shared/exhaustive.ts';
import {
  readStockItem,
  readStockLevels,
  readVariantStock,
} from '#app/services/read-stock-values.ts';
import type { CountedItem } from '#app/services/read-stock-values.ts';
import type { Source } from '#app/services/sync-source.server.ts';
import { updatedSinceFilter } from '#app/shopify/bulk-orders-query.ts';
import {
  StockLevelsDocument,
  StockOfItemsDocument,
  VariantStockDocument,
} from '#app/shopify/generated/documents.ts';

/**
 * Sizes below 1,000 points under the documented rule (the observed one asks a tenth of it). A variant: 1, its product and
 * category 2, its item and cost 2, three locations 2 + 3 × 2 = 13; sixty of them 782. An item: 1 and its cost 1, locations 8,
 * five variants 2 + 5 × 3 = 27; thirty of them 810. Two hundred further locations: 403.
 */
const VARIANTS_PER_READ = 60;
export const ITEMS_PER_READ = 30;
const LEVELS_PER_ITEM = 3;
/** A shop has at most 1,000 locations. */
const MOST_LEVEL_PAGES = 5;
/** Shopify's search lags behind its database by seconds; two clocks may differ by more. */
const OVERLAP_MS = 5 * 60_000;

/** One shop's Shopify with what reading its stock needs to know. */
export interface StockSlice {
  shopId: number;
  source: Source;
  currency: string;
  now: Date;
}

/** What is to be written of an answer, and the last variant it held (null = it was the last page). */
export interface ReadStock {
  store: (sql: PoolClient) => Promise<void>;
  cursor: string | null;
}

/** The next page of all variants, or of those changed since the pass before. */
export async function readStockPage(slice: StockSlice, pass: StockPass): Promise<ReadStock> {
  const { shopId, source } = slice;
  const { since, cursor, startedAt } = pass;
  const after = cursor ?? '0';
  const { data } = await source.query(VariantStockDocument, {
    query: [
      ...(since === null ? [] : [updatedSinceFilter(new Date(since.getTime() - OVERLAP_MS))]),
      `id:>${after}`,
    ].join(' AND '),
    first: VARIANTS_PER_READ,
    levels: LEVELS_PER_ITEM,
  });
  const { nodes, pageInfo } = data.productVariants;
  const read = await countAll(
    slice,
    nodes.map((node) => ({ item: node.inventoryItem, variants: [node] })),
  );
  const last = nodes.at(-1);
  const isLastPage = !pageInfo.hasNextPage || last === undefined;
  const upTo = isLastPage ? null : idOf(last);
  return {
    cursor: upTo,
    async store(sql) {
      await read.store(sql);
      if (since !== null) return;
      // Nothing is concluded from a variant that was listed and could not be read.
      const listed = nodes.map(idOf).filter((id) => !read.giftCards.has(id));
      await removeStockUnlisted(sql, shopId, { after, upTo, listed, readBefore: startedAt });
    },
  };
}

/** The variants of these items (at most `ITEMS_PER_READ`), of which webhooks said that their stock has changed. */
export async function readStockOfItems(
  slice: StockSlice,
  itemIds: readonly string[],
): Promise<ReadStock['store']> {
  const answer = await slice.source.query(StockOfItemsDocument, {
    ids: itemIds.map((id) => `gid://shopify/InventoryItem/${id}`),
    levels: LEVELS_PER_ITEM,
  });
  const withheld = new Set(answer.gaps.map(({ path }) => path.split('.').slice(0, 2).join('.')));
  const told = itemIds.filter(
    (_, index) => !withheld.has('nodes') && !withheld.has(`nodes.${index}`),
  );
  const nodes = answer.data.nodes.flatMap((node) =>
    node !== null && 'variants' in node
      ? [{ item: node, variants: node.variants?.nodes ?? [] }]
      : [],
  );
  const read = await countAll(slice, nodes);
  const listed = nodes
    .flatMap(({ variants }) => variants.map(idOf))
    .filter((id) => !read.giftCards.has(id));
  return async (sql) => {
    await read.store(sql);
    await removeStockOfItems(sql, slice.shopId, { itemIds: told, listed });
  };
}

async function countAll(
  slice: StockSlice,
  nodes: readonly { item: unknown; variants: readonly { id: string }[] }[],
): Promise<{ store: ReadStock['store']; giftCards: ReadonlySet<string> }> {
  const { shopId, currency, now } = slice;
  const items: StockItem[] = [];
  const giftCards = new Set<string>();
  const unreadable: string[] = [];
  for (const { item: node, variants } of nodes) {
    const first = readStockItem(node);
    if (first === null) {
      unreadable.push('inventoryItem');
      continue;
    }
    const item = await countFurtherLevels(slice, first);
    for (const variant of variants) {
      const reading = readVariantStock(variant, { item, currency });
      switch (reading.kind) {
        case 'counted':
          items.push(reading.item);
          break;
        case 'gift_card':
          giftCards.add(idOf(variant));
          break;
        case 'unreadable':
          unreadable.push(reading.reason);
          break;
        default:
          assertExhaustive(reading);
      }
    }
  }
  return {
    giftCards,
    async store(sql) {
      await writeStock(sql, shopId, { items, readAt: now });
      const gaps = unreadable.map((message) => ({ path: 'productVariant', message }));
      await noteGaps(sql, shopId, gaps, now);
    },
  };
}

async function countFurtherLevels(
  { source }: StockSlice,
  first: CountedItem,
): Promise<CountedItem> {
  let item = first;
  for (let page = 0; item.levelsCursor !== null && page < MOST_LEVEL_PAGES; page += 1) {
    const { data }: Awaited<ReturnType<typeof askLevels>> = await askLevels(source, item);
    const read = readStockLevels(data.inventoryItem?.inventoryLevels);
    if (read === null) break;
    item = {
      ...item,
      locations: item.locations + read.locations,
      available: item.available + read.available,
      incoming: item.incoming + read.incoming,
      levelsCursor: read.cursor,
    };
  }
  return item;
}

function askLevels(source: Source, { itemId, levelsCursor }: CountedItem) {
  const id = `gid://shopify/InventoryItem/${itemId}`;
  return source.query(StockLevelsDocument, { id, after: levelsCursor });
}

function idOf({ id }: { id: string }): string {
  return id.slice(id.lastIndexOf('/') + 1);
}
