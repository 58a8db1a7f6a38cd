import { addDays } from '#app/domain/shared/iso-days.ts';
import { known, missing } from '#app/domain/findings/fact.ts';
import { defineRule } from '#app/domain/findings/define-rule.ts';
import type { Outcome } from '#app/domain/findings/outcome.ts';
import { invOrd01Examples } from '#app/domain/findings/rules/inventory/inv-ord-01.examples.ts';
import type { VariantSubject } from '#app/domain/findings/subjects.ts';
import { traced, tracedValue, type Trial } from '#app/domain/findings/trial.ts';
import type { StockedPlan } from '#app/domain/inventory/variant-plan.ts';
import {
  dayInZone,
  daysBeforeEnd,
  endOfDayAfter,
  startOfDay,
} from '#app/domain/shared/day-in-zone.ts';

/** Stock is ordered while an order still comes in time. */
export const invOrd01 = defineRule<'variant'>({
  id: 'INV-ORD-01',
  version: '1.0.0',
  status: 'active',
  subject: 'variant',
  jurisdictions: ['all'],
  authority: 'house',
  severity: 'high',
  certainty: 'heuristic',
  sources: [
    {
      cite: 'Snyder and Shen, Fundamentals of Supply Chain Theory, as computed by stockpyl',
      url: 'https://github.com/LarrySnyder/stockpyl',
      checkedOn: '2026-11-27',
      confidence: 'medium',
      freshForDays: 720,
    },
  ],
  effective: { from: '2026-01-01', until: null },
  params: {
    warnDays: {
      unit: 'calendar_days',
      mayOverwrite: true,
      least: 0,
      most: 60,
      rows: [{ key: '', value: 7, from: null, until: null, cite: 'House choice' }],
    },
    soonDays: {
      unit: 'calendar_days',
      mayOverwrite: true,
      least: 1,
      most: 180,
      rows: [{ key: '', value: 30, from: null, until: null, cite: 'House choice' }],
    },
  },
  requires: { facts: ['plans'], scopes: [], historyDays: 0 },
  conditions: ['in_own_stock', 'lead_time_known', 'not_due_yet', 'day_not_over'],
  exceptions: [],
  messages: ['order_soon', 'order_overdue', 'no_lead_time'],
  steps: ['make_order', 'ask_sooner', 'slow_sales'],
  templates: [],
  consequence: { max: null },
  attestations: [],
  review: { last: '2026-11-27', next: '2027-11-27', watch: [] },
  examples: invOrd01Examples,
  governedOn: () => null,
  evaluate(subject, trial) {
    const { plan } = subject;
    const isStocked = plan.kind === 'stocked';
    trial.check('in_own_stock', isStocked);
    if (!isStocked) return trial.notApplicable();
    return plan.leadTime === null
      ? judgeWithoutLead(subject, plan, trial)
      : judgeDay(subject, plan, trial);
  },
});

/** Nobody can say when to order; it matters once the stock is about to run out. */
function judgeWithoutLead(
  { shop, plannedAt }: VariantSubject,
  { stockOutOn }: StockedPlan,
  trial: Trial,
): Outcome {
  const why = { kind: 'empty', field: 'leadTime' } as const;
  const soon = trial.param('soonDays');
  const soonFrom =
    stockOutOn.p50 === null
      ? null
      : daysBeforeEnd(endOf(stockOutOn.p50, shop.timeZone), soon, shop.timeZone);
  trial.check(
    'lead_time_known',
    null,
    traced('leadDays', missing<number>(why), (days) => days),
    tracedValue('stockOutOn', dayOf(stockOutOn.p50), { at: plannedAt, origin: 'history' }),
  );
  if (soonFrom === null || stockOutOn.p50 === null) return trial.pass();
  if (trial.asOf < soonFrom) return trial.pass({ reviewAt: soonFrom });
  return trial.unknown({
    message: 'no_lead_time',
    params: { on: { day: stockOutOn.p50 } },
    missing: [why],
  });
}

function judgeDay({ shop, plannedAt }: VariantSubject, plan: StockedPlan, trial: Trial): Outcome {
  const { leadTime, orderByOn, suggestedQuantity: quantity, stockOutOn, lostIfIgnored } = plan;
  const told = { at: plannedAt, origin: 'history' } as const;
  trial.check(
    'lead_time_known',
    true,
    traced('leadDays', known(leadTime?.p50 ?? 0, told), (days) => days),
  );
  const stockOut = tracedValue('stockOutOn', dayOf(stockOutOn.p50), told);
  if (orderByOn === null || quantity === 0) {
    trial.check('not_due_yet', true, stockOut);
    return trial.pass();
  }
  const dueOn = dueDay({ ...plan, orderByOn }, dayInZone(plannedAt, shop.timeZone));
  const end = endOf(dueOn, shop.timeZone);
  const warnFrom = daysBeforeEnd(end, trial.param('warnDays'), shop.timeZone);
  const orderBy = tracedValue('orderByOn', { day: dueOn }, told);
  if (trial.check('not_due_yet', trial.asOf < warnFrom, orderBy, stockOut))
    return trial.pass({ reviewAt: warnFrom });
  const isInTime = trial.check('day_not_over', trial.asOf < end, orderBy);
  const conclusion = {
    params: {
      quantity,
      by: { day: dueOn },
      out: stockOutOn.p50 === null ? '–' : { day: stockOutOn.p50 },
    },
    deadline: end,
    exposure: lostIfIgnored === null ? ('fact_missing' as const) : [lostIfIgnored],
  };
  return isInTime
    ? trial.upcoming({ message: 'order_soon', ...conclusion, reviewAt: end })
    : trial.fail({ message: 'order_overdue', ...conclusion });
}

/**
 * The day by which an order was, or is, due. A plan asks for no order before its own day; where nothing is underway and stock
 * most likely runs out before an order of that day comes, it was due by as much earlier.
 */
function dueDay(
  { orderByOn, incoming, stockOutOn, leadTime }: StockedPlan & { orderByOn: string },
  plannedOn: string,
): string {
  if (orderByOn > plannedOn || incoming.length > 0) return orderByOn;
  if (stockOutOn.p50 === null || leadTime === null) return orderByOn;
  const inTime = addDays(stockOutOn.p50, -leadTime.p50);
  return inTime < orderByOn ? inTime : orderByOn;
}

/** The first instant after an ISO day. */
function endOf(day: string, timeZone: string): Date {
  return endOfDayAfter(startOfDay(day, timeZone), 0, timeZone);
}

function dayOf(day: string | null): { day: string } | null {
  return day === null ? null : { day };
}
