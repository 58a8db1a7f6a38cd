import { dayInZone, startOfDayAfter } from '#app/domain/shared/day-in-zone.ts';
import { defineRule } from '#app/domain/findings/define-rule.ts';
import { dsp01Examples } from '#app/domain/findings/rules/compliance/dsp-01.examples.ts';
import type { Outcome } from '#app/domain/findings/outcome.ts';
import type { DisputeSubject } from '#app/domain/findings/subjects.ts';
import { traced, tracedValue, type Trial } from '#app/domain/findings/trial.ts';
import type { Money } from '#app/domain/shared/money.ts';

/** A dispute is answered with proof before its day. */
export const dsp01 = defineRule<'dispute'>({
  id: 'DSP-01',
  version: '1.0.0',
  status: 'active',
  subject: 'dispute',
  jurisdictions: ['card_networks'],
  authority: 'network',
  severity: 'high',
  certainty: 'deterministic',
  sources: [
    {
      cite: 'Visa dispute condition 13.1',
      url: 'https://chargebackkit.app/guides/visa-reason-code-13-1',
      checkedOn: '2026-11-22',
      confidence: 'medium',
      freshForDays: 180,
    },
    {
      cite: 'Mastercard reason code 4853',
      url: 'https://kount.com/en-gb/node/1098',
      checkedOn: '2026-11-22',
      confidence: 'medium',
      freshForDays: 180,
    },
    {
      cite: 'PayPal: how to prove that an item was sent',
      url: "https://www.paypal.com/cy/smarthelp/article/how-do-i-prove-that-i've-sent-an-item-to-the-buyer-faq1676",
      checkedOn: '2026-11-22',
      confidence: 'medium',
      freshForDays: 180,
    },
  ],
  // Visa's present dispute conditions began with its claims resolution.
  effective: { from: '2018-04-15', until: null },
  params: {
    packDays: {
      unit: 'calendar_days',
      mayOverwrite: true,
      least: 1,
      most: 14,
      rows: [{ key: '', value: 2, from: null, until: null, cite: 'House choice' }],
    },
    signatureFrom: {
      unit: 'minor_units',
      mayOverwrite: true,
      least: 0,
      most: 10_000_000,
      rows: [
        {
          key: 'USD',
          value: 75_000,
          from: null,
          until: null,
          cite: 'PayPal: signature from 750 USD',
        },
      ],
    },
    feeMinor: {
      unit: 'minor_units',
      mayOverwrite: true,
      least: 0,
      most: 100_000,
      rows: [
        { key: '', value: 0, from: null, until: null, cite: 'None is assumed; set your own fee' },
      ],
    },
  },
  requires: {
    facts: ['disputes', 'order', 'order.details', 'parcels'],
    scopes: ['read_shopify_payments_disputes'],
    historyDays: 0,
  },
  conditions: [
    'evidence_sent',
    'due_date_known',
    'is_about_delivery',
    'number_there',
    'delivered',
    'postcode_matched',
    'no_signature_needed',
    'time_left',
  ],
  exceptions: [{ id: 'finalised', cite: 'House choice' }],
  messages: ['prepare', 'prepare_weak', 'send_now', 'send_now_weak', 'overdue', 'due_unknown'],
  steps: ['collect', 'compare', 'send', 'accept_if_weak'],
  templates: [{ id: 'cover_letter', to: 'self' }],
  consequence: { max: null },
  attestations: [],
  review: { last: '2026-11-22', next: '2027-05-21', watch: ['Visa Core Rules', 'Mastercard'] },
  examples: dsp01Examples,
  governedOn: ({ initiatedAt }) => initiatedAt,
  evaluate(dispute, trial) {
    const { status, evidenceSentOn, finalizedOn, evidenceDueBy, initiatedAt } = dispute;
    const state = tracedValue('status', status, { at: finalizedOn, origin: 'shopify' });
    const isFinal = finalizedOn !== null || FINAL.has(status);
    if (trial.excepts('finalised', isFinal, state)) return trial.notApplicable();
    const isSent = evidenceSentOn !== null || status === 'UNDER_REVIEW';
    const sent = tracedValue('evidenceSentOn', evidenceSentOn, {
      at: evidenceSentOn,
      origin: 'shopify',
    });
    if (trial.check('evidence_sent', isSent, state, sent))
      return trial.pass({ clockStart: initiatedAt });
    const due = traced('evidenceDueBy', evidenceDueBy, (value) => value);
    trial.check('due_date_known', evidenceDueBy.known ? true : null, due);
    if (!evidenceDueBy.known)
      return trial.unknown({
        message: 'due_unknown',
        missing: [evidenceDueBy.missing],
        exposure: atStake(dispute, trial),
        clockStart: initiatedAt,
      });
    return answerBy(dispute, evidenceDueBy.value, trial);
  },
});

