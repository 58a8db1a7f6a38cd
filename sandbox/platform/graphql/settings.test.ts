import { afterEach, expect, test } from 'vitest';
import type { ShopSide } from '#sandbox/world/shop-side.ts';
import type { WorldEffect } from '#sandbox/world/effects.ts';
import type { Platform } from '../platform.ts';
import { adminOf, DAY, SHOP, START, testPlatform } from '../testing.ts';

let platform: Platform;
afterEach(() => platform.stop());

const SCOPES = [
  'read_legal_policies',
  'read_locales',
  'read_markets',
  'read_online_store_navigation',
  'read_online_store_pages',
  'read_privacy_settings',
];
const SIDE: ShopSide = {
  policies: [
    {
      type: 'REFUND_POLICY',
      body: '<p>14 days</p>',
      updatedAt: START - 9 * DAY,
      translations: [{ locale: 'de', body: '<p>14 Tage</p>' }],
    },
  ],
  markets: [
    { id: 71, name: 'Germany', handle: 'de', status: 'ACTIVE', countries: ['DE'], currency: 'EUR' },
    {
      id: 72,
      name: 'Britain',
      handle: 'gb',
      status: 'DRAFT',
      countries: ['GB', 'IE'],
      currency: 'GBP',
    },
  ],
  menus: [
    {
      id: 5,
      handle: 'footer',
      title: 'Footer',
      items: [{ id: 51, title: 'Withdraw from contract', url: '/pages/withdraw' }],
    },
  ],
  pages: [
    {
      id: 8,
      title: 'Withdraw',
      handle: 'withdraw',
      body: '<p>Here</p>',
      publishedAt: null,
      updatedAt: START - DAY,
    },
  ],
  locales: [
    { locale: 'de', name: 'German', primary: true, published: true },
    { locale: 'fr', name: 'French', primary: false, published: false },
  ],
  privacy: { bannerEnabled: true, bannerAutoManaged: false },
  returnProfiles: [
    {
      id: 3,
      name: 'EU',
      isDefault: false,
      marketIds: [71],
      canAcceptReturns: true,
      windowDays: null,
      returnShippingFeeMinor: null,
    },
  ],
  shippingCountries: ['DE', 'GB'],
};
const CHANGED: WorldEffect = { kind: 'shop_side_changed', at: START - DAY, shop: SHOP, side: SIDE };

async function shopWith(effects: WorldEffect[], scopes: readonly string[]) {
  platform = await testPlatform({ effects });
  await platform.install(SHOP, scopes);
  return adminOf(platform);
}

const EVERYTHING = `{
  shop { shopPolicies { type title body url updatedAt translations(locale: "de") { key value } }
    shipsToCountries countriesInShippingZones { countryCodes includeRestOfWorld } }
  shopLocales { locale primary published }
  markets(first: 5) { nodes { name handle status
    currencySettings { baseCurrency { currencyCode } }
    conditions { conditionTypes regionsCondition { regions(first: 5) { nodes { ... on MarketRegionCountry { code } } } } } } }
  menus(first: 5) { nodes { handle items { title url type } } }
  pages(first: 5) { nodes { id title handle isPublished body } }
  privacySettings { banner { enabled autoManaged } }
  returnPolicyProfiles(first: 5) { nodes { name default markets { handle }
    returnRules { canAcceptReturns returnWindowDays } } }
}`;

