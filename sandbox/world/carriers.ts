import type { Random } from './random.ts';

/** A carrier as a supplier names it to Shopify, and how its numbers look. */
export interface Carrier {
  /** As in a fulfillment's tracking company. */
  company: string;
  /** Tracking page; `{number}` stands for the number. */
  url: string;
  /** False when nobody reports its scans to Shopify. */
  reportsScans: boolean;
  /** A number valid for the carrier; `serial` (0 … 99,999,999) makes it unique within the world. */
  numberFor(serial: number, random: Random): string;
}

/** Formats: UPU S10, USPS Publication 97 (IMpb), UPS 1Z, DHL Paket identcode; Chinese ones as seen in the wild. */
export const CARRIERS = {
  yunexpress: {
    company: 'YunExpress',
    url: 'https://www.yuntrack.com/parcelTracking?id={number}',
    reportsScans: true,
    numberFor: (serial, random) => `YT${random.whole(24, 26)}${random.digits(6)}${eight(serial)}`,
  },
  chinaPost: {
    company: 'China Post',
    url: 'https://www.17track.net/en/track#nums={number}',
    reportsScans: true,
    numberFor: (serial) => s10('LK', serial, 'CN'),
  },
  yanwen: {
    company: 'Yanwen',
    url: 'https://track.yw56.com.cn/en/querydel?nums={number}',
    reportsScans: true,
    numberFor: (serial) => s10('LV', serial, 'CN'),
  },
  cainiao: {
    company: 'Cainiao',
    url: 'https://global.cainiao.com/detail.htm?mailNoList={number}',
    reportsScans: true,
    numberFor: (serial, random) => `LP00${random.digits(4)}${eight(serial)}`,
  },
  fourPx: {
    company: '4PX',
    url: 'https://track.4px.com/#/result/0/{number}',
    reportsScans: true,
    numberFor: (serial, random) => `4PX${random.digits(5)}${eight(serial)}CN`,
  },
  cne: {
    company: 'CNE Express',
    url: 'https://www.cne.com/English/?no={number}',
    reportsScans: false,
    numberFor: (serial, random) => `3A5V${random.digits(1)}${eight(serial)}`,
  },
  usps: {
    company: 'USPS',
    url: 'https://tools.usps.com/go/TrackConfirmAction?tLabels={number}',
    reportsScans: true,
    numberFor: (serial, random) => uspsNumber(serial, random),
  },
  ups: {
    company: 'UPS',
    url: 'https://www.ups.com/track?tracknum={number}',
    reportsScans: true,
    numberFor: (serial, random) => upsNumber(serial, random),
  },
  dhl: {
    company: 'DHL',
    url: 'https://www.dhl.de/de/privatkunden/pakete-empfangen/verfolgen.html?idc={number}',
    reportsScans: true,
    numberFor: (serial, random) => (random.chance(0.5) ? dhlIdentcode(serial) : dhlSscc(serial)),
  },
  royalMail: {
    company: 'Royal Mail',
    url: 'https://www.royalmail.com/track-your-item#/tracking-results/{number}',
    reportsScans: true,
    numberFor: (serial) => s10('RM', serial, 'GB'),
  },
  australiaPost: {
    company: 'Australia Post',
    url: 'https://auspost.com.au/mypost/track/details/{number}',
    reportsScans: true,
    numberFor: (serial) => s10('LP', serial, 'AU'),
  },
  correios: {
    company: 'Correios',
    url: 'https://rastreamento.correios.com.br/app/index.php?objetos={number}',
    reportsScans: true,
    numberFor: (serial) => s10('NB', serial, 'BR'),
  },
} as const satisfies Record<string, Carrier>;

export type CarrierKey = keyof typeof CARRIERS;

/** Companies whose scans nobody reports to Shopify. */
export const UNREPORTED: ReadonlySet<string | null> = new Set(
  Object.values(CARRIERS)
    .filter((carrier) => !carrier.reportsScans)
    .map((carrier) => carrier.company),
);

/** A valid number of the carrier with its company and tracking page. */
export function trackingFor(
  key: CarrierKey,
  serial: number,
  random: Random,
): { company: string; number: string; url: string } {
  const carrier = CARRIERS[key];
  const number = carrier.numberFor(serial, random);
  return { company: carrier.company, number, url: carrier.url.replace('{number}', number) };
}

/** UPU S10: eight digits, a check digit by weights 8 6 4 2 3 5 9 7 modulo 11 (10 → 0, 11 → 5). */
export function s10(service: string, serial: number, country: string): string {
  const digits = eight(serial);
  const weights = [8, 6, 4, 2, 3, 5, 9, 7];
  const sum = weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  const rest = 11 - (sum % 11);
  const check = rest === 10 ? 0 : rest === 11 ? 5 : rest;
  return `${service}${digits}${check}${country}`;
}

/** The same number with one digit typed wrong, the way suppliers do. */
export function mistyped(number: string, random: Random): string {
  const positions = [...number.matchAll(/\d/g)].map((match) => match.index);
  const position = random.pick(positions);
  const wrong = (Number(number[position]) + random.whole(1, 9)) % 10;
  return `${number.slice(0, position)}${wrong}${number.slice(position + 1)}`;
}

/** 22 digits: service 9400 or 9200 with STC, mailer, serial; modulo 10 with weights 3 and 1 from the right. */
function uspsNumber(serial: number, random: Random): string {
  const body = `${random.pick(['94001', '92055'])}${random.digits(8)}${eight(serial)}`;
  return `${body}${mod10(body)}`;
}

/** 1Z, six-character shipper, service, seven-digit package, check digit (letters count as (code − 63) mod 10). */
function upsNumber(serial: number, random: Random): string {
  const shipper = `${random.pick(['E', 'X', 'A', 'R'])}${random.digits(4)}${random.digits(1)}`;
  const body = `${shipper}${random.pick(['03', '12', '68'])}${eight(serial).slice(1)}`;
  let sum = 0;
  for (let i = 0; i < body.length; i += 1) {
    const character = body.charAt(i);
    const value = /\d/.test(character) ? Number(character) : (character.charCodeAt(0) - 63) % 10;
    sum += i % 2 === 0 ? value : 2 * value;
  }
  return `1Z${body}${(10 - (sum % 10)) % 10}`;
}

/** DHL identcode, 12 digits: weights 4 and 9 in turn, modulo 10. */
function dhlIdentcode(serial: number): string {
  const body = `310${eight(serial)}`;
  const sum = [...body].reduce(
    (total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 4 : 9),
    0,
  );
  return `${body}${(10 - (sum % 10)) % 10}`;
}

/** DHL 20 digits: an SSCC with its application identifier 00. */
function dhlSscc(serial: number): string {
  const body = `003404341${eight(serial)}`.padEnd(19, '0');
  return `${body}${mod10(body)}`;
}

/** GS1 modulo 10: weights 3, 1, 3 … from the right of the body. */
function mod10(body: string): number {
  let sum = 0;
  for (let i = 0; i < body.length; i += 1) {
    sum += Number(body.charAt(body.length - 1 - i)) * (i % 2 === 0 ? 3 : 1);
  }
  return (10 - (sum % 10)) % 10;
}

function eight(serial: number): string {
  return String(serial % 100_000_000).padStart(8, '0');
}
