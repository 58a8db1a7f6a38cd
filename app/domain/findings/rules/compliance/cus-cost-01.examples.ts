import { known } from '#app/domain/findings/fact.ts';
import {
  fulfillment,
  ORDERED_AT,
  orderLine,
  orderParcel,
  orderSubject,
} from '#app/domain/findings/order-subject.fixture.ts';
import type { ParamOverride } from '#app/domain/findings/params.ts';
import type { RuleExample } from '#app/domain/findings/rule.ts';
import { READ_AT, shopContext } from '#app/domain/findings/shop-context.fixture.ts';
import type { OrderLine, OrderSubject } from '#app/domain/findings/subjects.ts';
import { said } from '#app/domain/findings/product-subject.fixture.ts';

const ASKED_AT = new Date('2026-10-05T12:00:00Z');
const TOLD = { at: ORDERED_AT, origin: 'shopify' } as const;
const EUR = 'EUR';

const coat = orderLine({
  id: '1',
  title: 'Coat',
  hsCode: '620220',
  total: { minor: 8_000, currency: EUR },
});
const scarves = orderLine({
  id: '2',
  title: 'Scarf',
  hsCode: '611710',
  quantity: 2,
  total: { minor: 4_000, currency: EUR },
});

function orderTo(
  country: string,
  lines: readonly OrderLine[],
  overrides: Partial<OrderSubject> = {},
) {
  return orderSubject({
    buyerCountry: known(country, TOLD),
    lines: known(lines, TOLD),
    shop: shopContext({ currency: lines[0]?.total.currency ?? EUR }),
    ...overrides,
  });
}
const euros = (minor: number) => orderTo('FR', [orderLine({ total: { minor, currency: EUR } })]);
const dollars = (minor: number) =>
  orderTo('FR', [orderLine({ total: { minor, currency: 'USD' } })]);
const pounds = (minor: number) => orderTo('GB', [orderLine({ total: { minor, currency: 'GBP' } })]);
const charged = (minor: number, currency: string = EUR) =>
  known({ included: false, charged: { minor, currency } }, TOLD);
const shopWith = (answers: Record<string, ReturnType<typeof said>>) =>
  shopContext({ attestations: answers });
const own = (row: Pick<ParamOverride, 'name' | 'key' | 'value'>): ParamOverride => ({
  ruleId: 'CUS-COST-01',
  from: null,
  until: null,
  note: 'Our broker, November 2026',
  ...row,
});
const onDay = (instant: string, facts: OrderSubject): OrderSubject => ({
  ...facts,
  createdAt: new Date(instant),
  processedAt: new Date(instant),
});

