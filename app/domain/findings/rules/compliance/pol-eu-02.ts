import { defineRule } from '#app/domain/findings/define-rule.ts';
import { meagreSentences, type MeagreSentence } from '#app/domain/findings/meagre-terms.ts';
import type { Outcome, Quote } from '#app/domain/findings/outcome.ts';
import { quoteOf } from '#app/domain/findings/policy-sentences.ts';
import { polEu02Examples } from '#app/domain/findings/rules/compliance/pol-eu-02.examples.ts';
import type { PolicyText } from '#app/domain/findings/subjects.ts';
import { EEA_AND_UK, targetsWithin } from '#app/domain/findings/targets.ts';
import { traced, tracedValue, type Trial } from '#app/domain/findings/trial.ts';

const IN_FORCE = '2014-06-13';
const QUOTES_MAX = 12;

/** A refund policy gives buyers in the EU and the United Kingdom no less than the law does. */
export const polEu02 = defineRule<'shop'>({
  id: 'POL-EU-02',
  version: '1.0.0',
  status: 'active',
  subject: 'shop',
  jurisdictions: ['EU', 'GB'],
  authority: 'law',
  severity: 'high',
  certainty: 'heuristic',
  sources: [
    {
      cite: 'Directive 2011/83/EU, Articles 9, 13, 14, 16, 25',
      url: 'http://data.europa.eu/eli/dir/2011/83/oj',
      checkedOn: '2026-11-22',
      confidence: 'high',
      freshForDays: 180,
    },
    {
      cite: 'SI 2013/3134, regulations 29 to 36',
      url: 'https://www.legislation.gov.uk/uksi/2013/3134',
      checkedOn: '2026-11-22',
      confidence: 'high',
      freshForDays: 180,
    },
  ],
  effective: { from: IN_FORCE, until: null },
  params: {
    withdrawalDays: {
      unit: 'calendar_days',
      mayOverwrite: false,
      least: 1,
      most: 60,
      rows: [
        {
          key: '',
          value: 14,
          cite: 'Directive 2011/83/EU, Article 9(1); SI 2013/3134, regulation 30',
          from: IN_FORCE,
          until: null,
        },
      ],
    },
  },
  requires: { facts: ['policies', 'shop'], scopes: ['read_legal_policies'], historyDays: 0 },
  conditions: ['sells_to_eu_or_uk', 'has_refund_policy', 'meets_minimum'],
  exceptions: [
    { id: 'art_16_goods', cite: 'Directive 2011/83/EU, Article 16' },
    { id: 'other_countries', cite: 'Directive 2011/83/EU, Article 3' },
    { id: 'companies', cite: 'Directive 2011/83/EU, Article 2(1)' },
    { id: 'eu_section', cite: 'Directive 2011/83/EU, Article 9' },
  ],
  messages: [
    'short_window',
    'final_sale',
    'credit_only',
    'restocking_fee',
    'unopened_only',
    'delivery_kept',
    'several',
    'policies_unread',
    'targets_unknown',
  ],
  steps: ['read_sentence', 'limit_or_replace', 'add_paragraph', 'change_translations'],
  templates: [{ id: 'eu_paragraph', to: 'page' }],
  consequence: { max: null },
  attestations: [],
  review: {
    last: '2026-11-22',
    next: '2027-05-21',
    watch: ['Directive 2011/83/EU', 'SI 2013/3134'],
  },
  examples: polEu02Examples,
  governedOn: () => null,
  evaluate({ policies, shop }, trial) {
    const reached = targetsWithin(shop, EEA_AND_UK);
    const sellsThere = reached.known ? reached.value.length > 0 : null;
    trial.check(
      'sells_to_eu_or_uk',
      sellsThere,
      traced('targets', reached, (all) => all.join(', ')),
    );
    if (sellsThere === false) return trial.notApplicable();
    const texts = policies.known ? policies.value.filter(isRefundPolicy) : [];
    const hasPolicy = policies.known ? texts.length > 0 : null;
    const count = traced('refundPolicies', policies, () => texts.length);
    trial.check('has_refund_policy', hasPolicy, count);
    if (!policies.known)
      return trial.unknown({ message: 'policies_unread', missing: [policies.missing] });
    if (!hasPolicy) return trial.notApplicable();
    const found = foundIn(texts, trial);
    const open = found.filter(({ excuse }) => excuse === null);
    const sentences = tracedValue('sentences', open.length, { at: latest(texts), origin: 'text' });
    trial.check('meets_minimum', open.length === 0, sentences);
    for (const excuse of new Set(found.flatMap((one) => one.excuse ?? [])))
      trial.excepts(excuse, true);
    if (open.length === 0) return trial.pass();
    if (!reached.known)
      return trial.unknown({
        message: 'targets_unknown',
        params: { count: open.length },
        missing: [reached.missing],
      });
    return toCheck(open, trial);
  },
});

type Found = MeagreSentence & { quote: Quote };

function foundIn(texts: readonly PolicyText[], trial: Trial): readonly Found[] {
  const leastDays = trial.param('withdrawalDays');
  return texts.flatMap((policy) =>
    meagreSentences(policy.text, leastDays).map((one) => ({
      ...one,
      quote: quoteOf(policy, one.sentence),
    })),
  );
}

function toCheck(open: readonly Found[], trial: Trial): Outcome {
  const terms = [...new Set(open.map(({ term }) => term))];
  const [only] = terms;
  const days = Math.min(...open.map((one) => one.days ?? Infinity));
  return trial.fail({
    message: only !== undefined && terms.length === 1 ? only : 'several',
    params: { count: open.length, ...(Number.isFinite(days) ? { days } : {}) },
    deadline: 'standing',
    exposure: 'no_sum',
    quotes: open.slice(0, QUOTES_MAX).map(({ quote }) => quote),
    fixes: [{ kind: 'admin_page', path: 'settings/legal' }],
  });
}

function isRefundPolicy({ type }: PolicyText): boolean {
  return type === 'REFUND_POLICY';
}

function latest(texts: readonly PolicyText[]): Date {
  return new Date(Math.max(...texts.map(({ updatedAt }) => updatedAt.getTime())));
}
