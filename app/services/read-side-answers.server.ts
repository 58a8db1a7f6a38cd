import { z } from 'zod';
import type { SideReading, ShopSideName } from '#app/db/shop-side.server.ts';
import { plainText } from '#app/domain/findings/plain-text.ts';
import { clean, country, gid, text } from '#app/services/shopify-values.ts';
import type { Source } from '#app/services/sync-source.server.ts';
import { AdminApiError } from '#app/shopify/admin-failure.ts';
import {
  LocationCountriesDocument,
  MarketsDocument,
  MenusDocument,
  PagesDocument,
  PrivacyBannerDocument,
  ShippingZonesDocument,
  ShopLocalesDocument,
} from '#app/shopify/generated/documents.ts';
import { OPTIONAL_READS } from '#app/shopify/optional-reads.ts';
import { ReturnProfilesDocument } from '#app/shopify/return-profiles-query.ts';

/** One shop's Shopify with what may be asked of it. */
export interface SideSlice {
  source: Source;
  scopes: ReadonlySet<string>;
  domain: string;
}

const MOST_MARKET_PAGES = 20;
const MOST_PAGE_PAGES = 8;
const MOST_PAGES = 150;
const PAGE_TEXT_MAX = 10_000;
const MOST_MENU_ITEMS = 1_000;

export async function readLocales(slice: SideSlice): Promise<SideReading<'locales'>> {
  return reading(slice, { name: 'locales', operation: 'ShopLocales' }, async () => {
    const { data } = await slice.source.query(ShopLocalesDocument, {});
    const locales = data.shopLocales.toSorted((a, b) => Number(b.primary) - Number(a.primary));
    return locales.map(({ locale }) => locale.slice(0, 20));
  });
}

export async function readMarkets(slice: SideSlice): Promise<SideReading<'markets'>> {
  return reading(slice, { name: 'markets', operation: 'Markets' }, async () => {
    const markets: z.infer<typeof marketSchema>[] = [];
    let after: string | null = null;
    for (let page = 0; page < MOST_MARKET_PAGES; page += 1) {
      const { data }: Awaited<ReturnType<typeof askMarkets>> = await askMarkets(slice, after);
      markets.push(...data.markets.nodes.map((node) => marketSchema.parse(node)));
      const { hasNextPage, endCursor } = data.markets.pageInfo;
      after = hasNextPage ? (endCursor ?? null) : null;
      if (after === null) break;
    }
    return markets;
  });
}

function askMarkets({ source }: SideSlice, after: string | null) {
  return source.query(MarketsDocument, { after });
}

const marketSchema = z
  .object({
    id: gid,
    name: z.string(),
    status: z.string(),
    conditions: z
      .object({
        regionsCondition: z
          .object({ regions: z.object({ nodes: z.array(z.object({ code: country })) }) })
          .nullish(),
      })
      .nullish(),
  })
  .transform(({ id, name, status, conditions }) => ({
    id,
    name: clean(name).slice(0, 255),
    isActive: status === 'ACTIVE',
    countries: (conditions?.regionsCondition?.regions.nodes ?? [])
      .flatMap(({ code }) => code ?? [])
      .sort(),
  }));

/** Needs no scope. */
export async function readZones({ source }: SideSlice): Promise<SideReading<'shipping_zones'>> {
  const { data } = await source.query(ShippingZonesDocument, {});
  const { countryCodes, includeRestOfWorld } = data.shop.countriesInShippingZones;
  return {
    name: 'shipping_zones',
    value: { countries: [...countryCodes].sort(), restOfWorld: includeRestOfWorld },
  };
}

/** `read_locations` is required, but a shop that installed before may not have granted it. */
export async function readLocations(slice: SideSlice): Promise<SideReading<'locations'>> {
  const scope = 'read_locations';
  return reading(slice, { name: 'locations', scope }, async () => {
    const { data } = await slice.source.query(LocationCountriesDocument, {});
    return data.locations.nodes.map(({ id, address }) => ({
      id: gid.parse(id),
      country: country.parse(address.countryCode),
    }));
  });
}

export async function readMenus(slice: SideSlice): Promise<SideReading<'menus'>> {
  return reading(slice, { name: 'menus', operation: 'Menus' }, async () => {
    const { data } = await slice.source.query(MenusDocument, {});
    const items = data.menus.nodes.flatMap(({ items: first }) =>
      first.flatMap((item) => [item, ...item.items.flatMap((sub) => [sub, ...sub.items])]),
    );
    return items.slice(0, MOST_MENU_ITEMS).flatMap(({ title, url }) => {
      const link = url == null ? null : URL.parse(String(url), `https://${slice.domain}`);
      return link === null ? [] : [{ title: clean(title).slice(0, 255), url: link.href }];
    });
  });
}

