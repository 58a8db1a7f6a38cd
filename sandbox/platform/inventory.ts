import type {
  WorldEffect,
  WorldLocation,
  WorldProduct,
  WorldVariant,
} from '#sandbox/world/effects.ts';
import { gid } from './formats.ts';

/** How many of an item are available at a location. */
export interface LevelRecord {
  inventoryItemId: number;
  locationId: number;
  available: number;
  updatedAt: number;
}

/** A variant that knows its product. */
export interface VariantRecord {
  product: WorldProduct;
  variant: WorldVariant;
  /** From 1, as the merchant ordered them. */
  position: number;
}

/** What Shopify knows of one shop's goods. Everything is found by id; lists are in the order of ids. */
export class Inventory {
  readonly products = new Map<number, WorldProduct>();
  readonly variants = new Map<number, VariantRecord>();
  /** The variants by inventory item. */
  readonly items = new Map<number, VariantRecord>();
  readonly locations = new Map<number, WorldLocation>();
  #levels = new Map<number, LevelRecord[]>();

  constructor(products: readonly WorldProduct[], locations: readonly WorldLocation[]) {
    for (const location of locations) this.locations.set(location.id, location);
    for (const product of products.toSorted((a, b) => a.id - b.id)) {
      this.products.set(product.id, product);
      for (const [index, variant] of product.variants.entries()) {
        const record: VariantRecord = { product, variant, position: index + 1 };
        this.variants.set(variant.id, record);
        this.items.set(variant.inventoryItemId, record);
      }
    }
  }

  /** Null for an item or a location that does not exist, and for an item that is not tracked. */
  set(effect: Extract<WorldEffect, { kind: 'inventory_changed' }>): LevelRecord | null {
    const { inventoryItemId, locationId, available } = effect;
    const record = this.items.get(inventoryItemId);
    if (record?.variant.tracked !== true || !this.locations.has(locationId)) return null;
    const updatedAt = Math.floor(effect.at / 1_000) * 1_000;
    const levels = this.levelsOf(inventoryItemId);
    let level = levels.find((known) => known.locationId === locationId);
    if (level === undefined) {
      level = { inventoryItemId, locationId, available, updatedAt };
      this.#levels.set(inventoryItemId, [...levels, level]);
    }
    level.available = available;
    level.updatedAt = updatedAt;
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
}

/** A level's id names its location and, as Shopify's do, its item. */
export function levelGid({ inventoryItemId, locationId }: LevelRecord): string {
  return `${gid('InventoryLevel', locationId)}?inventory_item_id=${inventoryItemId}`;
}
