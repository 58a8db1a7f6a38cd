import { BRAND_ANSWERS } from '#app/domain/findings/brand-answers.ts';
import { brandReferences, type BrandReference } from '#app/domain/findings/brand-reference.ts';
import { defineRule } from '#app/domain/findings/define-rule.ts';
import type { Outcome } from '#app/domain/findings/outcome.ts';
import { tracedAnswer, tracedOf } from '#app/domain/findings/product-facts.ts';
import { ip01Examples } from '#app/domain/findings/rules/compliance/ip-01.examples.ts';
import type { ProductSubject } from '#app/domain/findings/subjects.ts';
import { tracedValue, type Trial } from '#app/domain/findings/trial.ts';

const BRAND_USE = 'IP-01.brand_use';

/** A listing that uses a famous mark is asked about, in private; nobody is accused, and an answer is remembered. */
export const ip01 = defineRule<'product'>({
  id: 'IP-01',
  version: '1.0.0',
  status: 'active',
  subject: 'product',
  jurisdictions: ['all'],
  authority: 'law',
  severity: 'medium',
  certainty: 'heuristic',
  sources: [
    {
      cite: 'Regulation (EU) 2017/1001 Art. 9, 14',
      url: 'http://data.europa.eu/eli/reg/2017/1001/oj',
      checkedOn: '2026-11-22',
      confidence: 'medium',
      freshForDays: 180,
    },
    {
      cite: '15 USC 1114, 1125',
      url: 'https://www.law.cornell.edu/uscode/text/15/1114',
      checkedOn: '2026-11-22',
      confidence: 'medium',
      freshForDays: 180,
    },
  ],
  effective: { from: '2017-10-01', until: null },
  params: {
    floorShare: {
      unit: 'percent',
      mayOverwrite: false,
      least: 1,
      most: 100,
      rows: [{ key: '', from: null, until: null, value: 30, cite: 'House choice' }],
    },
  },
  requires: { facts: ['product', 'attestations'], scopes: ['read_products'], historyDays: 0 },
  conditions: [
    'is_offered',
    'names_mark',
    'title_beyond_fit',
    'copy_words',
    'mark_as_vendor',
    'cheap_from_china',
  ],
  exceptions: [
    {
      id: 'authorised',
      cite: 'Regulation (EU) 2017/1001 Art. 15: goods put on the market with consent',
    },
    { id: 'compatible_part', cite: 'Regulation (EU) 2017/1001 Art. 14(1)(c)' },
    { id: 'own_mark', cite: 'The merchant’s own mark' },
    {
      id: 'coincidence',
      cite: 'Regulation (EU) 2017/1001 Art. 14(1)(b): a word in its plain sense',
    },
  ],
  messages: ['mark_in_title', 'copy_words', 'copy_words_alone', 'vendor_cheap', 'origin_missing'],
  steps: ['answer', 'say_fits', 'remove'],
  templates: [{ id: 'ask_papers', to: 'supplier' }],
  consequence: { max: null },
  attestations: [BRAND_USE],
  choices: BRAND_ANSWERS,
  review: { last: '2026-11-22', next: '2027-05-21', watch: ['2017/1001'] },
  examples: ip01Examples,
  governedOn: () => null,
  evaluate(product, trial) {
    const isOffered = product.status === 'ACTIVE';
    if (!trial.check('is_offered', isOffered, tracedOf(product, 'status', product.status)))
      return trial.notApplicable();
    const references = brandReferences(product, { floorSharePercent: trial.param('floorShare') });
    const [first] = references;
    const names = references.flatMap(({ mark }) => mark?.name ?? []).join(', ');
    const says = tracedOf(product, 'marks', names === '' ? null : names);
    if (!trial.check('names_mark', first !== undefined, says) || first === undefined)
      return trial.pass();
    return rememberedAnswer(product, trial) ?? judgeReference(product, first, trial);
  },
});

/** What the merchant answered about this product; null: nothing that settles it. */
function rememberedAnswer({ answers }: ProductSubject, trial: Trial): Outcome | null {
  const given = answers[BRAND_USE];
  if (given === undefined || given.answer === 'no') return null;
  if (given.until !== null && given.until <= trial.asOf) return null;
  const choice = BRAND_ANSWERS.find((one) => one === given.choice);
  if (choice === undefined) return null;
  trial.excepts(choice, true, tracedAnswer('answer', given));
  return trial.pass({ reviewAt: given.until });
}

/**
 * Signals and their weights: the mark as a vendor is weak, in a title beyond "fits" medium, with words for copies strong;
 * a price far below with origin China supports another signal. Medium and above is asked about.
 */
function judgeReference(product: ProductSubject, reference: BrandReference, trial: Trial): Outcome {
  const { mark, inTitle, isVendor, copyWords } = reference;
  const about = {
    deadline: 'standing',
    exposure: 'no_sum',
    fixes: [{ kind: 'admin_page', path: `products/${product.id}` }],
    quotes: [{ text: product.title, where: 'title', locale: null }],
    template: { product: product.title, mark: mark?.name ?? product.vendor },
  } as const;
  const title = tracedOf(product, 'title', product.title);
  trial.check('title_beyond_fit', inTitle, title);
  trial.check('copy_words', copyWords !== null, tracedOf(product, 'copy_words', copyWords));
  trial.check('mark_as_vendor', isVendor, tracedOf(product, 'vendor', product.vendor));
  const isSupported = askSupport(product, reference, trial);
  if (copyWords !== null)
    return trial.fail({
      ...about,
      message: mark === null ? 'copy_words_alone' : 'copy_words',
      params: { mark: mark?.name ?? '', words: copyWords },
    });
  if (inTitle)
    return trial.fail({ ...about, message: 'mark_in_title', params: { mark: mark?.name ?? '' } });
  if (isSupported === null)
    return trial.unknown({
      message: 'origin_missing',
      params: { mark: mark?.name ?? '' },
      missing: [{ kind: 'empty', field: 'originCountry' }],
    });
  if (!isSupported) return trial.pass();
  return trial.fail({ ...about, message: 'vendor_cheap', params: { mark: mark?.name ?? '' } });
}

/** Priced far below what the mark costs, and made in China; null: cheap, and nobody says where it was made. */
function askSupport(
  product: ProductSubject,
  { isCheap }: BrandReference,
  trial: Trial,
): boolean | null {
  const origins = product.variants.map(({ originCountry }) => originCountry);
  const isFromChina = origins.includes('CN') ? true : origins.includes(null) ? null : false;
  const isSupported = isCheap === true ? isFromChina : false;
  const price = product.variants[0]?.price ?? null;
  return trial.check(
    'cheap_from_china',
    isSupported,
    tracedValue('price', price, { at: product.updatedAt, origin: 'shopify' }),
    tracedOf(product, 'origins', origins.map((origin) => origin ?? '—').join(', ')),
  );
}
