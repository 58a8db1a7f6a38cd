import { offsetMs } from '../../world/calendar.ts';
import type { CarrierKey } from '../../world/carriers.ts';
import type { CarrierRecord, CarrierScan } from '../../world/effects.ts';
import { hashOf, scanHash, seenOf } from '../follow.ts';
import type { Followed } from '../follow.ts';
import { answersFor, SOURCE_CARRIERS } from '../source-carriers.ts';
import { EXPIRED, PENDING, statusOf } from './statuses.ts';

/** AfterShip writes countries in three letters. */
const ALPHA_3: Record<string, string> = {
  AU: 'AUS',
  BR: 'BRA',
  CN: 'CHN',
  DE: 'DEU',
  FR: 'FRA',
  GB: 'GBR',
  US: 'USA',
};

/** A number added to AfterShip. */
export interface AfterShipTracking extends Followed {
  id: string;
  carrier: CarrierKey;
  orderId: string | null;
  isExpired: boolean;
  isRetracked: boolean;
}

/** The documented tracking object, as of the last answer from the courier. */
export function trackingObject(
  tracking: AfterShipTracking,
  recordOf: (number: string) => CarrierRecord | null,
): Record<string, unknown> {
  const record = recordOf(tracking.number);
  const isRight = record !== null && answersFor(tracking.carrier, record.carrier);
  const seen = isRight ? seenOf(record, tracking.syncedAt) : null;
  const scans = seen?.scans ?? [];
  const latest = scans.at(-1);
  const status =
    tracking.isExpired && latest?.phrase !== 'delivered'
      ? EXPIRED
      : latest === undefined
        ? PENDING
        : statusOf(latest.phrase);
  const { slug } = SOURCE_CARRIERS[tracking.carrier];
  const delivered = scans.find(({ phrase }) => phrase === 'delivered');
  return {
    id: tracking.id,
    legacy_id: tracking.id.slice(0, 24),
    created_at: instant(tracking.registeredAt),
    updated_at: instant(tracking.changedAt),
    tracking_number: tracking.number,
    slug,
    active: !tracking.isExpired && latest?.phrase !== 'delivered',
    title: tracking.number,
    origin_country_region: seen === null ? null : alpha3(seen.shipperCountry),
    destination_country_region: seen === null ? null : alpha3(seen.recipient.country),
    courier_destination_country_region: seen === null ? null : alpha3(seen.recipient.country),
    destination_postal_code: null,
    order_id: tracking.orderId,
    tracked_count: tracking.syncs,
    last_updated_at: tracking.syncedAt === null ? null : instant(tracking.syncedAt),
    tag: status.tag,
    subtag: status.subtag,
    subtag_message: status.subtagMessage,
    shipment_pickup_date: timeOf(scans.find(({ phrase }) => phrase === 'accepted')),
    shipment_delivery_date: timeOf(delivered),
    on_time_status: null,
    aftership_estimated_delivery_date: null,
    courier_estimated_delivery_date: null,
    first_mile: firstMile(seen),
    last_mile: lastMile(seen),
    checkpoints: checkpointsOf(tracking, seen, recordOf),
  };
}

/** The courier's own scans, and for half of those handed off the last mile's beside them; oldest first. */
function checkpointsOf(
  tracking: AfterShipTracking,
  seen: CarrierRecord | null,
  recordOf: (number: string) => CarrierRecord | null,
) {
  if (seen === null) return [];
  const own = seen.scans.map((scan) => checkpoint(tracking.number, seen.carrier, scan));
  const { successor } = seen;
  if (successor === null || seen.endsAtHandOff || hashOf(successor.number) % 2 === 1) return own;
  const last = seenOf(recordOf(successor.number), tracking.syncedAt)?.scans ?? [];
  const theirs = last.map((scan) => checkpoint(successor.number, successor.carrier, scan));
  return [...own, ...theirs].toSorted((a, b) => a.at - b.at);
}

function checkpoint(number: string, carrier: CarrierKey, scan: CarrierScan) {
  const { tag, subtag, subtagMessage } = statusOf(scan.phrase);
  const checkpointJson = {
    created_at: instant(scan.knownAt),
    slug: SOURCE_CARRIERS[carrier].slug,
    checkpoint_time: localTime(scan),
    location: scan.city === null ? null : `${scan.city}, ${scan.country ?? ''}`,
    city: scan.city,
    state: null,
    postal_code: scan.zip,
    coordinate: null,
    country_region: scan.country === null ? null : alpha3(scan.country),
    country_region_name: scan.country,
    message: scan.message,
    tag,
    subtag,
    subtag_message: subtagMessage,
    raw_tag: null,
    source: 'carrier',
    hash: scanHash(number, scan).toString(16).padStart(8, '0').repeat(4),
  };
  // Sorting needs the instant; it is no part of the answer.
  return Object.defineProperty({ ...checkpointJson, at: scan.at }, 'at', { enumerable: false });
}

function firstMile(seen: CarrierRecord | null) {
  if (seen === null || seen.predecessor === null) return null;
  const { number, carrier } = seen.predecessor;
  return { tracking_number: number, slug: SOURCE_CARRIERS[carrier].slug, transit_time: null };
}

function lastMile(seen: CarrierRecord | null) {
  if (seen === null || seen.successor === null) return null;
  const { number, carrier } = seen.successor;
  return { tracking_number: number, slug: SOURCE_CARRIERS[carrier].slug, transit_time: null };
}

function timeOf(scan: CarrierScan | undefined): string | null {
  return scan === undefined ? null : localTime(scan);
}

/** With the place's offset; without one where no place is known: such a time is UTC in this sandbox. */
function localTime({ at, country }: CarrierScan): string {
  if (country === null) return instant(at);
  const offset = offsetMs(country);
  const minutes = Math.abs(offset) / 60_000;
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const zone = `${offset < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
  return `${new Date(at + offset).toISOString().slice(0, 19)}${zone}`;
}

export function instant(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}+00:00`;
}

function alpha3(country: string): string {
  return ALPHA_3[country] ?? country;
}
