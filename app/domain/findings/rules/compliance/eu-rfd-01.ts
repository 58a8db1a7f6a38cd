import { endOfDayAfter, lastDayOf } from '#app/domain/shared/day-in-zone.ts';
import { defineRule } from '#app/domain/findings/define-rule.ts';
import type { Missing } from '#app/domain/findings/fact.ts';
import type { Outcome } from '#app/domain/findings/outcome.ts';
import { openRow } from '#app/domain/findings/params.ts';
import { euRfd01Examples } from '#app/domain/findings/rules/compliance/eu-rfd-01.examples.ts';
import type { ReturnSubject } from '#app/domain/findings/subjects.ts';
import { EEA_AND_UK } from '#app/domain/findings/targets.ts';
import { traced, tracedValue, type Trial } from '#app/domain/findings/trial.ts';
import { withdrawalDebt, type WithdrawalDebt } from '#app/domain/findings/withdrawal-debt.ts';

const IN_FORCE = '2014-06-13';
const DEARER_DELIVERY = 'EU-RFD-01.dearer_delivery';

/** Who withdraws has the money back within 14 days, standard delivery included, by the means it was paid with. */
export const euRfd01 = defineRule<'return'>({
  id: 'EU-RFD-01',
  version: '1.0.0',
  status: 'active',
  subject: 'return',
  jurisdictions: ['EU', 'GB'],
  authority: 'law',
  severity: 'high',
  certainty: 'deterministic',
  sources: [
    {
      cite: 'Directive 2011/83/EU, Article 13',
      url: 'http://data.europa.eu/eli/dir/2011/83/oj',
      checkedOn: '2026-11-22',
      confidence: 'high',
      freshForDays: 180,
    },
    {
      cite: 'SI 2013/3134, regulation 34',
      url: 'https://www.legislation.gov.uk/uksi/2013/3134',
      checkedOn: '2026-11-22',
      confidence: 'high',
      freshForDays: 180,
    },
  ],
  effective: { from: IN_FORCE, until: null },
  params: {
    refundDays: {
      unit: 'calendar_days',
      mayOverwrite: false,
      least: 1,
      most: 60,
      rows: [
        openRow('EU', 14, 'Directive 2011/83/EU, Article 13(1)', IN_FORCE),
        openRow('GB', 14, 'SI 2013/3134, regulation 34(5)', IN_FORCE),
      ],
    },
    withdrawalDays: {
      unit: 'calendar_days',
      mayOverwrite: false,
      least: 1,
      most: 60,
      rows: [
        openRow('EU', 14, 'Directive 2011/83/EU, Article 9(1)', IN_FORCE),
        openRow('GB', 14, 'SI 2013/3134, regulation 30', IN_FORCE),
      ],
    },
  },
  requires: {
    facts: ['returns', 'order', 'order.details', 'parcels', 'shop', 'attestations'],
    scopes: ['read_returns'],
    historyDays: 0,
  },
  conditions: [
    'buyer_in_eu_or_uk',
    'consumer',
    'return_stands',
    'paid_back',
    'goods_back',
    'is_withdrawal',
    'time_left',
  ],
  exceptions: [
    { id: 'goods_not_back', cite: 'Directive 2011/83/EU, Article 13(3)' },
    { id: 'not_withdrawal', cite: 'Directive 2011/83/EU, Article 9(1)' },
    { id: 'dearer_delivery', cite: 'Directive 2011/83/EU, Article 13(2)' },
  ],
  messages: [
    'due',
    'overdue',
    'delivery_kept',
    'credit_given',
    'delivery_partly_kept',
    'unclear',
    'facts_missing',
  ],
  steps: ['check_withdrawal', 'refund_original_means', 'include_delivery', 'tell_buyer'],
  templates: [{ id: 'refunded', to: 'buyer' }],
  consequence: { max: null },
  attestations: [DEARER_DELIVERY],
  review: {
    last: '2026-11-22',
    next: '2027-05-21',
    watch: ['Directive 2011/83/EU', 'SI 2013/3134'],
  },
  examples: euRfd01Examples,
  governedOn: ({ requestedAt }) => requestedAt,
  evaluate(subject, trial) {
    const { buyerCountry, isCompany } = subject;
    const country = traced('buyerCountry', buyerCountry, (value) => ({ country: value }));
    const isThere = buyerCountry.known ? EEA_AND_UK.has(buyerCountry.value) : null;
    trial.check('buyer_in_eu_or_uk', isThere, country);
    if (!buyerCountry.known) return factsMissing(subject, [buyerCountry.missing], trial);
    if (!isThere) return trial.notApplicable();
    const isConsumer = isCompany.known ? !isCompany.value : null;
    trial.check('consumer', isConsumer, traced('isCompany', isCompany, String));
    if (!isCompany.known) return factsMissing(subject, [isCompany.missing], trial);
    if (!isConsumer) return trial.notApplicable();
    const status = tracedValue('returnStatus', subject.status, { at: null, origin: 'shopify' });
    if (!trial.check('return_stands', subject.status !== 'CANCELED', status))
      return trial.notApplicable();
    return judgeWithdrawal(subject, buyerCountry.value === 'GB' ? 'GB' : 'EU', trial);
  },
});

type Region = 'EU' | 'GB';

/**
 * Handles of Shopify's return reasons that tell of taste, size or a changed mind, for which withdrawal needs no reason at
 * all. A defect or a wrong article is another right; `other` and `unknown` say nothing.
 */
const TASTE =
  /^(?:unwanted|changed-|no-longer-|ordered-|too-|size-|style|colou?r|fit|comfort|material|texture|pattern|length|width)/;

