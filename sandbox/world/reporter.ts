import { DAY, HOUR, wholeSecond } from './calendar.ts';
import { CARRIERS } from './carriers.ts';
import type { Incident, WorldEffect } from './effects.ts';
import type { Parcel } from './parcel.ts';
import { CITIES, GATEWAYS } from './people.ts';
import { PHRASES } from './phrases.ts';
import type { PhraseKey } from './phrases.ts';
import { Random, seedFrom } from './random.ts';
import { BUILT_IN_OUTAGE, OUTAGE_CARRIER, RATES } from './troubles.ts';

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
const LAST_MILE_PHRASES: ReadonlySet<PhraseKey> = new Set([
  'domestic_transit',
  'domestic_departed',
  'out_for_delivery',
  'attempt_failed',
  'available_pickup',
  'delivered',
  'weather_delay',
]);
const UNREPORTED: ReadonlySet<string | null> = new Set(
  Object.values(CARRIERS)
    .filter((carrier) => !carrier.reportsScans)
    .map((carrier) => carrier.company),
);
/** Shopify hears of the history of a number that was uploaded late at once, but of no more than this many scans. */
const MOST_SCANS_TOLD_LATE = 12;

/** An event on its way to Shopify, which will give it an id. */
export type HeardEvent = Omit<
  Extract<WorldEffect, { kind: 'fulfillment_event' }>,
  'shop' | 'eventId'
> & { shopIndex: number };

/** The way from a scan to what Shopify hears of it. */
interface Reporter {
  /** A scan happened at `at`; Shopify hears of it 0 to 6 hours later, or never. */
  scan(parcel: Parcel, phrase: PhraseKey, at: number): void;
  /** The right number is known from `at` on: Shopify hears of what it missed. */
  tellUnseen(parcel: Parcel, at: number): void;
}

/**
 * Reports scans as Shopify would hear of them: late, now and then twice, sometimes out of order, never for carriers
 * nobody reports, numbers that are wrong or unknown, and hardly during an outage of the carrier.
 */
export function createReporter({
  startAt,
  incidents,
  tell,
}: {
  startAt: number;
  incidents: ReadonlySet<Incident>;
  tell: (event: HeardEvent) => void;
}): Reporter {
  function scan(parcel: Parcel, phrase: PhraseKey, at: number): void {
    parcel.scanCount += 1;
    if (UNREPORTED.has(parcel.tracking.company) || parcel.fulfillment.isCancelled) return;
    if (parcel.numberState === 'fake') return;
    const random = new Random(seedFrom(parcel.seed, 0x5ca, parcel.scanCount));
    if (isOut(parcel, at) && random.chance(RATES.scanLostInOutage)) {
      if (!parcel.incidents.includes('carrier_outage')) parcel.incidents.push('carrier_outage');
      return;
    }
    if (isSkippable(phrase) && random.chance(RATES.scanMissed)) return;
    if (parcel.numberState !== 'right') {
      parcel.unseenScans = [...(parcel.unseenScans ?? []), { phrase, at }].slice(
        -MOST_SCANS_TOLD_LATE,
      );
      return;
    }
    report(parcel, phrase, at, at + heardAfterMs(random), random);
  }

  function report(
    parcel: Parcel,
    phrase: PhraseKey,
    happenedAt: number,
    heardAt: number,
    random: Random,
  ): void {
    const effect = eventFor(parcel, phrase, happenedAt, heardAt, random);
    tell(effect);
    if (!random.chance(RATES.scanRepeated)) return;
    const again = eventFor(
      parcel,
      phrase,
      happenedAt,
      heardAt + random.between(0.1, 2) * HOUR,
      random,
    );
    tell(again);
  }

  function isOut(parcel: Parcel, at: number): boolean {
    const { company } = parcel.tracking;
    if (company === CARRIERS[OUTAGE_CARRIER].company && incidents.has('carrier_outage'))
      return true;
    const { carrier, fromMs, untilMs } = BUILT_IN_OUTAGE;
    if (company !== CARRIERS[carrier].company) return false;
    return at >= startAt + fromMs && at < startAt + untilMs;
  }

  return {
    scan,
    tellUnseen(parcel, at) {
      const random = new Random(seedFrom(parcel.seed, 0x1a7e));
      const unseen = parcel.unseenScans ?? [];
      parcel.unseenScans = null;
      for (const { phrase, at: happenedAt } of unseen) {
        report(parcel, phrase, happenedAt, at + random.between(0.05, 3) * HOUR, random);
      }
    },
  };
}

function eventFor(
  parcel: Parcel,
  phrase: PhraseKey,
  happenedAt: number,
  heardAt: number,
  random: Random,
): HeardEvent {
  const { fulfillment } = parcel;
  const { status, en, zh } = PHRASES[phrase];
  const isChinese =
    parcel.language === 'zh' && (!LAST_MILE_PHRASES.has(phrase) || random.chance(0.3));
  // Notices come from no place at all.
  const isPlaceKnown = phrase !== 'announced' && phrase !== 'label_created' && random.chance(0.85);
  const place = isPlaceKnown ? placeOf(parcel, phrase, random) : null;
  return {
    kind: 'fulfillment_event',
    at: wholeSecond(Math.max(heardAt, happenedAt)),
    shopIndex: fulfillment.shopIndex,
    fulfillmentId: fulfillment.id,
    status,
    happenedAt: wholeSecond(happenedAt),
    message: random.pick(isChinese ? zh : en),
    city: place?.city ?? null,
    country: place?.country ?? null,
    zip: place?.zip ?? null,
    estimatedDeliveryAt: estimatedDelivery(parcel, phrase, happenedAt, random),
  };
}

/** Origin, gateway, a sorting centre on the way, or the buyer's city: where such a scan is made. */
function placeOf(
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

/** Most carriers of the world promise a day once they have the parcel; the promise is an average, not the truth. */
function estimatedDelivery(
  parcel: Parcel,
  phrase: PhraseKey,
  at: number,
  random: Random,
): number | null {
  if (phrase !== 'accepted' && phrase !== 'customs_released') return null;
  if (!random.chance(parcel.lane.crossBorder ? 0.25 : 0.8)) return null;
  const days = !parcel.lane.crossBorder ? 3.5 : phrase === 'accepted' ? 14 : 4;
  return Math.ceil((at + days * DAY) / DAY) * DAY;
}

function heardAfterMs(random: Random): number {
  const hours = random.chance(0.85) ? random.exponential(0.5) : random.between(1, 6);
  return Math.min(hours, 6) * HOUR;
}

function isSkippable(phrase: PhraseKey): boolean {
  return phrase !== 'delivered' && phrase !== 'returned' && phrase !== 'announced';
}
