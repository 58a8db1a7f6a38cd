import { HOUR, wholeSecond } from './calendar.ts';
import { CARRIERS } from './carriers.ts';
import type { CarrierRecord, CarrierScan, LinkedNumber } from './effects.ts';
import { LOCAL_PHRASES } from './local-phrases.ts';
import type { HandOff, Parcel } from './parcel.ts';
import { isNotice, LAST_MILE_PHRASES, placeOf } from './places.ts';
import { PHRASE_KEYS, PHRASES } from './phrases.ts';
import type { PhraseKey } from './phrases.ts';
import { Random, seedFrom } from './random.ts';

/** Which of a parcel's two numbers: the supplier's, or the last mile's. */
export type Leg = 'first' | 'last';

interface LoggedScan {
  phrase: PhraseKey;
  at: number;
  inFirst: boolean;
  inLast: boolean;
}

const PHRASE_STEP = 4;
const SECOND_STEP = 128;

/** One scan as one number (a large world has millions): seconds, the phrase's index, and whose logs it is in. */
export function logScan({ phrase, at, inFirst, inLast }: LoggedScan): number {
  const flags = (inFirst ? 1 : 0) + (inLast ? 2 : 0);
  return Math.floor(at / 1000) * SECOND_STEP + PHRASE_KEYS.indexOf(phrase) * PHRASE_STEP + flags;
}

/** What the carrier of a leg has logged, by time; instants are whole seconds. */
export function logOf(parcel: Parcel, leg: Leg): LoggedScan[] {
  return parcel.log
    .map(unpack)
    .filter((scan) => (leg === 'first' ? scan.inFirst : scan.inLast))
    .toSorted((a, b) => a.at - b.at);
}

/** What the carrier has published of a parcel under one of its numbers by `now`; null when nothing. */
export function recordOf(parcel: Parcel, leg: Leg, now: number): CarrierRecord | null {
  const { lane, fulfillment, handOff } = parcel;
  const carrier = leg === 'first' ? lane.carrier : lane.lastMile;
  const scans = logOf(parcel, leg)
    .map((scan, index) => published(parcel, leg, scan, index))
    .filter((scan) => scan.knownAt <= now);
  const link = handOff !== null && handOff.knownAt <= now ? handOff : null;
  if (scans.length === 0) return null;
  return {
    number: leg === 'last' && handOff !== null ? handOff.number : parcel.firstNumber,
    carrier,
    company: CARRIERS[carrier].company,
    origin: lane.origin,
    destination: lane.destination,
    shipperCountry: lane.origin,
    recipient: { country: lane.destination, city: fulfillment.city, zip: fulfillment.zip },
    scans,
    successor: leg === 'first' && link !== null ? successorOf(link) : null,
    endsAtHandOff: leg === 'first' && link?.kind === 'quiet',
    predecessor: leg === 'last' && link !== null ? predecessorOf(parcel, link) : null,
  };
}

/** The key under which a number is found: without spaces and dashes, in capitals. */
export function recordKey(number: string): string {
  return number.replaceAll(/[\s-]/g, '').toUpperCase();
}

function published(parcel: Parcel, leg: Leg, scan: LoggedScan, index: number): CarrierScan {
  const { phrase, at } = scan;
  const random = new Random(seedFrom(parcel.seed, leg === 'first' ? 0xca1 : 0xca2, index));
  const lagHours = random.chance(0.85) ? random.between(0.02, 0.7) : random.between(0.7, 4);
  const place = isNotice(phrase) ? null : placeOf(parcel, phrase, random);
  const wording = wordingOf(parcel, leg, phrase, random);
  return {
    at,
    knownAt: wholeSecond(at + lagHours * HOUR),
    phrase,
    ...wording,
    city: place?.city ?? null,
    country: place?.country ?? null,
    zip: place?.zip ?? null,
  };
}

function wordingOf(
  parcel: Parcel,
  leg: Leg,
  phrase: PhraseKey,
  random: Random,
): Pick<CarrierScan, 'message' | 'language' | 'english'> {
  const english = random.pick(PHRASES[phrase].en);
  const local = LOCAL_PHRASES[parcel.lane.destination];
  const message = local?.texts[phrase];
  if (leg === 'last' && local !== undefined && message !== undefined) {
    return { message, language: local.language, english };
  }
  const isChinese = leg === 'first' && parcel.language === 'zh' && !LAST_MILE_PHRASES.has(phrase);
  if (isChinese) return { message: random.pick(PHRASES[phrase].zh), language: 'zh', english };
  return { message: english, language: 'en', english };
}

function successorOf({ number, company, carrier, knownAt }: HandOff): LinkedNumber {
  return { number, company, carrier, knownAt };
}

function predecessorOf({ firstNumber, lane }: Parcel, { knownAt }: HandOff): LinkedNumber {
  const { carrier } = lane;
  return { number: firstNumber, company: CARRIERS[carrier].company, carrier, knownAt };
}

function unpack(packed: number): LoggedScan {
  const rest = packed % SECOND_STEP;
  const phrase = PHRASE_KEYS[Math.floor(rest / PHRASE_STEP)];
  if (phrase === undefined) throw new Error(`no phrase in ${packed}`);
  const at = Math.floor(packed / SECOND_STEP) * 1000;
  return { phrase, at, inFirst: (rest & 1) !== 0, inLast: (rest & 2) !== 0 };
}
