import type { WorldLocation, WorldOrder, WorldProduct } from '#sandbox/world/effects.ts';
import { gid, graphDecimal, graphInstant } from '../formats.ts';
import { levelGid } from '../inventory.ts';
import type { LevelRecord, VariantRecord } from '../inventory.ts';
import type { ShopStore } from '../shop-store.ts';
import { connectionOf } from './connection.ts';
import type { ConnectionArguments } from './connection.ts';
import type { GraphContext } from './context.ts';
import { notModelled } from './errors.ts';
import { serviceNode } from './service-node.ts';
import { sum } from './value-nodes.ts';

/** A node whose other fields the resolver reads by name. Goods lead to one another in circles, so all are lazy. */
export interface GoodsNode {
  __typename: string;
  id: string;
  [field: string]: unknown;
}

export function productNode(product: WorldProduct, store: ShopStore): GoodsNode {
  const { inventory, shop } = store;
  const prices = product.variants.map((variant) => variant.priceMinor);
  const money = (minor: number) => ({
    amount: graphDecimal(minor, shop.currency),
    currencyCode: shop.currency,
  });
  const tracked = product.variants.filter((variant) => variant.tracked);
  const available = (ids: typeof tracked) =>
    ids.map((variant) => inventory.availableOf(variant.inventoryItemId));
  const only = product.variants.length === 1 ? product.variants[0] : undefined;
  return {
    __typename: 'Product',
    id: gid('Product', product.id),
    legacyResourceId: String(product.id),
    title: product.title,
    handle: `product-${product.id}`,
    vendor: product.vendor,
    productType: product.productType,
    status: 'ACTIVE',
    tags: [],
    description: '',
    descriptionHtml: '',
    isGiftCard: false,
    createdAt: graphInstant(product.createdAt),
    // An inventory adjustment counts as an update of the product.
    updatedAt: () =>
      graphInstant(
        Math.max(
          ...product.variants.map((each) => changedAt(each.inventoryItemId, product, store)),
        ),
      ),
    hasOnlyDefaultVariant: only?.title === 'Default Title',
    hasOutOfStockVariants: () => available(tracked).some((quantity) => quantity <= 0),
    tracksInventory: tracked.length > 0,
    totalInventory: () => sum(available(tracked)),
    totalVariants: product.variants.length,
    variantsCount: { count: product.variants.length, precision: 'EXACT' },
    priceRangeV2: {
      minVariantPrice: money(Math.min(...prices)),
      maxVariantPrice: money(Math.max(...prices)),
    },
    variants: (args: ConnectionArguments, context: GraphContext) =>
      connectionOf(
        product.variants.flatMap(({ id }) => {
          const record = inventory.variants.get(id);
          return record === undefined ? [] : [variantNode(record, store)];
        }),
        args,
        context,
      ),
  };
}

export function variantNode(record: VariantRecord, store: ShopStore): GoodsNode {
  const { product, variant, position } = record;
  const { currency } = store.shop;
  const { compareAtMinor } = variant;
  return {
    __typename: 'ProductVariant',
    id: gid('ProductVariant', variant.id),
    legacyResourceId: String(variant.id),
    title: variant.title,
    displayName: `${product.title} - ${variant.title}`,
    sku: variant.sku,
    position,
    taxable: true,
    price: graphDecimal(variant.priceMinor, currency),
    compareAtPrice: compareAtMinor === null ? null : graphDecimal(compareAtMinor, currency),
    inventoryPolicy: variant.tracked && !variant.mayOversell ? 'DENY' : 'CONTINUE',
    inventoryQuantity: () => store.inventory.availableOf(variant.inventoryItemId),
    availableForSale: () =>
      !variant.tracked ||
      variant.mayOversell ||
      store.inventory.availableOf(variant.inventoryItemId) > 0,
    selectedOptions: [{ name: 'Title', value: variant.title }],
    createdAt: graphInstant(product.createdAt),
    updatedAt: () => graphInstant(changedAt(variant.inventoryItemId, product, store)),
    product: () => productNode(product, store),
    inventoryItem: () => inventoryItemNode(record, store),
  };
}

