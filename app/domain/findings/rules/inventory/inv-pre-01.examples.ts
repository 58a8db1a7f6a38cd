import type { RuleExample } from '#app/domain/findings/rule.ts';
import type { VariantSubject } from '#app/domain/findings/subjects.ts';
import {
  directPlan,
  PLANNED_AT,
  stockedPlan,
  variantSubject,
} from '#app/domain/findings/variant-subject.fixture.ts';
import type { StockedPlan } from '#app/domain/inventory/variant-plan.ts';

const VALUE = { minor: 58_800, currency: 'USD' };

/** Twelve pieces sold ahead, promised for 10 December 2026. */
function ahead(about: Partial<NonNullable<StockedPlan['preorder']>> = {}): VariantSubject {
  const preorder = { units: 12, value: VALUE, promisedOn: '2026-12-10', lateRisk: 0.4, ...about };
  return variantSubject({ plan: stockedPlan({ onHand: 0, owed: 12, preorder }) });
}

export const invPre01Examples: readonly RuleExample<'variant'>[] = [
  {
    kind: 'fail',
    name: 'the promised day is over and nothing has come',
    asOf: new Date('2026-12-12T15:00:00Z'),
    facts: ahead(),
    expect: { verdict: 'fail', message: 'promise_over', exposure: [VALUE] },
  },
  {
    kind: 'pass',
    name: 'the delivery comes in time in nine of ten futures',
    asOf: PLANNED_AT,
    facts: ahead({ lateRisk: 0.1 }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'late in 19 of 100 futures is quiet',
    asOf: PLANNED_AT,
    facts: ahead({ lateRisk: 0.19 }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'late in 20 of 100 futures warns',
    asOf: PLANNED_AT,
    facts: ahead({ lateRisk: 0.2 }),
    expect: {
      verdict: 'upcoming',
      message: 'likely_late',
      deadline: new Date('2026-12-11T05:00:00Z'),
    },
  },
  {
    kind: 'boundary',
    name: 'on the promised day it is still open',
    asOf: new Date('2026-12-11T04:59:59Z'),
    facts: ahead(),
    expect: { verdict: 'upcoming' },
  },
  {
    kind: 'boundary',
    name: 'at midnight the promised day is over',
    asOf: new Date('2026-12-11T05:00:00Z'),
    facts: ahead(),
    expect: { verdict: 'fail' },
  },
  {
    kind: 'missing_fact',
    name: 'nobody said by when',
    asOf: PLANNED_AT,
    facts: ahead({ promisedOn: null, lateRisk: null }),
    expect: { verdict: 'unknown', message: 'no_promise', missing: 'empty' },
  },
  {
    kind: 'case',
    name: 'nothing is on its way, so nothing says that it comes in time',
    asOf: PLANNED_AT,
    facts: ahead({ lateRisk: null }),
    expect: { verdict: 'upcoming', message: 'likely_late' },
  },
  {
    kind: 'case',
    name: 'what is in stock was not sold ahead',
    asOf: PLANNED_AT,
    facts: variantSubject(),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'case',
    name: 'what a supplier ships has no stock to be sold ahead of',
    asOf: PLANNED_AT,
    facts: variantSubject({ plan: directPlan() }),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'before_effective',
    name: 'before Lastscan planned stock nothing is asked',
    asOf: new Date('2025-12-31T12:00:00Z'),
    facts: ahead(),
    expect: { verdict: 'not_applicable' },
  },
];
