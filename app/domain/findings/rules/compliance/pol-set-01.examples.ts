import { known, missing } from '#app/domain/findings/fact.ts';
import type { RuleExample } from '#app/domain/findings/rule.ts';
import { READ_AT, shopContext } from '#app/domain/findings/shop-context.fixture.ts';
import { policies, policy, shopSubject } from '#app/domain/findings/shop-subject.fixture.ts';
import type { Attested, PolicyText, ShopSubject } from '#app/domain/findings/subjects.ts';

const asOf = new Date('2026-11-20T12:00:00Z');
const told = { at: READ_AT, origin: 'shopify' } as const;
const noPages: Pick<ShopSubject, 'pages'> = { pages: known([], told) };
const noScope = (scope: string) => missing<never>({ kind: 'scope', scope });

const withPolicies = (...given: readonly PolicyText[]): Pick<ShopSubject, 'policies'> => ({
  policies: known(policies(...given), told),
});
const attesting = (answer: Attested['answer']) => ({
  shop: shopContext({
    attestations: { 'POL-SET-01.guarantee_notice': { answer, at: READ_AT, until: null, note: '' } },
  }),
});
const without = (type: string) => withPolicies(policy(type, ''));
const ofLength = (length: number) => withPolicies(policy('SHIPPING_POLICY', 'x'.repeat(length)));

export const polSet01Examples: readonly RuleExample<'shop'>[] = [
  {
    kind: 'fail',
    name: 'No terms of service',
    asOf,
    facts: shopSubject(without('TERMS_OF_SERVICE')),
    expect: { verdict: 'fail', message: 'policy_missing', deadline: null, exposure: [] },
  },
  {
    kind: 'fail',
    name: 'Sells to Germany without a legal notice',
    asOf,
    facts: shopSubject(without('LEGAL_NOTICE')),
    expect: { verdict: 'fail', message: 'policy_missing' },
  },
  {
    kind: 'fail',
    name: 'A placeholder was left in the refund policy',
    asOf,
    facts: shopSubject(
      withPolicies(
        policy(
          'REFUND_POLICY',
          'Send your return to [INSERT RETURN ADDRESS] within 14 days of the day on which you received the goods, and we refund the price.',
        ),
      ),
    ),
    expect: { verdict: 'fail', message: 'placeholder_left' },
  },
  {
    kind: 'fail',
    name: 'Nobody says where the seller is',
    asOf,
    facts: shopSubject(
      withPolicies(
        policy('CONTACT_INFORMATION', 'Bright Lamps LLC. Write to us at hello@lamps.example.com.'),
        policy(
          'LEGAL_NOTICE',
          'Information under § 5 DDG. Bright Lamps LLC, represented by Alva Fairbrook. Phone: +1 555 010 0147. E-mail: hello@lamps.example.com.',
        ),
      ),
    ),
    expect: { verdict: 'fail', message: 'identity_missing' },
  },
  {
    kind: 'fail',
    name: 'German is published, and the policies are in English alone',
    asOf,
    facts: shopSubject({ locales: known(['en', 'de'], told) }),
    expect: { verdict: 'fail', message: 'not_translated' },
  },
  {
    kind: 'fail',
    name: 'The merchant says that the guarantee notice is not shown',
    asOf,
    facts: shopSubject({ ...noPages, ...attesting('no') }),
    expect: { verdict: 'fail', message: 'guarantee_denied' },
  },
  {
    kind: 'fail',
    name: 'Two gaps at once',
    asOf,
    facts: shopSubject({ ...without('PRIVACY_POLICY'), locales: known(['en', 'fr'], told) }),
    expect: { verdict: 'fail', message: 'several' },
  },
  {
    kind: 'pass',
    name: 'Everything is there',
    asOf,
    facts: shopSubject(),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'The guarantee notice is shown where data does not reach, as the merchant states',
    asOf,
    facts: shopSubject({ ...noPages, ...attesting('yes') }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'A shop that sells to the United States alone needs neither a legal notice nor the guarantee notice',
    asOf,
    facts: shopSubject({
      ...noPages,
      ...without('LEGAL_NOTICE'),
      shop: shopContext({ targets: known(['US'], told) }),
    }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'A shop that sells to Norway alone is not asked for the guarantee notice of the EU',
    asOf,
    facts: shopSubject({
      ...noPages,
      ...without('LEGAL_NOTICE'),
      shop: shopContext({ targets: known(['NO'], told) }),
    }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'A German policy serves Austrian German',
    asOf,
    facts: shopSubject({
      policies: known(
        policies().map((one) => ({ ...one, locale: 'de' })),
        told,
      ),
      locales: known(['de-AT'], told),
    }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'A shipping policy of 99 letters',
    asOf,
    facts: shopSubject(ofLength(99)),
    expect: { verdict: 'fail', message: 'too_short' },
  },
  {
    kind: 'boundary',
    name: 'A shipping policy of 100 letters',
    asOf,
    facts: shopSubject(ofLength(100)),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'The last instant before the guarantee notice is asked for',
    asOf: new Date('2026-09-27T03:59:59.999Z'),
    facts: shopSubject({ ...noPages, ...attesting('no') }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'exception',
    name: 'The legal notice stands on a page of its own',
    asOf,
    facts: shopSubject({
      ...without('LEGAL_NOTICE'),
      pages: known(
        [
          {
            title: 'Impressum',
            text: 'Angaben gemäß § 5 DDG: Bright Lamps LLC, 240 Ferry Street, Newark, NJ 07105, USA. E-Mail: hello@lamps.example.com. Es gilt das gesetzliche Gewährleistungsrecht.',
          },
        ],
        told,
      ),
    }),
    expect: { verdict: 'pass', exception: 'other_page' },
  },
  {
    kind: 'missing_fact',
    name: 'Policies may not be read',
    asOf,
    facts: shopSubject({ policies: noScope('read_legal_policies') }),
    expect: { verdict: 'unknown', message: 'policies_unread', missing: 'scope' },
  },
  {
    kind: 'missing_fact',
    name: 'No page names the guarantee, and nobody has said where it is shown',
    asOf,
    facts: shopSubject(noPages),
    expect: { verdict: 'unknown', message: 'facts_missing', missing: 'attestation' },
  },
  {
    kind: 'missing_fact',
    name: 'No legal notice, and where the shop sells is not known',
    asOf,
    facts: shopSubject({
      ...without('LEGAL_NOTICE'),
      shop: shopContext({ targets: noScope('read_markets') }),
    }),
    expect: { verdict: 'unknown', message: 'facts_missing', missing: 'scope' },
  },
  {
    kind: 'missing_fact',
    name: 'Which languages are published is not known',
    asOf,
    facts: shopSubject({ locales: noScope('read_locales') }),
    expect: { verdict: 'unknown', message: 'facts_missing', missing: 'scope' },
  },
  {
    kind: 'before_effective',
    name: 'Before 13 June 2014',
    asOf: new Date('2011-06-13T12:00:00Z'),
    facts: shopSubject(without('TERMS_OF_SERVICE')),
    expect: { verdict: 'not_applicable' },
  },
];
