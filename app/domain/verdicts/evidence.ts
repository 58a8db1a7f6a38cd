import { isoInstant } from '#app/domain/shared/iso-instant.ts';
import type { EVIDENCE_CODES, EvidenceParam } from '#app/domain/verdicts/evidence-codes.ts';
import type { Evidence } from '#app/domain/verdicts/verdict.ts';

/** One piece of evidence; the type checker knows each code's parameters. Instants become ISO strings. */
export function evidence<C extends Entry['code']>(code: C, params: ParamsOf<C>): Evidence {
  const written: Evidence['params'] = {};
  const given: Record<string, Date | number | string> = params;
  for (const name in given) {
    const value = given[name];
    if (value !== undefined) written[name] = value instanceof Date ? isoInstant(value) : value;
  }
  return { code, params: written };
}

type Entry = (typeof EVIDENCE_CODES)[number];
type ValueOf<P extends EvidenceParam> = P extends 'instant'
  ? Date
  : P extends 'number' | 'span'
    ? number
    : string;
type ParamsOf<C extends Entry['code']> = Extract<Entry, { code: C }>['params'] extends infer P
  ? { [K in keyof P]: P[K] extends EvidenceParam ? ValueOf<P[K]> : never }
  : never;
