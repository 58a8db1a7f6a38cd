import { announcedPrice, compareAtFixes } from '#app/domain/findings/announced-price.ts';
import { dayInZone, lastDayOf, startOfDayAfter } from '#app/domain/shared/day-in-zone.ts';
import { defineRule } from '#app/domain/findings/define-rule.ts';
import { sumsByCurrency } from '#app/domain/findings/money-sums.ts';
import type { Outcome } from '#app/domain/findings/outcome.ts';
import {
  isRecordWhole,
  knownSince,
  lowestPrice,
  runningReduction,
  type Reduction,
} from '#app/domain/findings/price-reduction.ts';
import { EU_COUNTRIES } from '#app/domain/findings/regions.ts';
import { prcEu01Examples } from '#app/domain/findings/rules/compliance/prc-eu-01.examples.ts';
import type { PriceSubject } from '#app/domain/findings/subjects.ts';
import { tracedValue, type Trial } from '#app/domain/findings/trial.ts';
import type { Money } from '#app/domain/shared/money.ts';

const IN_FORCE = '2022-05-28';
const IS_RRP = 'PRC-EU-01.compare_at_is_rrp';

/** A reduction announced to buyers in the EU starts from the lowest own price of the 30 days before it began. */
export const prcEu01 = defineRule<'price'>({
  id: 'PRC-EU-01',
  version: '1.0.0',
  status: 'active',
  subject: 'price',
  jurisdictions: ['EU'],
  authority: 'law',
  severity: 'high',
  certainty: 'deterministic',
  sources: [
    {
      cite: 'Directive 98/6/EC, Article 6a',
      url: 'http://data.europa.eu/eli/dir/1998/6/oj',
      checkedOn: '2026-11-22',
      confidence: 'high',
      freshForDays: 180,
    },
    {
      cite: 'Court of Justice, C-330/23 (Aldi Süd)',
      url: 'https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:62023CJ0330',
      checkedOn: '2026-11-22',
      confidence: 'high',
      freshForDays: 180,
    },
  ],
  effective: { from: IN_FORCE, until: null },
  params: {
    windowDays: {
      unit: 'calendar_days',
      mayOverwrite: false,
      least: 30,
      most: 90,
      rows: [
        {
          key: '',
          value: 30,
          cite: 'Directive 98/6/EC, Article 6a(2)',
          from: IN_FORCE,
          until: null,
        },
      ],
    },
  },
  requires: {
    facts: ['prices', 'product', 'order', 'shop', 'attestations'],
    scopes: ['read_products', 'read_markets'],
    historyDays: 30,
  },
  conditions: [
    'sold_in_eu',
    'announces_reduction',
    'history_reaches_back',
    'starts_from_prior_price',
  ],
  exceptions: [
    { id: 'perishable', cite: 'Directive 98/6/EC, Article 6a(3)' },
    { id: 'new_product', cite: 'Directive 98/6/EC, Article 6a(4)' },
    { id: 'stepwise', cite: 'Directive 98/6/EC, Article 6a(5)' },
    { id: 'rrp', cite: 'Directive 2005/29/EC, Article 6' },
  ],
  messages: [
    'above_prior_price',
    'above_seen_price',
    'no_reduction',
    'never_charged',
    'history_too_short',
  ],
  steps: ['set_prior_price', 'check_market_prices', 'check_percentages', 'label_rrp'],
  templates: [
    { id: 'note', to: 'self' },
    { id: 'price_line', to: 'page' },
  ],
  consequence: { max: null },
  attestations: [IS_RRP],
  review: { last: '2026-11-22', next: '2027-05-21', watch: ['Directive 98/6/EC', 'C-330/23'] },
  examples: prcEu01Examples,
  governedOn: ({ history }) => runningReduction(history)?.startedAt ?? null,
  evaluate(subject, trial) {
    const country = subject.country ?? subject.shop.country;
    const isEu = country !== null && EU_COUNTRIES.has(country) && subject.isSold;
    const where = country === null ? null : { country };
    const soldIn = tracedValue('country', where, { at: null, origin: 'shopify' });
    trial.check('sold_in_eu', isEu, soldIn);
    if (country === null || !isEu) return trial.notApplicable();
    const reduction = runningReduction(subject.history);
    const isAnnounced = reduction !== null;
    trial.check('announces_reduction', isAnnounced, ...announcedPrice(subject));
    if (reduction === null) return trial.notApplicable();
    if (trial.excepts('perishable', isPerishable(subject))) return trial.notApplicable();
    const attested = subject.shop.attestations[IS_RRP];
    if (trial.excepts('rrp', attested?.answer === 'yes')) return trial.notApplicable();
    trial.excepts('stepwise', reduction.isStepwise);
    return judgeReduction({ subject, reduction, country }, trial);
  },
});