test('a shop’s policies, markets, languages, navigation and privacy read as the world says', async () => {
  const ask = await shopWith([CHANGED], SCOPES);
  const { body } = await ask(EVERYTHING);
  expect(body.errors).toBeUndefined();
  expect(body.data).toEqual({
    shop: {
      shopPolicies: [
        {
          type: 'REFUND_POLICY',
          title: 'Refund policy',
          body: '<p>14 days</p>',
          url: `https://${SHOP}/policies/refund-policy`,
          updatedAt: '2026-10-24T09:00:00Z',
          translations: [{ key: 'body', value: '<p>14 Tage</p>' }],
        },
      ],
      shipsToCountries: ['DE', 'GB'],
      countriesInShippingZones: { countryCodes: ['DE', 'GB'], includeRestOfWorld: false },
    },
    shopLocales: [
      { locale: 'de', primary: true, published: true },
      { locale: 'fr', primary: false, published: false },
    ],
    markets: {
      nodes: [
        market('Britain', 'DRAFT', 'GBP', ['GB', 'IE']),
        market('Germany', 'ACTIVE', 'EUR', ['DE']),
      ],
    },
    menus: {
      nodes: [
        {
          handle: 'footer',
          items: [{ title: 'Withdraw from contract', url: '/pages/withdraw', type: 'PAGE' }],
        },
      ],
    },
    pages: {
      nodes: [
        {
          id: 'gid://shopify/Page/8',
          title: 'Withdraw',
          handle: 'withdraw',
          isPublished: false,
          body: '<p>Here</p>',
        },
      ],
    },
    privacySettings: { banner: { enabled: true, autoManaged: false } },
    returnPolicyProfiles: {
      nodes: [
        {
          name: 'EU',
          default: false,
          markets: [{ handle: 'de' }],
          returnRules: { canAcceptReturns: true, returnWindowDays: -1 },
        },
      ],
    },
  });
});

function market(name: string, status: string, currency: string, codes: string[]) {
  return {
    name,
    handle: (codes[0] ?? '').toLowerCase(),
    status,
    currencySettings: { baseCurrency: { currencyCode: currency } },
    conditions: {
      conditionTypes: ['REGION'],
      regionsCondition: { regions: { nodes: codes.map((code) => ({ code })) } },
    },
  };
}

test('without a word of the world a shop has one market and one language, and nothing written', async () => {
  const ask = await shopWith([], SCOPES);
  const { body } = await ask(EVERYTHING);
  expect(body.errors).toBeUndefined();
  expect(body.data).toEqual({
    shop: {
      shopPolicies: [],
      shipsToCountries: ['DE'],
      countriesInShippingZones: { countryCodes: ['DE'], includeRestOfWorld: false },
    },
    shopLocales: [{ locale: 'de', primary: true, published: true }],
    markets: { nodes: [market('Northwind Lamps', 'ACTIVE', 'EUR', ['DE'])] },
    menus: { nodes: [] },
    pages: { nodes: [] },
    privacySettings: { banner: { enabled: false, autoManaged: false } },
    returnPolicyProfiles: { nodes: [] },
  });
});

test.each([
  ['read_legal_policies', '{ shop { shopPolicies { body } } }'],
  ['read_legal_policies', '{ returnPolicyProfiles(first: 1) { nodes { id } } }'],
  ['read_locales', '{ shopLocales { locale } }'],
  ['read_markets', '{ markets(first: 1) { nodes { id } } }'],
  ['read_online_store_navigation', '{ menus(first: 1) { nodes { id } } }'],
  ['read_online_store_pages', '{ pages(first: 1) { nodes { id } } }'],
  ['read_privacy_settings', '{ privacySettings { banner { enabled } } }'],
])('%s is needed for %s, and enough', async (scope, query) => {
  const ask = await shopWith(
    [CHANGED],
    SCOPES.filter((each) => each !== scope),
  );
  const denied = await ask(query);
  expect(denied.body.errors[0].extensions).toMatchObject({
    code: 'ACCESS_DENIED',
    requiredAccess: expect.stringContaining(scope),
  });
  expect(denied.body.data).toBeNull();
  await platform.install(SHOP, [scope]);
  expect((await ask(query)).body.errors).toBeUndefined();
});

test('a setting is found by its id, and none is null', async () => {
  const ask = await shopWith([CHANGED], SCOPES);
  const { body } = await ask(
    `{ market(id: "gid://shopify/Market/72") { name } menu(id: "gid://shopify/Menu/5") { title }
      page(id: "gid://shopify/Page/9") { title } }`,
  );
  expect(body.errors).toBeUndefined();
  expect(body.data).toEqual({ market: { name: 'Britain' }, menu: { title: 'Footer' }, page: null });
});
