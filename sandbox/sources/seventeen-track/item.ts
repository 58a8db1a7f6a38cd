import { offsetMs } from '../../world/calendar.ts';
import type { CarrierKey } from '../../world/carriers.ts';
import type { CarrierRecord, CarrierScan } from '../../world/effects.ts';
import { hashOf, scanHash, seenOf } from '../follow.ts';
import { SOURCE_CARRIERS } from '../source-carriers.ts';
import { mainStatusOf, STAGES, statusOf } from './statuses.ts';
import type { Tracking } from './tracking.ts';

const DAY = 86_400_000;
const NO_COORDINATES = { longitude: null, latitude: null };

export interface ItemContext {
  /** What the carrier has published under a number by now; null when nothing. */
  record(number: string): CarrierRecord | null;
  /** The instant the item speaks of. */
  now: number;
}

/** The documented item of one number: what 17TRACK heard by its last answer from the carrier. */
export function trackItem(tracking: Tracking, context: ItemContext): Record<string, unknown> {
  const isTelling = isAnswered(tracking, context);
  const seen = isTelling ? seenOf(context.record(tracking.number), tracking.syncedAt) : null;
  const scans = seen?.scans ?? [];
  const latest = scans.at(-1);
  return {
    number: tracking.number,
    // A number or a text, as the real one.
    carrier: spelled(tracking.carrier, tracking.number),
    param: tracking.param,
    tag: tracking.tag,
    lang: tracking.lang,
    track_info: {
      shipping_info: {
        shipper_address: address(seen?.shipperCountry ?? null, null, null),
        recipient_address: recipientOf(seen),
      },
      latest_status: latestStatus(tracking, scans),
      latest_event: latest === undefined ? null : eventOf(tracking.number, latest),
      time_metrics: metricsOf(scans, context.now),
      milestone: milestonesOf(scans),
      misc_info: {
        risk_factor: 0,
        service_type: null,
        weight_raw: null,
        weight_kg: null,
        pieces: null,
        dimensions: null,
        customer_number: null,
        reference_number: null,
        ...localNumber(tracking, seen),
      },
      tracking: trackingOf(tracking, seen, context),
    },
  };
}

/** A carrier that was named wrongly knows nothing of the number. */
function isAnswered(tracking: Tracking, { record }: ItemContext): boolean {
  const found = record(tracking.number);
  return found !== null && tracking.isCarrierRight(found.carrier);
}

function latestStatus(tracking: Tracking, scans: readonly CarrierScan[]) {
  const latest = scans.at(-1);
  const subStatus =
    tracking.stopReason === 'Expired' && latest?.phrase !== 'delivered'
      ? 'Expired_Other'
      : latest === undefined
        ? 'NotFound_Other'
        : statusOf(latest.phrase, latest.english).subStatus;
  return { status: mainStatusOf(subStatus), sub_status: subStatus, sub_status_descr: null };
}

function trackingOf(tracking: Tracking, seen: CarrierRecord | null, context: ItemContext) {
  const first = providerOf(tracking, tracking.carrier, tracking.number, seen?.scans ?? []);
  const second = lastMileProvider(tracking, seen, context);
  const providers = second === null ? [first] : [first, second];
  const hash = hashOf(providers.map(({ events_hash }) => events_hash).join(' '));
  return { providers_hash: hash, providers };
}

/** For half of the numbers that go on under both, 17TRACK asks the last mile's carrier too. */
function lastMileProvider(tracking: Tracking, seen: CarrierRecord | null, context: ItemContext) {
  if (seen === null || seen.successor === null || seen.endsAtHandOff) return null;
  const { number, carrier } = seen.successor;
  if (hashOf(number) % 2 === 0) return null;
  const scans = seenOf(context.record(number), tracking.syncedAt)?.scans ?? [];
  return providerOf(tracking, carrier, number, scans);
}

