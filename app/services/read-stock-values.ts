import { z } from 'zod';
import type { StockItem } from '#app/db/stock-items.server.ts';
import { parseMoney } from '#app/domain/shared/money.ts';
import { amountSchema, clean, gid, text } from '#app/services/shopify-values.ts';

/** Pieces of an item over the locations of one page. */
export interface Counted {
  locations: number;
  available: number;
  incoming: number;
}

/** An item as queries write it (`StockItemFields`). `levelsCursor`: where its next page of locations begins; null: none. */
export interface CountedItem extends Counted {
  itemId: string;
  isTracked: boolean;
  cost: StockItem['cost'];
  levelsCursor: string | null;
}

/** Null for what is no such item. */
export function readStockItem(node: unknown): CountedItem | null {
  const read = itemSchema.safeParse(node);
  if (!read.success) return null;
  const { id, tracked, unitCost, inventoryLevels } = read.data;
  const { hasNextPage, endCursor } = inventoryLevels.pageInfo;
  return {
    itemId: id,
    isTracked: tracked,
    cost: unitCost,
    ...countOf(inventoryLevels),
    levelsCursor: hasNextPage ? (endCursor ?? null) : null,
  };
}

/** A further page of an item's locations; null for what is no such page. */
export function readStockLevels(node: unknown): (Counted & { cursor: string | null }) | null {
  const read = levelsSchema.safeParse(node);
  if (!read.success) return null;
  const { hasNextPage, endCursor } = read.data.pageInfo;
  return { ...countOf(read.data), cursor: hasNextPage ? (endCursor ?? null) : null };
}

export type VariantReading =
  | { kind: 'counted'; item: StockItem }
  /** It is on nobody's shelf. */
  | { kind: 'gift_card' }
  | { kind: 'unreadable'; reason: string };

/**
 * Reads a variant (`VariantStockFields`) with its item's count; its price is in the shop's currency. Available is what all
 * active locations have to sell, those of fulfillment services too: whoever keeps the goods, when they are gone sales stop.
 */
export function readVariantStock(
  node: unknown,
  { item, currency }: { item: CountedItem; currency: string },
): VariantReading {
  const read = variantSchema.safeParse(node);
  if (!read.success) {
    const [issue] = read.error.issues;
    return { kind: 'unreadable', reason: `${issue?.path.join('.')}: ${issue?.code}` };
  }
  const { product, ...variant } = read.data;
  if (product.isGiftCard) return { kind: 'gift_card' };
  const title = clean(product.title);
  const available = item.locations === 0 ? (variant.inventoryQuantity ?? null) : item.available;
  if (!isCount(available ?? 0) || !isCount(item.incoming))
    return { kind: 'unreadable', reason: 'inventoryLevels: too_big' };
  const { isTracked, incoming, itemId, cost } = item;
  return {
    kind: 'counted',
    item: {
      variantId: variant.id,
      productId: product.id,
      inventoryItemId: itemId,
      label: (variant.title === 'Default Title'
        ? title
        : `${title} · ${clean(variant.title)}`
      ).slice(0, 500),
      sku: optional(variant.sku),
      vendor: clean(product.vendor).slice(0, 255),
      category: clean(product.category?.fullName ?? product.productType).slice(0, 255),
      isTracked,
      sellsBelowZero: variant.inventoryPolicy === 'CONTINUE',
      available: isTracked ? available : null,
      incoming: isTracked ? incoming : null,
      cost,
      price: parseMoney(variant.price, currency),
      isActive: product.status === 'ACTIVE',
    },
  };
}

const levelsSchema = z.object({
  nodes: z.array(
    z.object({ quantities: z.array(z.object({ name: z.string(), quantity: z.int() })) }),
  ),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: text }),
});

const itemSchema = z.object({
  id: gid,
  tracked: z.boolean(),
  // A cost that cannot be read is one that is not known.
  unitCost: amountSchema
    .nullish()
    .catch(null)
    .transform((cost) => cost ?? null),
  inventoryLevels: levelsSchema,
});

const variantSchema = z.object({
  id: gid,
  title: z.string(),
  sku: text,
  // No price has more digits; what is longer could not be held exactly.
  price: z.string().regex(/^-?\d{1,11}(?:\.\d{1,6})?$/),
  inventoryPolicy: z.string(),
  inventoryQuantity: z.int().nullish(),
  product: z.object({
    id: gid,
    title: z.string(),
    vendor: z.string(),
    productType: z.string(),
    status: z.string(),
    isGiftCard: z.boolean(),
    category: z.object({ fullName: z.string() }).nullish(),
  }),
});

function countOf({ nodes }: z.infer<typeof levelsSchema>): Counted {
  const total = (wanted: string) =>
    nodes
      .flatMap(({ quantities }) => quantities.filter(({ name }) => name === wanted))
      .reduce((sum, { quantity }) => sum + quantity, 0);
  return { locations: nodes.length, available: total('available'), incoming: total('incoming') };
}

/** What a 32-bit column holds. */
function isCount(pieces: number): boolean {
  return Math.abs(pieces) < 2 ** 31;
}

function optional(value: string | null | undefined): string | null {
  const trimmed = clean(value ?? '').trim();
  return trimmed === '' ? null : trimmed.slice(0, 255);
}