export async function readPages(slice: SideSlice): Promise<SideReading<'pages'>> {
  return reading(slice, { name: 'pages', operation: 'Pages' }, async () => {
    const pages: z.infer<typeof pageSchema>[] = [];
    let after: string | null = null;
    for (let page = 0; page < MOST_PAGE_PAGES; page += 1) {
      const { data }: Awaited<ReturnType<typeof askPages>> = await askPages(slice, after);
      pages.push(...data.pages.nodes.map((node) => pageSchema.parse(node)));
      const { hasNextPage, endCursor } = data.pages.pageInfo;
      after = hasNextPage ? (endCursor ?? null) : null;
      if (after === null) break;
    }
    return pages
      .filter(({ isPublished }) => isPublished)
      .slice(0, MOST_PAGES)
      .map(({ title, handle, body }) => ({
        title: clean(title).slice(0, 255),
        text: plainText(body).text.slice(0, PAGE_TEXT_MAX),
        url: `https://${slice.domain}/pages/${encodeURIComponent(handle)}`,
      }));
  });
}

function askPages({ source }: SideSlice, after: string | null) {
  return source.query(PagesDocument, { after });
}

const pageSchema = z.object({
  title: z.string(),
  handle: z.string(),
  body: z.string(),
  isPublished: z.boolean(),
});

export async function readPrivacy(slice: SideSlice): Promise<SideReading<'privacy'>> {
  return reading(slice, { name: 'privacy', operation: 'PrivacyBanner' }, async () => {
    const { data } = await slice.source.query(PrivacyBannerDocument, {});
    const banner = data.privacySettings.banner;
    return {
      bannerEnabled: banner?.enabled ?? false,
      bannerAutoManaged: banner?.autoManaged ?? false,
    };
  });
}

export async function readReturnRules(slice: SideSlice): Promise<SideReading<'return_rules'>> {
  return reading(slice, { name: 'return_rules', operation: 'ReturnProfiles' }, async () => {
    const { data } = await slice.source.query(ReturnProfilesDocument, {});
    return profilesSchema.parse(data).returnPolicyProfiles.nodes;
  });
}

const profilesSchema = z.object({
  returnPolicyProfiles: z.object({
    nodes: z.array(
      z
        .object({
          name: text,
          default: z.boolean(),
          markets: z.array(z.object({ id: gid })),
          returnRules: z
            .object({ canAcceptReturns: z.boolean(), returnWindowDays: z.int().nullish() })
            .nullish(),
        })
        .transform(({ name, default: isDefault, markets, returnRules }) => {
          const days = returnRules?.returnWindowDays ?? null;
          return {
            name: clean(name ?? '').slice(0, 255),
            isDefault,
            marketIds: markets.map(({ id }) => id),
            // Without rules buyers may return without restrictions.
            canAcceptReturns: returnRules?.canAcceptReturns ?? true,
            // -1 stands for no end.
            windowDays: days === null || days < 0 ? null : days,
          };
        }),
    ),
  }),
});

/**
 * A side's reading: asked only with its scope; denied all the same (an approval of Shopify's is missing) counts as without
 * it, and what this API version does not have counts as not read. Any other failure is the job's.
 */
export async function reading<N extends ShopSideName, V>(
  { scopes }: SideSlice,
  asked: { name: N } & (
    { operation: Exclude<keyof typeof OPTIONAL_READS, 'DisputeEvidence'> } | { scope: string }
  ),
  read: () => Promise<V>,
): Promise<
  | { name: N; value: V }
  | { name: N; missing: { kind: 'scope'; scope: string } | { kind: 'not_read'; field: string } }
> {
  const { name } = asked;
  const scope = 'scope' in asked ? asked.scope : OPTIONAL_READS[asked.operation];
  const missing = { kind: 'scope', scope } as const;
  if (!scopes.has(scope)) return { name, missing };
  try {
    return { name, value: await read() };
  } catch (error) {
    if (error instanceof AdminApiError && error.kind === 'forbidden') return { name, missing };
    const isUnknown = error instanceof AdminApiError && error.kind === 'refused';
    if (isUnknown || error instanceof z.ZodError)
      return { name, missing: { kind: 'not_read', field: name } };
    throw error;
  }
}
