import { customsTerritory } from '#app/domain/findings/customs-territory.ts';
import { defineRule } from '#app/domain/findings/define-rule.ts';
import { chapterFitsCategory, hsCode } from '#app/domain/findings/hs-code.ts';
import type { Outcome } from '#app/domain/findings/outcome.ts';
import { moneyTo, shippedVariants, tracedOf } from '#app/domain/findings/product-facts.ts';
import { askBehindBorder } from '#app/domain/findings/product-reach.ts';
import { cusData01Examples } from '#app/domain/findings/rules/compliance/cus-data-01.examples.ts';
import type { ProductSubject, ProductVariant } from '#app/domain/findings/subjects.ts';
import type { Trial } from '#app/domain/findings/trial.ts';

const RULE_ID = 'CUS-DATA-01';
const DOMESTIC = `${RULE_ID}.domestic_dispatch`;

/** Goods that pass customs carry a commodity code and the country they were made in. */
export const cusData01 = defineRule<'product'>({
  id: RULE_ID,
  version: '1.0.0',
  status: 'active',
  subject: 'product',
  jurisdictions: ['US', 'EU', 'all'],
  authority: 'law',
  severity: 'critical',
  certainty: 'deterministic',
  sources: [
    {
      cite: '19 CFR 10.151 and 145.31 as amended by 91 FR 37789 and 37801',
      url: 'https://www.ecfr.gov/current/title-19/chapter-I/part-145/section-145.31',
      checkedOn: '2026-11-22',
      // That both were amended is sure; the amendments are known from trade papers.
      confidence: 'medium',
      freshForDays: 180,
    },
    {
      cite: 'Delegated Regulation (EU) 2015/2446 Annex B',
      url: 'http://data.europa.eu/eli/reg_del/2015/2446/oj',
      checkedOn: '2026-11-22',
      confidence: 'high',
      freshForDays: 180,
    },
  ],
  effective: { from: '2021-07-01', until: null },
  params: {
    digits: {
      unit: 'count',
      mayOverwrite: false,
      least: 6,
      most: 10,
      rows: [
        {
          key: 'US',
          from: null,
          until: '2026-07-24',
          value: 6,
          cite: '19 CFR 145.31: a description was enough for mail',
        },
        {
          key: 'US',
          from: '2026-07-24',
          until: null,
          value: 10,
          cite: '91 FR 37801: ten-digit HTS code',
        },
      ],
    },
  },
  requires: {
    facts: ['product', 'order', 'shop', 'attestations'],
    scopes: ['read_products', 'read_inventory'],
    historyDays: 0,
  },
  conditions: [
    'is_offered',
    'is_sold_there',
    'crosses_border',
    'hs_present',
    'us_digits',
    'origin_present',
    'hs_fits_category',
  ],
  exceptions: [{ id: 'domestic_dispatch', cite: 'No customs declaration within one territory' }],
  messages: [
    'hs_missing',
    'hs_invalid',
    'us_digits_missing',
    'origin_missing',
    'several',
    'hs_implausible',
    'sold_in_missing',
    'ships_from_missing',
  ],
  steps: ['fill_hs', 'fill_us', 'fill_origin', 'export_again'],
  templates: [{ id: 'ask_codes', to: 'supplier' }],
  consequence: { max: null },
  attestations: [DOMESTIC],
  review: { last: '2026-11-22', next: '2027-05-21', watch: ['91 FR', '19 CFR 145', 'OJ L'] },
  examples: cusData01Examples,
  governedOn: () => null,
  evaluate(product, trial) {
    const reach = askBehindBorder(product, trial, {
      ruleId: RULE_ID,
      stockException: 'domestic_dispatch',
      isMeant: () => true,
    });
    return 'outcome' in reach ? reach.outcome : judgeCodes(product, reach.countries, trial);
  },
});

type Gap = 'hs_missing' | 'hs_invalid' | 'us_digits_missing' | 'origin_missing';

