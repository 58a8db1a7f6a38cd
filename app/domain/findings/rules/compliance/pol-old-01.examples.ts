import { known, missing } from '#app/domain/findings/fact.ts';
import type { RuleExample } from '#app/domain/findings/rule.ts';
import { READ_AT, shopContext } from '#app/domain/findings/shop-context.fixture.ts';
import { policies, policy, shopSubject } from '#app/domain/findings/shop-subject.fixture.ts';
import type { ShopSubject } from '#app/domain/findings/subjects.ts';

const asOf = new Date('2026-11-20T12:00:00Z');
const told = { at: READ_AT, origin: 'shopify' } as const;
const ODR = 'The European Commission provides a platform for online dispute resolution.';

const saying = (text: string, more: Partial<ShopSubject> = {}) =>
  shopSubject({ policies: known(policies(policy('TERMS_OF_SERVICE', text)), told), ...more });
const onPage = (title: string) => shopSubject({ pages: known([{ title, text: ODR }], told) });

export const polOld01Examples: readonly RuleExample<'shop'>[] = [
  {
    kind: 'fail',
    name: 'The dispute platform that closed in July 2025',
    asOf,
    facts: saying(ODR),
    expect: { verdict: 'fail', message: 'odr_platform', deadline: null, exposure: [] },
  },
  {
    kind: 'fail',
    name: 'A link to it under another word',
    asOf,
    facts: shopSubject({
      policies: known(
        policies(
          policy('TERMS_OF_SERVICE', 'Disputes can be settled here.', {
            links: ['https://ec.europa.eu/consumers/odr'],
          }),
        ),
        told,
      ),
    }),
    expect: { verdict: 'fail', message: 'odr_platform' },
  },
  {
    kind: 'fail',
    name: 'A German imprint under the Telemediengesetz',
    asOf,
    facts: saying('Angaben gemäß § 5 TMG.'),
    expect: { verdict: 'fail', message: 'tmg' },
  },
  {
    kind: 'fail',
    name: 'Data under the Privacy Shield',
    asOf,
    facts: saying('Data may go to the United States under the EU-US Privacy Shield.'),
    expect: { verdict: 'fail', message: 'privacy_shield' },
  },
  {
    kind: 'fail',
    name: 'The product safety directive that a regulation replaced',
    asOf,
    facts: saying('Our lamps comply with Directive 2001/95/EC.'),
    expect: { verdict: 'fail', message: 'directive_2001_95' },
  },
  {
    kind: 'fail',
    name: 'Two of them',
    asOf,
    facts: saying(`Angaben gemäß § 5 TMG. ${ODR}`),
    expect: { verdict: 'fail', message: 'several' },
  },
  {
    kind: 'fail',
    name: 'On a page, while policies may not be read',
    asOf,
    facts: shopSubject({
      policies: missing({ kind: 'scope', scope: 'read_legal_policies' }),
      pages: known([{ title: 'Imprint', text: ODR }], told),
    }),
    expect: { verdict: 'fail', message: 'odr_platform' },
  },
  {
    kind: 'pass',
    name: 'Nothing dead',
    asOf,
    facts: shopSubject(),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'A shop that sells to the United States alone',
    asOf,
    facts: saying(ODR, { shop: shopContext({ targets: known(['US'], told) }) }),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'boundary',
    name: 'On the last instant of the platform',
    asOf: new Date('2025-07-20T03:59:59.999Z'),
    facts: saying(ODR),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'On the first day without it, midnight in New York',
    asOf: new Date('2025-07-20T04:00:00Z'),
    facts: saying(ODR),
    expect: { verdict: 'fail', message: 'odr_platform' },
  },
  {
    kind: 'exception',
    name: 'An archived page',
    asOf,
    facts: onPage('Archive: terms until 2024'),
    expect: { verdict: 'pass', exception: 'archived' },
  },
  {
    kind: 'missing_fact',
    name: 'Policies may not be read',
    asOf,
    facts: shopSubject({ policies: missing({ kind: 'scope', scope: 'read_legal_policies' }) }),
    expect: { verdict: 'unknown', message: 'policies_unread', missing: 'scope' },
  },
  {
    kind: 'missing_fact',
    name: 'A dead reference, and where the shop sells is not known',
    asOf,
    facts: saying(ODR, {
      shop: shopContext({ targets: missing({ kind: 'scope', scope: 'read_markets' }) }),
    }),
    expect: { verdict: 'unknown', message: 'targets_unknown', missing: 'scope' },
  },
  {
    kind: 'before_effective',
    name: 'Before any of them was gone',
    asOf: new Date('2017-07-16T12:00:00Z'),
    facts: saying(ODR),
    expect: { verdict: 'not_applicable' },
  },
];
