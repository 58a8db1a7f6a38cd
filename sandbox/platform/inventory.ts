import type {
  WorldEffect,
  WorldLocation,
  WorldProduct,
  WorldVariant,
} from '#sandbox/world/effects.ts';
import type { ProductMore, VariantMore } from '#sandbox/world/shop-side.ts';
import { gid } from './formats.ts';
import type { CostSet, VariantPrice } from './platform-effects.ts';

/** How many of an item are available at a location. */
export interface LevelRecord {
  inventoryItemId: number;
  locationId: number;
  available: number;
  /** On its way, as the merchant has entered it. */
  incoming: number;
  updatedAt: number;
}

/** What Shopify knows of a product. Instants are epoch ms in whole seconds. */
export interface ProductRecord extends Omit<WorldProduct, 'variants'> {
  /** As the merchant ordered them. */
  variants: VariantRecord[];
  more: Omit<ProductMore, 'productId' | 'updatedAt'>;
  /** Last change of anything but stock. */
  changedAt: number;
}

/** A variant that knows its product. */
export interface VariantRecord {
  product: ProductRecord;
  variant: WorldVariant;
  /** From 1, as the merchant ordered them. */
  position: number;
  more: Omit<VariantMore, 'variantId'>;
}

type Effect<K extends WorldEffect['kind']> = Extract<WorldEffect, { kind: K }>;

/** What Shopify knows of one shop's goods. Everything is found by id; lists are in the order of ids. */
export class Inventory {
  readonly products = new Map<number, ProductRecord>();
  readonly variants = new Map<number, VariantRecord>();
  /** The variants by inventory item. */
  readonly items = new Map<number, VariantRecord>();
  readonly locations = new Map<number, WorldLocation>();
  #levels = new Map<number, LevelRecord[]>();
  /** Sold and not shipped, by variant. */
  #committed = new Map<number, number>();

  constructor(products: readonly WorldProduct[], locations: readonly WorldLocation[]) {
    for (const location of locations) this.locations.set(location.id, location);
    for (const product of products.toSorted((a, b) => a.id - b.id)) this.add(product);
  }

  /** A new product; one with the id of a known product takes its place. */
  add(product: WorldProduct): ProductRecord {
    this.remove(product.id);
    const { variants, ...rest } = product;
    const record: ProductRecord = {
      ...rest,
      variants: [],
      more: { ...UNSAID_OF_PRODUCT, handle: `product-${product.id}` },
      changedAt: wholeSeconds(product.createdAt),
    };
    record.variants = variants.map((variant, index) => {
      const position = index + 1;
      return { product: record, variant, position, more: UNSAID_OF_VARIANT };
    });
    this.products.set(product.id, record);
    for (const each of record.variants) {
      this.variants.set(each.variant.id, each);
      this.items.set(each.variant.inventoryItemId, each);
    }
    return record;
  }

  /** Takes a product off the shelves for good; null when there is none. */
  remove(productId: number): ProductRecord | null {
    const record = this.products.get(productId);
    if (record === undefined) return null;
    this.products.delete(productId);
    for (const { variant } of record.variants) {
      this.variants.delete(variant.id);
      this.items.delete(variant.inventoryItemId);
      this.#levels.delete(variant.inventoryItemId);
    }
    return record;
  }

  /** Null for a product that does not exist. `updatedAt` is what the world says of everything but stock and prices. */
  sayMoreOfProduct({ more: said }: Effect<'product_more'>): ProductRecord | null {
    const record = this.products.get(said.productId);
    if (record === undefined) return null;
    const { productId: _, updatedAt, ...more } = said;
    record.more = more;
    record.changedAt = Math.max(record.changedAt, wholeSeconds(updatedAt));
    return record;
  }

  /** Null for a variant that does not exist. Its product counts as changed. */
  sayMoreOfVariant({ at, more: said }: Effect<'variant_more'>): ProductRecord | null {
    const record = this.variants.get(said.variantId);
    if (record === undefined) return null;
    const { variantId: _, ...more } = said;
    record.more = more;
    return touched(record.product, at);
  }

  /** Null when none of the variants exists. Their product counts as changed. */
  changePrices({
    at,
    prices,
  }: {
    at: number;
    prices: readonly VariantPrice[];
  }): ProductRecord | null {
    let product: ProductRecord | null = null;
    for (const { variantId, priceMinor, compareAtMinor } of prices) {
      const record = this.variants.get(variantId);
      if (record === undefined) continue;
      record.variant = { ...record.variant, priceMinor, compareAtMinor };
      product = touched(record.product, at);
    }
    return product;
  }

