import { defineRule } from '#app/domain/findings/define-rule.ts';
import type { Missing } from '#app/domain/findings/fact.ts';
import { isClothing, saysFibres } from '#app/domain/findings/fibre-words.ts';
import type { Outcome, Quote } from '#app/domain/findings/outcome.ts';
import {
  confirmed,
  metafieldFor,
  moneyTo,
  shippedVariants,
  tracedAnswer,
  tracedOf,
} from '#app/domain/findings/product-facts.ts';
import { askWhereSold, sentFrom } from '#app/domain/findings/product-reach.ts';
import { EU_COUNTRIES } from '#app/domain/findings/regions.ts';
import { org01Examples } from '#app/domain/findings/rules/compliance/org-01.examples.ts';
import {
  saysImported,
  statedDesigns,
  statedOrigins,
  statedSeats,
  type StatedPlace,
} from '#app/domain/findings/stated-origin.ts';
import type { ProductSubject } from '#app/domain/findings/subjects.ts';
import { traced, type Trial } from '#app/domain/findings/trial.ts';

const RULE_ID = 'ORG-01';
const SEAT_IS_TRUE = `${RULE_ID}.seat_is_true`;

/** What a page says of where goods come from and what they are made of agrees with the goods. */
export const org01 = defineRule<'product'>({
  id: RULE_ID,
  version: '1.0.0',
  status: 'active',
  subject: 'product',
  jurisdictions: ['US', 'EU', 'AU'],
  authority: 'law',
  severity: 'high',
  certainty: 'heuristic',
  sources: [
    source(
      '16 CFR 323',
      'https://www.ecfr.gov/current/title-16/chapter-I/subchapter-C/part-323',
      'medium',
    ),
    source('16 CFR 303.34', 'https://www.ecfr.gov/current/title-16/section-303.34', 'high'),
    source(
      'Regulation (EU) 1007/2011 Art. 16',
      'http://data.europa.eu/eli/reg/2011/1007/oj',
      'high',
    ),
    source(
      'ACCC warnings about “ghost stores”, ICPEN 1436',
      'https://icpen.org/news/1436',
      'medium',
    ),
  ],
  effective: { from: '2021-08-13', until: null },
  params: {},
  requires: {
    facts: ['product', 'order', 'shop', 'attestations'],
    scopes: ['read_products', 'read_inventory'],
    historyDays: 0,
  },
  conditions: [
    'is_offered',
    'is_sold_there',
    'stated_origin_is_true',
    'seat_is_true',
    'us_textile_origin',
    'eu_fibres',
  ],
  exceptions: [
    { id: 'designed_in', cite: '16 CFR 323: a claim of design is no claim of making' },
    { id: 'not_textile', cite: 'Regulation (EU) 1007/2011 Art. 2; 16 CFR 303.1' },
  ],
  messages: [
    'origin_contradicts',
    'seat_contradicts',
    'textile_origin_missing',
    'fibres_missing',
    'textile_both_missing',
    'origin_missing',
    'ships_from_missing',
    'sold_in_missing',
  ],
  steps: ['correct_one', 'textile', 'seat'],
  templates: [
    { id: 'ask_origin', to: 'supplier' },
    { id: 'passage', to: 'page' },
  ],
  consequence: { max: { amount: 53_088, currency: 'USD', per: 'violation' } },
  attestations: [SEAT_IS_TRUE],
  review: { last: '2026-11-22', next: '2027-05-21', watch: ['16 CFR 323', '16 CFR 303', 'OJ L'] },
  examples: org01Examples,
  governedOn: () => null,
  evaluate(product, trial) {
    const reach = askWhereSold(product, trial, isGoverned);
    return 'outcome' in reach ? reach.outcome : judgeStatements(product, reach.countries, trial);
  },
});

interface Seen {
  product: ProductSubject;
  countries: readonly string[];
  /** Facts that are missing for a statement that stands in the text. */
  missing: { message: string; missing: Missing }[];
}

function isGoverned(country: string): boolean {
  return country === 'US' || country === 'AU' || EU_COUNTRIES.has(country);
}

function judgeStatements(
  product: ProductSubject,
  countries: readonly string[],
  trial: Trial,
): Outcome {
  const seen: Seen = { product, countries, missing: [] };
  const failed = judgeOrigin(seen, trial) ?? judgeSeat(seen, trial) ?? judgeTextile(seen, trial);
  if (failed !== null) return failed;
  const [first] = seen.missing;
  if (first !== undefined)
    return trial.unknown({
      message: first.message,
      missing: seen.missing.map(({ missing }) => missing),
    });
  const designed = statedDesigns(textOf(product));
  trial.excepts('designed_in', designed.length > 0, statement(product, designed[0]));
  return trial.pass();
}

