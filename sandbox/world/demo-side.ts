import { activeMarket } from './active-market.ts';
import { HANFENG_POLICIES, NORTHWIND_POLICIES } from './demo-policies.ts';
import type { ShopSide } from './shop-side.ts';

/** The merchant's side of the two demo shops, by their place in the world; generated shops have none. */
export function demoSideOf(shopIndex: number, at: number): ShopSide | null {
  if (shopIndex === 0) return northwind(at);
  return shopIndex === 1 ? hanfeng(at) : null;
}

/** Sells to Germany and Britain without a legal notice or a way to withdraw online. */
function northwind(at: number): ShopSide {
  return {
    policies: policiesOf(NORTHWIND_POLICIES, at),
    markets: [
      activeMarket(101, 'United States', 'us', ['US'], 'USD'),
      activeMarket(102, 'Germany', 'germany', ['DE'], 'EUR'),
      activeMarket(103, 'United Kingdom', 'uk', ['GB'], 'GBP'),
      activeMarket(104, 'Australia', 'australia', ['AU'], 'AUD'),
      activeMarket(105, 'Brazil', 'brazil', ['BR'], 'BRL'),
    ],
    menus: [
      menu(1, 'main-menu', 'Main menu', [
        ['Lamps', '/collections/lamps'],
        ['About us', '/pages/about-us'],
      ]),
      menu(2, 'footer', 'Footer menu', [
        ['Refund policy', '/policies/refund-policy'],
        ['Shipping policy', '/policies/shipping-policy'],
        ['Privacy policy', '/policies/privacy-policy'],
      ]),
    ],
    pages: [page(1, 'About us', 'about-us', '<p>Lamps of oak, linen and brass.</p>', at)],
    locales: [{ locale: 'en', name: 'English', primary: true, published: true }],
    privacy: { bannerEnabled: true, bannerAutoManaged: true },
    returnProfiles: [profile(1, 'Default', [101, 102, 103, 104, 105], 30)],
    shippingCountries: ['US', 'DE', 'GB', 'AU', 'BR'],
  };
}

/** A shop in Berlin that has a way to withdraw online in German, and no consent banner. */
function hanfeng(at: number): ShopSide {
  return {
    policies: policiesOf(HANFENG_POLICIES, at),
    markets: [
      activeMarket(201, '德国', 'germany', ['DE'], 'EUR'),
      activeMarket(202, '英国', 'uk', ['GB'], 'GBP'),
      activeMarket(203, '美国', 'us', ['US'], 'USD'),
    ],
    menus: [
      menu(3, 'main-menu', '主菜单', [['全部商品', '/collections/all']]),
      menu(4, 'footer', '页脚', [
        ['退款政策', '/policies/refund-policy'],
        ['Vertrag widerrufen', '/pages/widerruf'],
        ['Impressum', '/policies/legal-notice'],
      ]),
    ],
    pages: [
      page(
        2,
        'Vertrag widerrufen',
        'widerruf',
        '<p>Name, Bestellnummer und E-Mail-Adresse angeben, dann bestätigen. Sie erhalten eine Bestätigung mit Datum und Uhrzeit.</p>',
        at,
      ),
    ],
    locales: [
      { locale: 'zh-CN', name: 'Chinese (Simplified)', primary: true, published: true },
      { locale: 'de', name: 'German', primary: false, published: true },
    ],
    privacy: { bannerEnabled: false, bannerAutoManaged: false },
    returnProfiles: [profile(2, '默认', [201, 202, 203], 14)],
    shippingCountries: ['DE', 'GB', 'US'],
  };
}

function policiesOf(texts: typeof NORTHWIND_POLICIES, updatedAt: number): ShopSide['policies'] {
  return texts.map(({ type, body, translations = [] }) => ({
    type,
    body,
    translations,
    updatedAt,
  }));
}

function menu(
  id: number,
  handle: string,
  title: string,
  items: readonly (readonly [title: string, url: string])[],
): ShopSide['menus'][number] {
  return {
    id: 3_000 + id,
    handle,
    title,
    items: items.map(([name, url], index) => ({ id: 3_100 + id * 10 + index, title: name, url })),
  };
}

function page(
  id: number,
  title: string,
  handle: string,
  body: string,
  at: number,
): ShopSide['pages'][number] {
  return { id: 3_200 + id, title, handle, body, publishedAt: at, updatedAt: at };
}

function profile(
  id: number,
  name: string,
  marketIds: readonly number[],
  windowDays: number,
): ShopSide['returnProfiles'][number] {
  return {
    id: 3_300 + id,
    name,
    isDefault: true,
    marketIds,
    canAcceptReturns: true,
    windowDays,
    returnShippingFeeMinor: null,
  };
}
