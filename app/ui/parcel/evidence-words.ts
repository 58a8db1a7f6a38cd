import type { TFunction } from 'i18next';
import { MILESTONES } from '#app/domain/scans/scan.ts';
import { SOURCES } from '#app/domain/scans/source-name.ts';
import {
  EVIDENCE_CODES,
  type EvidenceCode,
  type EvidenceParam,
} from '#app/domain/verdicts/evidence-codes.ts';
import type { Evidence } from '#app/domain/verdicts/verdict.ts';
import type { Format } from '../format.ts';
import { spanWords } from './lane-words.ts';

/**
 * One piece of evidence as a sentence, its parameters in the shop's zone and the reader's language. A code of an older
 * version, without words today, is shown as it is rather than left out. A limit is said to be in business days only where
 * the verdict was counted so.
 */
export function evidenceWords(
  { code, params }: Evidence,
  { t, format, isBusiness }: { t: TFunction; format: Format; isBusiness: boolean },
): string {
  const entry = EVIDENCE_CODES.find((known) => known.code === code);
  if (entry === undefined) return code;
  const shown: Record<string, string> = {};
  const kinds: [string, EvidenceParam][] = Object.entries(entry.params);
  for (const [name, kind] of kinds) {
    const value = params[name];
    shown[name] = value === null || value === undefined ? '–' : shownParam(kind, value);
  }
  const known: EvidenceCode = entry.code;
  const facts = { ...shown, count: countOf(params) };
  const inBusinessDays = isBusiness ? BUSINESS_LIMITS.find((limit) => limit === known) : undefined;
  return inBusinessDays === undefined
    ? t(`evidence.${known}`, facts)
    : t(`evidenceInBusinessDays.${inBusinessDays}`, facts);

  function shownParam(kind: EvidenceParam, value: string | number): string {
    switch (kind) {
      case 'instant':
        return format.instant(String(value));
      case 'date':
        return format.date(String(value));
      case 'number':
        return format.days(Number(value));
      case 'span':
        return spanWords(Number(value), isBusiness ? 'business' : 'plain', 'within', { t, format });
      case 'source': {
        const source = SOURCES.find((name) => name === value);
        return source === undefined ? String(value) : t(`parcel.source.${source}`);
      }
      case 'country':
        return format.country(String(value));
      case 'milestone': {
        const milestone = MILESTONES.find((name) => name === value);
        return milestone === undefined ? String(value) : t(`milestone.${milestone}`);
      }
      case 'text':
        return String(value);
    }
  }
}

/** The limits that pass in days of the calendar; the usual time passes in days of the week. */
const BUSINESS_LIMITS = [
  'silent_past_limit',
  'within_limit',
  'no_number_past_limit',
  'never_scanned_past_limit',
  'customs_past_limit',
] as const satisfies readonly EvidenceCode[];

/** What is usual on the lane, as of the verdict. The curve tells the same as of now. */
export function tellsUsual({ code }: Evidence): boolean {
  return USUAL.some((known) => known === code);
}

const USUAL = [
  'usual_between',
  'usual_on_lane',
  'usual_of_carrier',
  'usual_at_stage',
  'usual_in_general',
] as const satisfies readonly EvidenceCode[];

/** True when the verdict was counted in business days: then, and only then, it says whose. */
export function countsBusinessDays(evidence: readonly Evidence[]): boolean {
  return evidence.some(
    ({ code }) => code === 'business_days_of' || code === 'business_days_country_unknown',
  );
}

/** The number that decides between singular and plural. */
function countOf(params: Evidence['params']): number {
  return Number(params['limitDays'] ?? params['hours'] ?? 0);
}
