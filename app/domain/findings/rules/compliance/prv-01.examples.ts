import { known, missing } from '#app/domain/findings/fact.ts';
import type { RuleExample } from '#app/domain/findings/rule.ts';
import { READ_AT, shopContext } from '#app/domain/findings/shop-context.fixture.ts';
import { policies, policy, shopSubject } from '#app/domain/findings/shop-subject.fixture.ts';

const asOf = new Date('2026-11-20T12:00:00Z');
const told = { at: READ_AT, origin: 'shopify' } as const;
const off = known({ bannerEnabled: false, bannerAutoManaged: false }, told);
const noPrivacyPolicy = known(policies(policy('PRIVACY_POLICY', '')), told);
const sellingTo = (...countries: readonly string[]) =>
  shopContext({ targets: known(countries, told) });

export const prv01Examples: readonly RuleExample<'shop'>[] = [
  {
    kind: 'fail',
    name: 'Sells to the EU without a consent banner',
    asOf,
    facts: shopSubject({ privacy: off }),
    expect: { verdict: 'fail', message: 'banner_off', deadline: null, exposure: [] },
  },
  {
    kind: 'fail',
    name: 'Sells to the EU without a privacy policy',
    asOf,
    facts: shopSubject({ policies: noPrivacyPolicy }),
    expect: { verdict: 'fail', message: 'policy_missing' },
  },
  {
    kind: 'fail',
    name: 'Neither a banner nor a policy',
    asOf,
    facts: shopSubject({ privacy: off, policies: noPrivacyPolicy }),
    expect: { verdict: 'fail', message: 'both_missing' },
  },
  {
    kind: 'fail',
    name: 'A policy is missing, whatever the settings that may not be read say',
    asOf,
    facts: shopSubject({
      privacy: missing({ kind: 'scope', scope: 'read_privacy_settings' }),
      policies: noPrivacyPolicy,
    }),
    expect: { verdict: 'fail', message: 'policy_missing' },
  },
  {
    kind: 'pass',
    name: 'A banner and a policy',
    asOf,
    facts: shopSubject(),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'One country of the region is enough',
    asOf,
    facts: shopSubject({ privacy: off, shop: sellingTo('US', 'GB') }),
    expect: { verdict: 'fail', message: 'banner_off' },
  },
  {
    kind: 'boundary',
    name: 'No country of the region: not asked',
    asOf,
    facts: shopSubject({ privacy: off, shop: sellingTo('US', 'CH') }),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'exception',
    name: 'The merchant has stated that another banner asks for consent',
    asOf,
    facts: shopSubject({
      privacy: off,
      shop: shopContext({
        attestations: {
          'PRV-01.third_party_banner': { answer: 'yes', at: READ_AT, until: null, note: '' },
        },
      }),
    }),
    expect: { verdict: 'pass', exception: 'third_party_banner' },
  },
  {
    kind: 'missing_fact',
    name: 'Privacy settings may not be read',
    asOf,
    facts: shopSubject({ privacy: missing({ kind: 'scope', scope: 'read_privacy_settings' }) }),
    expect: { verdict: 'unknown', message: 'settings_unread', missing: 'scope' },
  },
  {
    kind: 'missing_fact',
    name: 'Policies may not be read',
    asOf,
    facts: shopSubject({ policies: missing({ kind: 'scope', scope: 'read_legal_policies' }) }),
    expect: { verdict: 'unknown', message: 'settings_unread', missing: 'scope' },
  },
  {
    kind: 'missing_fact',
    name: 'Where the shop sells is not known',
    asOf,
    facts: shopSubject({
      shop: shopContext({ targets: missing({ kind: 'scope', scope: 'read_markets' }) }),
    }),
    expect: { verdict: 'unknown', message: 'targets_unknown', missing: 'scope' },
  },
  {
    kind: 'before_effective',
    name: 'Before 25 May 2018',
    asOf: new Date('2015-05-25T12:00:00Z'),
    facts: shopSubject({ privacy: off }),
    expect: { verdict: 'not_applicable' },
  },
];
