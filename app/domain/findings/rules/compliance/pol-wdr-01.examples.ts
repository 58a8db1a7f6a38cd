import { known, missing } from '#app/domain/findings/fact.ts';
import type { RuleExample } from '#app/domain/findings/rule.ts';
import { READ_AT, shopContext } from '#app/domain/findings/shop-context.fixture.ts';
import { shopSubject } from '#app/domain/findings/shop-subject.fixture.ts';
import type { Attested, ShopContext, ShopSubject } from '#app/domain/findings/subjects.ts';

const asOf = new Date('2026-11-20T12:00:00Z');
const told = { at: READ_AT, origin: 'shopify' } as const;
const answered = (answer: Attested['answer']) => ({ answer, at: READ_AT, until: null, note: '' });
const noScope = (scope: string) => missing<never>({ kind: 'scope', scope });

const rules = (
  windowDays: number | null,
  canAcceptReturns = true,
): Pick<ShopSubject, 'returnRules'> => ({
  returnRules: known(
    [
      { name: 'Europe', countries: ['DE', 'FR', 'GB'], canAcceptReturns, windowDays },
      { name: 'Everywhere else', countries: ['US'], canAcceptReturns: true, windowDays: 10 },
    ],
    told,
  ),
});
const noLink: Pick<ShopSubject, 'links'> = {
  links: known(
    [{ title: 'Right of withdrawal', url: 'https://lamps.example.com/pages/right', where: 'menu' }],
    told,
  ),
};
const shop = (more: Partial<ShopContext>) => ({ shop: shopContext(more) });
const attesting = (code: string, answer: Attested['answer'] = 'yes') =>
  shop({ attestations: { [`POL-WDR-01.${code}`]: answered(answer) } });
const GERMAN_ORDERS = [{ minor: 42_000, currency: 'USD' }];

export const polWdr01Examples: readonly RuleExample<'shop'>[] = [
  {
    kind: 'fail',
    name: 'Ten days to return in Europe',
    asOf,
    facts: shopSubject(rules(10)),
    expect: { verdict: 'fail', message: 'window_short', deadline: null, exposure: GERMAN_ORDERS },
  },
  {
    kind: 'fail',
    name: 'No returns accepted in Europe',
    asOf,
    facts: shopSubject(rules(null, false)),
    expect: { verdict: 'fail', message: 'returns_refused' },
  },
  {
    kind: 'fail',
    name: 'No link to withdraw: a text about the right is not enough',
    asOf,
    facts: shopSubject(noLink),
    expect: { verdict: 'fail', message: 'no_function', exposure: GERMAN_ORDERS },
  },
  {
    kind: 'fail',
    name: 'Neither the days nor the link',
    asOf,
    facts: shopSubject({ ...rules(10), ...noLink }),
    expect: { verdict: 'fail', message: 'window_and_function' },
  },
  {
    kind: 'fail',
    name: 'The merchant says that there is no function, and menus may not be read',
    asOf,
    facts: shopSubject({
      links: noScope('read_online_store_navigation'),
      ...attesting('function_in_footer', 'no'),
    }),
    expect: { verdict: 'fail', message: 'no_function' },
  },
  {
    kind: 'fail',
    name: 'The merchant says that buyers do not have 14 days, and return rules may not be read',
    asOf,
    facts: shopSubject({
      returnRules: noScope('read_returns'),
      ...attesting('window_14_days', 'no'),
    }),
    expect: { verdict: 'fail', message: 'window_denied' },
  },
  {
    kind: 'pass',
    name: 'Fourteen days and a link',
    asOf,
    facts: shopSubject(),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'The function is in the footer of every page, as the merchant states',
    asOf,
    facts: shopSubject({ ...noLink, ...attesting('function_in_footer') }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'Buyers have 14 days beside the return rules, as the merchant states',
    asOf,
    facts: shopSubject({ ...rules(10), ...attesting('window_14_days') }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'In the United Kingdom the 14 days hold, and no function is asked for',
    asOf,
    facts: shopSubject({ ...noLink, ...shop({ targets: known(['US', 'GB'], told) }) }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'A shop that sells to the United States alone',
    asOf,
    facts: shopSubject({ ...rules(10), ...shop({ targets: known(['US'], told) }) }),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'boundary',
    name: '13 days',
    asOf,
    facts: shopSubject(rules(13)),
    expect: { verdict: 'fail', message: 'window_short' },
  },
  {
    kind: 'boundary',
    name: '14 days',
    asOf,
    facts: shopSubject(rules(14)),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'The day before the function is asked for',
    asOf: new Date('2026-06-19T03:59:59.999Z'),
    facts: shopSubject(noLink),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'The first day on which it is, midnight in New York',
    asOf: new Date('2026-06-19T04:00:00Z'),
    facts: shopSubject(noLink),
    expect: { verdict: 'fail', message: 'no_function' },
  },
  {
    kind: 'exception',
    name: 'Only goods that may not be withdrawn from, as the merchant states',
    asOf,
    facts: shopSubject({ ...noLink, ...attesting('only_exempt_goods') }),
    expect: { verdict: 'not_applicable', exception: 'exempt_goods' },
  },
  {
    kind: 'missing_fact',
    name: 'Menus may not be read, and nobody has said where the function is',
    asOf,
    facts: shopSubject({ links: noScope('read_online_store_navigation') }),
    expect: { verdict: 'unknown', message: 'facts_missing', missing: 'attestation' },
  },
  {
    kind: 'missing_fact',
    name: 'Return rules may not be read',
    asOf,
    facts: shopSubject({ returnRules: noScope('read_returns') }),
    expect: { verdict: 'unknown', message: 'facts_missing', missing: 'scope' },
  },
  {
    kind: 'missing_fact',
    name: 'No return rule names one of the countries',
    asOf,
    facts: shopSubject({
      returnRules: known(
        [{ name: 'Germany', countries: ['DE'], canAcceptReturns: true, windowDays: 30 }],
        told,
      ),
    }),
    expect: { verdict: 'unknown', message: 'facts_missing', missing: 'attestation' },
  },
  {
    kind: 'missing_fact',
    name: 'Where the shop sells is not known',
    asOf,
    facts: shopSubject(shop({ targets: noScope('read_markets') })),
    expect: { verdict: 'unknown', message: 'targets_unknown', missing: 'scope' },
  },
  {
    kind: 'before_effective',
    name: 'Before 13 June 2014',
    asOf: new Date('2011-06-13T12:00:00Z'),
    facts: shopSubject(rules(10)),
    expect: { verdict: 'not_applicable' },
  },
];
