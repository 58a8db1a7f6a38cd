import type { Remark } from './article.ts';

export function fails(rule: Remark['rule'], why: string, fromDay?: number): Remark {
  return { rule, verdict: 'fail', why, ...(fromDay === undefined ? {} : { fromDay }) };
}

export function passes(rule: Remark['rule'], why: string, fromDay?: number): Remark {
  return { rule, verdict: 'pass', why, ...(fromDay === undefined ? {} : { fromDay }) };
}

export function spares(rule: Remark['rule'], why: string): Remark {
  return { rule, verdict: 'not_applicable', why };
}

/** What is sold in the United States alone is no business of the European rules. */
export const NOT_IN_EUROPE: readonly Remark[] = [
  spares('CUS-EU-PID-01', 'not sold in the European Union'),
  spares('CUS-DESC-01', 'not sold in the European Union'),
  spares('GPSR-01', 'not sold in the European Union'),
  spares('ENV-01', 'not sold in the European Union'),
  spares('UNIT-01', 'not sold in the European Union'),
];
