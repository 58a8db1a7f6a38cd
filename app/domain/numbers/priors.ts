import { carrierSlug, findCarrier } from './carriers.ts';
import type { Carrier } from './carriers/carrier.ts';
import { FORMATS } from './formats/catalogue.ts';
import { FREQUENCY } from './formats/format.ts';
import type { NumberFormat } from './formats/format.ts';
import type { NumberContext } from './recognition.ts';

/** How much likelier (above 1) or less likely (below 1) than in the world at large a format of a carrier is here. */
export type ContextFactors = (format: NumberFormat, carrier: string) => number;

/**
 * What shop and parcel say about carriers: shop history × route × the carrier the merchant names. Null when the context
 * says nothing.
 */
export function contextFactors(context: NumberContext): ContextFactors | null {
  const counts = context.shopCarriers ?? NO_COUNTS;
  const origin = context.origin ?? null;
  const destination = context.destination ?? null;
  const stated = carrierSlug(context.statedCarrier ?? null);
  if (counts.size === 0 && origin === null && destination === null && stated === null) return null;
  let parcels = 0;
  for (const count of counts.values()) parcels += count;
  return (format, carrier) =>
    shopFactor(carrier, counts.get(carrier) ?? 0, parcels) *
    routeFactor(format, carrier, { origin, destination }) *
    (stated === carrier ? STATED_RIGHT : 1);
}

const NO_COUNTS: ReadonlyMap<string, number> = new Map();
/** The world's shares weigh as much as this many parcels of the shop. */
const WORLD_PARCELS = 20;
/** What is left of a format that does not exist on the route, or of a last-mile carrier elsewhere: forwarders and slips. */
const OFF_ROUTE = 0.05;
/** A national carrier of neither end that we know, the other end being unknown. */
const PERHAPS_OFF_ROUTE = 0.3;
/** Share of a shop's parcels that go to one country: the United States, any other. Rough, from cross-border shops. */
const US_SHARE = 0.4;
const OTHER_SHARE = 0.05;
/** A carrier of that many countries sends nearly all it has to them. */
const FEW_COUNTRIES = 3;
/** Merchants name the right carrier far more often than not, and a wrong name is one of many. */
const STATED_RIGHT = 80;

/** Dirichlet posterior mean over prior: (n / p + K) / (N + K). One when the shop has no history. */
function shopFactor(carrier: string, count: number, parcels: number): number {
  if (parcels === 0) return 1;
  return (count / worldShare(carrier) + WORLD_PARCELS) / (parcels + WORLD_PARCELS);
}

type Route = { origin: string | null; destination: string | null };

function routeFactor(
  format: NumberFormat,
  carrier: string,
  { origin, destination }: Route,
): number {
  if (destination !== null && format.destinations?.includes(destination) === false)
    return OFF_ROUTE;
  if (origin !== null && format.origins?.includes(origin) === false) return OFF_ROUTE;
  if (origin === null && destination === null) return 1;
  const known = findCarrier(carrier);
  if (known === null) return 1;
  if (destination !== null && deliversMostlyIn(destination, format, known)) {
    return 1 / (destination === 'US' ? US_SHARE : OTHER_SHARE);
  }
  if (known.countries.includes('*')) return 1;
  const atAnEnd = [origin, destination].some(
    (end) => end !== null && known.countries.includes(end),
  );
  if (atAnEnd) return 1;
  if (destination === null) return known.role === 'origin' ? OFF_ROUTE : PERHAPS_OFF_ROUTE;
  if (origin !== null || known.role === 'last_mile') return OFF_ROUTE;
  return known.role === 'origin' ? 1 : PERHAPS_OFF_ROUTE;
}

/** P(destination | carrier) is near one for them: Bayes then divides by the destination's own share. */
function deliversMostlyIn(destination: string, format: NumberFormat, carrier: Carrier): boolean {
  if (format.destinations !== undefined) return format.destinations.includes(destination);
  return (
    carrier.role !== 'origin' &&
    format.read === undefined &&
    carrier.countries.length <= FEW_COUNTRIES &&
    carrier.countries.includes(destination)
  );
}

function worldShare(carrier: string): number {
  return shares.get(carrier) ?? FREQUENCY.rare;
}

const shares: ReadonlyMap<string, number> = sharesOf(FORMATS);

function sharesOf(formats: readonly NumberFormat[]): Map<string, number> {
  const all = new Map<string, number>();
  for (const { carrier, frequency } of formats) {
    all.set(carrier, (all.get(carrier) ?? 0) + FREQUENCY[frequency]);
  }
  return all;
}
