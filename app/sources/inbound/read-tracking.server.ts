import { z } from 'zod';
import { carrierSlug } from '#app/domain/numbers/carriers.ts';
import { scanFromTold } from '#app/domain/scans/from-inbound.ts';
import type { Scan } from '#app/domain/scans/scan.ts';
import { estimateInstant, instantWithOffset } from '#app/domain/scans/source-instant.ts';
import { countryOfAnyCode } from '#app/domain/shared/country-alpha3.ts';
import { withEventId } from '#app/sources/event-id.server.ts';
import { emptyReport, sourceNumber, successorOf } from '#app/sources/source-number.ts';
import type { NumberReport } from '#app/sources/source.ts';

/** Events of one tracking; no parcel has more. */
export const MAX_INBOUND_EVENTS = 500;

type Rejected = { field: string; reason: string };

const row = z.record(z.string(), z.unknown());

/**
 * Reads one tracking of an inbound push: what can be read goes in, what cannot is named. Null when nothing is left of it.
 */
export function readTracking(
  raw: unknown,
  receivedAt: Date,
): { report: NumberReport | null; rejected: Rejected[] } {
  const parsed = row.safeParse(raw);
  if (!parsed.success) return nothing('', 'not_an_object');
  const tracking = parsed.data;
  const named = typeof tracking.number === 'string' ? sourceNumber(tracking.number) : null;
  if (named === null) {
    return nothing('number', tracking.number === undefined ? 'missing' : 'not_a_number');
  }
  const rejected: Rejected[] = [];
  const text = (field: string, value: unknown) => optionalText(field, value, rejected);
  const scans = readEvents(tracking.events, { numberKey: named.numberKey, receivedAt, rejected });
  const successor = readNext(tracking.next, { from: named.numberKey, rejected });
  const estimate = text('estimated_delivery', tracking.estimated_delivery);
  const estimatedDeliveryAt = estimateInstant(estimate);
  if (estimate !== null && estimatedDeliveryAt === null) {
    rejected.push({ field: 'estimated_delivery', reason: 'not_a_date' });
  }
  const carrier = carrierSlug(text('carrier', tracking.carrier));
  const isEmpty = scans.length === 0 && successor === null && estimatedDeliveryAt === null;
  if (isEmpty && rejected.length > 0) return { report: null, rejected };
  const state = scans.length > 0 ? 'tracking' : 'pending';
  return {
    report: { ...emptyReport(named, { state }), scans, carrier, successor, estimatedDeliveryAt },
    rejected,
  };
}

function readEvents(
  raw: unknown,
  {
    numberKey,
    receivedAt,
    rejected,
  }: { numberKey: string; receivedAt: Date; rejected: Rejected[] },
): Scan[] {
  if (raw === undefined || raw === null) return [];
  if (!Array.isArray(raw)) {
    rejected.push({ field: 'events', reason: 'not_a_list' });
    return [];
  }
  if (raw.length > MAX_INBOUND_EVENTS) rejected.push({ field: 'events', reason: 'too_many' });
  const events: unknown[] = raw.slice(0, MAX_INBOUND_EVENTS);
  const scans = events.flatMap((event, index) => {
    const problems: Rejected[] = [];
    const scan = readEvent(event, { numberKey, receivedAt, rejected: problems });
    rejected.push(
      ...problems.map(({ field, reason }) => ({
        field: `events[${index}]${field === '' ? '' : `.${field}`}`,
        reason,
      })),
    );
    return problems.length > 0 || scan === null ? [] : [scan];
  });
  return [...new Map(scans.map((scan) => [scan.eventId, scan])).values()];
}

function readEvent(
  raw: unknown,
  {
    numberKey,
    receivedAt,
    rejected,
  }: { numberKey: string; receivedAt: Date; rejected: Rejected[] },
): Scan | null {
  const parsed = row.safeParse(raw);
  if (!parsed.success) {
    rejected.push({ field: '', reason: 'not_an_object' });
    return null;
  }
  const event = parsed.data;
  const text = (field: string) => optionalText(field, event[field], rejected);
  const [time, status, words, place, country, id] = [
    text('time'),
    text('status'),
    text('text'),
    text('place'),
    text('country'),
    text('id'),
  ];
  const occurredAt = instantWithOffset(time);
  const code = countryOfAnyCode(country);
  const isTimeText = event.time === undefined || typeof event.time === 'string';
  if (occurredAt === null && isTimeText) {
    rejected.push({ field: 'time', reason: time === null ? 'missing' : 'not_an_instant' });
  }
  if (status === null && words === null) rejected.push({ field: 'status', reason: 'missing' });
  if (country !== null && code === null) {
    rejected.push({ field: 'country', reason: 'not_a_country' });
  }
  if (occurredAt === null) return null;
  const told = { occurredAt, status, text: words, place, country: code, id };
  return withEventId(scanFromTold(told, { source: 'inbound', numberKey, receivedAt }));
}

function readNext(
  raw: unknown,
  { from, rejected }: { from: string; rejected: Rejected[] },
): NumberReport['successor'] {
  if (raw === undefined || raw === null) return null;
  const parsed = row.safeParse(raw);
  const number = parsed.success ? optionalText('next.number', parsed.data.number, rejected) : null;
  const carrierName = parsed.success
    ? optionalText('next.carrier', parsed.data.carrier, rejected)
    : null;
  const successor = successorOf(from, { number, carrier: carrierSlug(carrierName), carrierName });
  if (successor === null && !rejected.some(({ field }) => field === 'next.number')) {
    rejected.push({ field: 'next.number', reason: number === null ? 'missing' : 'not_a_number' });
  }
  return successor;
}

/** Null for a field that is not there; one that is no text is rejected. Long texts are cut when they are cleaned. */
function optionalText(field: string, value: unknown, rejected: Rejected[]): string | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'string') return value;
  rejected.push({ field, reason: 'not_a_text' });
  return null;
}

function nothing(field: string, reason: string) {
  return { report: null, rejected: [{ field, reason }] };
}