function judgeCodes(product: ProductSubject, countries: readonly string[], trial: Trial): Outcome {
  const variants = shippedVariants(product);
  const isToUs = countries.some((country) => customsTerritory(country) === 'US');
  const usDigits = isToUs ? trial.param('digits', 'US') : null;
  const gaps = variants.map((variant) => ({ variant, gaps: gapsOf(variant, usDigits) }));
  const count = (gap: Gap) => gaps.filter((one) => one.gaps.includes(gap)).length;
  const codes = count('hs_missing') + count('hs_invalid');
  const seen = (name: string, values: readonly (string | null | undefined)[]) =>
    tracedOf(product, name, values.map((value) => value ?? '—').join(', '));
  trial.check(
    'hs_present',
    codes === 0,
    seen(
      'hs_codes',
      variants.map((one) => one.hsCode),
    ),
  );
  if (usDigits !== null)
    trial.check(
      'us_digits',
      count('us_digits_missing') === 0,
      seen(
        'us_codes',
        variants.map(({ hsByCountry }) => hsByCountry['US']),
      ),
    );
  trial.check(
    'origin_present',
    count('origin_missing') === 0,
    seen(
      'origins',
      variants.map(({ originCountry }) => originCountry),
    ),
  );

  const faulty = gaps.filter((one) => one.gaps.length > 0).map(({ variant }) => variant);
  const kinds = [...new Set(gaps.flatMap((one) => one.gaps))];
  const [first] = kinds;
  if (first === undefined) return judgePlausibility(product, countries, trial);
  return concludeGap(product, trial, {
    message: kinds.length === 1 ? first : 'several',
    faulty,
    countries,
    params: {
      count: faulty.length,
      total: variants.length,
      codes,
      usCodes: count('us_digits_missing'),
      origins: count('origin_missing'),
      code: faulty.find((one) => one.hsCode !== null && hsCode(one.hsCode) === null)?.hsCode ?? '',
      digits: usDigits ?? 6,
    },
  });
}

function gapsOf(
  { hsCode: text, hsByCountry, originCountry }: ProductVariant,
  usDigits: number | null,
): Gap[] {
  const gaps: Gap[] = [];
  if (text === null || text.trim() === '') gaps.push('hs_missing');
  else if (hsCode(text) === null) gaps.push('hs_invalid');
  if (usDigits === 10 && hsCode(hsByCountry['US'] ?? null)?.digits.length !== usDigits)
    gaps.push('us_digits_missing');
  if (originCountry === null) gaps.push('origin_missing');
  return gaps;
}

/** Codes are there: could they be right at all for what the shop itself calls the goods? */
function judgePlausibility(
  product: ProductSubject,
  countries: readonly string[],
  trial: Trial,
): Outcome {
  const { category } = product;
  if (category === null) return trial.pass();
  const odd = shippedVariants(product).filter((variant) => {
    const code = hsCode(variant.hsCode);
    return code !== null && chapterFitsCategory(code, category.fullName) === false;
  });
  const fits = trial.check(
    'hs_fits_category',
    odd.length === 0,
    tracedOf(product, 'category', category.fullName),
  );
  if (fits) return trial.pass();
  return concludeGap(product, trial, {
    message: 'hs_implausible',
    faulty: odd,
    countries,
    params: { code: odd[0]?.hsCode ?? '', category: category.fullName },
  });
}

function concludeGap(
  product: ProductSubject,
  trial: Trial,
  {
    message,
    faulty,
    countries,
    params,
  }: {
    message: string;
    faulty: readonly ProductVariant[];
    countries: readonly string[];
    params: Readonly<Record<string, string | number>>;
  },
): Outcome {
  const open = product.openOrders.filter(
    ({ variantId }) => variantId === null || faulty.some(({ id }) => id === variantId),
  );
  return trial.fail({
    message,
    params,
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
