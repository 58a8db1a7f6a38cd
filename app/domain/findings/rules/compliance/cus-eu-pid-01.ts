import { EU_COUNTRIES } from '#app/domain/findings/regions.ts';
import { defineRule } from '#app/domain/findings/define-rule.ts';
import { gtinFault } from '#app/domain/findings/gtin.ts';
import type { Outcome } from '#app/domain/findings/outcome.ts';
import {
  confirmed,
  metafieldFor,
  moneyTo,
  shippedVariants,
  tracedAnswer,
  tracedOf,
} from '#app/domain/findings/product-facts.ts';
import { askBehindBorder } from '#app/domain/findings/product-reach.ts';
import { cusEuPid01Examples } from '#app/domain/findings/rules/compliance/cus-eu-pid-01.examples.ts';
import type { ProductSubject, ProductVariant } from '#app/domain/findings/subjects.ts';
import type { Trial } from '#app/domain/findings/trial.ts';

const RULE_ID = 'CUS-EU-PID-01';
const COMPANIES_ONLY = `${RULE_ID}.companies_only`;
const EU_STOCK = `${RULE_ID}.eu_stock`;
const MANUFACTURER_NUMBER_KEYS =
  /(?:^|[._-])(?:mpn|part_?number|manufacturer_(?:part_)?(?:number|id|no))$/i;

/** A consumer's parcel into the EU names the goods by the seller's number, the maker's, and a GTIN where one exists. */
export const cusEuPid01 = defineRule<'product'>({
  id: RULE_ID,
  version: '1.0.0',
  status: 'active',
  subject: 'product',
  jurisdictions: ['EU'],
  authority: 'law',
  severity: 'critical',
  certainty: 'deterministic',
  sources: [
    {
      cite: 'Delegated Regulation (EU) 2026/1022, data sets H1, H6, H7',
      url: 'http://data.europa.eu/eli/reg_del/2026/1022/oj',
      checkedOn: '2026-11-22',
      confidence: 'medium',
      freshForDays: 180,
    },
    {
      cite: 'GS1 General Specifications 7.9 (check digit)',
      url: 'https://www.gs1.org/services/how-calculate-check-digit-manually',
      checkedOn: '2026-11-22',
      confidence: 'high',
      freshForDays: 180,
    },
  ],
  effective: { from: '2026-11-01', until: null },
  params: {},
  requires: {
    facts: ['product', 'order', 'shop', 'attestations'],
    scopes: ['read_products'],
    historyDays: 0,
  },
  conditions: [
    'is_offered',
    'is_sold_there',
    'crosses_border',
    'merchant_number',
    'manufacturer_number',
    'gtin',
  ],
  exceptions: [
    { id: 'eu_stock', cite: 'Delegated Regulation (EU) 2026/1022: imported consignments' },
    { id: 'companies_only', cite: 'Delegated Regulation (EU) 2026/1022: distance sales' },
  ],
  messages: [
    'sku_missing',
    'sku_shared',
    'manufacturer_missing',
    'gtin_wrong',
    'several',
    'sold_in_missing',
    'ships_from_missing',
  ],
  steps: ['fill_skus', 'ask_supplier', 'mend_gtin'],
  templates: [{ id: 'ask_numbers', to: 'supplier' }],
  consequence: { max: null },
  attestations: [EU_STOCK, COMPANIES_ONLY],
  review: { last: '2026-11-22', next: '2027-05-21', watch: ['2026/1022', 'OJ L'] },
  examples: cusEuPid01Examples,
  governedOn: () => null,
  evaluate(product, trial) {
    const companies = confirmed(product, COMPANIES_ONLY, trial.asOf);
    if (trial.excepts('companies_only', companies !== null, tracedAnswer('answer', companies)))
      return trial.notApplicable();
    const reach = askBehindBorder(product, trial, {
      ruleId: RULE_ID,
      stockException: 'eu_stock',
      isMeant: (country) => EU_COUNTRIES.has(country),
    });
    return 'outcome' in reach ? reach.outcome : judgeNumbers(product, reach.countries, trial);
  },
});

type Gap = 'sku_missing' | 'sku_shared' | 'manufacturer_missing' | 'gtin_wrong';

function judgeNumbers(
  product: ProductSubject,
  countries: readonly string[],
  trial: Trial,
): Outcome {
  const variants = shippedVariants(product);
  const gaps = variants.map((variant) => ({ variant, gaps: gapsOf(product, variant) }));
  const count = (gap: Gap) => gaps.filter((one) => one.gaps.includes(gap)).length;
  const merchant = count('sku_missing') + count('sku_shared');
  const seen = (name: string, values: readonly (string | null)[]) =>
    tracedOf(product, name, values.map((value) => value ?? '—').join(', '));
  trial.check(
    'merchant_number',
    merchant === 0,
    seen(
      'skus',
      variants.map(({ sku }) => sku),
    ),
  );
  trial.check(
    'manufacturer_number',
    count('manufacturer_missing') === 0,
    seen(
      'manufacturer_numbers',
      variants.map((variant) => manufacturerNumber(product, variant)),
    ),
  );
  trial.check(
    'gtin',
    count('gtin_wrong') === 0,
    seen(
      'barcodes',
      variants.map(({ barcode }) => barcode),
    ),
  );

  const faulty = gaps.filter((one) => one.gaps.length > 0).map(({ variant }) => variant);
  const kinds = [...new Set(gaps.flatMap((one) => one.gaps))];
  const [first] = kinds;
  if (first === undefined) return trial.pass();
  const open = product.openOrders.filter(
    ({ variantId }) => variantId === null || faulty.some(({ id }) => id === variantId),
  );
  const wrong = faulty.find(({ barcode }) => barcode !== null && gtinFault(barcode) !== null);
  return trial.fail({
    message: kinds.length === 1 ? first : 'several',
    params: {
      count: faulty.length,
      total: variants.length,
      skus: merchant,
      manufacturers: count('manufacturer_missing'),
      gtins: count('gtin_wrong'),
      barcode: wrong?.barcode ?? '',
    },
    deadline: 'standing',
    exposure: moneyTo(open, countries),
    fixes: faulty.slice(0, 10).map(({ id }) => ({
      kind: 'admin_page',
      path: `products/${product.id}/variants/${id}`,
    })),
    template: {
      product: product.title,
      variants: faulty.map(({ sku, title }) => sku ?? title).join(', '),
    },
  });
}

function gapsOf(product: ProductSubject, variant: ProductVariant): Gap[] {
  const { sku, barcode, isSkuShared } = variant;
  const gaps: Gap[] = [];
  if (sku === null || sku.trim() === '') gaps.push('sku_missing');
  else if (isSkuShared) gaps.push('sku_shared');
  if (manufacturerNumber(product, variant) === null) gaps.push('manufacturer_missing');
  // A GTIN is named where one exists: no barcode is no fault, a wrong one is.
  if (barcode !== null && barcode.trim() !== '' && gtinFault(barcode) !== null)
    gaps.push('gtin_wrong');
  return gaps;
}

function manufacturerNumber(product: ProductSubject, variant: ProductVariant): string | null {
  return metafieldFor(product, 'manufacturer_number', { keys: MANUFACTURER_NUMBER_KEYS, variant })
    .value;
}
