import type { WorldOrder } from '../effects.ts';
import type { Destination } from './plan.ts';

const CITIES: Readonly<Record<Destination, readonly string[]>> = {
  US: ['Portland', 'Austin', 'Columbus', 'Denver', 'Raleigh', 'Chicago'],
  DE: ['Leipzig', 'Hamburg', 'Freiburg'],
  FR: ['Lyon', 'Nantes', 'Lille'],
  GB: ['Leeds', 'Bristol', 'Glasgow'],
  CA: ['Toronto', 'Calgary', 'Halifax'],
  AU: ['Melbourne', 'Brisbane', 'Perth'],
};
const FIRST_NAMES = ['Alva', 'Bruno', 'Carla', 'Dario', 'Edda', 'Hugo', 'Ines', 'Kira', 'Nils'];
const LAST_NAMES = ['Ashdown', 'Birkholm', 'Dunmarrow', 'Fairbrook', 'Kestrelle', 'Yarrowby'];

/** The buyer with this number in the store: no two share a postcode. */
export function buyerOf(country: Destination, number: number): WorldOrder['customer'] {
  const pick = (list: readonly string[]) => list[number % list.length] ?? '';
  const [firstName, lastName] = [pick(FIRST_NAMES), pick(LAST_NAMES)];
  return {
    firstName,
    lastName,
    email: `${firstName}.${lastName}.${number}@example.com`.toLowerCase(),
    phone: `+1555010${String(number).padStart(4, '0')}`,
    address1: `${number + 1} Lantern Lane`,
    city: pick(CITIES[country]),
    zip: postcodeOf(country, number),
  };
}

function postcodeOf(country: Destination, number: number): string {
  const letters = String.fromCharCode(65 + (number % 20), 65 + (Math.floor(number / 20) % 20));
  switch (country) {
    case 'US':
      return String(10_001 + number * 83);
    case 'DE':
    case 'FR':
      return String(20_001 + number * 71);
    case 'GB':
      return `LS${1 + (number % 20)} ${1 + (number % 9)}${letters}`;
    case 'CA':
      return `M${number % 10}${letters.charAt(0)} ${Math.floor(number / 10) % 10}${letters.charAt(1)}${number % 10}`;
    case 'AU':
      return String(2_001 + number * 7);
  }
}
