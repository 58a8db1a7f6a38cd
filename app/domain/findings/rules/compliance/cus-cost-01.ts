import { customsTerritory } from '#app/domain/findings/customs-territory.ts';
import { defineRule } from '#app/domain/findings/define-rule.ts';
import { dutyDue, goodsValue, shortfall, type DutyDue } from '#app/domain/findings/duty-due.ts';
import { DUTY_TABLES } from '#app/domain/findings/duty-tables.ts';
import type { Outcome, TracedFact } from '#app/domain/findings/outcome.ts';
import { askBorder, missingOf, type Border } from '#app/domain/findings/order-border.ts';
import { confirmed, tracedAnswer } from '#app/domain/findings/product-facts.ts';
import { cusCost01Examples } from '#app/domain/findings/rules/compliance/cus-cost-01.examples.ts';
import type { OrderLine, OrderSubject } from '#app/domain/findings/subjects.ts';
import { traced, tracedValue, type Trial } from '#app/domain/findings/trial.ts';
import type { Money } from '#app/domain/shared/money.ts';

const RULE_ID = 'CUS-COST-01';
const TOLD = `${RULE_ID}.told_before_payment`;
const TRADE_AGREEMENT = `${RULE_ID}.trade_agreement`;

/** Somebody has to pay the duty on an order that passes customs, and the buyer hears of it before paying. */
export const cusCost01 = defineRule<'order'>({
  id: RULE_ID,
  version: '1.0.0',
  status: 'active',
  subject: 'order',
  jurisdictions: ['EU', 'US', 'GB', 'CA'],
  authority: 'law',
  severity: 'high',
  certainty: 'deterministic',
  sources: [
    tariff('Regulation (EU) 2026/382', 'http://data.europa.eu/eli/reg/2026/382/oj', 'high'),
    tariff(
      'USTR, Section 301 “forced labour” (July 2026)',
      'https://ustr.gov/about/policy-offices/press-office/press-releases/2026/july/ustr-takes-action-forced-labor-section-301-investigations',
      'medium',
    ),
    tariff(
      'CBSA Customs Notice 20-18',
      'https://cbsa-asfc.gc.ca/publications/cn-ad/cn20-18-eng.html',
      'high',
    ),
    {
      cite: 'Directive 2011/83/EU Art. 6(1)(e)',
      url: 'http://data.europa.eu/eli/dir/2011/83/oj',
      checkedOn: '2026-11-22',
      confidence: 'high',
      freshForDays: 180,
    },
    {
      cite: 'Digital Markets, Competition and Consumers Act 2024 s.230',
      url: 'https://www.legislation.gov.uk/ukpga/2024/13',
      checkedOn: '2026-11-22',
      confidence: 'high',
      freshForDays: 180,
    },
  ],
  effective: { from: '2026-02-24', until: null },
  params: DUTY_TABLES,
  requires: {
    facts: ['order', 'order.details', 'parcels', 'policies', 'shop', 'attestations'],
    scopes: ['read_orders'],
    historyDays: 0,
  },
  conditions: [
    'not_cancelled',
    'sent_by_carrier',
    'crosses_border',
    'duty_collected',
    'duty_is_due',
    'still_on_its_way',
    'promise_is_true',
    'told_before_payment',
  ],
  exceptions: [
    { id: 'domestic_stock', cite: 'No import within one customs territory' },
    { id: 'ordinary_tariff', cite: 'Regulation (EU) 2026/382: consignments above €150' },
    { id: 'trade_agreement', cite: 'Preferential origin under a trade agreement' },
  ],
  messages: [
    'per_line_due',
    'per_line_due_at_least',
    'percent_due',
    'sentence_wrong',
    'charged_too_little',
    'order_unread',
    'ships_from_missing',
    'dispatch_unclear',
    'origin_missing',
    'rate_missing',
  ],
  steps: ['collect', 'say_so', 'mend_sentence', 'own_rates'],
  templates: [
    { id: 'tell_buyer', to: 'buyer' },
    { id: 'policy', to: 'page' },
  ],
  consequence: { max: null },
  attestations: [TOLD, TRADE_AGREEMENT],
  review: {
    last: '2026-11-22',
    next: '2026-12-22',
    watch: ['OJ L', 'C(2026) 6694', '91 FR', 'USTR'],
  },
  examples: cusCost01Examples,
  governedOn: ({ processedAt, createdAt }) => processedAt ?? createdAt,
  evaluate(order, trial) {
    const cancelled = tracedValue('cancelled_at', order.cancelledAt, {
      at: order.cancelledAt,
      origin: 'shopify',
    });
    if (!trial.check('not_cancelled', order.cancelledAt === null, cancelled))
      return trial.notApplicable();
    const { isShipped, buyerCountry, lines, duties } = order;
    const sent = traced('is_shipped', isShipped, String);
    if (trial.check('sent_by_carrier', isShipped.known ? isShipped.value : null, sent) === false)
      return trial.notApplicable();
    const border = askBorder(order, trial);
    if (border.kind === 'domestic') return trial.notApplicable();
    if (!isShipped.known || !buyerCountry.known || !lines.known || !duties.known)
      return trial.unknown({
        message: 'order_unread',
        missing: missingOf(isShipped, buyerCountry, lines, duties),
      });
    const goods = lines.value.filter(({ requiresShipping }) => requiresShipping);
    if (goods.length === 0) return trial.notApplicable();
    const charged = traced(
      'duties',
      duties,
      ({ included, charged: sum }) => sum ?? String(included),
    );
    const { included } = duties.value;
    trial.check('duty_collected', included || (duties.value.charged?.minor ?? 0) > 0, charged);
    if (included) return trial.pass();
    const seen = { order, goods, country: buyerCountry.value, duties: duties.value };
    return judgeBorder(seen, border, trial);
  },
});

