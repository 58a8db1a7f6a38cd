import type { AdminPlatform } from '../admin/admin-contract.ts';
import type {
  AdminMoney,
  AdminOrder,
  AdminProduct,
  AdminSettings,
  AdminVariant,
} from '../admin/shop-views.ts';
import type { ProductRecord, VariantRecord } from './inventory.ts';
import { moneyOf } from './order-money.ts';
import type { Platform } from './platform-contract.ts';
import type { FulfillmentRecord, OrderRecord } from './records.ts';
import type { ShopStore } from './shop-store.ts';

/** The platform as the admin sees it, but for what lives beside it. */
export function adminPlatform(platform: Platform): Omit<AdminPlatform, 'sources'> {
  const { world, isInstalled, scopesOf, setScopes, sessionToken, store } = platform;
  return {
    shops: () => world.shops,
    now: platform.clock.now,
    isInstalled,
    install: (shop) => platform.install(shop),
    uninstall: (shop) => platform.uninstall(shop),
    sessionToken: (shop) => sessionToken(shop),
    scopesOf,
    setScopes,
    newestOrders: (shop, limit) => newestOrders(store(shop), limit),
    order: (shop, id) => adminOrder(store(shop), id),
    products: (shop) => adminProducts(store(shop)),
    product: (shop, id) => adminProduct(store(shop), id),
    settings: (shop) => adminSettings(store(shop)),
  };
}

/** The newest orders first. */
function newestOrders(store: ShopStore, limit: number): AdminOrder[] {
  return [...store.orders.values()]
    .toSorted((a, b) => b.createdAt - a.createdAt)
    .slice(0, limit)
    .map((order) => orderView(order, store));
}

/** Null when there is no such order. */
function adminOrder(store: ShopStore, id: number): AdminOrder | null {
  const order = store.orders.get(id);
  return order === undefined ? null : orderView(order, store);
}

function orderView(order: OrderRecord, store: ShopStore): AdminOrder {
  const { currency } = order;
  const { status, refunded } = moneyOf(order, store);
  const money = (minor: number): AdminMoney => ({ minor, currency });
  return {
    id: order.id,
    name: order.name,
    createdAt: new Date(order.createdAt).toISOString(),
    total: money(order.totalMinor),
    destination: order.destinationCountry,
    tags: order.tags,
    payment: status,
    refunded: money(refunded),
    returns: store.side.returns.of(order.id),
    lines: order.lineItems.map(({ title, sku, quantity, unitMinor }) => ({
      title,
      sku,
      quantity,
      unit: money(unitMinor),
    })),
    fulfillments: order.fulfillments.map((fulfillment) => ({
      name: `${order.name}.${fulfillment.ordinal}`,
      status: statusOf(fulfillment),
      tracking: fulfillment.tracking,
    })),
  };
}

function statusOf({ cancelled, deliveredAt, inTransitAt }: FulfillmentRecord): string {
  if (cancelled) return 'CANCELED';
  if (deliveredAt !== null) return 'DELIVERED';
  return inTransitAt === null ? 'FULFILLED' : 'IN_TRANSIT';
}

/** All products in the order of their ids. */
function adminProducts(store: ShopStore): AdminProduct[] {
  return [...store.inventory.products.values()].map((product) => productView(product, store));
}

/** Null when there is no such product. */
function adminProduct(store: ShopStore, id: number): AdminProduct | null {
  const product = store.inventory.products.get(id);
  return product === undefined ? null : productView(product, store);
}

function productView(product: ProductRecord, store: ShopStore): AdminProduct {
  return {
    id: product.id,
    title: product.title,
    status: product.more.status,
    tags: product.more.tags,
    updatedAt: new Date(store.inventory.changeOfProduct(product)).toISOString(),
    variants: product.variants.map((record) => variantView(record, store)),
  };
}

function variantView({ variant, more }: VariantRecord, store: ShopStore): AdminVariant {
  const { currency } = store.shop;
  const { compareAtMinor, priceMinor } = variant;
  return {
    id: variant.id,
    title: variant.title,
    sku: variant.sku,
    price: { minor: priceMinor, currency },
    compareAt: compareAtMinor === null ? null : { minor: compareAtMinor, currency },
    barcode: more.barcode,
    hsCode: variant.hsCode,
    origin: variant.originCountry,
    available: variant.tracked ? store.inventory.availableOf(variant.inventoryItemId) : null,
  };
}

function adminSettings({ side }: ShopStore): AdminSettings {
  const { policies, markets } = side.settings;
  return {
    policies: policies.map(({ type, updatedAt }) => ({
      title: type,
      updatedAt: new Date(updatedAt).toISOString(),
    })),
    markets,
  };
}