export function inventoryItemNode(record: VariantRecord, store: ShopStore): GoodsNode {
  const { product, variant } = record;
  const { currency } = store.shop;
  const id = variant.inventoryItemId;
  const cost = variant.unitCostMinor;
  const unitCost =
    cost === null ? null : { amount: graphDecimal(cost, currency), currencyCode: currency };
  const levels = () => store.inventory.levelsOf(id).map((level) => levelNode(level, store));
  return {
    __typename: 'InventoryItem',
    id: gid('InventoryItem', id),
    legacyResourceId: String(id),
    sku: variant.sku,
    tracked: variant.tracked,
    requiresShipping: variant.requiresShipping,
    unitCost,
    countryCodeOfOrigin: variant.originCountry,
    harmonizedSystemCode: variant.hsCode,
    duplicateSkuCount: 0,
    measurement: {
      id: gid('InventoryItemMeasurement', id),
      weight: { unit: 'GRAMS', value: variant.weightGrams },
    },
    createdAt: graphInstant(product.createdAt),
    updatedAt: () => graphInstant(changedAt(id, product, store)),
    variant: () => variantNode(record, store),
    variants: (args: ConnectionArguments, context: GraphContext) =>
      connectionOf([variantNode(record, store)], args, context),
    locationsCount: () => ({ count: levels().length, precision: 'EXACT' }),
    inventoryLevel: ({ locationId }: { locationId: string }) => {
      const found = store.inventory
        .levelsOf(id)
        .find((level) => gid('Location', level.locationId) === locationId);
      return found === undefined ? null : levelNode(found, store);
    },
    inventoryLevels: (args: ConnectionArguments, context: GraphContext) =>
      connectionOf(levels(), args, context),
  };
}

export function locationNode(location: WorldLocation, store: ShopStore): GoodsNode {
  const [primary] = store.inventory.locations.keys();
  const service = store.suppliers.get(location.id)?.service ?? null;
  return {
    __typename: 'Location',
    id: gid('Location', location.id),
    legacyResourceId: String(location.id),
    name: location.name,
    isActive: true,
    isPrimary: location.id === primary,
    isFulfillmentService: service !== null,
    fulfillmentService: () => (service === null ? null : serviceAt(location.id, store)),
    fulfillsOnlineOrders: true,
    shipsInventory: true,
    hasActiveInventory: store.inventory.locations.has(location.id),
    address: {
      city: location.city,
      countryCode: location.country,
      country: location.country,
      formatted: [location.city, location.country],
    },
    inventoryLevels: (args: ConnectionArguments, context: GraphContext) => {
      const items = [...store.inventory.items.keys()];
      const levels = items.flatMap((id) => store.inventory.levelsOf(id));
      const here = levels.filter((level) => level.locationId === location.id);
      return connectionOf(
        here.map((level) => levelNode(level, store)),
        args,
        context,
      );
    },
  };
}

/** The service that ships from a location: a supplier's own, else, as for null, the merchant's hands. */
export function serviceAt(locationId: number | null, store: ShopStore) {
  const supplier = locationId === null ? undefined : store.suppliers.get(locationId);
  const service = supplier?.service ?? null;
  return serviceNode(service, () =>
    supplier === undefined || service === null ? null : locationNode(supplier.location, store),
  );
}

/** The goods behind a line of an order; null fields for a line that names no product. */
export function goodsOfLine(line: WorldOrder['lineItems'][number], store: ShopStore) {
  const { variantId } = line;
  const record = variantId === undefined ? undefined : store.inventory.variants.get(variantId);
  return {
    vendor: record?.product.vendor ?? null,
    variantTitle: record?.variant.title ?? null,
    variant: () => (record === undefined ? null : variantNode(record, store)),
    product: () => (record === undefined ? null : productNode(record.product, store)),
  };
}

/** Names of quantities the sandbox keeps. On hand is what is available: nothing is committed or damaged here. */
const QUANTITY_NAMES = new Set(['available', 'on_hand']);

export function levelNode(level: LevelRecord, store: ShopStore): GoodsNode {
  const { inventoryItemId, locationId } = level;
  return {
    __typename: 'InventoryLevel',
    id: levelGid(level),
    isActive: true,
    canDeactivate: true,
    createdAt: graphInstant(level.updatedAt),
    updatedAt: graphInstant(level.updatedAt),
    quantities: ({ names }: { names: string[] }) =>
      names.map((name) => {
        if (!QUANTITY_NAMES.has(name)) throw notModelled(`the quantity ${name}`);
        const id = `${gid('InventoryQuantity', locationId)}?inventory_item_id=${inventoryItemId}&name=${name}`;
        return { id, name, quantity: level.available, updatedAt: graphInstant(level.updatedAt) };
      }),
    item: () => {
      const record = store.inventory.items.get(inventoryItemId);
      return record === undefined ? null : inventoryItemNode(record, store);
    },
    location: () => {
      const location = store.inventory.locations.get(locationId);
      return location === undefined ? null : locationNode(location, store);
    },
  };
}

function changedAt(inventoryItemId: number, product: WorldProduct, store: ShopStore): number {
  const levels = store.inventory.levelsOf(inventoryItemId);
  return Math.max(product.createdAt, ...levels.map((level) => level.updatedAt));
}