export const cusCost01Examples: readonly RuleExample<'order'>[] = [
  {
    kind: 'case',
    name: 'Coat plus two identical scarves, €120, Shenzhen to France: two lines, €6 (plus €4 if the fee is in force)',
    asOf: ASKED_AT,
    facts: orderTo('FR', [coat, scarves]),
    expect: {
      verdict: 'fail',
      message: 'per_line_due',
      deadline: null,
      exposure: [{ minor: 600, currency: EUR }],
    },
  },
  {
    kind: 'fail',
    name: 'the policy says that no customs fees come',
    asOf: ASKED_AT,
    facts: orderTo('FR', [coat], {
      saysNoCustomsFees: known(
        { text: 'You will not pay any customs fees on delivery.', where: 'SHIPPING_POLICY' },
        { at: READ_AT, origin: 'text' },
      ),
    }),
    expect: {
      verdict: 'fail',
      message: 'sentence_wrong',
      exposure: [{ minor: 300, currency: EUR }],
    },
  },
  {
    kind: 'fail',
    name: '60 dollars of goods made in China for the United States: 12.5 percent',
    asOf: ASKED_AT,
    facts: orderSubject(),
    expect: {
      verdict: 'fail',
      message: 'percent_due',
      exposure: [{ minor: 750, currency: 'USD' }],
    },
  },
  {
    kind: 'case',
    name: 'made in Vietnam: the lower of the two rates',
    asOf: ASKED_AT,
    facts: orderTo('US', [orderLine({ originCountry: 'VN' })]),
    expect: {
      verdict: 'fail',
      message: 'percent_due',
      exposure: [{ minor: 600, currency: 'USD' }],
    },
  },
  {
    kind: 'case',
    name: 'made in the United States and sent back there',
    asOf: ASKED_AT,
    facts: orderTo('US', [orderLine({ originCountry: 'US' })]),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'fail',
    name: 'three euros were charged where six are due',
    asOf: ASKED_AT,
    facts: orderTo('FR', [coat, scarves], { duties: charged(300) }),
    expect: {
      verdict: 'fail',
      message: 'charged_too_little',
      exposure: [{ minor: 300, currency: EUR }],
    },
  },
  {
    kind: 'fail',
    name: 'a line without a code: at least one kind of goods',
    asOf: ASKED_AT,
    facts: orderTo('FR', [coat, { ...scarves, hsCode: null }]),
    expect: {
      verdict: 'fail',
      message: 'per_line_due_at_least',
      exposure: [{ minor: 300, currency: EUR }],
    },
  },
  {
    kind: 'boundary',
    name: 'six euros were charged where six are due',
    asOf: ASKED_AT,
    facts: orderTo('FR', [coat, scarves], { duties: charged(600) }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'one cent less than six euros',
    asOf: ASKED_AT,
    facts: orderTo('FR', [coat, scarves], { duties: charged(599) }),
    expect: {
      verdict: 'fail',
      message: 'charged_too_little',
      exposure: [{ minor: 1, currency: EUR }],
    },
  },
  {
    kind: 'boundary',
    name: 'goods of €150.00 pay by the line',
    asOf: ASKED_AT,
    facts: euros(15_000),
    expect: { verdict: 'fail', message: 'per_line_due', exposure: [{ minor: 300, currency: EUR }] },
  },
  {
    kind: 'boundary',
    name: 'goods of €150.01 pay the ordinary tariff',
    asOf: ASKED_AT,
    facts: euros(15_001),
    expect: { verdict: 'not_applicable', exception: 'ordinary_tariff' },
  },
  {
    kind: 'boundary',
    name: 'ordered on 30 June 2026: nothing is due yet',
    asOf: new Date('2026-07-02T12:00:00Z'),
    facts: onDay('2026-07-01T03:59:59Z', euros(5_000)),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'ordered on 1 July 2026: three euros are due',
    asOf: new Date('2026-07-02T12:00:00Z'),
    facts: onDay('2026-07-01T04:00:00Z', euros(5_000)),
    expect: { verdict: 'fail', exposure: [{ minor: 300, currency: EUR }] },
  },
  {
    kind: 'boundary',
    name: 'ordered on 30 June 2028: the last day of the flat duty',
    asOf: new Date('2028-06-30T18:00:00Z'),
    facts: onDay('2028-06-30T16:00:00Z', euros(5_000)),
    expect: { verdict: 'fail', exposure: [{ minor: 300, currency: EUR }] },
  },
  {
    kind: 'boundary',
    name: 'ordered on 1 July 2028: the flat duty is over, and what follows is not reckoned here',
    asOf: new Date('2028-07-01T18:00:00Z'),
    facts: onDay('2028-07-01T16:00:00Z', euros(5_000)),
    expect: { verdict: 'not_applicable', exception: 'ordinary_tariff' },
  },
  {
    kind: 'boundary',
    name: 'goods of £135.00 are free of duty in the United Kingdom',
    asOf: ASKED_AT,
    facts: pounds(13_500),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'goods of £135.01 are not',
    asOf: ASKED_AT,
    facts: pounds(13_501),
    expect: { verdict: 'not_applicable', exception: 'ordinary_tariff' },
  },
  {
    kind: 'case',
    name: 'goods of £200 under the merchant’s own rate of 4 percent',
    asOf: ASKED_AT,
    facts: pounds(20_000),
    overrides: [own({ name: 'dutyPercent', key: 'GB', value: 4 })],
    expect: {
      verdict: 'fail',
      message: 'percent_due',
      exposure: [{ minor: 800, currency: 'GBP' }],
    },
  },
  {
    kind: 'pass',
    name: 'duty is in the price',
    asOf: ASKED_AT,
    facts: orderTo('FR', [coat, scarves], {
      duties: known({ included: true, charged: null }, TOLD),
    }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'buyers are told before they pay, as the merchant confirmed',
    asOf: ASKED_AT,
    facts: orderTo('FR', [coat, scarves], {
      shop: shopWith({ 'CUS-COST-01.told_before_payment': said() }),
    }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'the buyer has the parcel',
    asOf: new Date('2026-10-20T12:00:00Z'),
    facts: orderTo('FR', [{ ...coat, unfulfilledQuantity: 0 }], {
      fulfillments: [
        fulfillment({ parcels: [orderParcel({ deliveredAt: new Date('2026-10-19T10:00:00Z') })] }),
      ],
    }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'exception',
    name: 'the parcel started in Poland',
    asOf: ASKED_AT,
    facts: orderTo('FR', [coat], {
      fulfillments: [fulfillment({ parcels: [orderParcel({ originCountry: 'PL' })] })],
    }),
    expect: { verdict: 'not_applicable', exception: 'domestic_stock' },
  },
  {
    kind: 'exception',
    name: 'a trade agreement frees the goods, as the merchant confirmed',
    asOf: ASKED_AT,
    facts: orderTo('FR', [coat], { shop: shopWith({ 'CUS-COST-01.trade_agreement': said() }) }),
    expect: { verdict: 'not_applicable', exception: 'trade_agreement' },
  },
  {
    kind: 'exception',
    name: 'a sideboard of €420',
    asOf: ASKED_AT,
    facts: euros(42_000),
    expect: { verdict: 'not_applicable', exception: 'ordinary_tariff' },
  },
  {
    kind: 'missing_fact',
    name: 'the lines of the order have not been read',
    asOf: ASKED_AT,
    facts: orderTo('FR', [coat], {
      lines: { known: false, missing: { kind: 'not_read', field: 'lines' } },
    }),
    expect: { verdict: 'unknown', message: 'order_unread', missing: 'not_read' },
  },
  {
    kind: 'case',
    name: 'an order within the EU, whose lines nobody has to read',
    asOf: ASKED_AT,
    facts: orderTo('FR', [coat], {
      shop: shopContext({ shipsFrom: known(['PL'], { at: READ_AT, origin: 'shopify' }) }),
      lines: { known: false, missing: { kind: 'not_read', field: 'lines' } },
    }),
    expect: { verdict: 'not_applicable', exception: 'domestic_stock' },
  },
  {
    kind: 'missing_fact',
    name: 'nobody knows where the goods start',
    asOf: ASKED_AT,
    facts: orderTo('FR', [coat], {
      shop: shopContext({
        shipsFrom: { known: false, missing: { kind: 'empty', field: 'shipsFrom' } },
      }),
    }),
    expect: { verdict: 'unknown', message: 'ships_from_missing', missing: 'empty' },
  },
  {
    kind: 'missing_fact',
    name: 'the shop sends from China and from France, and there is no parcel yet',
    asOf: ASKED_AT,
    facts: orderTo('FR', [coat], {
      shop: shopContext({ shipsFrom: known(['CN', 'FR'], { at: READ_AT, origin: 'shopify' }) }),
    }),
    expect: { verdict: 'unknown', message: 'dispatch_unclear', missing: 'empty' },
  },
  {
    kind: 'missing_fact',
    name: 'nobody says where goods for the United States were made',
    asOf: ASKED_AT,
    facts: orderTo('US', [orderLine({ originCountry: null })]),
    expect: { verdict: 'unknown', message: 'origin_missing', missing: 'empty' },
  },
  {
    kind: 'missing_fact',
    name: '170 dollars lie too close to €150 for a rough rate',
    asOf: ASKED_AT,
    facts: dollars(17_000),
    expect: { verdict: 'unknown', message: 'rate_missing', missing: 'empty' },
  },
  {
    kind: 'missing_fact',
    name: 'duty was charged in a currency of which no rate is known',
    asOf: ASKED_AT,
    facts: orderTo('FR', [coat, scarves], { duties: charged(10_000, 'ISK') }),
    expect: { verdict: 'unknown', message: 'rate_missing', missing: 'empty' },
  },
  {
    kind: 'boundary',
    name: '6.35 dollars for six euros: no less than a rough rate may be off',
    asOf: ASKED_AT,
    facts: orderTo('FR', [coat, scarves], { duties: charged(635, 'USD') }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: '3.50 dollars for six euros: short at any rate',
    asOf: ASKED_AT,
    facts: orderTo('FR', [coat, scarves], { duties: charged(350, 'USD') }),
    expect: {
      verdict: 'fail',
      message: 'charged_too_little',
      exposure: [{ minor: 299, currency: EUR }],
    },
  },
  {
    kind: 'case',
    name: '170 dollars at the merchant’s own rate are below €150',
    asOf: ASKED_AT,
    facts: dollars(17_000),
    overrides: [own({ name: 'eurosPer100', key: 'USD', value: 86.5 })],
    expect: { verdict: 'fail', message: 'per_line_due', exposure: [{ minor: 300, currency: EUR }] },
  },
  {
    kind: 'case',
    name: '120 dollars are below €150 at any likely rate',
    asOf: ASKED_AT,
    facts: dollars(12_000),
    expect: { verdict: 'fail', message: 'per_line_due', exposure: [{ minor: 300, currency: EUR }] },
  },
  {
    kind: 'before_effective',
    name: 'ordered on 23 February 2026',
    asOf: ASKED_AT,
    facts: onDay('2026-02-23T12:00:00Z', orderSubject()),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'case',
    name: 'a cancelled order pays no duty',
    asOf: ASKED_AT,
    facts: orderTo('FR', [coat], { cancelledAt: new Date('2026-10-02T12:00:00Z') }),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'case',
    name: 'picked up at the shop',
    asOf: ASKED_AT,
    facts: orderTo('FR', [coat], { isShipped: known(false, TOLD) }),
    expect: { verdict: 'not_applicable' },
  },
];