interface Seen {
  order: OrderSubject;
  goods: readonly OrderLine[];
  country: string;
  duties: { included: boolean; charged: Money | null };
}

function judgeBorder(seen: Seen, border: Exclude<Border, { kind: 'domestic' }>, trial: Trial) {
  if (border.kind === 'unknown')
    return trial.unknown({ message: 'ships_from_missing', missing: [border.missing] });
  if (border.kind === 'unclear')
    return trial.unknown({
      message: 'dispatch_unclear',
      missing: [{ kind: 'empty', field: 'originCountry' }],
    });
  const agreed = confirmed({ answers: {}, shop: seen.order.shop }, TRADE_AGREEMENT, trial.asOf);
  if (trial.excepts('trade_agreement', agreed !== null, tracedAnswer('answer', agreed)))
    return trial.notApplicable();
  return judgeDuty(seen, border.from, trial);
}

function judgeDuty(seen: Seen, from: readonly string[], trial: Trial): Outcome {
  const { goods, country, order } = seen;
  const due = dutyDue({ lines: goods, territory: customsTerritory(country), from }, trial);
  const facts = dutyFacts(seen);
  switch (due.kind) {
    case 'ordinary':
      trial.excepts('ordinary_tariff', true, ...facts);
      return trial.notApplicable();
    case 'free':
      trial.check('duty_is_due', false, ...facts);
      return trial.pass();
    case 'rate_missing':
      trial.check('duty_is_due', null, ...facts);
      return trial.unknown({
        message: 'rate_missing',
        params: { currency: due.currency },
        missing: [{ kind: 'empty', field: `eurosPer100.${due.currency}` }],
      });
    case 'origin_missing':
      trial.check('duty_is_due', null, ...facts);
      return trial.unknown({
        message: 'origin_missing',
        missing: [{ kind: 'empty', field: 'originCountry' }],
      });
    default:
      trial.check('duty_is_due', true, ...facts);
      return isArrived(order, trial) ? trial.pass() : judgePayer(seen, due, trial);
  }
}

