import { carrierSlug } from '#app/domain/numbers/carriers.ts';
import { journeyOf, type Journey, type Outcome } from '#app/domain/lanes/journey.ts';
import { carrierFamily, type Lane } from '#app/domain/lanes/lane-key.ts';
import { numberKey } from '#app/domain/numbers/normalise.ts';
import { recogniseNumber } from '#app/domain/numbers/recognise.ts';
import type { NumberElsewhere } from '#app/domain/parcels/number-facts.ts';
import { proveNumber } from '#app/domain/parcels/number-proofs.ts';
import type { Proof } from '#app/domain/parcels/proof.ts';
import { bestScans } from '#app/domain/scans/merge-timeline.ts';
import { mergeScans, provenAt } from '#app/domain/scans/merge-scans.ts';
import type { Scan } from '#app/domain/scans/scan.ts';
import type { BusinessCalendar } from '#app/domain/shared/business-calendar.ts';
import { endingOf, type Ending } from '#app/domain/verdicts/parcel-state.ts';
import { calendarsFor, DEFAULT_SETTINGS } from '#app/domain/verdicts/settings.ts';
import type { History } from '../world/histories.ts';
import type { ParcelRow } from '../world/rows.ts';
import type { NumberRow, ScanRow } from '../world/told.ts';

/** A parcel as it is known at an instant to whoever hears what Shopify hears. */
export interface HeardParcel {
  row: ParcelRow;
  /** The number it has then. */
  number: NumberRow;
  lane: Lane;
  calendars: { origin: BusinessCalendar; destination: BusinessCalendar };
  /** The best statement of each event heard so far, in order. */
  news: readonly Scan[];
  ending: Ending | null;
  /** What speaks against the number; of a parcel that has ended nobody asks. */
  proofs: Proof[];
  /** What can be learned from it; null = nothing. */
  journey: Journey | null;
}

interface Listed {
  row: ParcelRow;
  lane: Lane;
  /** In the order of hearing. */
  scans: Scan[];
  /** How many of them had been heard at the last look, and what they said. */
  heard: { count: number; news: readonly Scan[]; ending: Ending | null };
  /** All has been heard of it, and it is over. */
  settled: HeardParcel | null;
}

/**
 * Listens to a history: what is known at one instant after the other, later ones later. Nothing but scans heard by then,
 * numbers uploaded by then and the order itself is in it; the rows' outcomes and ends are not looked at.
 */
export function createEar({ parcels, scans }: History): (at: Date) => HeardParcel[] {
  const byParcel = Map.groupBy(scans, ({ parcelId }) => parcelId);
  const byNumber = Map.groupBy(
    parcels.flatMap((row) => row.numbers.map(({ number, from }) => ({ row, number, from }))),
    ({ number }) => numberKey(number),
  );
  const listed = parcels.map((row): Listed => ({
    row,
    lane: {
      carrier: carrierFamily(row.carrier),
      origin: row.origin,
      destination: row.destination,
    },
    scans: (byParcel.get(row.parcelId) ?? []).map(scanOf).sort(byHearing),
    heard: { count: 0, news: [], ending: null },
    settled: null,
  }));
  const elsewhere = ({ row, number }: { row: ParcelRow; number: string }, at: Date) =>
    (byNumber.get(numberKey(number)) ?? [])
      .filter((other) => other.row !== row && other.from <= at)
      .map(({ row: other, from }): NumberElsewhere => ({
        orderId: other.orderId,
        orderName: other.orderId,
        placedAt: other.placedAt,
        knownAt: from,
        destination: other.destination,
        postcodeHash: null,
      }));
  return (at) =>
    listed.flatMap((each) => {
      if (each.settled !== null) return [each.settled];
      if (each.row.startedAt > at) return [];
      const known = knownAt(each, { at, elsewhere });
      if (known !== null && known.ending !== null && each.heard.count === each.scans.length) {
        each.settled = known;
      }
      return known ?? [];
    });
}

function scanOf(row: ScanRow, index: number): Scan {
  const { occurredAt, heardAt, milestone, physical, country, place } = row;
  return {
    source: 'shopify',
    eventId: String(index),
    occurredAt,
    recordedAt: heardAt,
    milestone,
    physical,
    rawStatus: milestone,
    message: null,
    place,
    country,
    estimatedDeliveryAt: null,
  };
}

function byHearing(a: Scan, b: Scan): number {
  return a.recordedAt.getTime() - b.recordedAt.getTime();
}

function knownAt(
  each: Listed,
  {
    at,
    elsewhere,
  }: {
    at: Date;
    elsewhere: (number: { row: ParcelRow; number: string }, at: Date) => NumberElsewhere[];
  },
): HeardParcel | null {
  const { row, lane } = each;
  const number = row.numbers.findLast(({ from }) => from <= at);
  if (number === undefined) return null;
  hearUntil(each, at);
  const { news, ending } = each.heard;
  const calendars = calendarsFor(DEFAULT_SETTINGS, row);
  const proofs = ending !== null ? [] : proofsOf(row, { number, news, elsewhere, at });
  const isWrong = proofs.some(({ weight }) => weight === 'proof');
  const { journey } = isWrong
    ? { journey: null }
    : journeyOf({
        lane,
        scans: news,
        startedAt: number.from,
        ...endOf(ending),
        calendars,
        asOf: at,
      });
  return { row, number, lane, calendars, news, ending, proofs, journey };
}

function hearUntil(each: Listed, at: Date): void {
  let { count } = each.heard;
  while ((each.scans[count]?.recordedAt ?? FAR) <= at) count += 1;
  if (count === each.heard.count) return;
  const news = bestScans(mergeScans(each.scans.slice(0, count)));
  each.heard = { count, news, ending: endingOf(news, each.row) };
}

const FAR = new Date(8.64e15);

/** As the product concludes it from scans alone (services/parcel-journey.ts). */
function endOf(ending: Ending | null): { outcome: Outcome; endedAt: Date | null } {
  if (ending === null) return { outcome: 'open', endedAt: null };
  const { is, scan } = ending;
  const outcome = is === 'delivered' || is === 'lost' ? is : 'returned';
  return { outcome, endedAt: provenAt(scan) };
}

function proofsOf(
  row: ParcelRow,
  {
    number,
    news,
    elsewhere,
    at,
  }: {
    number: NumberRow;
    news: readonly Scan[];
    elsewhere: (number: { row: ParcelRow; number: string }, at: Date) => NumberElsewhere[];
    at: Date;
  },
): Proof[] {
  return proveNumber({
    number: number.number,
    numberKey: numberKey(number.number),
    knownAt: number.from,
    order: { orderId: row.orderId, placedAt: row.placedAt, postcodeHash: null },
    shippedAt: row.startedAt,
    lane: null,
    origin: row.origin,
    destination: row.destination,
    scans: news,
    isStreamSure: true,
    said: [],
    elsewhere: elsewhere({ row, number: number.number }, at),
    hasFailedCheckDigit: hasFailedCheckDigit(number.number, row.carrier),
  });
}

const checked = new Map<string, boolean>();

function hasFailedCheckDigit(number: string, carrier: string | null): boolean {
  const known = checked.get(number);
  if (known !== undefined) return known;
  const { suspicions } = recogniseNumber(number, { statedCarrier: carrierSlug(carrier) });
  const hasFailed = suspicions.some(({ code }) => code === 'check_digit_failed');
  checked.set(number, hasFailed);
  return hasFailed;
}
