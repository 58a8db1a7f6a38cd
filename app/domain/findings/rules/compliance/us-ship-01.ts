import { defineRule } from '#app/domain/findings/define-rule.ts';
import { isCashOnDelivery, paidAtOf } from '#app/domain/findings/paid-at.ts';
import { openRow } from '#app/domain/findings/params.ts';
import { judgeShipping } from '#app/domain/findings/rules/compliance/us-ship-01.clock.ts';
import { usShip01Examples } from '#app/domain/findings/rules/compliance/us-ship-01.examples.ts';
import type { OrderLine, OrderSubject } from '#app/domain/findings/subjects.ts';
import { traced, tracedValue, type Trial } from '#app/domain/findings/trial.ts';

const IN_FORCE = '2014-12-08';

/** Goods that a buyer in the United States has paid for leave in the time that was stated, or the buyer is asked. */
export const usShip01 = defineRule<'order'>({
  id: 'US-SHIP-01',
  version: '1.0.0',
  status: 'active',
  subject: 'order',
  jurisdictions: ['US'],
  authority: 'law',
  severity: 'critical',
  certainty: 'deterministic',
  sources: [
    {
      cite: '16 CFR 435.1, 435.2',
      url: 'https://www.ecfr.gov/current/title-16/chapter-I/subchapter-D/part-435',
      checkedOn: '2026-11-22',
      confidence: 'high',
      freshForDays: 180,
    },
    {
      cite: 'California Business and Professions Code 17538(a)',
      url: 'https://leginfo.legislature.ca.gov/faces/codes_displaySection.xhtml?lawCode=BPC&sectionNum=17538',
      checkedOn: '2026-11-22',
      confidence: 'medium',
      freshForDays: 180,
    },
  ],
  effective: { from: IN_FORCE, until: null },
  params: {
    defaultDays: {
      unit: 'calendar_days',
      mayOverwrite: false,
      least: 1,
      most: 50,
      rows: [openRow('', 30, '16 CFR 435.2(a)(1)(ii)', IN_FORCE)],
    },
    silentDays: {
      unit: 'calendar_days',
      mayOverwrite: false,
      least: 1,
      most: 60,
      rows: [openRow('', 30, '16 CFR 435.2(b)(1)(ii)', IN_FORCE)],
    },
    lapseDays: {
      unit: 'calendar_days',
      mayOverwrite: false,
      least: 1,
      most: 60,
      rows: [openRow('', 30, '16 CFR 435.2(b)(1)(iii)', IN_FORCE)],
    },
    warnDays: {
      unit: 'calendar_days',
      mayOverwrite: true,
      least: 1,
      most: 30,
      rows: [openRow('early', 7, 'House choice', null), openRow('late', 2, 'House choice', null)],
    },
  },
  requires: {
    facts: ['order', 'order.details', 'order.notices', 'parcels', 'shop', 'policies'],
    scopes: [],
    historyDays: 0,
  },
  conditions: [
    'buyer_in_us',
    'not_cancelled',
    'sent_by_carrier',
    'paid',
    'all_handed_over',
    'handover_known',
    'buyer_waits',
    'time_left',
  ],
  exceptions: [
    { id: 'services', cite: '16 CFR 435.1(a)' },
    { id: 'cash_on_delivery', cite: '16 CFR 435.3(a)(3)' },
    { id: 'seeds_and_plants', cite: '16 CFR 435.3(a)(2)' },
    { id: 'later_subscription_order', cite: '16 CFR 435.3(a)(1)' },
  ],
  messages: [
    'due_soon',
    'due_now',
    'asked_first',
    'asked_again',
    'missed',
    'notice_late',
    'new_date_missed',
    'lapsed',
    'buyer_cancelled',
    'country_unknown',
    'order_unread',
    'handover_unknown',
  ],
  steps: ['ship', 'send_notice', 'record_answer', 'cancel_and_refund'],
  templates: [
    { id: 'first_short', to: 'buyer' },
    { id: 'first_long', to: 'buyer' },
    { id: 'again', to: 'buyer' },
    { id: 'cancelled', to: 'buyer' },
  ],
  consequence: { max: { amount: 53_088, currency: 'USD', per: 'violation' } },
  attestations: [],
  review: { last: '2026-11-22', next: '2027-05-21', watch: ['16 CFR 435', '91 FR'] },
  examples: usShip01Examples,
  governedOn: ({ payments, createdAt }) =>
    (payments.known ? paidAtOf(payments.value) : null) ?? createdAt,
  evaluate(order, trial) {
    const { buyerCountry, isShipped, lines, payments } = order;
    const country = traced('buyerCountry', buyerCountry, (value) => ({ country: value }));
    if (!buyerCountry.known) {
      trial.check('buyer_in_us', null, country);
      return trial.unknown({ message: 'country_unknown', missing: [buyerCountry.missing] });
    }
    if (!trial.check('buyer_in_us', buyerCountry.value === 'US', country))
      return trial.notApplicable();
    if (!trial.check('not_cancelled', order.cancelledAt === null, cancelledAt(order)))
      return trial.pass();
    if (!isShipped.known || !lines.known || !payments.known) {
      const missing = [isShipped, lines, payments].flatMap((fact) =>
        fact.known ? [] : [fact.missing],
      );
      trial.check(
        'paid',
        null,
        traced('payments', payments, (all) => all.length),
      );
      return trial.unknown({ message: 'order_unread', missing });
    }
    const sent = traced('isShipped', isShipped, String);
    if (!trial.check('sent_by_carrier', isShipped.value, sent)) return trial.notApplicable();
    const goods = goodsUnderTheRule(order, lines.value, trial);
    if (goods === null) return trial.notApplicable();
    if (trial.excepts('cash_on_delivery', isCashOnDelivery(payments.value)))
      return trial.notApplicable();
    const paidAt = paidAtOf(payments.value);
    const paid = tracedValue('paidAt', paidAt, { at: paidAt, origin: 'shopify' });
    trial.check('paid', paidAt !== null, paid);
    return paidAt === null ? trial.pass() : judgeShipping({ order, goods, paidAt }, trial);
  },
});

/** The lines that the rule is about; null: none, and the trial has written down why. */
function goodsUnderTheRule(
  order: OrderSubject,
  lines: readonly OrderLine[],
  trial: Trial,
): readonly OrderLine[] | null {
  const shippable = lines.filter(({ requiresShipping }) => requiresShipping);
  if (trial.excepts('services', shippable.length === 0)) return null;
  const goods = shippable.filter(({ hsCode }) => !isSeedOrPlant(hsCode));
  if (trial.excepts('seeds_and_plants', goods.length === 0)) return null;
  return trial.excepts('later_subscription_order', order.isRenewal) ? null : goods;
}

/** Chapter 06 is live plants, heading 1209 seeds for sowing (Harmonized System). */
function isSeedOrPlant(hsCode: string | null): boolean {
  return hsCode !== null && /^(06|1209)/.test(hsCode);
}

function cancelledAt({ cancelledAt: at }: OrderSubject) {
  return tracedValue('cancelledAt', at, { at, origin: 'shopify' });
}