const FINAL: ReadonlySet<string> = new Set([
  'WON',
  'LOST',
  'ACCEPTED',
  'CHARGE_REFUNDED',
  'PREVENTED',
]);

function answerBy(dispute: DisputeSubject, dueAt: Date, trial: Trial): Outcome {
  const { id, shop, initiatedAt, orderId, orderName } = dispute;
  const isStrong = isProofComplete(dispute, trial);
  const sendAt = startOfDayAfter(dueAt, -trial.param('packDays'), shop.timeZone);
  const isOver = trial.asOf >= dueAt;
  trial.check('time_left', !isOver);
  const day = { day: dayInZone(dueAt, shop.timeZone) };
  const conclusion = {
    params: { day, packDay: { day: dayInZone(sendAt, shop.timeZone) } },
    clockStart: initiatedAt,
    deadline: dueAt,
    exposure: atStake(dispute, trial),
    fixes: [{ kind: 'admin_page', path: orderId === null ? 'payments' : `orders/${orderId}` }],
    template: { order: orderName ?? id },
  } as const;
  if (isOver) return trial.fail({ ...conclusion, message: 'overdue' });
  if (trial.asOf >= sendAt)
    return trial.upcoming({
      ...conclusion,
      message: isStrong ? 'send_now' : 'send_now_weak',
      reviewAt: dueAt,
    });
  return trial.upcoming({
    ...conclusion,
    message: isStrong ? 'prepare' : 'prepare_weak',
    reviewAt: sendAt,
  });
}

/** Whether the record shows the delivery that "not received" denies. Any other reason asks for other proof. */
function isProofComplete(dispute: DisputeSubject, trial: Trial): boolean {
  const { reason, gateway, orderTotal, hasNumber, deliveredAt, isPostcodeMatched } = dispute;
  const why = tracedValue('reason', reason, { at: null, origin: 'shopify' });
  if (!trial.check('is_about_delivery', reason === 'PRODUCT_NOT_RECEIVED', why)) return true;
  const delivery = tracedValue('deliveredAt', deliveredAt, { at: deliveredAt, origin: 'carrier' });
  const isNumbered = trial.check('number_there', hasNumber);
  const isDelivered = trial.check('delivered', deliveredAt !== null, delivery);
  const isMatched = trial.check('postcode_matched', isPostcodeMatched);
  const payer = tracedValue('gateway', gateway, { at: null, origin: 'shopify' });
  const total = tracedValue('orderTotal', orderTotal, { at: null, origin: 'shopify' });
  const needsSignature = asksForSignature(dispute, trial);
  trial.check('no_signature_needed', !needsSignature, payer, total);
  return isNumbered && isDelivered && isMatched !== false && !needsSignature;
}

/** PayPal asks for the recipient's signature from a sum on, of which Lastscan knows nothing. */
function asksForSignature({ gateway, orderTotal }: DisputeSubject, trial: Trial): boolean {
  if (gateway === null || orderTotal === null || !/paypal/i.test(gateway)) return false;
  const from = trial.paramOrNull('signatureFrom', orderTotal.currency);
  return from !== null && orderTotal.minor >= from;
}

/** The disputed sum, and for a chargeback the fee that the shop has set. */
function atStake({ amount, type }: DisputeSubject, trial: Trial): readonly Money[] {
  const fee = type === 'CHARGEBACK' ? trial.param('feeMinor') : 0;
  return [{ minor: amount.minor + fee, currency: amount.currency }];
}
