import { cashSubject, FORECAST_AT } from '#app/domain/findings/cash-subject.fixture.ts';
import type { RuleExample } from '#app/domain/findings/rule.ts';
import type { CashSubject } from '#app/domain/findings/subjects.ts';

/** Falls below 5,000.00 in `percent` of 100 futures; in the median one it is lowest at `p50`, on 9 December 2026. */
function falling(percent: number, p50: number, safeUntil = '2026-12-05'): CashSubject {
  return cashSubject({
    safeUntil,
    belowChance: percent / 100,
    low: { on: '2026-12-09', band: { p10: p50 - 300_000, p50, p90: p50 + 250_000 } },
  });
}

export const cshLow01Examples: readonly RuleExample<'cash'>[] = [
  {
    kind: 'fail',
    name: 'in the median future cash goes below zero on 9 December',
    asOf: FORECAST_AT,
    facts: falling(80, -124_000),
    expect: {
      verdict: 'fail',
      message: 'falls_below',
      deadline: new Date('2026-12-05T05:00:00Z'),
      exposure: [{ minor: 624_000, currency: 'USD' }],
    },
  },
  {
    kind: 'pass',
    name: 'it stays above in 96 of 100 futures',
    asOf: FORECAST_AT,
    facts: cashSubject(),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'below in 19 of 100 futures is quiet',
    asOf: FORECAST_AT,
    facts: falling(19, 600_000),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'below in 20 of 100 futures warns',
    asOf: FORECAST_AT,
    facts: falling(20, 600_000),
    expect: { verdict: 'upcoming', message: 'may_fall_below', exposure: [] },
  },
  {
    kind: 'case',
    name: 'where it is not safe on the first day either, that day is named',
    asOf: FORECAST_AT,
    facts: falling(50, 600_000, '2026-11-20'),
    expect: { verdict: 'upcoming', deadline: new Date('2026-11-21T05:00:00Z') },
  },
  {
    kind: 'boundary',
    name: 'a median low point at the threshold is not below it',
    asOf: FORECAST_AT,
    facts: falling(50, 500_000),
    expect: { verdict: 'upcoming' },
  },
  {
    kind: 'boundary',
    name: 'one cent less is',
    asOf: FORECAST_AT,
    facts: falling(50, 499_999),
    expect: { verdict: 'fail', exposure: [{ minor: 1, currency: 'USD' }] },
  },
  {
    kind: 'missing_fact',
    name: 'without a balance to begin with nothing can be said',
    asOf: FORECAST_AT,
    facts: cashSubject({ belowChance: 0.9, gaps: ['no_opening'] }),
    expect: { verdict: 'unknown', message: 'no_opening', missing: 'empty' },
  },
  {
    kind: 'case',
    name: 'without a threshold nobody said what too low is',
    asOf: FORECAST_AT,
    facts: cashSubject({ threshold: null, belowChance: null }),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'before_effective',
    name: 'before Lastscan forecast cash nothing is asked',
    asOf: new Date('2025-12-31T12:00:00Z'),
    facts: falling(80, -124_000),
    expect: { verdict: 'not_applicable' },
  },
];