type Amount = Extract<DutyDue, { amount: Money }>;

function judgePayer({ order, duties }: Seen, due: Amount, trial: Trial): Outcome {
  const about = {
    clockStart: order.processedAt ?? order.createdAt,
    deadline: 'on_happening',
    exposure: [due.amount],
    fixes: [{ kind: 'admin_page', path: 'settings/markets' }],
    template: { order: order.name, duty: due.amount },
  } as const;
  const { charged } = duties;
  if (charged !== null && charged.minor > 0) {
    const short = shortfall({ charged, due: due.amount }, trial);
    if (short === null) {
      const { currency } = charged;
      return trial.unknown({
        message: 'rate_missing',
        params: { currency },
        missing: [{ kind: 'empty', field: `eurosPer100.${currency}` }],
      });
    }
    if (short.minor === 0) return trial.pass();
    return trial.fail({
      ...about,
      message: 'charged_too_little',
      params: { charged, amount: due.amount, short },
      exposure: [short],
    });
  }
  const says = order.saysNoCustomsFees;
  const sentence = says.known ? says.value : null;
  trial.check(
    'promise_is_true',
    says.known ? sentence === null : null,
    traced('no_fees_sentence', says, (found) => found?.text ?? null),
  );
  if (sentence !== null)
    return trial.fail({
      ...about,
      message: 'sentence_wrong',
      params: { amount: due.amount },
      quotes: [{ ...sentence, locale: null }],
    });
  const told = confirmed({ answers: {}, shop: order.shop }, TOLD, trial.asOf);
  if (trial.check('told_before_payment', told !== null, tracedAnswer('answer', told)))
    return trial.pass({ reviewAt: told?.until ?? null });
  return trial.fail({ ...about, ...dueMessage(due) });
}

function dueMessage(due: Amount): { message: string; params: Record<string, Money | number> } {
  if (due.kind === 'percent') return { message: 'percent_due', params: { amount: due.amount } };
  const { amount, lines, isExact, scheduledFee } = due;
  return {
    message: isExact ? 'per_line_due' : 'per_line_due_at_least',
    params: { amount, lines, fee: scheduledFee ?? { minor: 0, currency: 'EUR' } },
  };
}

/** Every parcel is with the buyer and nothing is left to ship: whatever was due has been settled by somebody. */
function isArrived({ fulfillments, lines }: OrderSubject, trial: Trial): boolean {
  const parcels = fulfillments
    .filter(({ isCancelled }) => !isCancelled)
    .flatMap(({ parcels: all }) => all);
  const isAllSent =
    lines.known &&
    lines.value.every((line) => !line.requiresShipping || line.unfulfilledQuantity === 0);
  const isAllThere = parcels.length > 0 && parcels.every(({ deliveredAt }) => deliveredAt !== null);
  const last = parcels.at(-1)?.deliveredAt ?? null;
  const delivered = tracedValue('delivered_at', isAllThere ? last : null, {
    at: last,
    origin: 'carrier',
  });
  return !trial.check('still_on_its_way', !(isAllSent && isAllThere), delivered);
}

function dutyFacts({ order, goods }: Seen): TracedFact[] {
  const about = { at: order.createdAt, origin: 'shopify' } as const;
  const listed = (values: readonly (string | null)[]) =>
    values.map((value) => value ?? '—').join(', ');
  return [
    tracedValue('goods_value', goodsValue(goods), about),
    tracedValue('hs_codes', listed(goods.map((line) => line.hsCode)), about),
    tracedValue('origins', listed(goods.map(({ originCountry }) => originCountry)), about),
  ];
}

function tariff(cite: string, url: string, confidence: 'high' | 'medium') {
  return { cite, url, checkedOn: '2026-11-22', confidence, freshForDays: 30 } as const;
}
