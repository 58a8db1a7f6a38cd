import type { WorldOrder } from './effects.ts';
import type { Random } from './random.ts';

const FIRST_NAMES =
  'Alva Bruno Carla Dario Edda Fabio Greta Hugo Ines Jonas Kira Leo Mira Nils Olive Pia Quinn Rosa Sami Tilda Umar Vera Wren Yara Zeno'.split(
    ' ',
  );
const LAST_NAMES =
  'Ashdown Birkholm Castellane Dunmarrow Elmsworth Fairbrook Grauwald Hollinrake Ivarsson Jadwick Kestrelle Lindqvale Marchbank Northcote Oakhurst Pellinore Quillfeather Ravensby Silverton Thornbury Underhay Vanterpool Westerlund Yarrowby'.split(
    ' ',
  );
const STREETS =
  'Lantern,Meadow,Foundry,Orchard,Harbour,Granary,Windmill,Chapel,Juniper,Cooper'.split(',');

/** Cities with the beginning of a postcode that fits the country. */
export const CITIES: Record<string, readonly { city: string; zip: string }[]> = {
  US: [
    { city: 'Portland', zip: '972' },
    { city: 'Austin', zip: '787' },
    { city: 'Columbus', zip: '432' },
    { city: 'Denver', zip: '802' },
    { city: 'Raleigh', zip: '276' },
    { city: 'Brooklyn', zip: '112' },
    { city: 'Chicago', zip: '606' },
  ],
  DE: [
    { city: 'Leipzig', zip: '041' },
    { city: 'Köln', zip: '506' },
    { city: 'Hamburg', zip: '220' },
    { city: 'Freiburg', zip: '791' },
  ],
  GB: [
    { city: 'Leeds', zip: 'LS1 ' },
    { city: 'Bristol', zip: 'BS1 ' },
    { city: 'Glasgow', zip: 'G1 ' },
  ],
  BR: [
    { city: 'Curitiba', zip: '800' },
    { city: 'Recife', zip: '500' },
    { city: 'Campinas', zip: '130' },
  ],
  AU: [
    { city: 'Melbourne', zip: '30' },
    { city: 'Brisbane', zip: '40' },
    { city: 'Perth', zip: '60' },
  ],
  CN: [
    { city: 'Shenzhen', zip: '518' },
    { city: 'Guangzhou', zip: '510' },
    { city: 'Yiwu', zip: '322' },
    { city: 'Hangzhou', zip: '310' },
  ],
};

/** Where flights land and customs sits. */
export const GATEWAYS: Record<string, readonly string[]> = {
  US: ['Los Angeles', 'Chicago', 'Jamaica'],
  DE: ['Frankfurt', 'Leipzig'],
  GB: ['Langley', 'East Midlands'],
  BR: ['Curitiba', 'São Paulo'],
  AU: ['Sydney', 'Melbourne'],
};

/** An invented buyer in the country; mail addresses end in a reserved domain, phones use fictional ranges. */
export function inventCustomer(country: string, random: Random): WorldOrder['customer'] {
  const firstName = random.pick(FIRST_NAMES);
  const lastName = random.pick(LAST_NAMES);
  const { city, zip } = random.pick(CITIES[country] ?? [{ city: 'Springfield', zip: '000' }]);
  return {
    firstName,
    lastName,
    email: `${firstName}.${lastName}.${random.digits(4)}@example.com`.toLowerCase(),
    phone: `+1555010${random.digits(4)}`,
    address1: `${random.whole(1, 240)} ${random.pick(STREETS)} Lane`,
    city,
    zip: zip + postcodeEnd(country, random),
  };
}

function postcodeEnd(country: string, random: Random): string {
  if (country === 'GB') return `${random.whole(1, 9)}${random.pick(['AB', 'QT', 'ZX'])}`;
  if (country === 'BR') return `${random.digits(2)}-${random.digits(3)}`;
  return random.digits(2);
}
