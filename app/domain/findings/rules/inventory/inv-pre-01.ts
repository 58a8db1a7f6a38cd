import { defineRule } from '#app/domain/findings/define-rule.ts';
import { invPre01Examples } from '#app/domain/findings/rules/inventory/inv-pre-01.examples.ts';
import { tracedValue } from '#app/domain/findings/trial.ts';
import { endOfDayAfter, startOfDay } from '#app/domain/shared/day-in-zone.ts';

/** What was sold before it was there arrives by the day that was promised. */
export const invPre01 = defineRule<'variant'>({
  id: 'INV-PRE-01',
  version: '1.0.0',
  status: 'active',
  subject: 'variant',
  jurisdictions: ['all'],
  authority: 'house',
  severity: 'high',
  certainty: 'heuristic',
  sources: [
    {
      cite: 'Shopify, about pre-orders',
      url: 'https://shopify.dev/docs/apps/build/purchase-options/deferred',
      checkedOn: '2026-11-27',
      confidence: 'medium',
      freshForDays: 360,
    },
  ],
  effective: { from: '2026-01-01', until: null },
  params: {
    latePercent: {
      unit: 'percent',
      mayOverwrite: true,
      least: 1,
      most: 100,
      rows: [{ key: '', value: 20, from: null, until: null, cite: 'House choice' }],
    },
  },
  requires: { facts: ['plans'], scopes: [], historyDays: 0 },
  conditions: ['sold_ahead', 'promise_known', 'promise_not_over', 'arrives_in_time'],
  exceptions: [],
  messages: ['likely_late', 'promise_over', 'no_promise'],
  steps: ['tell_buyers', 'ask_supplier', 'stop_selling'],
  templates: [],
  consequence: { max: null },
  attestations: [],
  review: { last: '2026-11-27', next: '2027-11-20', watch: [] },
  examples: invPre01Examples,
  governedOn: () => null,
  evaluate({ plan, plannedAt, shop }, trial) {
    const preorder = plan.kind === 'stocked' ? plan.preorder : null;
    const told = { at: plannedAt, origin: 'history' } as const;
    const units = tracedValue('unitsAhead', preorder?.units ?? 0, told);
    if (!trial.check('sold_ahead', preorder !== null, units) || preorder === null)
      return trial.notApplicable();
    const { promisedOn, lateRisk, value } = preorder;
    const params = { units: preorder.units };
    const why = { kind: 'empty', field: 'promisedOn' } as const;
    if (promisedOn === null) {
      trial.check('promise_known', null, units);
      return trial.unknown({ message: 'no_promise', params, missing: [why], exposure: [value] });
    }
    const on = { day: promisedOn };
    trial.check('promise_known', true, tracedValue('promisedOn', on, told));
    const end = endOfDayAfter(startOfDay(promisedOn, shop.timeZone), 0, shop.timeZone);
    const isOpen = trial.check('promise_not_over', trial.asOf < end);
    if (!isOpen)
      return trial.fail({
        message: 'promise_over',
        params: { ...params, on },
        deadline: end,
        exposure: [value],
      });
    const percent = lateRisk === null ? null : Math.round(lateRisk * 100);
    const risk = tracedValue('latePercent', percent, told);
    // Nobody knows when it comes: then nobody can say that it comes in time.
    const isInTime = percent !== null && percent < trial.param('latePercent');
    if (trial.check('arrives_in_time', isInTime, risk)) return trial.pass({ reviewAt: end });
    return trial.upcoming({
      message: 'likely_late',
      params: { ...params, on, percent: percent ?? 100 },
      deadline: end,
      exposure: [value],
      reviewAt: end,
    });
  },
});
