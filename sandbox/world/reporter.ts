import { DAY, HOUR, wholeSecond } from './calendar.ts';
import { logOf, logScan } from './carrier-log.ts';
import { CARRIERS, UNREPORTED } from './carriers.ts';
import type { CarrierKey } from './carriers.ts';
import type { Incident, WorldEffect } from './effects.ts';
import type { Fulfillment, Parcel } from './parcel.ts';
import { isNotice, LAST_MILE_PHRASES, placeOf } from './places.ts';
import { PHRASES } from './phrases.ts';
import type { PhraseKey } from './phrases.ts';
import { Random, seedFrom } from './random.ts';
import { BUILT_IN_OUTAGE, OUTAGE_CARRIER, RATES } from './troubles.ts';

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
  /** Somebody else's number is uploaded at `at`: Shopify hears of what its carrier has logged so far. */
  tellPast(other: Parcel, to: Fulfillment, at: number): void;
  /** A stranger's parcel, whose number was uploaded for `to`, was scanned at `at`. */
  tellStrangers(other: Parcel, to: Fulfillment, scan: { phrase: PhraseKey; at: number }): void;
  /** The carrier with this name scans nothing that anybody hears of at `at`. */
  isOut(company: string | null, at: number): boolean;
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
    if (!isNotice(phrase)) parcel.lastScanAt = at;
    keepInLogs(parcel, phrase, at);
    if (parcel.fulfillment.isCancelled || parcel.handOff?.kind === 'quiet') return;
    for (const sharer of parcel.sharers ?? []) tellSharer(parcel, sharer, phrase, at);
    if (UNREPORTED.has(parcel.tracking.company)) return;
    if (parcel.numberState === 'fake') return;
    const random = new Random(seedFrom(parcel.seed, 0x5ca, parcel.scanCount));
    if (isOut(parcel.tracking.company, at) && random.chance(RATES.scanLostInOutage)) {
      if (!parcel.incidents.includes('carrier_outage')) parcel.incidents.push('carrier_outage');
      parcel.lostScansAt.push(at);
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
    if (!isNotice(phrase)) parcel.lastToldAt = at;
  }

  /** Each carrier logs what it scans, unless its systems are out: then under neither number. */
  function keepInLogs(parcel: Parcel, phrase: PhraseKey, at: number): void {
    const { handOff, lane } = parcel;
    const isLostBy = (carrier: CarrierKey) =>
      isOut(CARRIERS[carrier].company, at) &&
      new Random(seedFrom(parcel.seed, 0x5ca, parcel.scanCount)).chance(RATES.scanLostInOutage);
    const inFirst = handOff?.kind !== 'quiet' && !isLostBy(lane.carrier);
    const inLast = handOff !== null && !isLostBy(handOff.carrier);
    if (inFirst || inLast) parcel.log.push(logScan({ phrase, at, inFirst, inLast }));
  }

  function tellSharer(parcel: Parcel, sharer: Parcel, phrase: PhraseKey, at: number): void {
    if (sharer.numberState !== 'reused' || parcel.handOff?.kind === 'replaced') return;
    tellStrangers(parcel, sharer.fulfillment, { phrase, at });
  }

  function tellStrangers(
    other: Parcel,
    to: Fulfillment,
    { phrase, at }: { phrase: PhraseKey; at: number },
  ): void {
    const { company } = other.tracking;
    if (UNREPORTED.has(company) || to.isCancelled || isOut(company, at)) return;
    const random = new Random(seedFrom(other.seed, to.id, Math.floor(at / 1000)));
    tell(eventFor(other, phrase, at, at + heardAfterMs(random), random, to));
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

  function isOut(company: string | null, at: number): boolean {
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
        if (!isNotice(phrase)) parcel.lastToldAt = happenedAt;
        report(parcel, phrase, happenedAt, at + random.between(0.05, 3) * HOUR, random);
      }
    },
    tellPast(other, to, at) {
      if (UNREPORTED.has(other.tracking.company)) return;
      const random = new Random(seedFrom(other.seed, to.id));
      const past = logOf(other, 'first').filter((scan) => scan.at <= at);
      for (const { phrase, at: happenedAt } of past.slice(-MOST_SCANS_TOLD_LATE)) {
        tell(eventFor(other, phrase, happenedAt, at + random.between(0.05, 3) * HOUR, random, to));
      }
    },
    tellStrangers,
    isOut,
  };
}

function eventFor(
  parcel: Parcel,
  phrase: PhraseKey,
  happenedAt: number,
  heardAt: number,
  random: Random,
  fulfillment: Fulfillment = parcel.fulfillment,
): HeardEvent {
  const { status, en, zh } = PHRASES[phrase];
  const isChinese =
    parcel.language === 'zh' && (!LAST_MILE_PHRASES.has(phrase) || random.chance(0.3));
  // Notices come from no place at all.
  const isPlaceKnown = !isNotice(phrase) && random.chance(0.85);
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
