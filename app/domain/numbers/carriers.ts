import { AMERICAS_CARRIERS } from './carriers/americas.ts';
import { ASIA_PACIFIC_CARRIERS } from './carriers/asia-pacific.ts';
import type { Carrier } from './carriers/carrier.ts';
import { CHINA_DOMESTIC_CARRIERS } from './carriers/china-domestic.ts';
import { CHINA_LINE_HAUL_CARRIERS } from './carriers/china-line-haul.ts';
import { EUROPE_COURIERS } from './carriers/europe-couriers.ts';
import { EUROPE_POSTS } from './carriers/europe-posts.ts';
import { S10_COUNTRIES } from './formats/s10-designators.ts';

/** Every carrier Lastscan knows by slug. National posts without an entry have the slug `post-xx`; see `findCarrier`. */
export const CARRIERS: readonly Carrier[] = [
  ...CHINA_DOMESTIC_CARRIERS,
  ...CHINA_LINE_HAUL_CARRIERS,
  ...AMERICAS_CARRIERS,
  ...EUROPE_COURIERS,
  ...EUROPE_POSTS,
  ...ASIA_PACIFIC_CARRIERS,
];

/**
 * The slug of a carrier's name as merchants, Shopify, 17TRACK and AfterShip write it, in English or Chinese. Null when
 * there is no name or we do not know it: the name itself stays the only truth then.
 */
export function carrierSlug(name: string | null): string | null {
  if (name === null) return null;
  const key = nameKey(name);
  return key === '' ? null : (slugByName.get(key) ?? null);
}

/** The English name of a slug; of a post without an entry "Post of" its country; the slug itself when unknown. */
export function carrierName(slug: string): string {
  return findCarrier(slug)?.name ?? slug;
}

/** A carrier's name as people know it, from any way of writing it (our slug too); what we do not know stays as it was told. */
export function knownCarrierName(told: string): string {
  const slug = carrierSlug(told);
  return slug === null ? told : carrierName(slug);
}

/** The carrier of a slug, `post-xx` included; null when there is none. */
export function findCarrier(slug: string): Carrier | null {
  return carrierBySlug.get(slug) ?? nationalPost(slug);
}

/** The address of the carrier's own page about this number; null when it has none that opens by number. */
export function trackingUrl(slug: string, number: string): string | null {
  const template = carrierBySlug.get(slug)?.trackingUrl ?? null;
  return template?.replace('{number}', encodeURIComponent(number)) ?? null;
}

/** Home country of a carrier as an ISO code; null for carriers of the whole world and unknown ones. */
export function carrierHome(slug: string): string | null {
  const home = findCarrier(slug)?.countries[0] ?? null;
  return home === '*' ? null : home;
}

const MAX_NAME_LENGTH = 80;

const carrierBySlug: ReadonlyMap<string, Carrier> = new Map(
  CARRIERS.map((carrier) => [carrier.slug, carrier]),
);

const slugByName: ReadonlyMap<string, string> = new Map(
  CARRIERS.flatMap((carrier) =>
    [carrier.slug, carrier.name, carrier.nameZh, carrier.aftershipSlug ?? '', ...carrier.aliases]
      .map((name): [string, string] => [nameKey(name), carrier.slug])
      .filter(([key]) => key !== ''),
  ),
);

/** Names are compared without case, accents, spaces and punctuation: "J&T Express" and "j&t-express" are one. */
function nameKey(name: string): string {
  return name
    .slice(0, MAX_NAME_LENGTH)
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}

const countryNames = new Intl.DisplayNames('en', { type: 'region' });
const countryNamesZh = new Intl.DisplayNames('zh-CN', { type: 'region' });

function nationalPost(slug: string): Carrier | null {
  const country = slug.slice('post-'.length).toUpperCase();
  if (!slug.startsWith('post-') || !S10_COUNTRIES.has(country)) return null;
  return {
    slug,
    name: `Post of ${countryNames.of(country) ?? country}`,
    nameZh: `${countryNamesZh.of(country) ?? country}邮政`,
    countries: [country],
    role: 'both',
    trackingUrl: null,
    aliases: [],
  };
}
