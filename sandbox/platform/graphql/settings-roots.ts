import type {
  PolicyType,
  WorldMarket,
  WorldMenuItem,
  WorldPage,
  WorldPolicy,
  WorldReturnProfile,
} from '#sandbox/world/shop-side.ts';
import { gid, graphInstant, graphInstantOrNull } from '../formats.ts';
import type { ShopStore } from '../shop-store.ts';
import { connectionOf } from './connection.ts';
import type { ConnectionArguments } from './connection.ts';
import type { GraphContext } from './context.ts';
import { notModelled } from './errors.ts';
import { sortedConnection } from './search.ts';

interface ListArguments extends ConnectionArguments {
  query?: string | null;
  sortKey?: string | null;
}

/** A shop's own settings at the root of a query. Nothing tells of their changes: an app reads them by schedule. */
export const settingsRoots = {
  shopLocales: ({ published }: { published?: boolean | null }, { store }: GraphContext) =>
    store.side.settings.locales
      .filter((locale) => published !== true || locale.published)
      .map((locale) => ({ __typename: 'ShopLocale', ...locale, marketWebPresences: [] })),
  markets: (args: ListArguments, context: GraphContext) =>
    listed(context.store.side.settings.markets, marketNodeIn(context.store), args, context),
  menus: (args: ListArguments, context: GraphContext) =>
    listed(context.store.side.settings.menus, menuNode, args, context),
  pages: (args: ListArguments, context: GraphContext) =>
    listed(context.store.side.settings.pages, pageNode, args, context),
  privacySettings: (_: unknown, { store }: GraphContext) => {
    const { bannerEnabled, bannerAutoManaged } = store.side.settings.privacy;
    return {
      __typename: 'PrivacySettings',
      banner: {
        __typename: 'CookieBanner',
        enabled: bannerEnabled,
        autoManaged: bannerAutoManaged,
        translations: [],
      },
    };
  },
  returnPolicyProfiles: (
    args: ConnectionArguments & { default?: boolean | null },
    context: GraphContext,
  ) => {
    const found = context.store.side.settings.returnProfiles.filter(
      ({ isDefault }) => args.default == null || isDefault === args.default,
    );
    return connectionOf(found.map(profileNodeIn(context.store)), args, context);
  },
};

type Finder = (id: number, store: ShopStore) => object | null;

/** The setting behind an id, by the id's type. */
export const SETTINGS_BY_TYPE: Readonly<Record<string, Finder>> = {
  Market: (id, store) => found(store.side.settings.markets, id, marketNodeIn(store)),
  Menu: (id, store) => found(store.side.settings.menus, id, menuNode),
  Page: (id, store) => found(store.side.settings.pages, id, pageNode),
  ReturnPolicyProfile: (id, store) =>
    found(store.side.settings.returnProfiles, id, profileNodeIn(store)),
};

/** The fields of `shop` that come from its settings. */
export function shopSettings({ side, shop, id }: ShopStore) {
  const { policies, shippingCountries } = side.settings;
  return {
    shopPolicies: policies.map((policy) => policyNode(policy, shop.domain, id)),
    shipsToCountries: shippingCountries,
    countriesInShippingZones: { countryCodes: shippingCountries, includeRestOfWorld: false },
  };
}

const POLICY_TYPES: Readonly<Record<PolicyType, { title: string; path: string }>> = {
  REFUND_POLICY: { title: 'Refund policy', path: 'refund-policy' },
  SHIPPING_POLICY: { title: 'Shipping policy', path: 'shipping-policy' },
  PRIVACY_POLICY: { title: 'Privacy policy', path: 'privacy-policy' },
  TERMS_OF_SERVICE: { title: 'Terms of service', path: 'terms-of-service' },
  TERMS_OF_SALE: { title: 'Terms of sale', path: 'terms-of-sale' },
  LEGAL_NOTICE: { title: 'Legal notice', path: 'legal-notice' },
  CONTACT_INFORMATION: { title: 'Contact information', path: 'contact-information' },
  SUBSCRIPTION_POLICY: { title: 'Cancellation policy', path: 'subscription-policy' },
};

function policyNode(policy: WorldPolicy, domain: string, shopId: number) {
  const { title, path } = POLICY_TYPES[policy.type];
  const updatedAt = graphInstant(policy.updatedAt);
  return {
    __typename: 'ShopPolicy',
    id: gid('ShopPolicy', shopId * 10 + Object.keys(POLICY_TYPES).indexOf(policy.type)),
    type: policy.type,
    title,
    body: policy.body,
    url: `https://${domain}/policies/${path}`,
    createdAt: updatedAt,
    updatedAt,
    translations: ({ locale }: { locale: string }) =>
      policy.translations
        .filter((translation) => translation.locale === locale)
        .map(({ body }) => ({ key: 'body', locale, value: body, outdated: false, updatedAt })),
  };
}

