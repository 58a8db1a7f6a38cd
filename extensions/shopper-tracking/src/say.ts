import type { ShopperParcelView } from '#app/contracts/shopper.ts';
import {
  agoWords,
  countryWords,
  dayWords,
  hasPassed,
  instantWords,
  lastDayWords,
  type Clock,
} from './say-times.ts';

/** A text of the extension's locales by its key, `{{name}}` filled in. None that `sayParcel` asks for is a plural. */
export type Translate = (key: string, values?: Record<string, string>) => string;

/** What is said of one parcel, line by line, each a sentence of its own; null = there is nothing true to say there. */
export interface ParcelLines {
  /** What only the shopper can do, said before everything else, and to whom to turn with which number. */
  need: string | null;
  needContact: string | null;
  /** The state: the merchant's own sentence where it is in the shopper's language. */
  headline: string;
  /** Countries, from first to last. */
  route: string | null;
  /** Since when it has been so; only while there is no scan to date it. */
  since: string | null;
  lastScan: string | null;
  /** How usual it is to have heard nothing since. */
  silence: string | null;
  delivery: string | null;
  /** What happens next and until when to wait. */
  next: string | null;
  legs: LegLines[];
}

export interface LegLines {
  /** Which part of the way it is, and who carries. */
  who: string;
  number: string;
  /** `https:` only; null = no page is known. */
  url: string | null;
  /** The link for those who hear it. */
  label: string;
}

/** The words of a language, and when and where they are read. */
export interface Saying extends Clock {
  translate: Translate;
}

interface Telling extends Saying {
  parcel: ShopperParcelView;
}

/**
 * One parcel in sentences. `language` (BCP 47) is that of the texts `translate` gives; instants are told in `timeZone`, or where
 * it is left out in the machine's. Depends on its arguments alone; dates that cannot be read leave their line out.
 */
export function sayParcel(telling: Telling): ParcelLines {
  const { parcel, translate, language } = telling;
  const { need, own } = parcel;
  return {
    need: need === null ? null : translate(`need.${need}`),
    needContact: need === null ? null : sayContact(telling),
    headline:
      own !== null && isSameLanguage(own.language, language)
        ? own.text
        : translate(`state.${parcel.state}`),
    route: sayRoute(telling),
    since: saySince(telling),
    lastScan: sayLastScan(telling),
    silence: saySilence(telling),
    delivery: sayDelivery(telling),
    next: sayNext(telling),
    legs: parcel.legs.map(({ kind, carrier, number, url }) => {
      const name = carrier ?? translate('leg.carrierUnknown');
      const label = translate('leg.open', { carrier: name, number });
      const who = translate('leg.who', { kind: translate(`leg.${kind}`), carrier: name });
      return { who, number, url, label };
    }),
  };
}

/** Codes that have a text under `milestone.<code>`; a newer release may send others. */
const MILESTONES_WITH_A_TEXT = new Set([
  'announced',
  'accepted',
  'export_customs',
  'departed_origin',
  'arrived_destination',
  'import_customs',
  'customs_action_needed',
  'customs_released',
  'domestic_transit',
  'out_for_delivery',
  'attempt_failed',
  'available_pickup',
  'delivered',
  'returning',
  'returned',
  'exception',
  'lost',
  'source_gave_up',
]);

/** Chinese is written in two ways; every other language is understood across its regions. */
function isSameLanguage(one: string, other: string): boolean {
  const base = (tag: string) => tag.split('-')[0];
  return one === other || (base(one) === base(other) && base(one) !== 'zh');
}

/** The last number of the chain: whoever holds the parcel now answers to it. */
function sayContact({ parcel, translate }: Telling): string | null {
  const last = parcel.legs.at(-1);
  if (last === undefined) return null;
  const carrier = last.carrier ?? translate('leg.carrierUnknown');
  return translate('needContact', { carrier, number: last.number });
}

function sayRoute({ parcel, translate, language }: Telling): string | null {
  const { origin, destination } = parcel;
  if (origin === null || destination === null || origin === destination) return null;
  const from = countryWords(origin, language);
  const to = countryWords(destination, language);
  return translate('route', { from, to });
}

function saySince(telling: Telling): string | null {
  const { parcel, translate } = telling;
  if (parcel.lastScan !== null || parcel.since === null) return null;
  const date = dayWords(parcel.since, telling);
  return date === null ? null : translate('since', { date });
}

function sayLastScan(telling: Telling): string | null {
  const { parcel, translate, language } = telling;
  if (parcel.lastScan === null) return null;
  const { milestone, at, country } = parcel.lastScan;
  const date = instantWords(at, telling);
  if (date === null) return null;
  const code = MILESTONES_WITH_A_TEXT.has(milestone) ? milestone : 'unknown';
  const what = translate(`milestone.${code}`);
  const ago = agoWords(at, telling);
  const when = ago === null ? date : translate('scan.ago', { ago, date });
  return country === null
    ? translate('scan.last', { what, when })
    : translate('scan.lastIn', { what, when, country: countryWords(country, language) });
}

function saySilence(telling: Telling): string | null {
  const { silence } = telling.parcel;
  if (silence === null) return null;
  const until = lastDayWords(silence.usualUntil, telling);
  if (until === null) return null;
  const how = hasPassed(silence.usualUntil, telling) ? 'longer' : 'usual';
  return telling.translate(`silence.${how}.${silence.basis}`, { until });
}

function sayDelivery(telling: Telling): string | null {
  const { parcel, translate, language } = telling;
  if (parcel.delivery === null) return null;
  const { earliestOn, latestOn, confidence, basis } = parcel.delivery;
  const from = dayWords(earliestOn, telling);
  const to = dayWords(latestOn, telling);
  if (from === null || to === null) return null;
  const values = { ...shareOf(confidence), from, to };
  const when = hasPassed(latestOn, telling) ? 'passed' : from === to ? 'on' : 'between';
  const sentence = translate(`delivery.${when}`, values);
  return basis === 'prior' ? joined([sentence, translate('delivery.prior')], language) : sentence;
}

/** A confidence as "8 of 10"; as "19 of 20" where tenths would say too much. Rounded down: never more sure than it is. */
function shareOf(confidence: number): { share: string; outOf: string } {
  const outOf = Math.abs(confidence * 10 - Math.round(confidence * 10)) < 1e-6 ? 10 : 20;
  return { share: String(Math.floor(confidence * outOf + 1e-6)), outOf: String(outOf) };
}

function sayNext(telling: Telling): string | null {
  const { parcel, translate, language } = telling;
  if (parcel.next === null) return null;
  const { code, until } = parcel.next;
  switch (code) {
    case 'number_by':
    case 'first_scan_by':
    case 'next_scan_by':
    case 'customs_by': {
      const day = until === null ? null : lastDayWords(until, telling);
      if (until !== null && day !== null && hasPassed(until, telling)) {
        return translate('nextPassed.news', { until: day });
      }
      const sentence =
        day === null ? translate(`nextUndated.${code}`) : translate(`next.${code}`, { until: day });
      return parcel.need === null
        ? joined([translate('nothingToDo'), sentence], language)
        : sentence;
    }
    case 'today': {
      // Read on a later day, it was that day.
      const day = until === null ? null : lastDayWords(until, telling);
      return until !== null && day !== null && hasPassed(until, telling)
        ? translate('nextPassed.today', { until: day })
        : translate('next.today');
    }
    default:
      return translate(`next.${code}`);
  }
}

/** Sentences one after another: without a space in Chinese and Japanese. */
export function joined(sentences: readonly string[], language: string): string {
  return sentences.join(/^(zh|ja)/u.test(language) ? '' : ' ');
}
