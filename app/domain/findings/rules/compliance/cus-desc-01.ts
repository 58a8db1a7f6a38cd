import { defineRule } from '#app/domain/findings/define-rule.ts';
import type { Outcome } from '#app/domain/findings/outcome.ts';
import { metafieldFor, moneyTo, tracedOf } from '#app/domain/findings/product-facts.ts';
import { askBehindBorder } from '#app/domain/findings/product-reach.ts';
import { EU_COUNTRIES } from '#app/domain/findings/regions.ts';
import { cusDesc01Examples } from '#app/domain/findings/rules/compliance/cus-desc-01.examples.ts';
import type { ProductSubject } from '#app/domain/findings/subjects.ts';
import type { Trial } from '#app/domain/findings/trial.ts';
import { vagueness } from '#app/domain/findings/vague-description.ts';

const RULE_ID = 'CUS-DESC-01';
const EU_STOCK = `${RULE_ID}.eu_stock`;

/** Goods that enter the EU are described in words from which customs can tell what they are. */
export const cusDesc01 = defineRule<'product'>({
  id: RULE_ID,
  version: '1.0.0',
  status: 'active',
  subject: 'product',
  jurisdictions: ['EU'],
  authority: 'law',
  severity: 'medium',
  certainty: 'heuristic',
  sources: [
    {
      cite: 'Delegated Regulation (EU) 2015/2446 Annex B, 18 05 000 000',
      url: 'http://data.europa.eu/eli/reg_del/2015/2446/oj',
      checkedOn: '2026-11-22',
      confidence: 'high',
      freshForDays: 180,
    },
    {
      cite: 'ICS2 list of stop words, as far as others have published it',
      url: 'https://www.ensadviser.com/post/list-of-ics2-stop-words',
      checkedOn: '2026-11-22',
      confidence: 'medium',
      freshForDays: 180,
    },
  ],
  effective: { from: '2023-03-01', until: null },
  params: {},
  requires: {
    facts: ['product', 'order', 'shop', 'attestations'],
    scopes: ['read_products'],
    historyDays: 0,
  },
  conditions: ['is_offered', 'is_sold_there', 'crosses_border', 'says_what_it_is'],
  exceptions: [
    { id: 'eu_stock', cite: 'No entry declaration for goods inside the Union' },
    { id: 'inside_precise_phrase', cite: 'Annex B, 18 05: precise enough to identify the goods' },
  ],
  messages: ['vague', 'sold_in_missing', 'ships_from_missing'],
  steps: ['describe', 'map_field'],
  templates: [{ id: 'ask_description', to: 'supplier' }],
  consequence: { max: null },
  attestations: [EU_STOCK],
  review: { last: '2026-11-22', next: '2027-05-21', watch: ['ICS2', 'OJ L'] },
  examples: cusDesc01Examples,
  governedOn: () => null,
  evaluate(product, trial) {
    const reach = askBehindBorder(product, trial, {
      ruleId: RULE_ID,
      stockException: 'eu_stock',
      isMeant: (country) => EU_COUNTRIES.has(country),
    });
    return 'outcome' in reach ? reach.outcome : judgeWords(product, reach.countries, trial);
  },
});

function judgeWords(product: ProductSubject, countries: readonly string[], trial: Trial): Outcome {
  const field = metafieldFor(product, 'customs_description', {
    keys: /(?:customs|goods)_description$/i,
  }).value;
  const text = field ?? product.title;
  const found = vagueness(text, { nothing: product.vendor });
  const fact = tracedOf(product, 'goods_description', text.slice(0, 300));
  const isVague = found.kind === 'vague';
  trial.check('says_what_it_is', !isVague, fact);
  if (!isVague) {
    trial.excepts('inside_precise_phrase', found.kind === 'precise', fact);
    return trial.pass();
  }
  return trial.fail({
    message: 'vague',
    params: { words: found.stopWords.join(', ') },
    deadline: 'standing',
    exposure: moneyTo(product.openOrders, countries),
    quotes: [{ text, where: field === null ? 'title' : 'customs_description', locale: null }],
    fixes: [{ kind: 'admin_page', path: `products/${product.id}` }],
    template: { product: product.title },
  });
}
