import { DAY, wholeSecond } from './calendar.ts';
import type { Product, ShopPlan } from './catalogue.ts';
import type { Goods } from './goods.ts';
import type { WorldEffect, WorldVariant } from './effects.ts';
import { Random, seedFrom } from './random.ts';

/** What is counted of one variant. Its random numbers are its own: stock never changes an order or a parcel. */
export interface StockItem {
  shop: string;
  inventoryItemId: number;
  locationId: number;
  available: number;
  /** The least there may be: buyers are let through down to here. */
  floor: number;
  /** Expected sales a day, at least a little. */
  perDay: number;
  reorderAt: number;
  /** A delivery is on its way. */
  isOrdered: boolean;
  random: Random;
}

/** What sold out is sold on to this debt, and no further. */
const DEEPEST = -5;
/** The supplier's time. What may be oversold is reordered late, so it runs out. */
const LEAD_DAYS = { from: 8, to: 18 };
const COVER_DAYS = { from: 14, to: 28 };

/** An order takes 1.6 pieces in the mean, each by the product's weight. */
const PIECES_PER_ORDER = 1.6;

/** What is counted of a shop's goods, by SKU, with its first quantity. */
export function openStock(
  { shop, products }: ShopPlan,
  { bySku }: Goods,
  { seed, ordersPerDay }: { seed: number; ordersPerDay: number },
): ReadonlyMap<string, StockItem> {
  const stock = new Map<string, StockItem>();
  for (const [sku, { variant }] of bySku) {
    const perDay = expectedPerDay(products, sku, ordersPerDay);
    const item = openItem(variant, { shop: shop.domain, perDay, seed });
    if (item !== null) stock.set(sku, item);
  }
  return stock;
}

/** Pieces of one product that a shop with so many orders a day may expect to sell; never nothing. */
function expectedPerDay(products: readonly Product[], sku: string, ordersPerDay: number): number {
  const total = products.reduce((sum, product) => sum + product.weight, 0);
  const weight = products.find((product) => product.sku === sku)?.weight ?? 0;
  return Math.max(0.05, (ordersPerDay * PIECES_PER_ORDER * weight) / total);
}

/** Null for a variant that nobody counts. Its first quantity is in the item already. */
function openItem(
  variant: WorldVariant,
  { shop, perDay, seed }: { shop: string; perDay: number; seed: number },
): StockItem | null {
  if (!variant.tracked || variant.locationId === null) return null;
  const random = new Random(seedFrom(seed, 0x570c, variant.inventoryItemId));
  const leadCover = variant.mayOversell ? random.between(0, 3) : random.between(13, 20);
  return {
    shop,
    inventoryItemId: variant.inventoryItemId,
    locationId: variant.locationId,
    available: Math.ceil(perDay * random.between(10, 25)) + 1,
    floor: variant.mayOversell ? DEEPEST : 0,
    perDay,
    reorderAt: Math.floor(perDay * leadCover),
    isOrdered: false,
    random,
  };
}

/**
 * Takes what was sold. False when there is too little even on debt: then `expedite` first. The order stands in any
 * case, orders do not ask the stock.
 */
export function sell(item: StockItem, quantity: number): boolean {
  if (item.available - quantity < item.floor) return false;
  item.available -= quantity;
  return true;
}

/** A small delivery by air, enough for what was just sold and some days. */
export function expedite(item: StockItem, quantity: number): void {
  const missing = quantity + item.floor - item.available;
  item.available += missing + Math.floor(item.perDay * item.random.between(0.5, 2));
}

/** The delivery that the present quantity calls for, if none is on its way. */
export function reorder(item: StockItem, at: number): { at: number; quantity: number } | null {
  if (item.isOrdered || item.available > item.reorderAt) return null;
  item.isOrdered = true;
  const { random } = item;
  const arrivesAt = wholeSecond(at + random.between(LEAD_DAYS.from, LEAD_DAYS.to) * DAY);
  const cover = random.between(COVER_DAYS.from, COVER_DAYS.to);
  return { at: arrivesAt, quantity: Math.ceil(item.perDay * cover) + 1 };
}

/** What the platform is told of the item now. */
export function stockEffect(item: StockItem, at: number): WorldEffect {
  const { shop, inventoryItemId, locationId, available } = item;
  return { kind: 'inventory_changed', at, shop, inventoryItemId, locationId, available };
}