interface Announced {
  subject: PriceSubject;
  reduction: Reduction;
  country: string;
}

function judgeReduction(announced: Announced, trial: Trial): Outcome {
  const { subject, reduction } = announced;
  const { timeZone } = subject.shop;
  const { startedAt, compareAt } = reduction;
  const windowStart = startOfDayAfter(startedAt, -trial.param('windowDays'), timeZone);
  const isNew = subject.productCreatedAt > windowStart;
  trial.excepts('new_product', isNew);
  const from = isNew ? subject.productCreatedAt : windowStart;
  const since = knownSince(subject.history, subject.recordedSince);
  const prior = lowestPrice(subject.history, { from, until: startedAt });
  const isComplete = isRecordWhole(reduction, subject, from);
  const recorded = tracedValue('recordedSince', since, { at: since, origin: 'history' });
  const lowest = tracedValue('priorPrice', prior, { at: startedAt, origin: 'history' });
  trial.check('history_reaches_back', isComplete, recorded);
  const isContradicted = prior !== null && compareAt.minor > prior.minor;
  if (!isComplete && !isContradicted) {
    trial.check('starts_from_prior_price', null, lowest);
    return trial.unknown({
      message: 'history_too_short',
      params: { since, started: { day: dayInZone(startedAt, timeZone) } },
      missing: [{ kind: 'history', since, days: trial.param('windowDays') }],
      clockStart: startedAt,
    });
  }
  const isRight = prior !== null && !isContradicted;
  if (trial.check('starts_from_prior_price', isRight, lowest))
    return trial.pass({ clockStart: startedAt });
  return tooHigh({ ...announced, prior, from, isComplete }, trial);
}

function tooHigh(
  announced: Announced & { prior: Money | null; from: Date; isComplete: boolean },
  trial: Trial,
): Outcome {
  const { subject, reduction, country, prior, from } = announced;
  const { price, compareAt, startedAt } = reduction;
  const { timeZone } = subject.shop;
  const isReduced = prior !== null && prior.minor > price.minor;
  const started = { day: dayInZone(startedAt, timeZone) };
  return trial.fail({
    message: messageOf(announced),
    params: { label: subject.label, compareAt, price, started, prior: prior ?? price },
    clockStart: startedAt,
    deadline: 'standing',
    exposure: sumsByCurrency(subject.salesSinceClaim),
    fixes: compareAtFixes(subject, reduction, isReduced ? prior : null),
    template: {
      market: { country },
      from: { day: dayInZone(from, timeZone) },
      until: { day: lastDayOf(startedAt, timeZone) },
    },
  });
}

function messageOf({
  prior,
  reduction,
  isComplete,
}: {
  prior: Money | null;
  reduction: Reduction;
  isComplete: boolean;
}): string {
  if (prior === null) return 'never_charged';
  if (prior.minor <= reduction.price.minor) return 'no_reduction';
  return isComplete ? 'above_prior_price' : 'above_seen_price';
}

/** Names of Shopify's taxonomy for goods that spoil within days. */
const PERISHABLE =
  /\b(?:fruits? & vegetables|dairy products|meat, seafood & eggs|bakery|fresh cut flowers)\b/i;

function isPerishable({ category }: PriceSubject): boolean {
  return category !== null && PERISHABLE.test(category);
}