function judgeWithdrawal(subject: ReturnSubject, region: Region, trial: Trial): Outcome {
  const { requestedAt, deliveredAt, goodsBackAt, shop, orderName } = subject;
  const clockStart = requestedAt;
  const asked = tracedValue('requestedAt', requestedAt, { at: requestedAt, origin: 'shopify' });
  const delivered = traced('deliveredAt', deliveredAt, (at) => at);
  const days = trial.param('withdrawalDays', region);
  const isLate =
    deliveredAt.known && requestedAt >= endOfDayAfter(deliveredAt.value, days, shop.timeZone);
  if (trial.excepts('not_withdrawal', isLate, delivered, asked)) return trial.notApplicable();
  const debt = withdrawalDebt(subject);
  if (trial.check('paid_back', debt.rest === 'nothing', ...sums(debt)))
    return trial.pass({ clockStart });
  const isBack = goodsBackAt.known ? goodsBackAt.value !== null : null;
  trial.check(
    'goods_back',
    isBack,
    traced('goodsBackAt', goodsBackAt, (at) => at),
  );
  if (!goodsBackAt.known) return factsMissing(subject, [goodsBackAt.missing], trial);
  const backAt = goodsBackAt.value;
  if (trial.excepts('goods_not_back', backAt === null) || backAt === null)
    return trial.pass({ clockStart });
  const isTaste = subject.reasons.length > 0 && subject.reasons.every(isOfTaste);
  const reasons = subject.reasons.join(', ');
  const why = tracedValue('returnReasons', reasons, { at: requestedAt, origin: 'shopify' });
  trial.check('is_withdrawal', isTaste && deliveredAt.known ? true : null, why, delivered, asked);
  if (!deliveredAt.known) return factsMissing(subject, [deliveredAt.missing], trial);
  if (!isTaste)
    return trial.unknown({
      message: 'unclear',
      params: { order: orderName },
      missing: [{ kind: 'empty', field: 'returnReasons' }],
      clockStart,
    });
  return judgeRest({ subject, region, goodsBackAt: backAt, debt }, trial);
}

function isOfTaste(reason: string): boolean {
  return TASTE.test(reason.toLowerCase().replaceAll('_', '-'));
}

interface Owed {
  subject: ReturnSubject;
  region: Region;
  goodsBackAt: Date;
  debt: WithdrawalDebt;
}

/** Of dearer delivery only what the standard one would have cost is paid back; how much that is, a person has to say. */
function judgeRest(owed: Owed, trial: Trial): Outcome {
  const { subject, debt } = owed;
  const { requestedAt: clockStart, shippingPaid, orderName } = subject;
  if (debt.rest === 'delivery_unknown')
    return factsMissing(subject, shippingPaid.known ? [] : [shippingPaid.missing], trial);
  const isPart = debt.rest === 'delivery_partly_kept';
  const isAttested = subject.shop.attestations[DEARER_DELIVERY]?.answer === 'yes';
  if (trial.excepts('dearer_delivery', isPart && isAttested)) return trial.pass({ clockStart });
  if (!isPart) return judgeTime(owed, trial);
  return trial.unknown({
    message: 'delivery_partly_kept',
    params: { order: orderName, amount: debt.open },
    missing: [{ kind: 'attestation', attestation: DEARER_DELIVERY }],
    clockStart,
    exposure: [debt.open],
  });
}

function judgeTime(owed: Owed, trial: Trial): Outcome {
  const { subject, region, debt } = owed;
  const { shop, requestedAt, orderName, orderId } = subject;
  const deadline = dueAt(owed, trial.param('refundDays', region));
  const day = { day: lastDayOf(deadline, shop.timeZone) };
  const isOpen = trial.asOf < deadline;
  trial.check('time_left', isOpen, tracedValue('lastDay', day, { at: deadline, origin: 'law' }));
  const conclusion = {
    params: { order: orderName, amount: debt.open, day },
    clockStart: requestedAt,
    deadline,
    exposure: [debt.open],
    fixes: [{ kind: 'admin_page', path: `orders/${orderId}` }],
  } as const;
  const isNamed = debt.rest === 'delivery_kept' || debt.rest === 'credit_given';
  if (!isOpen) return trial.fail({ ...conclusion, message: isNamed ? debt.rest : 'overdue' });
  const message = isNamed ? debt.rest : 'due';
  return trial.upcoming({ ...conclusion, message, reviewAt: deadline });
}

/** In the EU from the notice, at the earliest at the end of the day the goods came; in the United Kingdom from the goods. */
function dueAt({ subject, region, goodsBackAt }: Owed, days: number): Date {
  const { timeZone } = subject.shop;
  if (region === 'GB') return endOfDayAfter(goodsBackAt, days, timeZone);
  const fromNotice = endOfDayAfter(subject.requestedAt, days, timeZone);
  const dayBack = endOfDayAfter(goodsBackAt, 0, timeZone);
  return dayBack > fromNotice ? dayBack : fromNotice;
}

function factsMissing(
  { orderName, requestedAt }: ReturnSubject,
  missing: readonly Missing[],
  trial: Trial,
): Outcome {
  return trial.unknown({
    message: 'facts_missing',
    params: { order: orderName },
    missing,
    clockStart: requestedAt,
  });
}

function sums({ owed, paid, paidAt }: WithdrawalDebt) {
  return [
    tracedValue('owed', owed, { at: null, origin: 'shopify' }),
    tracedValue('paidBack', paid, { at: paidAt, origin: 'shopify' }),
  ];
}
