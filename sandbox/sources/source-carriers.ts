import type { CarrierKey } from '../world/carriers.ts';

/** What the sources call the world's carriers: 17TRACK by a numeric key, AfterShip by a slug. */
interface SourceCarrier {
  key: number;
  name: string;
  country: string;
  homepage: string;
  slug: string;
}

export const SOURCE_CARRIERS: Record<CarrierKey, SourceCarrier> = {
  yunexpress: carrier(190008, 'YunExpress', 'CN', 'https://www.yunexpress.com/', 'yunexpress'),
  chinaPost: carrier(3011, 'China Post', 'CN', 'https://www.ems.com.cn/', 'china-post'),
  yanwen: carrier(190012, 'Yanwen', 'CN', 'https://www.yw56.com.cn/', 'yanwen'),
  cainiao: carrier(190271, 'Cainiao', 'CN', 'https://global.cainiao.com/', 'cainiao'),
  fourPx: carrier(190094, '4PX', 'CN', 'https://express.4px.com/', '4px'),
  cne: carrier(190086, 'CNE Express', 'CN', 'https://www.cne.com/', 'cnexps'),
  usps: carrier(21051, 'USPS', 'US', 'https://www.usps.com/', 'usps'),
  ups: carrier(100002, 'UPS', 'US', 'https://www.ups.com/', 'ups'),
  dhl: carrier(7041, 'DHL Paket', 'DE', 'https://www.dhl.de/', 'dhl-germany'),
  royalMail: carrier(11031, 'Royal Mail', 'GB', 'https://www.royalmail.com/', 'royal-mail'),
  australiaPost: carrier(1151, 'Australia Post', 'AU', 'https://auspost.com.au/', 'australia-post'),
  correios: carrier(
    2151,
    'Correios Brazil',
    'BR',
    'https://www.correios.com.br/',
    'brazil-correios',
  ),
};

/** Suppliers write plain "DHL": the group's express company answers for the parcels of the other here. */
const DHL_EXPRESS = { key: 100001, slug: 'dhl' } as const;

/** Formats by which a source tells the carrier of a number it has never seen. */
const SHAPES: readonly (readonly [RegExp, CarrierKey])[] = [
  [/^YT\d{16}$/, 'yunexpress'],
  [/^LP00\d{12}$/, 'cainiao'],
  [/^4PX\d{13}CN$/, 'fourPx'],
  [/^3A5V\d{9}$/, 'cne'],
  [/^LV\d{9}CN$/, 'yanwen'],
  [/^[A-Z]{2}\d{9}CN$/, 'chinaPost'],
  [/^[A-Z]{2}\d{9}GB$/, 'royalMail'],
  [/^[A-Z]{2}\d{9}AU$/, 'australiaPost'],
  [/^[A-Z]{2}\d{9}BR$/, 'correios'],
  [/^1Z[0-9A-Z]{16}$/, 'ups'],
  [/^9[0-9]{21}$/, 'usps'],
  [/^(\d{12}|00340\d{15})$/, 'dhl'],
];

/** The carrier by the number's shape alone; null when no shape fits. */
export function carrierByShape(number: string): CarrierKey | null {
  return SHAPES.find(([shape]) => shape.test(number))?.[1] ?? null;
}

export function carrierByKey(key: number): CarrierKey | null {
  return key === DHL_EXPRESS.key ? 'dhl' : find((each) => each.key === key);
}

export function carrierBySlug(slug: string): CarrierKey | null {
  return slug === DHL_EXPRESS.slug ? 'dhl' : find((each) => each.slug === slug);
}

/** Postal operators of China answer for each other's S10 numbers. */
export function answersFor(asked: CarrierKey, actual: CarrierKey): boolean {
  if (asked === actual) return true;
  const postal: readonly CarrierKey[] = ['chinaPost', 'yanwen'];
  return postal.includes(asked) && postal.includes(actual);
}

function find(matches: (carrier: SourceCarrier) => boolean): CarrierKey | null {
  for (const key of CARRIER_KEYS) if (matches(SOURCE_CARRIERS[key])) return key;
  return null;
}

const CARRIER_KEYS = [
  'yunexpress',
  'chinaPost',
  'yanwen',
  'cainiao',
  'fourPx',
  'cne',
  'usps',
  'ups',
  'dhl',
  'royalMail',
  'australiaPost',
  'correios',
] as const satisfies readonly CarrierKey[];

function carrier(
  key: number,
  name: string,
  country: string,
  homepage: string,
  slug: string,
): SourceCarrier {
  return { key, name, country, homepage, slug };
}
