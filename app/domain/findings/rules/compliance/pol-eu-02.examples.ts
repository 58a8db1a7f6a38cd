import { known, missing } from '#app/domain/findings/fact.ts';
import type { RuleExample } from '#app/domain/findings/rule.ts';
import { READ_AT, shopContext } from '#app/domain/findings/shop-context.fixture.ts';
import { policies, policy, shopSubject } from '#app/domain/findings/shop-subject.fixture.ts';
import type { ShopSubject } from '#app/domain/findings/subjects.ts';

const asOf = new Date('2026-11-20T12:00:00Z');
const told = { at: READ_AT, origin: 'shopify' } as const;

const saying = (text: string, more: Partial<ShopSubject> = {}) =>
  shopSubject({ policies: known(policies(policy('REFUND_POLICY', text)), told), ...more });
const inGerman = (text: string) =>
  shopSubject({
    policies: known(policies(policy('REFUND_POLICY', text, { locale: 'de' })), told),
  });

export const polEu02Examples: readonly RuleExample<'shop'>[] = [
  {
    kind: 'fail',
    name: 'Ten days to return',
    asOf,
    facts: saying('You may return unused goods within 10 days of delivery.'),
    expect: { verdict: 'fail', message: 'short_window', deadline: null, exposure: [] },
  },
  {
    kind: 'fail',
    name: 'Sale items are final sale',
    asOf,
    facts: saying('You may return goods within 30 days. Sale items are final sale.'),
    expect: { verdict: 'fail', message: 'final_sale' },
  },
  {
    kind: 'fail',
    name: 'Store credit instead of money',
    asOf,
    facts: saying('Refunds are paid as store credit only.'),
    expect: { verdict: 'fail', message: 'credit_only' },
  },
  {
    kind: 'fail',
    name: 'A restocking fee',
    asOf,
    facts: saying('A restocking fee of 15% is deducted.'),
    expect: { verdict: 'fail', message: 'restocking_fee' },
  },
  {
    kind: 'fail',
    name: 'Unopened goods only',
    asOf,
    facts: saying('Returned lamps must be unopened.'),
    expect: { verdict: 'fail', message: 'unopened_only' },
  },
  {
    kind: 'fail',
    name: 'Outbound shipping is never refunded',
    asOf,
    facts: saying('Outbound shipping is never refunded.'),
    expect: { verdict: 'fail', message: 'delivery_kept' },
  },
  {
    kind: 'fail',
    name: 'A German translation falls short in two ways, while the English text does not',
    asOf,
    facts: inGerman(
      'Innerhalb von 10 Tagen zurücksenden. Reduzierte Ware ist vom Umtausch ausgeschlossen.',
    ),
    expect: { verdict: 'fail', message: 'several' },
  },
  {
    kind: 'pass',
    name: 'Fourteen days, in full, by the means of payment',
    asOf,
    facts: shopSubject(),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'A shop that sells to the United States alone',
    asOf,
    facts: saying('All sales are final.', { shop: shopContext({ targets: known(['US'], told) }) }),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'pass',
    name: 'No refund policy: that is the matter of another rule',
    asOf,
    facts: shopSubject({ policies: known([], told) }),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'boundary',
    name: '13 days to return',
    asOf,
    facts: saying('You may return your goods within 13 days.'),
    expect: { verdict: 'fail', message: 'short_window' },
  },
  {
    kind: 'boundary',
    name: '14 days to return',
    asOf,
    facts: saying('You may return your goods within 14 days.'),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'exception',
    name: 'Personalised goods may be left out',
    asOf,
    facts: saying('Personalised lamps are final sale.'),
    expect: { verdict: 'pass', exception: 'art_16_goods' },
  },
  {
    kind: 'exception',
    name: 'A section for the United States',
    asOf,
    facts: saying('US orders\nAll sales are final.'),
    expect: { verdict: 'pass', exception: 'other_countries' },
  },
  {
    kind: 'exception',
    name: 'Wholesale',
    asOf,
    facts: saying('Wholesale orders carry a restocking fee.'),
    expect: { verdict: 'pass', exception: 'companies' },
  },
  {
    kind: 'exception',
    name: 'The policy gives buyers in the EU and the United Kingdom their 14 days in a section of its own',
    asOf,
    facts: saying(
      'Return your goods within 7 days.\nEuropean Union and United Kingdom\nNotwithstanding the above, you may withdraw within 14 days, for any reason.',
    ),
    expect: { verdict: 'pass', exception: 'eu_section' },
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
    name: 'A sentence that falls short, and where the shop sells is not known',
    asOf,
    facts: saying('All sales are final.', {
      shop: shopContext({ targets: missing({ kind: 'scope', scope: 'read_markets' }) }),
    }),
    expect: { verdict: 'unknown', message: 'targets_unknown', missing: 'scope' },
  },
  {
    kind: 'before_effective',
    name: 'Before 13 June 2014',
    asOf: new Date('2011-06-13T12:00:00Z'),
    facts: saying('All sales are final.'),
    expect: { verdict: 'not_applicable' },
  },
];
