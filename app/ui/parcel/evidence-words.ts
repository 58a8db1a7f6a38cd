import type { TFunction } from 'i18next';
import { MILESTONES } from '#app/domain/scans/scan.ts';
import {
  EVIDENCE_CODES,
  type EvidenceCode,
  type EvidenceParam,
} from '#app/domain/verdicts/evidence-codes.ts';
import type { Evidence } from '#app/domain/verdicts/verdict.ts';
import type { Format } from '../format.ts';

/**
 * One piece of evidence as a sentence, its parameters in the shop's zone and the reader's language. A code of an older
 * version, without words today, is shown as it is rather than left out.
 */
export function evidenceWords(
  { code, params }: Evidence,
  { t, format }: { t: TFunction; format: Format },
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
  return t(`evidence.${known}`, { ...shown, count: countOf(params) });

  function shownParam(kind: EvidenceParam, value: string | number): string {
    switch (kind) {
      case 'instant':
        return format.instant(String(value));
      case 'date':
        return format.date(String(value));
      case 'number':
        return format.days(Number(value));
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
