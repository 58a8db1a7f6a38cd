import type { WorldLocation } from '#sandbox/world/effects.ts';
import { levelGid } from '../inventory.ts';
import type { ProductRecord, VariantRecord } from '../inventory.ts';
import type { ShopStore } from '../shop-store.ts';
import { connectionOf } from './connection.ts';
import type { ConnectionArguments } from './connection.ts';
import type { GraphContext } from './context.ts';
import { notModelled } from './errors.ts';
import {
  inventoryItemNode,
  levelNode,
  locationNode,
  productNode,
  variantNode,
} from './goods-nodes.ts';
import type { GoodsNode } from './goods-nodes.ts';
import { readSearch, sortedConnection } from './search.ts';
import type { Search } from './search.ts';

interface ListArguments extends ConnectionArguments {
  query?: string | null;
  sortKey?: string | null;
}

interface LocationArguments extends ListArguments {
  includeLegacy?: boolean | null;
}

type Finder = (id: number, store: ShopStore) => GoodsNode | null;

/** The goods behind an id, by the id's type. */
export const GOODS_BY_TYPE: Readonly<Record<string, Finder>> = {
  Product: (id, store) => shown(store.inventory.products.get(id), productNode, store),
  ProductVariant: (id, store) => shown(store.inventory.variants.get(id), variantNode, store),
  InventoryItem: (id, store) => shown(store.inventory.items.get(id), inventoryItemNode, store),
  Location: (id, store) => shown(store.locations().get(id), locationNode, store),
};

/** A level behind its id; null when there is none. */
export function levelOf(id: string, store: ShopStore): GoodsNode | null {
  const itemId = Number(/\?inventory_item_id=(\d+)$/.exec(id)?.[1]);
  const level = store.inventory.levelsOf(itemId).find((known) => levelGid(known) === id);
  return level === undefined ? null : levelNode(level, store);
}

/** The lists of goods and their counts. Locations cannot be searched here: such a search is refused. */
export const goodsRoots = {
  products,
  productVariants,
  inventoryItems,
  locations: (args: LocationArguments, context: GraphContext) =>
    listed(listedLocations(context.store, args), locationNode, args, context),
  productsCount: (args: ListArguments, { store }: GraphContext) => ({
    count: foundProducts(args, store).length,
    precision: 'EXACT',
  }),
  productVariantsCount: (args: ListArguments, { store }: GraphContext) => ({
    count: foundVariants(args, store).length,
    precision: 'EXACT',
  }),
  locationsCount: (args: ListArguments, { store }: GraphContext) =>
    counted(listedLocations(store, {}), args),
};

/** `products(…)`: sorted by id unless asked otherwise, searched by instants, id, handle and status. */
function products(args: ListArguments, context: GraphContext) {
  const { store } = context;
  const valueOf = PRODUCT_ORDER[args.sortKey ?? 'ID'];
  if (valueOf === undefined) throw notModelled(`goods sorted by ${args.sortKey}`);
  return sortedConnection(
    foundProducts(args, store),
    {
      valueOf: (product) => valueOf(product, store),
      nodeOf: (product) => productNode(product, store),
    },
    args,
    context,
  );
}

const PRODUCT_ORDER: Readonly<
  Record<string, (product: ProductRecord, store: ShopStore) => number | string>
> = {
  ID: ({ id }) => id,
  TITLE: ({ title }) => title,
  CREATED_AT: ({ createdAt }) => createdAt,
  UPDATED_AT: (product, { inventory }) => inventory.changeOfProduct(product),
};

function foundProducts({ query }: ListArguments, { inventory }: ShopStore): ProductRecord[] {
  const search: Search<ProductRecord> = readSearch(query, {
    instants: {
      updated_at: (product) => inventory.changeOfProduct(product),
      created_at: ({ createdAt }) => createdAt,
    },
    numbers: { id: ({ id }) => id },
    words: {
      handle: ({ more }, text) => text.split(',').includes(more.handle),
      status: ({ more }, text) => text.toUpperCase().split(',').includes(more.status),
    },
  });
  return [...inventory.products.values()].filter((product) => search.accepts(product));
}

