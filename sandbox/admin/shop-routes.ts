import type { WorldShop } from '../world/effects.ts';
import type { AdminPlatform } from './admin-contract.ts';
import { orderExtensions } from './order-extensions.ts';
import { orderPage, ordersPage, productPage, productsPage, settingsPage } from './shop-pages.ts';
import type { Setting } from './shop-pages.ts';
import type { AdminLocale } from './words.ts';

interface ShopPage {
  tab: 'orders' | 'products' | 'settings';
  main: string;
}

/** The pages of a shop's own things; null for a page that the sandbox does not have. */
export function shopPage(
  path: string,
  { shop, locale, handle }: { shop: WorldShop; locale: AdminLocale; handle: string },
  platform: AdminPlatform,
): ShopPage | null {
  const setting: Setting = {
    locale,
    timeZone: shop.timeZone,
    link: (to) => `/store/${handle}${to}?locale=${locale}`,
  };
  const [, kind, id] = /^\/(orders|products|settings)(?:\/([a-z0-9]+))?(?:\/.*)?$/.exec(path) ?? [];
  if (kind === 'settings') {
    const scopes = platform.scopesOf(shop.domain);
    const main = settingsPage(platform.settings(shop.domain), scopes, setting);
    return { tab: 'settings', main };
  }
  if (kind === 'orders') {
    if (id === undefined) {
      const orders = platform.newestOrders(shop.domain, 50);
      return { tab: 'orders', main: ordersPage(orders, setting) };
    }
    const order = platform.order(shop.domain, Number(id));
    if (order === null) return null;
    const place = { orderId: order.id, handle, locale };
    const around = orderExtensions(place, platform.isInstalled(shop.domain));
    return { tab: 'orders', main: orderPage(order, setting, around) };
  }
  if (kind === 'products') {
    if (id === undefined) {
      const products = platform.products(shop.domain);
      return { tab: 'products', main: productsPage(products, setting) };
    }
    const product = platform.product(shop.domain, Number(id));
    return product === null ? null : { tab: 'products', main: productPage(product, setting) };
  }
  return null;
}
