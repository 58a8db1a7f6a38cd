import { known } from '#app/domain/findings/fact.ts';
import {
  NOT_READ,
  productSubject,
  productVariant,
  said,
  soldTo,
} from '#app/domain/findings/product-subject.fixture.ts';
import type { RuleExample } from '#app/domain/findings/rule.ts';
import { READ_AT } from '#app/domain/findings/shop-context.fixture.ts';
import type { ProductSubject } from '#app/domain/findings/subjects.ts';

const ASKED_AT = new Date('2026-11-20T12:00:00Z');
const MAKER = {
  'gpsr.manufacturer_name': 'Shenzhen Lianfa Homeware Co., Ltd.',
  'gpsr.manufacturer_address': '18 Keji Road, Nanshan, Shenzhen 518057, China',
  'gpsr.manufacturer_email': 'safety@lianfa.example.com',
};
const PERSON = {
  'gpsr.responsible_person':
    'Meridian Europe GmbH, Hafenstraße 4, 20457 Hamburg, Germany, eu@meridian.example.com',
};
const ALL = { ...MAKER, ...PERSON };

const labelled = (overrides: Partial<ProductSubject> = {}) =>
  productSubject({ metafields: ALL, ...overrides });
const category = (fullName: string) => productSubject({ category: { id: 'x', fullName } });

export const gpsr01Examples: readonly RuleExample<'product'>[] = [
  {
    kind: 'fail',
    name: 'nobody is named, and 60 dollars were sold to Germany in a month',
    asOf: ASKED_AT,
    facts: productSubject({ recentSales: soldTo('DE', 'US') }),
    expect: {
      verdict: 'fail',
      message: 'maker_missing',
      deadline: null,
      exposure: [{ minor: 6_000, currency: 'USD' }],
    },
  },
  {
    kind: 'fail',
    name: 'a manufacturer without a mail or web address',
    asOf: ASKED_AT,
    facts: labelled({ metafields: { ...ALL, 'gpsr.manufacturer_email': '' } }),
    expect: { verdict: 'fail', message: 'contact_missing', exposure: [] },
  },
  {
    kind: 'fail',
    name: 'made by a company in China, and nobody in the EU answers for it',
    asOf: ASKED_AT,
    facts: labelled({ metafields: MAKER }),
    expect: { verdict: 'fail', message: 'responsible_missing' },
  },
  {
    kind: 'fail',
    name: 'neither SKU nor barcode',
    asOf: ASKED_AT,
    facts: labelled({ variants: [productVariant({ sku: null, barcode: null })] }),
    expect: { verdict: 'fail', message: 'identifier_missing' },
  },
  {
    kind: 'fail',
    name: 'no picture and no manufacturer',
    asOf: ASKED_AT,
    facts: productSubject({ mediaCount: 0 }),
    expect: { verdict: 'fail', message: 'several' },
  },
  {
    kind: 'boundary',
    name: 'not one picture',
    asOf: ASKED_AT,
    facts: labelled({ mediaCount: 0 }),
    expect: { verdict: 'fail', message: 'picture_missing' },
  },
  {
    kind: 'boundary',
    name: 'one picture',
    asOf: ASKED_AT,
    facts: labelled({ mediaCount: 1 }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'a manufacturer in Czechia needs nobody beside it',
    asOf: ASKED_AT,
    facts: productSubject({
      metafields: {
        'gpsr.manufacturer_name': 'Sklo Moravia s.r.o.',
        'gpsr.manufacturer_address': 'Lipová 12, 757 01 Valašské Meziříčí, Czech Republic',
        'gpsr.manufacturer_email': 'info@sklo-moravia.example.com',
      },
    }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'the description names both with their addresses',
    asOf: ASKED_AT,
    facts: productSubject({
      description: `Two boards. Manufacturer: ${Object.values(MAKER).join(', ')} EU responsible person: ${PERSON['gpsr.responsible_person']}`,
    }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'the page shows them from elsewhere, as the merchant confirmed',
    asOf: ASKED_AT,
    facts: productSubject({ answers: { 'GPSR-01.shown_on_page': said() } }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'exception',
    name: 'food has a safety law of its own',
    asOf: ASKED_AT,
    facts: category('Food, Beverages & Tobacco > Food Items > Tea'),
    expect: { verdict: 'not_applicable', exception: 'food' },
  },
  {
    kind: 'exception',
    name: 'so have medicines',
    asOf: ASKED_AT,
    facts: category('Health & Beauty > Health Care > Medicine & Drugs'),
    expect: { verdict: 'not_applicable', exception: 'medicine' },
  },
  {
    kind: 'exception',
    name: 'antiques',
    asOf: ASKED_AT,
    facts: productSubject({ tags: ['antique'] }),
    expect: { verdict: 'not_applicable', exception: 'antiques' },
  },
  {
    kind: 'exception',
    name: 'sold to be repaired before use, and saying so',
    asOf: ASKED_AT,
    facts: productSubject({ title: 'Desk lamp, for parts or repair' }),
    expect: { verdict: 'not_applicable', exception: 'for_repair' },
  },
  {
    kind: 'missing_fact',
    name: 'the address of the manufacturer names no country',
    asOf: ASKED_AT,
    facts: productSubject({
      metafields: { ...MAKER, 'gpsr.manufacturer_address': '18 Keji Road, Nanshan 518057' },
    }),
    expect: { verdict: 'unknown', message: 'seat_missing', missing: 'empty' },
  },
  {
    kind: 'missing_fact',
    name: 'nobody knows where it is sold',
    asOf: ASKED_AT,
    facts: productSubject({ soldIn: NOT_READ }),
    expect: { verdict: 'unknown', message: 'sold_in_missing', missing: 'scope' },
  },
  {
    kind: 'before_effective',
    name: 'on 12 December 2024',
    asOf: new Date('2024-12-12T12:00:00Z'),
    facts: productSubject(),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'case',
    name: 'sold in the United States alone',
    asOf: ASKED_AT,
    facts: productSubject({ soldIn: known(['US'], { at: READ_AT, origin: 'shopify' }) }),
    expect: { verdict: 'not_applicable' },
  },
];
