import { defineRule } from '#app/domain/findings/define-rule.ts';
import { isSet, soldByMeasure } from '#app/domain/findings/measured-goods.ts';
import { confirmed, tracedAnswer, tracedOf } from '#app/domain/findings/product-facts.ts';
import { askWhereSold } from '#app/domain/findings/product-reach.ts';
import { EEA_AND_UK } from '#app/domain/findings/targets.ts';
import { unit01Examples } from '#app/domain/findings/rules/compliance/unit-01.examples.ts';

const RULE_ID = 'UNIT-01';
const SMALL_SHOP = `${RULE_ID}.small_shop`;

/** Goods that are sold by weight or volume show the price of a kilogram or litre. */
export const unit01 = defineRule<'product'>({
  id: RULE_ID,
  version: '1.0.0',
  status: 'active',
  subject: 'product',
  jurisdictions: ['EU', 'GB'],
  authority: 'law',
  severity: 'low',
  certainty: 'heuristic',
  sources: [
    {
      cite: 'Directive 98/6/EC Art. 3, 4',
      url: 'http://data.europa.eu/eli/dir/1998/6/oj',
      checkedOn: '2026-11-22',
      confidence: 'high',
      freshForDays: 180,
    },
    {
      cite: 'Price Marking (Amendment) Order 2024, SI 2024/1055, from 6 April 2026',
      url: 'https://www.legislation.gov.uk/uksi/2024/1055/made',
      checkedOn: '2026-11-22',
      confidence: 'high',
      freshForDays: 180,
    },
  ],
  effective: { from: '2000-03-18', until: null },
  params: {},
  requires: {
    facts: ['product', 'order', 'shop', 'attestations'],
    scopes: ['read_products'],
    historyDays: 0,
  },
  conditions: ['sold_by_measure', 'is_offered', 'is_sold_there', 'has_unit_price'],
  exceptions: [
    { id: 'small_shop', cite: 'Directive 98/6/EC Art. 6' },
    {
      id: 'set',
      cite: 'Directive 98/6/EC Art. 5(1): where it would not be useful, or would confuse',
    },
  ],
  messages: ['measure_missing', 'sold_in_missing'],
  steps: ['enter_measure', 'show_it'],
  templates: [{ id: 'line', to: 'page' }],
  consequence: { max: null },
  attestations: [SMALL_SHOP],
  review: { last: '2026-11-22', next: '2027-05-21', watch: ['98/6', 'SI 2024/1055'] },
  examples: unit01Examples,
  governedOn: () => null,
  evaluate(product, trial) {
    const measure = soldByMeasure(product);
    const sign = tracedOf(product, 'measure', measure?.sign ?? null);
    const isMeasured = trial.check('sold_by_measure', measure !== null, sign);
    if (!isMeasured && !product.soldIn.known) return trial.pass();
    const reach = askWhereSold(product, trial, (country) => EEA_AND_UK.has(country));
    if ('outcome' in reach) return reach.outcome;
    if (!isMeasured) return trial.pass();
    const title = tracedOf(product, 'title', product.title);
    if (trial.excepts('set', isSet(product.title), title)) return trial.notApplicable();
    const small = confirmed(product, SMALL_SHOP, trial.asOf);
    if (trial.excepts('small_shop', small !== null, tracedAnswer('answer', small)))
      return trial.notApplicable();
    const without = product.variants.filter(({ hasUnitPrice }) => !hasUnitPrice);
    const named = tracedOf(product, 'unit_prices', product.variants.length - without.length);
    if (trial.check('has_unit_price', without.length === 0, named)) return trial.pass();
    return trial.fail({
      message: 'measure_missing',
      params: { count: without.length, total: product.variants.length },
      deadline: 'standing',
      exposure: 'no_sum',
      fixes: without.slice(0, 10).map(({ id }) => ({
        kind: 'admin_page',
        path: `products/${product.id}/variants/${id}`,
      })),
    });
  },
});
