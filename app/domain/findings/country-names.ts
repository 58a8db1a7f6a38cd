import { ALPHA3_PAIRS } from '#app/domain/shared/country-alpha3.ts';
import { countryCode } from '#app/domain/shared/country.ts';

/**
 * ISO 3166 alpha-2 of a country's name in English, German, French, Spanish, Italian, Dutch or Chinese; `EU` for the Union.
 * Null when it is no such name: two letters alone are never taken for a code. Source: Unicode CLDR.
 */
export function countryNamed(name: string): string | null {
  const key = folded(name);
  if (key.length < 2) return null;
  const named = names().get(key);
  if (named !== undefined) return named;
  return key.length > 2 ? countryCode(name) : null;
}

/** The country of a postal address: the last of its parts that names one. Null: none does. */
export function countryOfAddress(address: string): string | null {
  const parts = address
    .split(/[,;\n，；]|\s[-–|]\s/)
    .map((part) => part.replace(/[\d()]/g, ' ').trim())
    .filter((part) => part !== '' && !part.includes('@'));
  for (const part of parts.toReversed()) {
    const named = countryNamed(part) ?? countryNamed(part.split(/\s+/).at(-1) ?? '');
    if (named !== null) return named;
  }
  const han = /[\p{Script=Han}]{2,3}/u.exec(address)?.[0];
  return han === undefined ? null : countryNamed(han.slice(0, 2));
}

/** The country of a large city that sellers like to name; null: not one of those listed. A house list. */
export function countryOfCity(city: string): string | null {
  return cities.get(folded(city)) ?? null;
}

const LOCALES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'zh-Hans', 'zh-Hant'] as const;

const OTHER_NAMES: Readonly<Record<string, string>> = {
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'great britain': 'GB',
  'the uk': 'GB',
  uk: 'GB',
  'u.k.': 'GB',
  'u.s.': 'US',
  'the usa': 'US',
  us: 'US',
  america: 'US',
  holland: 'NL',
  'p.r.c.': 'CN',
  prc: 'CN',
  'mainland china': 'CN',
  eu: 'EU',
  'the eu': 'EU',
  europe: 'EU',
  'european union': 'EU',
  欧盟: 'EU',
  歐盟: 'EU',
  国产: 'CN',
};

const CITIES: Readonly<Record<string, string>> = {
  GB: 'London, Manchester, Bristol, Edinburgh, Glasgow, Brighton, Liverpool, Leeds, Birmingham, Oxford, Cambridge, Bath',
  DE: 'Berlin, Hamburg, München, Munich, Köln, Cologne, Frankfurt, Leipzig, Dresden, Stuttgart, Düsseldorf',
  FR: 'Paris, Lyon, Marseille, Bordeaux, Nice, Lille, Nantes, Toulouse',
  NL: 'Amsterdam, Rotterdam, Utrecht, Den Haag, The Hague',
  BE: 'Brussels, Bruxelles, Brussel, Antwerp, Antwerpen, Ghent, Gent',
  AT: 'Vienna, Wien, Salzburg, Graz, Innsbruck',
  CH: 'Zurich, Zürich, Geneva, Genève, Basel, Bern',
  IT: 'Milan, Milano, Rome, Roma, Florence, Firenze, Venice, Venezia, Naples, Napoli, Turin, Torino',
  ES: 'Madrid, Barcelona, Valencia, Sevilla, Seville, Bilbao',
  PT: 'Lisbon, Lisboa, Porto',
  DK: 'Copenhagen, København, Aarhus',
  SE: 'Stockholm, Gothenburg, Göteborg, Malmö',
  NO: 'Oslo, Bergen',
  FI: 'Helsinki',
  IE: 'Dublin, Galway, Cork',
  US: 'New York, Brooklyn, Los Angeles, San Francisco, Chicago, Austin, Portland, Seattle, Boston, Miami, Nashville, Denver',
  CA: 'Toronto, Vancouver, Montreal, Montréal, Calgary, Ottawa',
  AU: 'Sydney, Melbourne, Brisbane, Perth, Adelaide, Byron Bay, Hobart, Canberra, Gold Coast',
  NZ: 'Auckland, Wellington, Christchurch',
  JP: 'Tokyo, Kyoto, Osaka',
};

const cities = new Map(
  Object.entries(CITIES).flatMap(([country, list]) =>
    list.split(', ').map((city) => [folded(city), country] as const),
  ),
);

let byName: Map<string, string> | undefined;

function names(): Map<string, string> {
  byName ??= new Map([
    ...LOCALES.flatMap((locale) => {
      const display = new Intl.DisplayNames([locale], { type: 'region', fallback: 'none' });
      return ALPHA3_PAIRS.map(([, code]) => [folded(display.of(code) ?? ''), code] as const);
    }),
    ...Object.entries(OTHER_NAMES),
  ]);
  return byName;
}

function folded(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
