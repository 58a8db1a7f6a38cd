import { numberKey } from '#app/domain/numbers/normalise.ts';
import { cleanCarrierText } from '#app/domain/scans/clean-text.ts';
import type { NumberReport, NumberRequest } from '#app/sources/source.ts';

/** What both sources take for a number (17TRACK: 5–50 letters and digits in one piece). Others are never sent. */
const ASKABLE = /^[A-Z0-9]{5,50}$/;

/** Our code for a number that no source would take; sources' own codes are numbers. */
export const NUMBER_FORMAT = 'number_format';

/** The numbers worth sending, each once, and reports for the rest: one bad number never stops the others. */
export function splitAskable(numbers: readonly NumberRequest[]): {
  askable: NumberRequest[];
  refused: NumberReport[];
} {
  const once = [...new Map(numbers.map((number) => [number.numberKey, number])).values()];
  return {
    askable: once.filter((number) => ASKABLE.test(number.numberKey)),
    refused: once
      .filter((number) => !ASKABLE.test(number.numberKey))
      .map((number) => emptyReport(number, { state: 'refused', errorCode: NUMBER_FORMAT })),
  };
}

/** A report that says nothing but where the number stands. */
export function emptyReport(
  { numberKey: key, number }: { numberKey: string; number: string },
  { state, errorCode = null }: { state: NumberReport['state']; errorCode?: string | null },
): NumberReport {
  return {
    numberKey: key,
    number,
    state,
    errorCode,
    scans: [],
    carrier: null,
    syncedAt: null,
    isSyncFailing: false,
    successor: null,
    shipperCountry: null,
    recipient: { country: null, postcode: null },
    estimatedDeliveryAt: null,
  };
}

/** A number as a source writes it, with the key it is compared by; null when it is none. */
export function sourceNumber(raw: string | null): { numberKey: string; number: string } | null {
  const number = cleanCarrierText(raw)?.slice(0, 60) ?? '';
  const key = numberKey(number);
  return key.length >= MIN_KEY_LENGTH ? { numberKey: key, number } : null;
}

const MIN_KEY_LENGTH = 4;

/** The number a source says goes on where `from` ends; null when it names none, or the same one again. */
export function successorOf(
  from: string,
  next: { number: string | null; carrier: string | null; carrierName: string | null },
): NumberReport['successor'] {
  const found = sourceNumber(next.number);
  if (found === null || found.numberKey === from || !ASKABLE.test(found.numberKey)) return null;
  return {
    number: found.number,
    carrier: next.carrier,
    carrierName: cleanCarrierText(next.carrierName)?.slice(0, 80) ?? null,
  };
}

/** A postcode as a source writes it, short and clean; null when there is none. */
export function sourcePostcode(raw: string | null): string | null {
  return cleanCarrierText(raw)?.slice(0, 20) ?? null;
}

/** One report for each asked number, in their order: those the source left out have the state `missing`. */
export function reportPerNumber(
  numbers: readonly NumberRequest[],
  reports: readonly NumberReport[],
  missing: NumberReport['state'],
): NumberReport[] {
  const byKey = new Map(reports.map((report) => [report.numberKey, report]));
  const once = new Map(numbers.map((number) => [number.numberKey, number]));
  return [...once.values()].map(
    (number) => byKey.get(number.numberKey) ?? emptyReport(number, { state: missing }),
  );
}
