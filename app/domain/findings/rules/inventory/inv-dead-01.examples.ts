import type { RuleExample } from '#app/domain/findings/rule.ts';
import type { VariantSubject } from '#app/domain/findings/subjects.ts';
import {
  directPlan,
  PLANNED_AT,
  stockedPlan,
  variantSubject,
} from '#app/domain/findings/variant-subject.fixture.ts';

/** 120 pieces that hardly anybody buys. */
function dead(tiedUpMinor: number | null): VariantSubject {
  const tiedUp = tiedUpMinor === null ? null : { minor: tiedUpMinor, currency: 'USD' };
  return variantSubject({
    plan: stockedPlan({ onHand: 120, weeklyDemand: 0.2, sellThrough: 0.02, isDead: true, tiedUp }),
    gaps: tiedUp === null ? ['cost_missing'] : [],
  });
}

export const invDead01Examples: readonly RuleExample<'variant'>[] = [
  {
    kind: 'fail',
    name: 'a pile that hardly sells',
    asOf: PLANNED_AT,
    facts: dead(96_000),
    expect: {
      verdict: 'fail',
      message: 'dead',
      exposure: [{ minor: 96_000, currency: 'USD' }],
    },
  },
  {
    kind: 'pass',
    name: 'stock that is sold within half a year',
    asOf: PLANNED_AT,
    facts: variantSubject(),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'less than 100.00 tied up is not worth a warning',
    asOf: PLANNED_AT,
    facts: dead(9_999),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: '100.00 tied up is',
    asOf: PLANNED_AT,
    facts: dead(10_000),
    expect: { verdict: 'fail' },
  },
  {
    kind: 'missing_fact',
    name: 'without a cost nobody knows what lies there',
    asOf: PLANNED_AT,
    facts: dead(null),
    expect: { verdict: 'unknown', message: 'dead_unpriced', missing: 'empty' },
  },
  {
    kind: 'case',
    name: 'what a supplier ships lies in no stock',
    asOf: PLANNED_AT,
    facts: variantSubject({ plan: directPlan() }),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'before_effective',
    name: 'before Lastscan planned stock nothing is asked',
    asOf: new Date('2025-12-31T12:00:00Z'),
    facts: dead(96_000),
    expect: { verdict: 'not_applicable' },
  },
];