function marketNodeIn(store: ShopStore) {
  return (market: WorldMarket) => {
    const [first] = store.side.settings.markets;
    const regions = (args: ConnectionArguments, context: GraphContext) =>
      connectionOf(
        market.countries.map((country) => regionNode(country, market)),
        args,
        context,
      );
    return {
      __typename: 'Market',
      id: gid('Market', market.id),
      name: market.name,
      handle: market.handle,
      status: market.status,
      type: 'REGION',
      enabled: market.status === 'ACTIVE',
      primary: market === first,
      regions,
      conditions: {
        conditionTypes: ['REGION'],
        regionsCondition: { applicationLevel: 'SPECIFIED', regions },
      },
      currencySettings: {
        baseCurrency: currencyNode(market.currency),
        localCurrencies: false,
        roundingEnabled: true,
      },
      returnPolicyProfile: () => {
        const own = store.side.settings.returnProfiles.find(({ marketIds }) =>
          marketIds.includes(market.id),
        );
        return own === undefined ? null : profileNodeIn(store)(own);
      },
    };
  };
}

function regionNode(country: string, market: WorldMarket) {
  return {
    __typename: 'MarketRegionCountry',
    // Shopify numbers regions; a country's letters read in base 36 are its number within the market.
    id: gid('MarketRegionCountry', market.id * 10_000 + Number.parseInt(country, 36)),
    code: country,
    name: new Intl.DisplayNames('en', { type: 'region' }).of(country) ?? country,
    currency: currencyNode(market.currency),
  };
}

function currencyNode(currencyCode: string) {
  const currencyName = new Intl.DisplayNames('en', { type: 'currency' }).of(currencyCode);
  return { currencyCode, currencyName: currencyName ?? currencyCode, enabled: true };
}

/** A profile without a window or fees still states that it accepts returns. */
function profileNodeIn(store: ShopStore) {
  return (profile: WorldReturnProfile): { id: string } & Record<string, unknown> => ({
    __typename: 'ReturnPolicyProfile',
    id: gid('ReturnPolicyProfile', profile.id),
    name: profile.isDefault ? null : profile.name,
    default: profile.isDefault,
    returnRules: {
      canAcceptReturns: profile.canAcceptReturns,
      // Minus one is Shopify's word for no end.
      returnWindowDays: profile.windowDays ?? -1,
      returnWindowStartingFrom: 'ITEM_DELIVERY_DATE',
      extendWindowToBusinessDay: false,
    },
    markets: () =>
      store.side.settings.markets
        .filter(({ id }) => profile.marketIds.includes(id))
        .map(marketNodeIn(store)),
  });
}

const DEFAULT_MENUS = new Set(['main-menu', 'footer']);

function menuNode(menu: ShopStore['side']['settings']['menus'][number]) {
  return {
    __typename: 'Menu',
    id: gid('Menu', menu.id),
    handle: menu.handle,
    title: menu.title,
    isDefault: DEFAULT_MENUS.has(menu.handle),
    translations: [],
    items: ({ limit }: { limit?: number | null }) =>
      menu.items.slice(0, limit ?? undefined).map(menuItemNode),
  };
}

function menuItemNode({ id, title, url }: WorldMenuItem) {
  const kind = /\/(pages|policies|products|collections)\//.exec(url)?.[1];
  return {
    __typename: 'MenuItem',
    id: gid('MenuItem', id),
    title,
    url,
    type: kind === undefined ? 'HTTP' : MENU_TYPES[kind],
    tags: [],
    items: [],
  };
}
const MENU_TYPES: Readonly<Record<string, string>> = {
  pages: 'PAGE',
  policies: 'SHOP_POLICY',
  products: 'PRODUCT',
  collections: 'COLLECTION',
};

function pageNode(page: WorldPage) {
  return {
    __typename: 'Page',
    id: gid('Page', page.id),
    title: page.title,
    handle: page.handle,
    body: page.body,
    bodySummary: page.body.replace(/<[^>]*>/g, ' ').slice(0, 150),
    isPublished: page.publishedAt !== null,
    publishedAt: graphInstantOrNull(page.publishedAt),
    createdAt: graphInstant(page.publishedAt ?? page.updatedAt),
    updatedAt: graphInstant(page.updatedAt),
    translations: [],
  };
}

/** Settings are few: any search or order but by id or name is refused. */
function listed<T extends { id: number }>(
  records: readonly T[],
  nodeOf: (record: T) => object,
  args: ListArguments,
  context: GraphContext,
) {
  const { query, sortKey } = args;
  if (query != null && query.trim() !== '') throw notModelled(`the search term ${query}`);
  if (sortKey != null && sortKey !== 'ID' && sortKey !== 'NAME') {
    throw notModelled(`settings sorted by ${sortKey}`);
  }
  const valueOf = (record: T & { name?: string }) =>
    sortKey === 'NAME' ? (record.name ?? '') : record.id;
  return sortedConnection(records, { valueOf, nodeOf }, args, context);
}

function found<T extends { id: number }>(
  records: readonly T[],
  id: number,
  nodeOf: (record: T) => object,
): object | null {
  const record = records.find((each) => each.id === id);
  return record === undefined ? null : nodeOf(record);
}
