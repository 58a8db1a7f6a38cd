import type { WorldLocation, WorldOrder } from '#sandbox/world/effects.ts';
import { gid, graphDecimal, graphInstant } from '../formats.ts';
import { levelGid } from '../inventory.ts';
import type { LevelRecord, ProductRecord, VariantRecord } from '../inventory.ts';
import type { ShopStore } from '../shop-store.ts';
import { connectionOf } from './connection.ts';
import type { ConnectionArguments } from './connection.ts';
import type { GraphContext } from './context.ts';
import { notModelled } from './errors.ts';
import {
  categoryNode,
  contextualPricing,
  countryCodes,
  metafieldsOf,
  money,
  sellingPlanGroups,
  unitPrice,
  unitPriceMeasurement,
} from './goods-values.ts';
import { serviceNode } from './service-node.ts';
import { sum } from './value-nodes.ts';

/** A node whose other fields the resolver reads by name. Goods lead to one another in circles, so all are lazy. */
export interface GoodsNode {
  __typename: string;
  id: string;
  [field: string]: unknown;
}

export function productNode(product: ProductRecord, store: ShopStore): GoodsNode {
  const { inventory, shop } = store;
  const { more, variants, changedAt } = product;
  const prices = variants.map(({ variant }) => variant.priceMinor);
  const compared = variants.flatMap(({ variant }) => variant.compareAtMinor ?? []);
  const tracked = variants.filter(({ variant }) => variant.tracked);
  const available = () =>
    tracked.map(({ variant }) => inventory.availableOf(variant.inventoryItemId));
  const only = variants.length === 1 ? variants[0]?.variant : undefined;
  const isPublished = more.status === 'ACTIVE';
  return {
    __typename: 'Product',
    id: gid('Product', product.id),
    legacyResourceId: String(product.id),
    title: product.title,
    handle: more.handle,
    vendor: product.vendor,
    productType: product.productType,
    category: categoryNode(product),
    status: more.status,
    tags: more.tags,
    description: ({ truncateAt }: { truncateAt?: number | null }) =>
      textOf(more.descriptionHtml).slice(0, truncateAt ?? undefined),
    descriptionHtml: more.descriptionHtml,
    isGiftCard: product.productType === 'Gift cards',
    onlineStoreUrl: isPublished ? `https://${shop.domain}/products/${more.handle}` : null,
    publishedAt: isPublished ? graphInstant(product.createdAt) : null,
    publishedInContext: ({ context }: { context: { country?: string | null } }) =>
      isPublished && isSoldIn(more.publishedIn, context.country ?? null),
    createdAt: graphInstant(product.createdAt),
    updatedAt: () => graphInstant(inventory.changeOfProduct(product)),
    hasOnlyDefaultVariant: only?.title === 'Default Title',
    hasOutOfStockVariants: () => available().some((quantity) => quantity <= 0),
    hasVariantsThatRequiresComponents: false,
    requiresSellingPlan: false,
    tracksInventory: tracked.length > 0,
    totalInventory: () => sum(available()),
    totalVariants: variants.length,
    variantsCount: { count: variants.length, precision: 'EXACT' },
    mediaCount: { count: more.mediaCount, precision: 'EXACT' },
    priceRangeV2: rangeOf(prices, shop.currency, ['minVariantPrice', 'maxVariantPrice']),
    compareAtPriceRange:
      compared.length === 0
        ? null
        : rangeOf(compared, shop.currency, [
            'minVariantCompareAtPrice',
            'maxVariantCompareAtPrice',
          ]),
    ...metafieldsOf(more.metafields, { type: 'PRODUCT', id: product.id, changedAt }),
    sellingPlanGroups: (args: ConnectionArguments, context: GraphContext) =>
      connectionOf(sellingPlanGroups(variants, product.createdAt), args, context),
    sellingPlanGroupsCount: () => ({
      count: sellingPlanGroups(variants, product.createdAt).length,
      precision: 'EXACT',
    }),
    variants: (args: ConnectionArguments, context: GraphContext) =>
      connectionOf(
        variants.map((record) => variantNode(record, store)),
        args,
        context,
      ),
  };
}

