import { defineRule } from '#app/domain/findings/define-rule.ts';
import { dsp02Examples } from '#app/domain/findings/rules/compliance/dsp-02.examples.ts';
import { traced, tracedValue } from '#app/domain/findings/trial.ts';

/** Disputes stay a small share of card orders. */
export const dsp02 = defineRule<'shop'>({
  id: 'DSP-02',
  version: '1.0.0',
  status: 'active',
  subject: 'shop',
  jurisdictions: ['card_networks'],
  authority: 'network',
  severity: 'high',
  certainty: 'deterministic',
  sources: [
    {
      cite: 'Visa Acquirer Monitoring Program, as published by Checkout.com',
      url: 'https://support.checkout.com/hc/en-us/articles/23330844282514-What-are-the-thresholds-for-disputes-and-fraud-under-Visa-s-Acquirer-Monitoring-Program-VAMP',
      checkedOn: '2026-11-22',
      confidence: 'medium',
      freshForDays: 30,
    },
  ],
  // Fines of the programme began then.
  effective: { from: '2025-10-01', until: null },
  params: {
    limitPercent: {
      unit: 'percent',
      mayOverwrite: true,
      least: 0.1,
      most: 10,
      rows: [
        { key: '', value: 2.2, from: null, until: '2026-04-01', cite: 'VAMP, until March 2026' },
        { key: '', value: 1.5, from: '2026-04-01', until: null, cite: 'VAMP, since April 2026' },
      ],
    },
    limitEvents: {
      unit: 'count',
      mayOverwrite: true,
      least: 0,
      most: 100_000,
      rows: [{ key: '', value: 1_500, from: null, until: null, cite: 'VAMP, outside MENA' }],
    },
    warnPercent: {
      unit: 'percent',
      mayOverwrite: true,
      least: 0.05,
      most: 10,
      rows: [{ key: '', value: 0.65, from: null, until: null, cite: 'House choice' }],
    },
    feePerEvent: {
      unit: 'minor_units',
      mayOverwrite: true,
      least: 0,
      most: 100_000,
      rows: [{ key: 'USD', value: 800, from: null, until: null, cite: 'VAMP, about 8 USD' }],
    },
  },
  requires: {
    facts: ['disputes', 'order'],
    scopes: ['read_shopify_payments_disputes'],
    historyDays: 30,
  },
  conditions: ['disputes_counted', 'below_warning', 'below_limit'],
  exceptions: [{ id: 'below_event_count', cite: 'VAMP, outside MENA' }],
  messages: ['near_limit', 'over_ratio_only', 'over_limit', 'not_counted'],
  steps: ['rank_causes', 'refund_first', 'fix_cause', 'tell_provider'],
  templates: [],
  consequence: { max: { amount: 8, currency: 'USD', per: 'event' } },
  attestations: [],
  review: { last: '2026-11-22', next: '2026-12-22', watch: ['VAMP'] },
  examples: dsp02Examples,
  governedOn: () => null,
  evaluate({ disputes }, trial) {
    const share = disputes.known ? shareOf(disputes.value) : null;
    const counted = traced('disputesOf30Days', disputes, (value) => value.disputes);
    const orders = traced('cardOrdersOf30Days', disputes, (value) => value.cardOrders);
    const cause = traced('commonestReason', disputes, ({ byReason }) => commonest(byReason));
    trial.check('disputes_counted', share === null ? null : true, counted, orders, cause);
    if (!disputes.known)
      return trial.unknown({ message: 'not_counted', missing: [disputes.missing] });
    if (share === null)
      return trial.unknown({
        message: 'not_counted',
        missing: [{ kind: 'empty', field: 'cardOrders' }],
      });

    const { disputes: events, cardOrders } = disputes.value;
    const ratio = tracedValue('ratioPercent', share, { at: disputes.at, origin: 'history' });
    const warning = trial.param('warnPercent');
    if (trial.check('below_warning', share < warning, ratio)) return trial.pass();
    const limit = trial.param('limitPercent');
    const isOverRatio = share >= limit;
    const isMany = events > trial.param('limitEvents');
    trial.check('below_limit', !(isOverRatio && isMany), ratio, counted);
    trial.excepts('below_event_count', isOverRatio && !isMany, counted);
    const params = { ratio: share, events, orders: cardOrders, limit, warning };
    const fixes = [{ kind: 'admin_page', path: 'payments' }] as const;
    if (!isOverRatio)
      return trial.upcoming({
        message: 'near_limit',
        params,
        deadline: 'standing',
        exposure: 'no_sum',
        fixes,
      });
    if (!isMany)
      return trial.upcoming({
        message: 'over_ratio_only',
        params,
        deadline: 'on_happening',
        exposure: 'no_sum',
        fixes,
      });
    return trial.fail({
      message: 'over_limit',
      params,
      deadline: 'standing',
      exposure: [{ minor: events * trial.param('feePerEvent', 'USD'), currency: 'USD' }],
      fixes,
    });
  },
});

/** Percent, rounded down to hundredths, so that a share below a limit is never said to have reached it. Null: no share. */
function shareOf({
  disputes,
  cardOrders,
}: {
  disputes: number;
  cardOrders: number;
}): number | null {
  if (disputes === 0) return 0;
  return cardOrders === 0 ? null : Math.floor((disputes / cardOrders) * 10_000) / 100;
}

/** The reason most disputes name, with how many do; null: none names one. */
function commonest(byReason: Readonly<Record<string, number>>): string | null {
  const [first] = Object.entries(byReason).toSorted(([, a], [, b]) => b - a);
  return first === undefined ? null : `${first[0]} (${first[1]})`;
}
