import { addDays } from '#app/domain/shared/iso-days.ts';
import { defineRule } from '#app/domain/findings/define-rule.ts';
import { cshLow01Examples } from '#app/domain/findings/rules/cash/csh-low-01.examples.ts';
import type { CashSubject } from '#app/domain/findings/subjects.ts';
import { tracedValue } from '#app/domain/findings/trial.ts';
import type { Money } from '#app/domain/shared/money.ts';
import { dayInZone, endOfDayAfter, startOfDay } from '#app/domain/shared/day-in-zone.ts';

/** Cash stays above the merchant's own threshold over the coming 13 weeks. */
export const cshLow01 = defineRule<'cash'>({
  id: 'CSH-LOW-01',
  version: '1.0.0',
  status: 'active',
  subject: 'cash',
  jurisdictions: ['all'],
  authority: 'house',
  severity: 'critical',
  certainty: 'heuristic',
  sources: [
    {
      cite: 'Direct method of cash forecasting, in four steps',
      url: 'https://flowcast.techforcfo.com',
      checkedOn: '2026-11-27',
      confidence: 'medium',
      freshForDays: 720,
    },
  ],
  effective: { from: '2026-01-01', until: null },
  params: {
    chancePercent: {
      unit: 'percent',
      mayOverwrite: true,
      least: 1,
      most: 90,
      rows: [{ key: '', value: 20, from: null, until: null, cite: 'House choice' }],
    },
  },
  requires: { facts: ['forecast'], scopes: [], historyDays: 0 },
  conditions: ['threshold_set', 'opening_known', 'stays_above', 'low_point_above'],
  exceptions: [],
  messages: ['may_fall_below', 'falls_below', 'no_opening'],
  steps: ['move_payments', 'slow_buying', 'collect_sooner', 'check_figures'],
  templates: [],
  consequence: { max: null },
  attestations: [],
  review: { last: '2026-11-27', next: '2027-11-27', watch: [] },
  examples: cshLow01Examples,
  governedOn: () => null,
  evaluate(subject, trial) {
    const { threshold, belowChance, low, madeAt, gaps, shop } = subject;
    const told = { at: madeAt, origin: 'history' } as const;
    const isSet = threshold !== null && belowChance !== null;
    trial.check('threshold_set', isSet, tracedValue('threshold', threshold, told));
    // Without a threshold nobody said what too low is.
    if (!isSet) return trial.notApplicable();
    const isOpened = !gaps.includes('no_opening');
    trial.check('opening_known', isOpened ? true : null);
    if (!isOpened)
      return trial.unknown({
        message: 'no_opening',
        params: { threshold },
        missing: [{ kind: 'empty', field: 'opening' }],
      });
    const percent = Math.round(belowChance * 100);
    const chance = tracedValue('belowPercent', percent, told);
    if (trial.check('stays_above', percent < trial.param('chancePercent'), chance))
      return trial.pass();
    const { missed, lowPoint } = shortfallOf(subject, threshold);
    const lowFact = tracedValue('lowPoint', lowPoint, told);
    const isOnlyRisk = trial.check('low_point_above', missed.minor <= 0, lowFact);
    const by = lastSafeDay(subject);
    const conclusion = {
      params: { threshold, percent, low: lowPoint, on: { day: low.on }, until: { day: by } },
      deadline: endOfDayAfter(startOfDay(by, shop.timeZone), 0, shop.timeZone),
    };
    return isOnlyRisk
      ? trial.upcoming({ message: 'may_fall_below', ...conclusion, exposure: 'no_sum' })
      : trial.fail({ message: 'falls_below', ...conclusion, exposure: [missed] });
  },
});

/**
 * The day before the first on which more than one in five futures has been below; the forecast's own first day where that is
 * it. Exactly one in five: the day of the low point.
 */
function lastSafeDay({ safeUntil, low, madeAt, shop }: CashSubject): string {
  if (safeUntil === null) return low.on;
  const [before, today] = [addDays(safeUntil, -1), dayInZone(madeAt, shop.timeZone)];
  return before < today ? today : before;
}

/** How much is missing at the low point of the median future; negative or zero: nothing. */
function shortfallOf(
  { low }: CashSubject,
  { minor, currency }: Money,
): { missed: Money; lowPoint: Money } {
  return {
    missed: { minor: minor - low.band.p50, currency },
    lowPoint: { minor: low.band.p50, currency },
  };
}