export function variantNode(record: VariantRecord, store: ShopStore): GoodsNode {
  const { product, variant, position, more } = record;
  const { currency } = store.shop;
  const { compareAtMinor, priceMinor } = variant;
  const available = () => store.inventory.availableOf(variant.inventoryItemId);
  const { changedAt, createdAt } = product;
  return {
    __typename: 'ProductVariant',
    id: gid('ProductVariant', variant.id),
    legacyResourceId: String(variant.id),
    title: variant.title,
    displayName: `${product.title} - ${variant.title}`,
    sku: variant.sku,
    barcode: more.barcode,
    position,
    taxable: true,
    price: graphDecimal(priceMinor, currency),
    compareAtPrice: compareAtMinor === null ? null : graphDecimal(compareAtMinor, currency),
    contextualPricing: (args: { context: { country?: string | null } }) =>
      contextualPricing(record, args, currency),
    showUnitPrice: more.unitPrice !== null,
    unitPrice: unitPrice(more, priceMinor, currency),
    unitPriceMeasurement: unitPriceMeasurement(more),
    inventoryPolicy: variant.tracked && !variant.mayOversell ? 'DENY' : 'CONTINUE',
    inventoryQuantity: available,
    availableForSale: () => !variant.tracked || variant.mayOversell || available() > 0,
    requiresComponents: false,
    selectedOptions: [{ name: 'Title', value: variant.title }],
    createdAt: graphInstant(createdAt),
    updatedAt: () => graphInstant(store.inventory.changeOfVariant(record)),
    ...metafieldsOf(more.metafields, { type: 'PRODUCTVARIANT', id: variant.id, changedAt }),
    sellingPlanGroups: (args: ConnectionArguments, context: GraphContext) =>
      connectionOf(sellingPlanGroups([record], createdAt), args, context),
    sellingPlanGroupsCount: { count: more.sellingPlans.length, precision: 'EXACT' },
    product: () => productNode(product, store),
    inventoryItem: () => inventoryItemNode(record, store),
  };
}

export function inventoryItemNode(record: VariantRecord, store: ShopStore): GoodsNode {
  const { product, variant } = record;
  const { currency } = store.shop;
  const id = variant.inventoryItemId;
  const cost = variant.unitCostMinor;
  const unitCost = cost === null ? null : money(cost, variant.unitCostCurrency ?? currency);
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
    countryHarmonizedSystemCodes: (args: ConnectionArguments, context: GraphContext) =>
      countryCodes(record, args, context),
    duplicateSkuCount: 0,
    measurement: {
      id: gid('InventoryItemMeasurement', id),
      weight: { unit: 'GRAMS', value: variant.weightGrams },
    },
    createdAt: graphInstant(product.createdAt),
    updatedAt: () => graphInstant(store.inventory.changeOfVariant(record)),
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

/** Shopify's states of stock. Nothing is reserved, damaged or set aside here. */
function quantityOf(name: string, level: LevelRecord, { inventory }: ShopStore): number {
  switch (name) {
    case 'available':
      return level.available;
    case 'incoming':
      return level.incoming;
    case 'committed':
      return inventory.committedAt(level);
    case 'on_hand':
      return level.available + inventory.committedAt(level);
    case 'damaged':
    case 'quality_control':
    case 'reserved':
    case 'safety_stock':
      return 0;
    default:
      throw notModelled(`the quantity ${name}`);
  }
}

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
        const quantity = quantityOf(name, level, store);
        const id = `${gid('InventoryQuantity', locationId)}?inventory_item_id=${inventoryItemId}&name=${name}`;
        return { id, name, quantity, updatedAt: graphInstant(level.updatedAt) };
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

/** A country nobody named is any country. */
function isSoldIn(countries: readonly string[] | null, country: string | null): boolean {
  return countries === null || country === null || countries.includes(country);
}

function rangeOf(minors: readonly number[], currency: string, [least, most]: [string, string]) {
  return {
    [least]: money(Math.min(...minors), currency),
    [most]: money(Math.max(...minors), currency),
  };
}

function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
