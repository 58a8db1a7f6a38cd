import { hazardOf, type HazardSign } from '#app/domain/findings/dangerous-goods.ts';
import { defineRule } from '#app/domain/findings/define-rule.ts';
import {
  metafieldFor,
  moneyTo,
  shippedVariants,
  tracedOf,
} from '#app/domain/findings/product-facts.ts';
import { askBehindBorder } from '#app/domain/findings/product-reach.ts';
import { dg01Examples } from '#app/domain/findings/rules/compliance/dg-01.examples.ts';
import type { ProductSubject } from '#app/domain/findings/subjects.ts';
import type { Trial } from '#app/domain/findings/trial.ts';

const RULE_ID = 'DG-01';
const SURFACE_ONLY = `${RULE_ID}.surface_only`;
const DECLARATION_KEYS =
  /(?:un_?(?:number|code|nr)|dangerous_?goods|hazmat|dg_?(?:class|code|declaration)|msds|sds)/i;

/** Batteries, perfume, lighters and the like go by air or post only when they are declared. */
export const dg01 = defineRule<'product'>({
  id: RULE_ID,
  version: '1.0.0',
  status: 'active',
  subject: 'product',
  jurisdictions: ['all'],
  authority: 'carrier',
  severity: 'high',
  certainty: 'heuristic',
  sources: [
    {
      cite: 'IATA Dangerous Goods Regulations, 67th edition (2026)',
      url: 'https://www.iata.org/en/programs/cargo/dgr/',
      checkedOn: '2026-11-22',
      // Sold, not published: known from what carriers say of it.
      confidence: 'medium',
      freshForDays: 180,
    },
    {
      cite: 'Universal Postal Union, dangerous goods: equipment with lithium batteries by mail',
      url: 'http://www.upu.int/en/activities/postal-security/dangerous-goods.html',
      checkedOn: '2026-11-22',
      confidence: 'medium',
      freshForDays: 180,
    },
  ],
  effective: { from: '2026-01-01', until: null },
  params: {},
  requires: {
    facts: ['product', 'order', 'shop', 'attestations'],
    scopes: ['read_products'],
    historyDays: 0,
  },
  conditions: ['looks_dangerous', 'is_offered', 'is_sold_there', 'crosses_border', 'is_declared'],
  exceptions: [
    {
      id: 'button_cells',
      cite: 'IATA DGR packing instructions 967 and 970, section II: installed button cells',
    },
    { id: 'surface_only', cite: 'IATA DGR bind what goes by air' },
  ],
  messages: [
    'power_bank',
    'battery',
    'lighter',
    'perfume',
    'spirits',
    'flammable',
    'magnet',
    'sold_in_missing',
    'ships_from_missing',
  ],
  steps: ['ask_papers', 'charge', 'line', 'record'],
  templates: [{ id: 'ask_papers', to: 'supplier' }],
  consequence: { max: null },
  attestations: [SURFACE_ONLY],
  review: { last: '2026-11-22', next: '2027-01-02', watch: ['IATA DGR', 'UPU'] },
  examples: dg01Examples,
  governedOn: () => null,
  evaluate(product, trial) {
    const found = hazardOf(product);
    const fact = tracedOf(product, 'hazard_sign', found?.sign.slice(0, 300) ?? null);
    trial.check('looks_dangerous', found !== null, fact);
    const isSentOut = product.status === 'ACTIVE' && shippedVariants(product).length > 0;
    if (found === null) return isSentOut ? trial.pass() : trial.notApplicable();
    if (trial.excepts('button_cells', found.hazard === 'button_cell', fact))
      return trial.notApplicable();
    const reach = askBehindBorder(product, trial, {
      ruleId: RULE_ID,
      stockException: 'surface_only',
      isMeant: () => true,
    });
    if ('outcome' in reach) return reach.outcome;
    return judgeDeclaration(product, { found, countries: reach.countries }, trial);
  },
});

function judgeDeclaration(
  product: ProductSubject,
  { found, countries }: { found: HazardSign; countries: readonly string[] },
  trial: Trial,
) {
  const variants = shippedVariants(product);
  const declared = variants.map(
    (variant) =>
      metafieldFor(product, 'dangerous_goods', { keys: DECLARATION_KEYS, variant }).value,
  );
  const undeclared = variants.filter((_, at) => declared[at] === null);
  const fact = tracedOf(product, 'declaration', declared.find((text) => text !== null) ?? null);
  if (trial.check('is_declared', undeclared.length === 0, fact)) return trial.pass();
  const isQuote = found.where === 'title' || found.where === 'description';
  return trial.fail({
    message: found.hazard,
    params: { sign: found.sign.slice(0, 120) },
    deadline: 'on_happening',
    exposure: moneyTo(product.openOrders, countries),
    quotes: isQuote ? [{ text: found.sign, where: found.where, locale: null }] : [],
    fixes: [{ kind: 'admin_page', path: `products/${product.id}` }],
    template: { product: product.title },
  });
}