function providerOf(
  tracking: Tracking,
  carrier: CarrierKey,
  number: string,
  scans: readonly CarrierScan[],
) {
  const { key, name, country, homepage } = SOURCE_CARRIERS[carrier];
  const events = scans.map((scan) => eventOf(number, scan)).toReversed();
  return {
    provider: { key, name, alias: name.toUpperCase(), tel: null, homepage, country },
    service_type: null,
    latest_sync_status: tracking.isFailing ? 'Failure' : 'Success',
    latest_sync_time: tracking.syncedAt === null ? null : utc(tracking.syncedAt),
    provider_lang: null,
    provider_tips: null,
    events_hash: hashOf(scans.map((scan) => scanHash(number, scan)).join(' ')),
    events,
  };
}

function eventOf(number: string, scan: CarrierScan) {
  const { subStatus, stage } = statusOf(scan.phrase, scan.english);
  const { city, country, zip } = scan;
  const isTranslated = scan.language !== 'en';
  return {
    ...timesOf(number, scan),
    description: scan.message,
    description_translation: isTranslated ? { lang: 'en', description: scan.english } : null,
    location: city === null ? null : `${city.toUpperCase()}, ${country ?? ''}`,
    stage,
    sub_status: subStatus,
    address: address(country, city, zip),
  };
}

function timesOf(number: string, scan: CarrierScan) {
  const offset = scan.country === null ? 0 : offsetMs(scan.country);
  const local = new Date(scan.at + offset).toISOString();
  const [date = '', time = ''] = [local.slice(0, 10), local.slice(11, 19)];
  const timezone = offsetText(offset);
  const isText = scanHash(number, scan) % 5 === 0;
  return {
    time_iso: `${date}T${time}${timezone}`,
    time_utc: utc(scan.at),
    time_raw: isText ? `${date} ${time}` : { date, time, timezone },
  };
}

function milestonesOf(scans: readonly CarrierScan[]) {
  return STAGES.map((stage) => {
    const scan = scans.find(({ phrase, english }) => statusOf(phrase, english).stage === stage);
    const none = { time_iso: null, time_utc: null, time_raw: null };
    return { key_stage: stage, ...(scan === undefined ? none : timesOf('', scan)) };
  });
}

function metricsOf(scans: readonly CarrierScan[], now: number) {
  const [first, last] = [scans[0], scans.at(-1)];
  const days = (from: number | undefined, until: number) =>
    from === undefined ? 0 : Math.floor((until - from) / DAY);
  const isOver = last?.phrase === 'delivered';
  const transit = days(first?.at, isOver ? last.at : now);
  return {
    days_after_order: days(first?.at, now),
    days_of_transit: transit,
    days_of_transit_done: isOver ? transit : 0,
    days_after_last_update: days(last?.at, now),
    estimated_delivery_date: { source: null, from: null, to: null },
  };
}

/** Without a successor the fields are empty, or repeat the number itself. */
function localNumber(tracking: Tracking, seen: CarrierRecord | null) {
  if (seen !== null && seen.successor !== null) {
    const { name, key } = SOURCE_CARRIERS[seen.successor.carrier];
    return { local_number: seen.successor.number, local_provider: name, local_key: key };
  }
  const { number } = tracking;
  if (hashOf(number) % 9 !== 0) return { local_number: null, local_provider: null, local_key: 0 };
  const { name, key } = SOURCE_CARRIERS[tracking.carrier];
  return { local_number: number, local_provider: name, local_key: key };
}

function recipientOf(seen: CarrierRecord | null) {
  if (seen === null) return address(null, null, null);
  const { country, city, zip } = seen.recipient;
  // Carriers show the country of most parcels, and the town of some.
  const isTownShown = hashOf(seen.number) % 3 === 0;
  return address(country, isTownShown ? city : null, isTownShown ? zip : null);
}

function address(country: string | null, city: string | null, zip: string | null) {
  return {
    country,
    state: null,
    city,
    street: null,
    postal_code: zip,
    coordinates: NO_COORDINATES,
  };
}

/** 17TRACK gives carriers as numbers in most places and as texts in some. */
export function spelled(carrier: CarrierKey, number: string): number | string {
  const { key } = SOURCE_CARRIERS[carrier];
  return hashOf(number) % 8 === 0 ? String(key) : key;
}

function offsetText(offset: number): string {
  const minutes = Math.abs(offset) / 60_000;
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
}

export function utc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
