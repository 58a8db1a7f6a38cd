import { productSubject, productVariant } from '#app/domain/findings/product-subject.fixture.ts';
import type { RuleExample } from '#app/domain/findings/rule.ts';
import { READ_AT } from '#app/domain/findings/shop-context.fixture.ts';
import type { ProductSubject, ProductVariant } from '#app/domain/findings/subjects.ts';

const AS_OF = READ_AT;
const NEXT_MONTH = new Date('2026-12-15T12:00:00Z');
const usd = (minor: number) => ({ minor, currency: 'USD' });

/** A lamp of which none is left, and which is sold all the same; one open order of 60.00 USD. */
function oversold(
  overrides: Partial<ProductSubject> = {},
  variant: Partial<ProductVariant> = {},
): ProductSubject {
  return productSubject({
    variants: [productVariant({ inventoryPolicy: 'CONTINUE', inventoryQuantity: 0, ...variant })],
    openOrders: [{ country: 'US', value: usd(6_000), variantId: '701' }],
    ...overrides,
  });
}

const preOrder = (deliveryAnchorAt: Date | null) => ({
  sellingPlans: [{ category: 'PRE_ORDER', name: 'Pre-order', deliveryAnchorAt }],
});

export const pre01Examples: readonly RuleExample<'product'>[] = [
  {
    kind: 'fail',
    name: 'none left, still on sale, no date',
    asOf: AS_OF,
    facts: oversold(),
    expect: { verdict: 'fail', message: 'no_date', deadline: null, exposure: [usd(6_000)] },
  },
  {
    kind: 'fail',
    name: 'a pre-order plan that names no date, whatever the stock',
    asOf: AS_OF,
    facts: oversold({}, { inventoryQuantity: 12, ...preOrder(null) }),
    expect: { verdict: 'fail', message: 'preorder_undated' },
  },
  {
    kind: 'fail',
    name: 'of two variants only the open lines of the one sold out are at risk',
    asOf: AS_OF,
    facts: oversold({
      variants: [
        productVariant({ title: 'White' }),
        productVariant({
          id: '702',
          title: 'Black',
          inventoryPolicy: 'CONTINUE',
          inventoryQuantity: -3,
        }),
      ],
      openOrders: [
        { country: 'US', value: usd(6_000), variantId: '701' },
        { country: 'DE', value: usd(12_000), variantId: '702' },
        { country: 'DE', value: usd(1_000), variantId: null },
      ],
    }),
    expect: { verdict: 'fail', exposure: [usd(12_000)] },
  },
  {
    kind: 'pass',
    name: 'none left, and nobody can buy it',
    asOf: AS_OF,
    facts: oversold({}, { inventoryPolicy: 'DENY' }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'the description says when it ships',
    asOf: AS_OF,
    facts: oversold({ description: 'The next batch is on its way. Ships by March 31, 2027.' }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'the description says how long it takes to ship',
    asOf: AS_OF,
    facts: oversold({ statedShipTime: 'Ships within 3 weeks.' }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'a metafield holds the day',
    asOf: AS_OF,
    facts: oversold({ metafields: { 'custom.ship_date': '2026-12-15' } }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'a metafield holds it in words',
    asOf: AS_OF,
    facts: oversold({ metafields: { 'custom.available_from': 'Middle of January' } }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'one left is stock',
    asOf: AS_OF,
    facts: oversold({}, { inventoryQuantity: 1 }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'none left is none',
    asOf: AS_OF,
    facts: oversold({}, { inventoryQuantity: 0 }),
    expect: { verdict: 'fail' },
  },
  {
    kind: 'boundary',
    name: 'until its day the plan’s date holds',
    asOf: new Date(NEXT_MONTH.getTime() - 1),
    facts: oversold({}, preOrder(NEXT_MONTH)),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'once it has passed it no longer does',
    asOf: NEXT_MONTH,
    facts: oversold({}, preOrder(NEXT_MONTH)),
    expect: { verdict: 'fail', message: 'date_passed' },
  },
  {
    kind: 'case',
    name: 'stock that nobody counts cannot be oversold',
    asOf: AS_OF,
    facts: oversold({}, { isTracked: false }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'case',
    name: 'a file needs no stock',
    asOf: AS_OF,
    facts: oversold({}, { requiresShipping: false }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'case',
    name: 'a draft is not on sale',
    asOf: AS_OF,
    facts: oversold({ status: 'DRAFT' }),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'exception',
    name: 'made to order with a stated time',
    asOf: AS_OF,
    facts: oversold({
      description: 'Made to order: ships within 3 weeks.',
      statedShipTime: 'Made to order: ships within 3 weeks.',
    }),
    expect: { verdict: 'not_applicable', exception: 'made_to_order' },
  },
  {
    kind: 'case',
    name: 'made to order without a stated time owes the date',
    asOf: AS_OF,
    facts: oversold({ description: 'Made to order for you.' }),
    expect: { verdict: 'fail', message: 'no_date' },
  },
  {
    kind: 'missing_fact',
    name: 'stock that was not read is not known',
    asOf: AS_OF,
    facts: oversold({}, { inventoryQuantity: null }),
    expect: { verdict: 'unknown', message: 'stock_unknown', missing: 'empty' },
  },
  {
    kind: 'before_effective',
    name: 'in 2014 nothing was asked yet',
    asOf: new Date('2014-11-01T12:00:00Z'),
    facts: oversold(),
    expect: { verdict: 'not_applicable' },
  },
];