/** `productVariants(…)`: sorted by id unless asked otherwise. There is no order by change: pages of a search hold still by id. */
function productVariants(args: ListArguments, context: GraphContext) {
  const { store } = context;
  const valueOf = VARIANT_ORDER[args.sortKey ?? 'ID'];
  if (valueOf === undefined) throw notModelled(`goods sorted by ${args.sortKey}`);
  return sortedConnection(
    foundVariants(args, store).map((record) => ({ id: record.variant.id, record })),
    {
      valueOf: ({ record }) => valueOf(record, store),
      nodeOf: ({ record }) => variantNode(record, store),
    },
    args,
    context,
  );
}

const VARIANT_ORDER: Readonly<
  Record<string, (record: VariantRecord, store: ShopStore) => number | string>
> = {
  ID: ({ variant }) => variant.id,
  POSITION: ({ position }) => position,
  SKU: ({ variant }) => variant.sku,
  TITLE: ({ variant }) => variant.title,
  INVENTORY_QUANTITY: ({ variant }, { inventory }) =>
    inventory.availableOf(variant.inventoryItemId),
};

function foundVariants({ query }: ListArguments, { inventory }: ShopStore): VariantRecord[] {
  const search: Search<VariantRecord> = readSearch(query, {
    instants: { updated_at: (record) => inventory.changeOfVariant(record) },
    numbers: {
      id: ({ variant }) => variant.id,
      product_id: ({ product }) => product.id,
      inventory_quantity: ({ variant }) => inventory.availableOf(variant.inventoryItemId),
    },
    words: {
      sku: ({ variant }, text) => variant.sku === text,
      vendor: ({ product }, text) => text.split(',').includes(product.vendor),
      product_type: ({ product }, text) => text.split(',').includes(product.productType),
      product_status: ({ product }, text) =>
        text.toUpperCase().split(',').includes(product.more.status),
    },
  });
  return [...inventory.variants.values()].filter((record) => search.accepts(record));
}

/** `inventoryItems(…)`, in the order of ids, the only one there is. */
function inventoryItems({ query, ...args }: ListArguments, context: GraphContext) {
  const { store } = context;
  const search: Search<VariantRecord> = readSearch(query, {
    instants: {
      created_at: ({ product }) => product.createdAt,
      updated_at: (record) => store.inventory.changeOfVariant(record),
    },
    numbers: { id: ({ variant }) => variant.inventoryItemId },
    words: { sku: ({ variant }, text) => variant.sku === text },
  });
  const found = [...store.inventory.items.values()].filter((record) => search.accepts(record));
  return sortedConnection(
    found.map((record) => ({ id: record.variant.inventoryItemId, record })),
    { valueOf: ({ id }) => id, nodeOf: ({ record }) => inventoryItemNode(record, store) },
    args,
    context,
  );
}

function listed<T>(
  records: ReadonlyMap<number, T>,
  nodeOf: (record: T, store: ShopStore) => GoodsNode,
  args: ListArguments,
  context: GraphContext,
) {
  refuseSearch(args);
  const sortKey = args.sortKey ?? 'ID';
  if (sortKey !== 'ID' && sortKey !== 'NAME') {
    throw notModelled(`goods sorted by ${args.sortKey}`);
  }
  const nodes = [...records.values()].map((record) => nodeOf(record, context.store));
  // Locations come by name unless asked otherwise.
  if (sortKey === 'NAME') nodes.sort((a, b) => (String(a['name']) < String(b['name']) ? -1 : 1));
  return connectionOf(nodes, args, context);
}

/** Locations of fulfillment services are listed on request only. */
function listedLocations(
  store: ShopStore,
  { includeLegacy }: LocationArguments,
): ReadonlyMap<number, WorldLocation> {
  if (includeLegacy === true) return store.locations();
  const isService = (id: number) => (store.suppliers.get(id)?.service ?? null) !== null;
  return new Map([...store.locations()].filter(([id]) => !isService(id)));
}

function counted(records: ReadonlyMap<number, unknown>, args: ListArguments) {
  refuseSearch(args);
  return { count: records.size, precision: 'EXACT' };
}

function refuseSearch({ query }: ListArguments): void {
  if (query != null && query.trim() !== '') throw notModelled(`the search term ${query}`);
}

function shown<T>(
  record: T | undefined,
  nodeOf: (record: T, store: ShopStore) => GoodsNode,
  store: ShopStore,
): GoodsNode | null {
  return record === undefined ? null : nodeOf(record, store);
}
