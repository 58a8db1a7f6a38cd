import { EEA_COUNTRIES } from '#app/domain/findings/regions.ts';
import { ALPHA3_PAIRS } from '#app/domain/shared/country-alpha3.ts';

/** Where a sentence says that it holds: ISO alpha-2, or one of `EUROPE`, `ABROAD`, `HOME`. */
export type StatedPlace = string;

/** The places that a sentence names, in English, German, French or Chinese; none: it holds everywhere. */
export function placesIn(sentence: string): StatedPlace[] {
  const named = [...sentence.matchAll(names().latin), ...sentence.matchAll(names().han)].flatMap(
    ([name]) => names().codes.get(name.toLowerCase()) ?? [],
  );
  const short = [...sentence.matchAll(SHORT)].flatMap(([name]) => SHORT_NAMES[name] ?? []);
  const groups = GROUPS.flatMap(([place, pattern]) => (pattern.test(sentence) ? [place] : []));
  return [...new Set([...named, ...short, ...groups])];
}

/** Whether a country is among the places; `home` is the shop's own country, null when not known. */
export function isAmong(
  places: readonly StatedPlace[],
  { country, home }: { country: string; home: string | null },
): boolean {
  return places.some((place) => {
    if (place === 'EUROPE')
      return EEA_COUNTRIES.has(country) || country === 'GB' || country === 'CH';
    if (place === 'ABROAD') return home !== null && country !== home;
    if (place === 'HOME') return country === home;
    return place === country;
  });
}

// Written in capitals only: `us` and `eu` are words.
const SHORT = /\b(?:USA?|UK|EU)\b|\bU\.S\.(?:A\.)?/g;
const SHORT_NAMES: Readonly<Record<string, StatedPlace>> = {
  US: 'US',
  USA: 'US',
  'U.S.': 'US',
  'U.S.A.': 'US',
  UK: 'GB',
  EU: 'EUROPE',
};

const GROUPS: readonly (readonly [StatedPlace, RegExp])[] = [
  [
    'EUROPE',
    /\beurope(?:an union)?\b|\beuropa\b|europäische|union européenne|欧盟|歐盟|欧洲|歐洲/iu,
  ],
  ['ABROAD', /\binternational|\boverseas\b|\babroad\b|ausland|étranger|国际|國際|海外|境外/iu],
  ['HOME', /\bdomestic|\binland\b|国内|國內|境内|境內/iu],
];

const CODES: readonly string[] = ALPHA3_PAIRS.map(([, alpha2]) => alpha2);
const LANGUAGES = ['en', 'de', 'fr', 'zh-Hans', 'zh-Hant'];
const FURTHER: readonly (readonly [string, string])[] = [
  ['great britain', 'GB'],
  ['england', 'GB'],
  ['america', 'US'],
  ['英国', 'GB'],
  ['英國', 'GB'],
];

interface Names {
  codes: ReadonlyMap<string, string>;
  latin: RegExp;
  han: RegExp;
}

let known: Names | null = null;

/** Made at first need: a thousand names. */
function names(): Names {
  known ??= makeNames();
  return known;
}

function makeNames(): Names {
  const codes = new Map<string, string>(FURTHER);
  for (const language of LANGUAGES) {
    const inLanguage = new Intl.DisplayNames([language], { type: 'region' });
    for (const code of CODES) {
      const name = inLanguage.of(code);
      if (name !== undefined && name !== code) codes.set(name.toLowerCase(), code);
    }
  }
  const isHan = (name: string) => /\p{Script=Han}/u.test(name);
  const longestFirst = [...codes.keys()].sort((a, b) => b.length - a.length).map(escaped);
  return {
    codes,
    latin: new RegExp(
      `(?<!\\p{L})(?:${longestFirst.filter((name) => !isHan(name)).join('|')})(?!\\p{L})`,
      'giu',
    ),
    han: new RegExp(longestFirst.filter(isHan).join('|'), 'gu'),
  };
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
