import { defineRule } from '#app/domain/findings/define-rule.ts';
import type { Outcome, TracedFact } from '#app/domain/findings/outcome.ts';
import { confirmed, moneyTo, tracedAnswer, tracedOf } from '#app/domain/findings/product-facts.ts';
import { askWhereSold } from '#app/domain/findings/product-reach.ts';
import { safetyDetails, type SafetyDetails } from '#app/domain/findings/product-safety-details.ts';
import { EU_COUNTRIES } from '#app/domain/findings/regions.ts';
import { gpsr01Examples } from '#app/domain/findings/rules/compliance/gpsr-01.examples.ts';
import type { ProductSubject } from '#app/domain/findings/subjects.ts';
import type { Trial } from '#app/domain/findings/trial.ts';

const RULE_ID = 'GPSR-01';
const SHOWN_ON_PAGE = `${RULE_ID}.shown_on_page`;

/** An offer to consumers in the EU names who made the goods, who answers for them, and shows what they are. */
export const gpsr01 = defineRule<'product'>({
  id: RULE_ID,
  version: '1.0.0',
  status: 'active',
  subject: 'product',
  jurisdictions: ['EU'],
  authority: 'law',
  severity: 'high',
  certainty: 'heuristic',
  sources: [
    {
      cite: 'Regulation (EU) 2023/988 Art. 16, 19',
      url: 'http://data.europa.eu/eli/reg/2023/988/oj',
      checkedOn: '2026-11-22',
      confidence: 'high',
      freshForDays: 180,
    },
  ],
  effective: { from: '2024-12-13', until: null },
  params: {},
  requires: {
    facts: ['product', 'order', 'shop', 'attestations'],
    scopes: ['read_products'],
    historyDays: 0,
  },
  conditions: [
    'is_offered',
    'is_sold_there',
    'picture',
    'identifier',
    'attested',
    'maker',
    'contact',
    'maker_in_eu',
    'responsible',
  ],
  exceptions: [
    { id: 'food', cite: 'Regulation (EU) 2023/988 Art. 2(2)(b), (c)' },
    { id: 'medicine', cite: 'Regulation (EU) 2023/988 Art. 2(2)(a)' },
    { id: 'antiques', cite: 'Regulation (EU) 2023/988 Art. 2(2)(i)' },
    { id: 'for_repair', cite: 'Regulation (EU) 2023/988 Art. 2(3)' },
  ],
  messages: [
    'maker_missing',
    'contact_missing',
    'responsible_missing',
    'picture_missing',
    'identifier_missing',
    'several',
    'seat_missing',
    'sold_in_missing',
  ],
  steps: ['ask_supplier', 'publish', 'warnings', 'picture_and_number'],
  templates: [
    { id: 'ask_safety', to: 'supplier' },
    { id: 'passage', to: 'page' },
  ],
  consequence: { max: null },
  attestations: [SHOWN_ON_PAGE],
  review: { last: '2026-11-22', next: '2027-05-21', watch: ['2023/988', 'OJ L'] },
  examples: gpsr01Examples,
  governedOn: () => null,
  evaluate(product, trial) {
    const reach = askWhereSold(product, trial, (country) => EU_COUNTRIES.has(country));
    if ('outcome' in reach) return reach.outcome;
    const exempt = exemption(product);
    if (exempt !== null) {
      trial.excepts(
        exempt,
        true,
        tracedOf(product, 'category', product.category?.fullName ?? product.title),
      );
      return trial.notApplicable();
    }
    return judgeOffer(product, reach.countries, trial);
  },
});

type Gap =
  | 'maker_missing'
  | 'contact_missing'
  | 'responsible_missing'
  | 'picture_missing'
  | 'identifier_missing';

function judgeOffer(product: ProductSubject, countries: readonly string[], trial: Trial): Outcome {
  const gaps: Gap[] = [];
  const need = (condition: string, holds: boolean, gap: Gap, fact: TracedFact) => {
    if (!trial.check(condition, holds, fact)) gaps.push(gap);
  };
  need(
    'picture',
    product.mediaCount > 0,
    'picture_missing',
    tracedOf(product, 'media', product.mediaCount),
  );
  const isNamed = product.variants.every(({ sku, barcode }) =>
    [sku, barcode].some((code) => (code ?? '').trim() !== ''),
  );
  const codes = product.variants.map(({ sku, barcode }) => sku ?? barcode ?? '—').join(', ');
  need('identifier', isNamed, 'identifier_missing', tracedOf(product, 'codes', codes));

  const shown = confirmed(product, SHOWN_ON_PAGE, trial.asOf);
  trial.check('attested', shown !== null, tracedAnswer('answer', shown));
  const details = safetyDetails(product);
  const isSeatUnknown = shown === null ? askPeople(product, details, { need, trial }) : false;

  const [first] = gaps;
  if (first === undefined) {
    if (!isSeatUnknown) return trial.pass({ reviewAt: shown?.until ?? null });
    return trial.unknown({
      message: 'seat_missing',
      missing: [{ kind: 'empty', field: 'manufacturer_country' }],
    });
  }
  return trial.fail({
    message: gaps.length === 1 ? first : 'several',
    params: { count: gaps.length },
    deadline: 'standing',
    exposure: moneyTo(product.recentSales, countries),
    fixes: [{ kind: 'admin_page', path: `products/${product.id}` }],
    template: { product: product.title },
  });
}

/** Asks for the people behind the goods; true: nobody can say whether one in the EU has to be named beside the maker. */
function askPeople(
  product: ProductSubject,
  details: SafetyDetails,
  {
    need,
    trial,
  }: {
    need: (condition: string, holds: boolean, gap: Gap, fact: TracedFact) => void;
    trial: Trial;
  },
): boolean {
  const { maker, makerCountry, responsible, hasPostalAddress, hasElectronicAddress } = details;
  const named = tracedOf(product, 'maker', maker?.slice(0, 300) ?? null);
  need('maker', maker !== null, 'maker_missing', named);
  if (maker !== null)
    need('contact', hasPostalAddress && hasElectronicAddress, 'contact_missing', named);
  const answers = tracedOf(product, 'responsible', responsible?.slice(0, 300) ?? null);
  if (responsible !== null) {
    need('responsible', true, 'responsible_missing', answers);
    return false;
  }
  const seat = tracedOf(
    product,
    'maker_country',
    makerCountry === null ? null : { country: makerCountry },
  );
  const isInEu =
    makerCountry === null ? null : makerCountry === 'EU' || EU_COUNTRIES.has(makerCountry);
  trial.check('maker_in_eu', isInEu, seat);
  if (isInEu === false) need('responsible', false, 'responsible_missing', answers);
  return isInEu === null && maker !== null;
}

/** Goods that have a safety law of their own, or none. */
function exemption({ category, title, tags }: ProductSubject): string | null {
  const name = category?.fullName ?? '';
  if (/^Food, Beverages & Tobacco > (?:Food|Beverages)/.test(name)) return 'food';
  if (/> Medicine & Drugs/.test(name)) return 'medicine';
  if (/\bAntiques?\b/.test(name) || tags.some((tag) => /^antiques?$/i.test(tag))) return 'antiques';
  return /\b(?:for parts or repair|for repair|für bastler|defekt|pour pièces)\b/i.test(title)
    ? 'for_repair'
    : null;
}