/** "Made in …" against the country of origin of each variant. */
function judgeOrigin(seen: Seen, trial: Trial): Outcome | null {
  const { product } = seen;
  const stated = statedOrigins(textOf(product));
  const [first] = stated;
  if (first === undefined) return null;
  const origins = [...new Set(product.variants.map(({ originCountry }) => originCountry))];
  const known = origins.filter((origin) => origin !== null);
  const untrue = stated.find(({ country }) => !known.every((origin) => isIn(origin, country)));
  const isTrue = untrue !== undefined ? false : known.length === origins.length ? true : null;
  const facts = [
    statement(product, untrue ?? first),
    tracedOf(product, 'origins', origins.map((origin) => origin ?? '—').join(', ')),
  ];
  trial.check('stated_origin_is_true', isTrue, ...facts);
  if (isTrue === null)
    seen.missing.push({
      message: 'origin_missing',
      missing: { kind: 'empty', field: 'originCountry' },
    });
  if (untrue === undefined) return null;
  const origin = known.find((one) => !isIn(one, untrue.country)) ?? '';
  return conclude(seen, trial, {
    message: 'origin_contradicts',
    params: { stated: placeName(untrue.country), origin: { country: origin } },
    quotes: [quote(product, untrue)],
  });
}

/** "Our boutique in …" against the countries that parcels start in. */
function judgeSeat(seen: Seen, trial: Trial): Outcome | null {
  const { product } = seen;
  const seats = statedSeats(textOf(product));
  const [first] = seats;
  if (first === undefined) return null;
  const attested = confirmed(product, SEAT_IS_TRUE, trial.asOf);
  const from = sentFrom(product);
  const facts = [statement(product, first), traced('ships_from', from, (all) => all.join(', '))];
  if (attested !== null) {
    trial.check('seat_is_true', true, tracedAnswer('answer', attested));
    return null;
  }
  if (!from.known) {
    trial.check('seat_is_true', null, ...facts);
    seen.missing.push({ message: 'ships_from_missing', missing: from.missing });
    return null;
  }
  const untrue = seats.find(({ country }) => !from.value.some((one) => isNear(one, country, seen)));
  if (trial.check('seat_is_true', untrue === undefined, ...facts) || untrue === undefined)
    return null;
  return conclude(seen, trial, {
    message: 'seat_contradicts',
    params: { from: from.value.join(', ') },
    quotes: [quote(product, untrue)],
  });
}

/** Clothes say where they come from in the US, and what they are made of in the EU. */
function judgeTextile(seen: Seen, trial: Trial): Outcome | null {
  const { product, countries } = seen;
  const category = tracedOf(product, 'category', product.category?.fullName ?? product.productType);
  if (trial.excepts('not_textile', !isClothing(product), category)) return null;
  const text = textOf(product);
  const says = tracedOf(product, 'description', product.description.slice(0, 300));
  const isToUs = countries.includes('US');
  const isToEu = countries.some((country) => EU_COUNTRIES.has(country));
  const hasOrigin = !isToUs || saysImported(text) || statedOrigins(text).length > 0;
  const field = metafieldFor(product, 'fibre_content', {
    keys: /(?:fabric|fib(?:re|er)|material|composition)(?:s|_content)?$/i,
  }).value;
  const hasFibres = !isToEu || field !== null || saysFibres(text);
  if (isToUs) trial.check('us_textile_origin', hasOrigin, says);
  if (isToEu) trial.check('eu_fibres', hasFibres, says);
  if (hasOrigin && hasFibres) return null;
  return conclude(seen, trial, {
    message: textileMessage(hasOrigin, hasFibres),
    params: {},
    quotes: [],
  });
}

function textileMessage(hasOrigin: boolean, hasFibres: boolean): string {
  if (!hasOrigin && !hasFibres) return 'textile_both_missing';
  return hasOrigin ? 'fibres_missing' : 'textile_origin_missing';
}

function conclude(
  { product, countries }: Seen,
  trial: Trial,
  {
    message,
    params,
    quotes,
  }: {
    message: string;
    params: Readonly<Record<string, string | { country: string }>>;
    quotes: readonly Quote[];
  },
): Outcome {
  return trial.fail({
    message,
    params,
    quotes,
    deadline: 'standing',
    exposure: moneyTo(product.recentSales, countries),
    fixes: [{ kind: 'admin_page', path: `products/${product.id}` }],
    template: {
      product: product.title,
      variants: shippedVariants(product)
        .map(({ sku, title }) => sku ?? title)
        .join(', '),
    },
  });
}

function isIn(origin: string, stated: string | null): boolean {
  return stated === null || origin === stated || (stated === 'EU' && EU_COUNTRIES.has(origin));
}

/** A place that no list knows ("local boutique") is near when parcels start in the shop's own country or one it sells to. */
function isNear(from: string, stated: string | null, { product, countries }: Seen): boolean {
  if (stated !== null) return isIn(from, stated);
  return from === product.shop.country || countries.includes(from);
}

function textOf({ title, description }: ProductSubject): string {
  return `${title}\n${description}`;
}

function statement(product: ProductSubject, stated: StatedPlace | undefined) {
  return tracedOf(product, 'statement', stated?.sentence ?? null);
}

function quote({ title }: ProductSubject, { sentence }: StatedPlace): Quote {
  return {
    text: sentence,
    where: title.includes(sentence) ? 'title' : 'description',
    locale: null,
  };
}

function placeName(country: string | null): string | { country: string } {
  return country === 'EU' || country === null ? 'EU' : { country };
}

function source(cite: string, url: string, confidence: 'high' | 'medium') {
  return { cite, url, checkedOn: '2026-11-22', confidence, freshForDays: 180 } as const;
}