  /** Null for an item or a location that does not exist, and for an item that is not tracked. */
  set(effect: Effect<'inventory_changed'>): LevelRecord | null {
    const level = this.#levelAt(effect);
    if (level !== null) level.available = effect.available;
    return level;
  }

  /** Null as for `set`. */
  setIncoming(effect: Effect<'incoming_changed'>): LevelRecord | null {
    const level = this.#levelAt(effect);
    if (level !== null) level.incoming = effect.incoming;
    return level;
  }

  /** Null for a variant that does not exist. Its product counts as changed. */
  setCost({ at, variantId, unitCostMinor, currency }: CostSet): ProductRecord | null {
    const record = this.variants.get(variantId);
    if (record === undefined) return null;
    const unitCostCurrency = currency === null ? {} : { unitCostCurrency: currency };
    record.variant = { ...record.variant, unitCostMinor, ...unitCostCurrency };
    return touched(record.product, at);
  }

  /** Lines that were sold (1) or that need nothing from the shelves any more (−1). */
  commit(
    lines: readonly { variantId?: number | undefined; quantity: number }[],
    sign: 1 | -1,
  ): void {
    for (const { variantId, quantity } of lines) {
      if (variantId === undefined) continue;
      const before = this.#committed.get(variantId) ?? 0;
      this.#committed.set(variantId, Math.max(0, before + sign * quantity));
    }
  }

  /** Sold and not shipped; it lies where the variant is kept. */
  committedAt({ inventoryItemId, locationId }: LevelRecord): number {
    const variant = this.items.get(inventoryItemId)?.variant;
    if (variant === undefined || variant.locationId !== locationId) return 0;
    return this.#committed.get(variant.id) ?? 0;
  }

  #levelAt({
    at,
    inventoryItemId,
    locationId,
  }: Pick<LevelRecord, 'inventoryItemId' | 'locationId'> & { at: number }): LevelRecord | null {
    const record = this.items.get(inventoryItemId);
    if (record?.variant.tracked !== true || !this.locations.has(locationId)) return null;
    const updatedAt = wholeSeconds(at);
    const levels = this.levelsOf(inventoryItemId);
    const known = levels.find((level) => level.locationId === locationId);
    if (known !== undefined) {
      known.updatedAt = updatedAt;
      return known;
    }
    const level = { inventoryItemId, locationId, available: 0, incoming: 0, updatedAt };
    this.#levels.set(inventoryItemId, [...levels, level]);
    return level;
  }

  /** Empty for what is not tracked. */
  levelsOf(inventoryItemId: number): readonly LevelRecord[] {
    return this.#levels.get(inventoryItemId) ?? [];
  }

  /** Over all locations; 0 for what is not tracked. */
  availableOf(inventoryItemId: number): number {
    return this.levelsOf(inventoryItemId).reduce((sum, level) => sum + level.available, 0);
  }

  /** Last change of a variant, its stock included. */
  changeOfVariant({ product, variant }: VariantRecord): number {
    const levels = this.levelsOf(variant.inventoryItemId);
    return Math.max(product.changedAt, ...levels.map((level) => level.updatedAt));
  }

  /** Last change of a product: an adjustment of stock counts too. */
  changeOfProduct({ changedAt, variants }: ProductRecord): number {
    return Math.max(changedAt, ...variants.map((each) => this.changeOfVariant(each)));
  }
}

/** A level's id names its location and, as Shopify's do, its item. */
export function levelGid({ inventoryItemId, locationId }: LevelRecord): string {
  return `${gid('InventoryLevel', locationId)}?inventory_item_id=${inventoryItemId}`;
}

const UNSAID_OF_PRODUCT: Omit<ProductRecord['more'], 'handle'> = {
  descriptionHtml: '',
  tags: [],
  status: 'ACTIVE',
  category: null,
  mediaCount: 1,
  metafields: [],
  publishedIn: null,
};

const UNSAID_OF_VARIANT: VariantRecord['more'] = {
  barcode: null,
  hsByCountry: [],
  unitPrice: null,
  metafields: [],
  marketPrices: [],
  sellingPlans: [],
};

function touched(product: ProductRecord, at: number): ProductRecord {
  product.changedAt = Math.max(product.changedAt, wholeSeconds(at));
  return product;
}

function wholeSeconds(ms: number): number {
  return Math.floor(ms / 1_000) * 1_000;
}
