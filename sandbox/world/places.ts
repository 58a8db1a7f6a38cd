import type { Parcel } from './parcel.ts';
import { CITIES, GATEWAYS } from './people.ts';
import type { PhraseKey } from './phrases.ts';
import { Random } from './random.ts';

/** Phrases that carriers write where the parcel came from; all others belong to the destination. */
const ORIGIN_PHRASES: ReadonlySet<PhraseKey> = new Set([
  'announced',
  'label_created',
  'accepted',
  'origin_processing',
  'export_customs',
  'export_released',
  'departed_origin',
  'returned',
]);

/** From here on the delivering carrier writes, in its own language; only part of it comes back translated. */
export const LAST_MILE_PHRASES: ReadonlySet<PhraseKey> = new Set([
  'domestic_transit',
  'domestic_departed',
  'out_for_delivery',
  'attempt_failed',
  'available_pickup',
  'delivered',
  'weather_delay',
]);

/** True for what is said of a parcel that nobody has touched: such notices come from no place at all. */
export function isNotice(phrase: PhraseKey): boolean {
  return phrase === 'announced' || phrase === 'label_created';
}

/** Origin, gateway, a sorting centre on the way, or the buyer's city: where such a scan is made. */
export function placeOf(
  parcel: Parcel,
  phrase: PhraseKey,
  random: Random,
): { city: string; country: string; zip: string | null } {
  const { lane, fulfillment, seed } = parcel;
  if (ORIGIN_PHRASES.has(phrase)) {
    const country = lane.origin;
    const { city } = new Random(seed).pick(CITIES[country] ?? []);
    return { city, country, zip: null };
  }
  const country = lane.destination;
  if (!LAST_MILE_PHRASES.has(phrase)) {
    return { city: new Random(seed).pick(GATEWAYS[country] ?? []), country, zip: null };
  }
  const isOnTheWay = phrase === 'domestic_departed' || phrase === 'weather_delay';
  if (isOnTheWay) return { city: random.pick(CITIES[country] ?? []).city, country, zip: null };
  const zip = CITIES[country]?.find((each) => each.city === fulfillment.city)?.zip ?? null;
  return { city: fulfillment.city, country, zip: zip === null ? null : `${zip}01` };
}
