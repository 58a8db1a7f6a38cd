import { defineRule } from '#app/domain/findings/define-rule.ts';
import { EEA_COUNTRIES } from '#app/domain/findings/regions.ts';
import { judgeDelivery, orderedAt } from '#app/domain/findings/rules/compliance/eu-dlv-01.clock.ts';
import { euDlv01Examples } from '#app/domain/findings/rules/compliance/eu-dlv-01.examples.ts';
import { traced, tracedValue } from '#app/domain/findings/trial.ts';

const IN_FORCE = '2014-06-13';
const UK_ACT = '2015-10-01';

/** A consumer in the EEA or the United Kingdom holds the goods by the agreed day, else within thirty days. */
export const euDlv01 = defineRule<'order'>({
  id: 'EU-DLV-01',
  version: '1.0.0',
  status: 'active',
  subject: 'order',
  jurisdictions: ['EU', 'GB'],
  authority: 'law',
  severity: 'high',
  certainty: 'deterministic',
  sources: [
    {
      cite: 'Directive 2011/83/EU, Art. 18',
      url: 'http://data.europa.eu/eli/dir/2011/83/oj',
      checkedOn: '2026-11-22',
      confidence: 'high',
      freshForDays: 180,
    },
    {
      cite: 'Consumer Rights Act 2015, s. 28',
      url: 'https://www.legislation.gov.uk/ukpga/2015/15/section/28',
      checkedOn: '2026-11-22',
      confidence: 'high',
      freshForDays: 180,
    },
  ],
  effective: { from: IN_FORCE, until: null },
  params: {
    defaultDays: {
      unit: 'calendar_days',
      mayOverwrite: false,
      least: 1,
      most: 60,
      rows: [
        {
          key: 'EU',
          value: 30,
          from: IN_FORCE,
          until: null,
          cite: 'Directive 2011/83/EU, Art. 18(1)',
        },
        { key: 'GB', value: 30, from: IN_FORCE, until: UK_ACT, cite: 'SI 2013/3134, reg. 42' },
        {
          key: 'GB',
          value: 30,
          from: UK_ACT,
          until: null,
          cite: 'Consumer Rights Act 2015, s. 28(3)',
        },
      ],
    },
    warnDays: {
      unit: 'calendar_days',
      mayOverwrite: true,
      least: 1,
      most: 30,
      rows: [{ key: '', value: 7, from: null, until: null, cite: 'House choice' }],
    },
  },
  requires: {
    facts: [
      'order',
      'order.details',
      'order.notices',
      'parcels',
      'destinations',
      'shop',
      'policies',
    ],
    scopes: [],
    historyDays: 0,
  },
  conditions: [
    'buyer_in_europe',
    'not_cancelled',
    'goods_are_sent',
    'all_delivered',
    'delivery_known',
    'can_arrive',
    'time_left',
  ],
  exceptions: [
    { id: 'company', cite: 'Directive 2011/83/EU, Art. 2(1)' },
    { id: 'other_date_agreed', cite: 'Directive 2011/83/EU, Art. 18(1)' },
  ],
  messages: [
    'cannot_arrive',
    'due_soon',
    'missed',
    'country_unknown',
    'order_unread',
    'delivery_unknown',
  ],
  steps: ['ask_carrier', 'agree_date', 'record_answer', 'refund_if_ended'],
  templates: [
    { id: 'new_date', to: 'buyer' },
    { id: 'too_late', to: 'buyer' },
  ],
  consequence: { max: null },
  attestations: [],
  review: { last: '2026-11-22', next: '2027-05-21', watch: ['OJ L', 'legislation.gov.uk'] },
  examples: euDlv01Examples,
  governedOn: orderedAt,
  evaluate(order, trial) {
    const { buyerCountry, isCompany, isShipped, lines } = order;
    const country = traced('buyerCountry', buyerCountry, (value) => ({ country: value }));
    if (!buyerCountry.known) {
      trial.check('buyer_in_europe', null, country);
      return trial.unknown({ message: 'country_unknown', missing: [buyerCountry.missing] });
    }
    const isInEurope = EEA_COUNTRIES.has(buyerCountry.value) || buyerCountry.value === 'GB';
    if (!trial.check('buyer_in_europe', isInEurope, country)) return trial.notApplicable();
    const cancelled = tracedValue('cancelledAt', order.cancelledAt, {
      at: order.cancelledAt,
      origin: 'shopify',
    });
    if (!trial.check('not_cancelled', order.cancelledAt === null, cancelled))
      return trial.notApplicable();
    if (!isCompany.known || !isShipped.known || !lines.known) {
      const missing = [isCompany, isShipped, lines].flatMap((fact) =>
        fact.known ? [] : [fact.missing],
      );
      trial.check('goods_are_sent', null, traced('isShipped', isShipped, String));
      return trial.unknown({ message: 'order_unread', missing });
    }
    if (trial.excepts('company', isCompany.value, traced('isCompany', isCompany, String)))
      return trial.notApplicable();
    const goods = lines.value.filter(({ requiresShipping }) => requiresShipping);
    const isSent = isShipped.value && goods.length > 0;
    if (!trial.check('goods_are_sent', isSent, traced('isShipped', isShipped, String)))
      return trial.notApplicable();
    return judgeDelivery(
      order,
      { goods, region: buyerCountry.value === 'GB' ? 'GB' : 'EU' },
      trial,
    );
  },
});
