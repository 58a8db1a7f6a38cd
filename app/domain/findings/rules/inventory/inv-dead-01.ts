import { defineRule } from '#app/domain/findings/define-rule.ts';
import { invDead01Examples } from '#app/domain/findings/rules/inventory/inv-dead-01.examples.ts';
import { traced, tracedValue } from '#app/domain/findings/trial.ts';
import { missing } from '#app/domain/findings/fact.ts';

/** Money lies in no stock that will hardly ever be sold. */
export const invDead01 = defineRule<'variant'>({
  id: 'INV-DEAD-01',
  version: '1.0.0',
  status: 'active',
  subject: 'variant',
  jurisdictions: ['all'],
  authority: 'house',
  severity: 'low',
  certainty: 'heuristic',
  sources: [
    {
      cite: 'Nixtla statsforecast, definitions of the methods that forecast demand which comes now and then',
      url: 'https://github.com/Nixtla/statsforecast',
      checkedOn: '2026-11-27',
      confidence: 'medium',
      freshForDays: 720,
    },
  ],
  effective: { from: '2026-01-01', until: null },
  params: {
    leastMinor: {
      unit: 'minor_units',
      mayOverwrite: true,
      least: 0,
      most: 100_000_000,
      rows: [{ key: '', value: 10_000, from: null, until: null, cite: 'House choice' }],
    },
  },
  requires: { facts: ['plans'], scopes: [], historyDays: 0 },
  conditions: ['in_own_stock', 'sells_through', 'cost_known', 'worth_a_look'],
  exceptions: [],
  messages: ['dead', 'dead_unpriced'],
  steps: ['mark_down', 'bundle', 'stop_ordering'],
  templates: [],
  consequence: { max: null },
  attestations: [],
  review: { last: '2026-11-27', next: '2027-11-27', watch: [] },
  examples: invDead01Examples,
  governedOn: () => null,
  evaluate({ plan, plannedAt }, trial) {
    const told = { at: plannedAt, origin: 'history' } as const;
    const isStocked = plan.kind === 'stocked';
    trial.check('in_own_stock', isStocked);
    if (!isStocked) return trial.notApplicable();
    const percent = plan.sellThrough === null ? null : Math.round(plan.sellThrough * 100);
    const chance = tracedValue('sellThroughPercent', percent, told);
    if (trial.check('sells_through', !plan.isDead, chance)) return trial.pass();
    const params = { units: plan.onHand, days: plan.sellThroughDays, percent: percent ?? 0 };
    const { tiedUp } = plan;
    if (tiedUp === null) {
      const why = { kind: 'empty', field: 'cost' } as const;
      trial.check(
        'cost_known',
        null,
        traced('tiedUp', missing<number>(why), (sum) => sum),
      );
      return trial.unknown({ message: 'dead_unpriced', params, missing: [why] });
    }
    const sum = tracedValue('tiedUp', tiedUp, told);
    trial.check('cost_known', true, sum);
    const isMuch = trial.check('worth_a_look', tiedUp.minor >= trial.param('leastMinor'), sum);
    if (!isMuch) return trial.pass();
    return trial.fail({ message: 'dead', params, deadline: 'standing', exposure: [tiedUp] });
  },
});
