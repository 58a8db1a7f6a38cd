/**
 * ISO 3166 alpha-2 of a country as sources write it: a code in any case or an English name. Null when it is neither:
 * a country is never guessed.
 */
export function countryCode(raw: string | null): string | null {
  if (raw === null) return null;
  const text = raw.trim();
  if (/^[A-Za-z]{2}$/.test(text)) {
    const code = text.toUpperCase() === 'UK' ? 'GB' : text.toUpperCase();
    return isCountryCode(code) ? code : null;
  }
  return codesByName().get(nameKey(text)) ?? null;
}

/** Whether a string is an assigned ISO 3166 alpha-2 code, upper case. */
export function isCountryCode(code: string): boolean {
  return codes().has(code);
}

/** Names that differ from Unicode CLDR's English ones. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  'united states of america': 'US',
  usa: 'US',
  'u.s.a.': 'US',
  'great britain': 'GB',
  "people's republic of china": 'CN',
  'p.r. china': 'CN',
  'pr china': 'CN',
  'china mainland': 'CN',
  'hong kong': 'HK',
  macau: 'MO',
  macao: 'MO',
  'korea, republic of': 'KR',
  'republic of korea': 'KR',
  korea: 'KR',
  'czech republic': 'CZ',
  turkey: 'TR',
  'russian federation': 'RU',
  'viet nam': 'VN',
  'the netherlands': 'NL',
  holland: 'NL',
};

/** CLDR names more regions than ISO assigns: groupings, historic and private codes. */
const NOT_COUNTRIES = new Set(
  'AC AN BU CP CQ CS DD DG DY EA EU EZ FX HV IC NH NT QO RH SU TA TP UK UN VD XA XB XK YD YU ZR ZZ'.split(
    ' ',
  ),
);

let names: Map<string, string> | undefined;
let known: Set<string> | undefined;

function codes(): Set<string> {
  if (known !== undefined) return known;
  const display = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  known = new Set<string>();
  names = new Map(Object.entries(OTHER_NAMES));
  for (let a = 65; a <= 90; a += 1) {
    for (let b = 65; b <= 90; b += 1) {
      const code = String.fromCharCode(a, b);
      const name = NOT_COUNTRIES.has(code) ? undefined : display.of(code);
      if (name === undefined) continue;
      known.add(code);
      names.set(nameKey(name), code);
    }
  }
  return known;
}

function codesByName(): Map<string, string> {
  codes();
  return names ?? new Map();
}

const nameKey = (name: string) => name.toLowerCase().replaceAll('&', 'and').replace(/\s+/g, ' ');
