import {
  productSubject,
  productVariant,
  said,
} from '#app/domain/findings/product-subject.fixture.ts';
import type { RuleExample } from '#app/domain/findings/rule.ts';
import { READ_AT } from '#app/domain/findings/shop-context.fixture.ts';
import type { Attested, ProductSubject } from '#app/domain/findings/subjects.ts';

const ASKED_AT = new Date('2026-11-20T12:00:00Z');
const titled = (title: string, overrides: Partial<ProductSubject> = {}) =>
  productSubject({ title, ...overrides });
const answered = (choice: string, overrides: Partial<Attested> = {}) =>
  titled('Disney storage basket', {
    answers: { 'IP-01.brand_use': { ...said(choice), ...overrides } },
  });
const priced = (minor: number, originCountry: string | null = 'CN') =>
  productSubject({
    title: 'Wall clock',
    vendor: 'Rolex',
    variants: [productVariant({ price: { minor, currency: 'USD' }, originCountry })],
  });

export const ip01Examples: readonly RuleExample<'product'>[] = [
  {
    kind: 'fail',
    name: 'a famous mark in the title',
    asOf: ASKED_AT,
    facts: titled('Disney storage basket'),
    expect: { verdict: 'fail', message: 'mark_in_title', deadline: null, exposure: [] },
  },
  {
    kind: 'fail',
    name: 'a famous mark and a word for copies',
    asOf: ASKED_AT,
    facts: titled('Rolex 1:1 replica wall clock'),
    expect: { verdict: 'fail', message: 'copy_words' },
  },
  {
    kind: 'fail',
    name: 'a word that speaks of nothing but copies',
    asOf: ASKED_AT,
    facts: titled('高仿手提包'),
    expect: { verdict: 'fail', message: 'copy_words_alone' },
  },
  {
    kind: 'pass',
    name: 'no mark at all',
    asOf: ASKED_AT,
    facts: productSubject(),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'the mark names what it fits',
    asOf: ASKED_AT,
    facts: titled('Charging stand compatible with Samsung Galaxy'),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'a fruit, in the ordinary sense of the word',
    asOf: ASKED_AT,
    facts: titled('Apple peeler'),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'the mark as a vendor, which is weak by itself',
    asOf: ASKED_AT,
    facts: priced(900_000),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'the mark as a vendor, made in China, one cent under 30 percent of its floor',
    asOf: ASKED_AT,
    facts: priced(8_999),
    expect: { verdict: 'fail', message: 'vendor_cheap' },
  },
  {
    kind: 'boundary',
    name: 'the same at 30 percent',
    asOf: ASKED_AT,
    facts: priced(9_000),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'case',
    name: 'the same made in Switzerland',
    asOf: ASKED_AT,
    facts: priced(8_999, 'CH'),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'case',
    name: 'a low price and China alone say nothing',
    asOf: ASKED_AT,
    facts: productSubject({
      variants: [productVariant({ price: { minor: 199, currency: 'USD' } })],
    }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'exception',
    name: 'the merchant holds an authorisation',
    asOf: ASKED_AT,
    facts: answered('authorised'),
    expect: { verdict: 'pass', exception: 'authorised' },
  },
  {
    kind: 'exception',
    name: 'the merchant sells a part that fits',
    asOf: ASKED_AT,
    facts: answered('compatible_part'),
    expect: { verdict: 'pass', exception: 'compatible_part' },
  },
  {
    kind: 'exception',
    name: 'the mark is the merchant’s own',
    asOf: ASKED_AT,
    facts: answered('own_mark'),
    expect: { verdict: 'pass', exception: 'own_mark' },
  },
  {
    kind: 'exception',
    name: 'the likeness is a coincidence',
    asOf: ASKED_AT,
    facts: answered('coincidence'),
    expect: { verdict: 'pass', exception: 'coincidence' },
  },
  {
    kind: 'boundary',
    name: 'the last instant at which an answer holds',
    asOf: ASKED_AT,
    facts: answered('authorised', { until: new Date(ASKED_AT.getTime() + 1) }),
    expect: { verdict: 'pass', exception: 'authorised' },
  },
  {
    kind: 'boundary',
    name: 'an answer that has run out',
    asOf: ASKED_AT,
    facts: answered('authorised', { until: ASKED_AT }),
    expect: { verdict: 'fail', message: 'mark_in_title' },
  },
  {
    kind: 'case',
    name: 'the merchant said no',
    asOf: ASKED_AT,
    facts: answered('', { answer: 'no', at: READ_AT }),
    expect: { verdict: 'fail', message: 'mark_in_title' },
  },
  {
    kind: 'missing_fact',
    name: 'the mark as a vendor at a low price, and nobody says where it was made',
    asOf: ASKED_AT,
    facts: priced(8_999, null),
    expect: { verdict: 'unknown', message: 'origin_missing', missing: 'empty' },
  },
  {
    kind: 'before_effective',
    name: 'before the regulation of 2017',
    asOf: new Date('2017-09-30T12:00:00Z'),
    facts: titled('Disney storage basket'),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'case',
    name: 'a draft is on offer nowhere',
    asOf: ASKED_AT,
    facts: titled('Disney storage basket', { status: 'DRAFT' }),
    expect: { verdict: 'not_applicable' },
  },
];
