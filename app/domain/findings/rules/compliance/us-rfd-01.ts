import { defineRule } from '#app/domain/findings/define-rule.ts';
import { mailOrderExemption } from '#app/domain/findings/mail-order-goods.ts';
import { openRow } from '#app/domain/findings/params.ts';
import { judgeRight } from '#app/domain/findings/rules/compliance/us-rfd-01.debt.ts';
import { usRfd01Examples } from '#app/domain/findings/rules/compliance/us-rfd-01.examples.ts';
import { traced } from '#app/domain/findings/trial.ts';

const IN_FORCE = '2014-12-08';

/** Who has a right to the money back in the United States has it within seven working days, as money. */
export const usRfd01 = defineRule<'order'>({
  id: 'US-RFD-01',
  version: '1.0.0',
  status: 'active',
  subject: 'order',
  jurisdictions: ['US'],
  authority: 'law',
  severity: 'critical',
  certainty: 'deterministic',
  sources: [
    {
      cite: '16 CFR 435.1(b), (d), 435.2(c)',
      url: 'https://www.ecfr.gov/current/title-16/chapter-I/subchapter-D/part-435',
      checkedOn: '2026-11-22',
      confidence: 'high',
      freshForDays: 180,
    },
  ],
  effective: { from: IN_FORCE, until: null },
  params: {
    refundDays: {
      unit: 'working_days',
      mayOverwrite: false,
      least: 1,
      most: 30,
      rows: [openRow('', 7, '16 CFR 435.1(b)(1)', IN_FORCE)],
    },
    shipDays: {
      unit: 'calendar_days',
      mayOverwrite: false,
      least: 1,
      most: 60,
      rows: [
        openRow('default', 30, '16 CFR 435.2(a)(1)(ii)', IN_FORCE),
        openRow('silent', 30, '16 CFR 435.2(b)(1)(ii)', IN_FORCE),
        openRow('lapse', 30, '16 CFR 435.2(b)(1)(iii)', IN_FORCE),
      ],
    },
  },
  requires: {
    facts: ['order', 'order.details', 'order.notices', 'parcels', 'policies', 'shop'],
    scopes: [],
    historyDays: 0,
  },
  conditions: [
    'buyer_in_us',
    'sent_by_carrier',
    'money_taken',
    'right_vested',
    'goods_kept',
    'paid_back',
    'time_left',
  ],
  exceptions: [
    { id: 'services', cite: '16 CFR 435.1(a)' },
    { id: 'cash_on_delivery', cite: '16 CFR 435.3(a)(3)' },
    { id: 'seeds_and_plants', cite: '16 CFR 435.3(a)(2)' },
    { id: 'later_subscription_order', cite: '16 CFR 435.3(a)(1)' },
    { id: 'shipped_first', cite: '16 CFR 435.2(c)(1)' },
  ],
  messages: [
    'due',
    'due_lapsed',
    'overdue',
    'overdue_lapsed',
    'credit_given',
    'country_unknown',
    'order_unread',
    'handover_unknown',
  ],
  steps: ['refund_original_means', 'refund_in_full', 'cancel_lapsed', 'tell_buyer'],
  templates: [{ id: 'refunded', to: 'buyer' }],
  consequence: { max: { amount: 53_088, currency: 'USD', per: 'violation' } },
  attestations: [],
  review: { last: '2026-11-22', next: '2027-05-21', watch: ['16 CFR 435', '91 FR'] },
  examples: usRfd01Examples,
  governedOn: ({ createdAt }) => createdAt,
  evaluate(order, trial) {
    const { buyerCountry, isShipped, lines, payments, refunds } = order;
    const country = traced('buyerCountry', buyerCountry, (value) => ({ country: value }));
    const isInUs = buyerCountry.known ? buyerCountry.value === 'US' : null;
    trial.check('buyer_in_us', isInUs, country);
    if (!buyerCountry.known)
      return trial.unknown({
        message: 'country_unknown',
        params: { order: order.name },
        missing: [buyerCountry.missing],
      });
    if (!isInUs) return trial.notApplicable();
    if (!isShipped.known || !lines.known || !payments.known || !refunds.known) {
      const missing = [isShipped, lines, payments, refunds].flatMap((fact) =>
        fact.known ? [] : [fact.missing],
      );
      trial.check(
        'money_taken',
        null,
        traced('payments', payments, (all) => all.length),
      );
      return trial.unknown({ message: 'order_unread', params: { order: order.name }, missing });
    }
    const sent = traced('isShipped', isShipped, String);
    if (!trial.check('sent_by_carrier', isShipped.value, sent)) return trial.notApplicable();
    const read = { order, lines: lines.value, payments: payments.value, refunds: refunds.value };
    const exemption = mailOrderExemption(order, read);
    if (exemption !== null && trial.excepts(exemption, true)) return trial.notApplicable();
    return judgeRight(read, trial);
  },
});
