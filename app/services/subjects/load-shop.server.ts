import type { PoolClient } from 'pg';
import { recentOrdersByDestination } from '#app/db/destination-subjects.server.ts';
import { countDisputes } from '#app/db/disputes.server.ts';
import { currentPolicies } from '#app/db/policy-versions.server.ts';
import { known, missing } from '#app/domain/findings/fact.ts';
import type { Fact } from '#app/domain/findings/fact.ts';
import { plainText } from '#app/domain/findings/plain-text.ts';
import type { PolicyText, ShopSubject } from '#app/domain/findings/subjects.ts';
import { sideFact } from '#app/services/subjects/shop-knowledge.server.ts';
import type { ShopKnowledge } from '#app/services/subjects/shop-knowledge.server.ts';

/** Characters of a policy that rules look at. */
const POLICY_MAX = 100_000;

/** The shop as rules see it. */
export async function loadShopSubject(
  sql: PoolClient,
  shopId: number,
  { ids, shop }: { ids: readonly string[]; shop: ShopKnowledge },
): Promise<Map<string, ShopSubject>> {
  if (!ids.includes('shop')) return new Map();
  const { side, now } = shop;
  const recent = await recentOrdersByDestination(sql, shopId, now);
  const subject: ShopSubject = {
    kind: 'shop',
    id: 'shop',
    shop: shop.context,
    policies: await policiesOf(sql, shopId, shop),
    locales: sideFact(side.locales, 'shopLocales', (locales) => locales),
    links: linksOf(shop),
    pages: sideFact(side.pages, 'pages', (pages) =>
      pages.map(({ title, text }) => ({ title, text })),
    ),
    returnRules: sideFact(side.return_rules, 'returnPolicyProfiles', (rules) =>
      rules.map(({ name, isDefault, marketIds, canAcceptReturns, windowDays }) => ({
        name,
        countries: isDefault ? unnamedCountries(shop) : countriesOf(marketIds, shop),
        canAcceptReturns,
        windowDays,
      })),
    ),
    privacy: sideFact(side.privacy, 'privacySettings', (privacy) => privacy),
    disputes: await disputesOf(sql, shopId, shop),
    recentOrders: recent.map(({ country, minor, currency, count }) => ({
      country,
      value: { minor, currency },
      count,
    })),
  };
  return new Map([['shop', subject]]);
}

async function policiesOf(
  sql: PoolClient,
  shopId: number,
  { side, record }: ShopKnowledge,
): Promise<Fact<readonly PolicyText[]>> {
  const { policies, locales } = side;
  if (policies === null) return missing({ kind: 'not_read', field: 'shopPolicies' });
  if ('missing' in policies) return missing(policies.missing);
  const primary = locales !== null && 'value' in locales ? (locales.value[0] ?? '') : '';
  const stored = await currentPolicies(sql, shopId);
  const texts = stored.map(({ type, locale, body, url, seenAt }): PolicyText => {
    const { text, links } = plainText(body, `https://${record.domain}`);
    return {
      type,
      locale: locale === '' ? primary : locale,
      text: text.slice(0, POLICY_MAX),
      links,
      url,
      updatedAt: seenAt,
    };
  });
  return known(texts, { at: policies.changedAt, origin: 'text' });
}

/** Menus lead to what a buyer finds; pages that no menu names are there all the same. */
function linksOf({ side: { menus, pages } }: ShopKnowledge): ShopSubject['links'] {
  if (menus === null) return missing({ kind: 'not_read', field: 'menus' });
  if ('missing' in menus) return missing(menus.missing);
  const published = pages !== null && 'value' in pages ? pages.value : [];
  return known(
    [
      ...menus.value.map((link) => ({ ...link, where: 'menu' as const })),
      ...published.flatMap(({ title, url }) =>
        url === null ? [] : [{ title, url, where: 'page' as const }],
      ),
    ],
    { at: menus.changedAt, origin: 'shopify' },
  );
}

function countriesOf(marketIds: readonly string[], { side: { markets } }: ShopKnowledge): string[] {
  if (markets === null || 'missing' in markets) return [];
  return markets.value
    .filter(({ id }) => marketIds.includes(id))
    .flatMap((market) => market.countries);
}

/** The default rules hold in every country that no other rules name. */
function unnamedCountries(shop: ShopKnowledge): string[] {
  const { side, context } = shop;
  const rules = side.return_rules;
  if (rules === null || 'missing' in rules || !context.targets.known) return [];
  const named = new Set(
    rules.value
      .filter(({ isDefault }) => !isDefault)
      .flatMap(({ marketIds }) => countriesOf(marketIds, shop)),
  );
  return context.targets.value.filter((country) => !named.has(country));
}

async function disputesOf(
  sql: PoolClient,
  shopId: number,
  { side: { disputes }, now }: ShopKnowledge,
): Promise<ShopSubject['disputes']> {
  if (disputes === null) return missing({ kind: 'not_read', field: 'disputes' });
  if ('missing' in disputes) return missing(disputes.missing);
  const { byReason, cardOrders } = await countDisputes(sql, shopId, now);
  const count = Object.values(byReason).reduce((sum, n) => sum + n, 0);
  return known({ disputes: count, cardOrders, byReason }, { at: now, origin: 'shopify' });
}
