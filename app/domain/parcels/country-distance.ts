/**
 * How far apart two countries are for a parcel, as far as a wrong number can be told by it.
 * `same`: one customs and postal area under two codes. `near`: one delivery market, where carriers cross borders and
 * sources often name the carrier's country instead of the place. `next`: neighbouring markets. `far`: another continent.
 */
export type Distance = 'same' | 'near' | 'next' | 'far';

export function distanceBetween(a: string, b: string): Distance {
  if (a === b || homeOf(a) === homeOf(b)) return 'same';
  const [marketA, marketB] = [MARKET_OF.get(homeOf(a)), MARKET_OF.get(homeOf(b))];
  // A country in no list may lie anywhere: the cautious answer keeps it from proving anything.
  if (marketA === undefined || marketB === undefined) return 'near';
  if (marketA === marketB) return 'near';
  const isNext = NEXT_MARKETS.some((pair) => pair.includes(marketA) && pair.includes(marketB));
  return isNext ? 'next' : 'far';
}

/** Where suppliers and their consolidators work: a first leg may end there without being the buyer's delivery. */
export function isSupplierCountry(country: string): boolean {
  return MARKET_OF.get(homeOf(country)) === 'greater_china';
}

/** Territories with a code of their own whose mail is the mother country's (UPU member lists; IMPC office codes). */
const HOME: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    US: ['PR', 'GU', 'VI', 'AS', 'MP', 'UM', 'FM', 'MH', 'PW'],
    FR: ['GP', 'MQ', 'GF', 'RE', 'YT', 'PM', 'BL', 'MF', 'WF', 'PF', 'NC', 'TF', 'MC'],
    GB: ['IM', 'JE', 'GG', 'GI'],
    DK: ['FO', 'GL'],
    FI: ['AX'],
    NO: ['SJ', 'BV'],
    NL: ['AW', 'CW', 'SX', 'BQ'],
    IT: ['SM', 'VA'],
    ES: ['AD'],
    CH: ['LI'],
    AU: ['CX', 'CC', 'NF', 'HM'],
    NZ: ['CK', 'NU', 'TK'],
    ZA: ['LS', 'SZ'],
  }).flatMap(([home, territories]) => territories.map((territory) => [territory, home])),
);

function homeOf(country: string): string {
  return HOME[country] ?? country;
}

type Market = keyof typeof MARKETS;

const MARKETS = {
  europe:
    'AL AT BA BE BG BY CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LT LU LV MD ME MK MT NL NO PL PT RO RS SE SI SK UA XK',
  north_america: 'US CA MX',
  greater_china: 'CN HK MO TW',
  east_asia: 'JP KR MN',
  southeast_asia: 'SG MY TH VN ID PH KH LA MM BN TL',
  south_asia: 'IN PK BD LK NP BT MV',
  gulf: 'AE SA KW QA BH OM JO IL LB IQ YE TR EG',
  central_asia: 'RU KZ UZ KG TJ TM AM AZ GE',
  oceania: 'AU NZ FJ PG WS TO VU SB',
  south_america: 'BR AR CL CO PE UY PY BO EC VE GY SR',
  central_america: 'GT HN SV NI CR PA BZ CU DO HT JM BS BB TT',
  north_africa: 'MA DZ TN LY',
  africa: 'ZA NA BW ZW ZM MZ AO NG GH KE TZ UG ET RW SN CI CM MU MG',
} as const;

/** Markets with overland or overnight lanes between them, by one name each. */
const NEXT_MARKETS: readonly (readonly [Market, Market])[] = [
  ['greater_china', 'east_asia'],
  ['greater_china', 'southeast_asia'],
  ['greater_china', 'central_asia'],
  ['east_asia', 'southeast_asia'],
  ['southeast_asia', 'south_asia'],
  ['southeast_asia', 'oceania'],
  ['south_asia', 'gulf'],
  ['europe', 'gulf'],
  ['europe', 'central_asia'],
  ['europe', 'north_africa'],
  ['gulf', 'north_africa'],
  ['gulf', 'central_asia'],
  ['north_america', 'central_america'],
  ['central_america', 'south_america'],
];

const MARKET_OF: ReadonlyMap<string, Market> = new Map(
  Object.entries(MARKETS).flatMap(([name, countries]) => {
    const market = marketNamed(name);
    return market === null
      ? []
      : countries.split(' ').map((country): [string, Market] => [country, market]);
  }),
);

function marketNamed(name: string): Market | null {
  return isMarket(name) ? name : null;
}

function isMarket(name: string): name is Market {
  return Object.hasOwn(MARKETS, name);
}
