import type { EVIDENCE_CODES, EvidenceParam } from '#app/domain/verdicts/evidence-codes.ts';
import type { Evidence } from '#app/domain/verdicts/verdict.ts';

/** One piece of evidence; the type checker knows each code's parameters. Instants become ISO strings. */
export function evidence<C extends Entry['code']>(code: C, params: ParamsOf<C>): Evidence {
  const written: Evidence['params'] = {};
  for (const [name, value] of Object.entries<Date | number | string>(params)) {
    written[name] = value instanceof Date ? value.toISOString() : value;
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
