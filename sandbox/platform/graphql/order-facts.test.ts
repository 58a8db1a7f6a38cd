import { afterEach, expect, test } from 'vitest';
import type { WorldEffect } from '#sandbox/world/effects.ts';
import type {
  OrderMore,
  WorldDispute,
  WorldRefund,
  WorldReturn,
  WorldTransaction,
} from '#sandbox/world/shop-side.ts';
import type { Platform } from '../platform.ts';
import { adminOf, DAY, fulfilled, HandMadeWorld, HOUR, LAMP } from '../testing.ts';
import { orderCreated, SHOP, START, testPlatform } from '../testing.ts';

let platform: Platform;
afterEach(() => platform.stop());

const ORDER_ID = 5_000_000_001;
const ORDER = `gid://shopify/Order/${ORDER_ID}`;
const SCOPES = [
  'read_merchant_managed_fulfillment_orders',
  'read_orders',
  'read_products',
  'read_returns',
  'read_shopify_payments_accounts',
  'read_shopify_payments_disputes',
];
const ORDERED = START - 20 * DAY;

async function shopWith(effects: WorldEffect[], scopes: readonly string[] = SCOPES) {
  const world = new HandMadeWorld([orderCreated(1, ORDERED), ...effects]);
  world.goods.push(LAMP);
  platform = await testPlatform({ world });
  await platform.install(SHOP, scopes);
  const ask = await adminOf(platform);
  return async (fields: string) => {
    const { body } = await ask(`query ($id: ID!) { order(id: $id) { ${fields} } }`, { id: ORDER });
    return { order: body.data?.order, errors: body.errors };
  };
}

const paid = (over: Partial<WorldTransaction> = {}): WorldTransaction => ({
  id: 91,
  kind: 'SALE',
  status: 'SUCCESS',
  gateway: 'paypal',
  amountMinor: 12_990,
  processedAt: ORDERED + HOUR,
  ...over,
});

const more = (over: Partial<OrderMore> = {}): WorldEffect => ({
  kind: 'order_more',
  at: ORDERED,
  shop: SHOP,
  more: {
    orderId: ORDER_ID,
    transactions: [paid()],
    shippingMinor: 690,
    shippingTitle: 'Express 2 days',
    fulfillBy: ORDERED + 3 * DAY,
    method: 'SHIPPING',
    maxDeliveryAt: ORDERED + 9 * DAY,
    dutiesIncluded: true,
    dutiesMinor: 1_001,
    isCompany: true,
    sellingPlans: [{ lineId: 11, name: 'Pre-order', category: 'PRE_ORDER' }],
    customerLocale: 'fr',
    ...over,
  },
});

const REFUND: WorldRefund = {
  id: 61,
  orderId: ORDER_ID,
  createdAt: START - DAY,
  totalMinor: 3_690,
  shippingMinor: 690,
  returnId: 71,
  transactions: [paid({ id: 92, kind: 'REFUND', amountMinor: 3_690, processedAt: START - DAY })],
};
const REFUNDED: WorldEffect = {
  kind: 'refund_created',
  at: START - DAY,
  shop: SHOP,
  refund: REFUND,
};

function returnChanged(over: Partial<WorldReturn> = {}): WorldEffect {
  return {
    kind: 'return_changed',
    at: START - 6 * DAY,
    shop: SHOP,
    return: {
      id: 71,
      orderId: ORDER_ID,
      name: '#1001-R1',
      status: 'OPEN',
      createdAt: START - 6 * DAY,
      requestApprovedAt: START - 5 * DAY,
      closedAt: null,
      reason: 'UNWANTED',
      goodsBackAt: null,
      ...over,
    },
  };
}

const PAYMENTS = `displayFinancialStatus fullyPaid unpaid paymentGatewayNames
  transactions { id kind status gateway processedAt amountSet { shopMoney { amount currencyCode } } }
  totalShippingPriceSet { shopMoney { amount } } shippingLine { title originalPriceSet { shopMoney { amount } } }
  totalRefundedSet { shopMoney { amount } } netPaymentSet { shopMoney { amount } }
  dutiesIncluded currentTotalDutiesSet { shopMoney { amount } } purchasingEntity { __typename } customerLocale
  refunds { id } returnStatus disputes { id }
  fulfillmentOrders(first: 1) { nodes { fulfillBy deliveryMethod { methodType maxDeliveryDateTime } } }`;

test('an order the world says no more of was paid by card when it was placed, and ships', async () => {
  const ask = await shopWith([]);
  expect(await ask(PAYMENTS)).toEqual({
    errors: undefined,
    order: {
      displayFinancialStatus: 'PAID',
      fullyPaid: true,
      unpaid: false,
      paymentGatewayNames: ['shopify_payments'],
      transactions: [
        {
          id: `gid://shopify/OrderTransaction/${ORDER_ID}`,
          kind: 'SALE',
          status: 'SUCCESS',
          gateway: 'shopify_payments',
          processedAt: '2026-10-13T09:00:00Z',
          amountSet: { shopMoney: { amount: '129.9', currencyCode: 'EUR' } },
        },
      ],
      totalShippingPriceSet: { shopMoney: { amount: '0.0' } },
      shippingLine: { title: 'Standard', originalPriceSet: { shopMoney: { amount: '0.0' } } },
      totalRefundedSet: { shopMoney: { amount: '0.0' } },
      netPaymentSet: { shopMoney: { amount: '129.9' } },
      dutiesIncluded: false,
      currentTotalDutiesSet: null,
      purchasingEntity: null,
      customerLocale: 'de',
      refunds: [],
      returnStatus: 'NO_RETURN',
      disputes: [],
      fulfillmentOrders: {
        nodes: [
          {
            fulfillBy: null,
            deliveryMethod: { methodType: 'SHIPPING', maxDeliveryDateTime: null },
          },
        ],
      },
    },
  });
});

test('an order says what the world says more of it', async () => {
  const ask = await shopWith([more()]);
  expect(await ask(PAYMENTS)).toMatchObject({
    errors: undefined,
    order: {
      paymentGatewayNames: ['paypal'],
      transactions: [{ id: 'gid://shopify/OrderTransaction/91', gateway: 'paypal' }],
      totalShippingPriceSet: { shopMoney: { amount: '6.9' } },
      shippingLine: { title: 'Express 2 days', originalPriceSet: { shopMoney: { amount: '6.9' } } },
      dutiesIncluded: true,
      currentTotalDutiesSet: { shopMoney: { amount: '10.01' } },
      purchasingEntity: { __typename: 'PurchasingCompany' },
      customerLocale: 'fr',
      fulfillmentOrders: {
        nodes: [
          {
            fulfillBy: '2026-10-16T09:00:00Z',
            deliveryMethod: { methodType: 'SHIPPING', maxDeliveryDateTime: '2026-10-22T09:00:00Z' },
          },
        ],
      },
    },
  });
});

test.each([
  ['a sale that failed', [paid({ status: 'FAILURE' })], 'PENDING'],
  ['a sale under way', [paid({ status: 'PENDING' })], 'PENDING'],
  ['an authorization', [paid({ kind: 'AUTHORIZATION' })], 'AUTHORIZED'],
  [
    'an authorization that was voided',
    [paid({ kind: 'AUTHORIZATION' }), paid({ id: 93, kind: 'VOID' })],
    'VOIDED',
  ],
  [
    'an authorization that was captured',
    [paid({ kind: 'AUTHORIZATION' }), paid({ id: 93, kind: 'CAPTURE' })],
    'PAID',
  ],
  ['less than its total', [paid({ amountMinor: 12_989 })], 'PARTIALLY_PAID'],
  ['exactly its total', [paid()], 'PAID'],
])('an order with %s reads so', async (_, transactions, status) => {
  const ask = await shopWith([more({ transactions })]);
  const { order } = await ask('displayFinancialStatus transactions { kind status }');
  expect(order).toEqual({
    displayFinancialStatus: status,
    transactions: transactions.map(({ kind, status: each }) => ({ kind, status: each })),
  });
});

test('a refund says its money, its delivery and its return, and is among the transactions', async () => {
  const ask = await shopWith([more(), returnChanged(), REFUNDED]);
  const { order, errors } = await ask(`displayFinancialStatus transactions { id kind }
    totalRefundedSet { shopMoney { amount } } totalRefundedShippingSet { shopMoney { amount } }
    currentTotalPriceSet { shopMoney { amount } }
    refunds { id createdAt totalRefundedSet { shopMoney { amount } } return { id }
      refundShippingLines(first: 2) { nodes { subtotalAmountSet { shopMoney { amount } } } }
      transactions(first: 2) { nodes { kind status gateway processedAt amountSet { shopMoney { amount } } } } }`);
  expect(errors).toBeUndefined();
  expect(order).toEqual({
    displayFinancialStatus: 'PARTIALLY_REFUNDED',
    transactions: [
      { id: 'gid://shopify/OrderTransaction/91', kind: 'SALE' },
      { id: 'gid://shopify/OrderTransaction/92', kind: 'REFUND' },
    ],
    totalRefundedSet: { shopMoney: { amount: '36.9' } },
    totalRefundedShippingSet: { shopMoney: { amount: '6.9' } },
    currentTotalPriceSet: { shopMoney: { amount: '93.0' } },
    refunds: [
      {
        id: 'gid://shopify/Refund/61',
        createdAt: '2026-11-01T09:00:00Z',
        totalRefundedSet: { shopMoney: { amount: '36.9' } },
        return: { id: 'gid://shopify/Return/71' },
        refundShippingLines: { nodes: [{ subtotalAmountSet: { shopMoney: { amount: '6.9' } } }] },
        transactions: {
          nodes: [
            {
              kind: 'REFUND',
              status: 'SUCCESS',
              gateway: 'paypal',
              processedAt: '2026-11-01T09:00:00Z',
              amountSet: { shopMoney: { amount: '36.9' } },
            },
          ],
        },
      },
    ],
  });
});

test.each([
  [{ status: 'REQUESTED', requestApprovedAt: null }, 'RETURN_REQUESTED', []],
  [{ status: 'OPEN' }, 'IN_PROGRESS', [{ status: 'OPEN', back: [] }]],
  [
    { status: 'OPEN', goodsBackAt: START - 2 * DAY },
    'IN_PROGRESS',
    [{ status: 'CLOSED', back: ['2026-10-31T09:00:00Z'] }],
  ],
  [{ status: 'CLOSED', closedAt: START - DAY }, 'RETURNED', [{ status: 'CLOSED', back: [] }]],
  [{ status: 'DECLINED' }, 'NO_RETURN', []],
] as const)('a return that is %j reads so, with its goods', async (over, status, reverse) => {
  const ask = await shopWith([returnChanged({ status: 'REQUESTED' }), returnChanged(over)]);
  const { order, errors } = await ask(`returnStatus
    returns(first: 5) { nodes { id name status createdAt requestApprovedAt closedAt
      returnLineItems(first: 5) { nodes { quantity ... on ReturnLineItem { returnReasonDefinition { handle } } } }
      reverseFulfillmentOrders(first: 2) { nodes { status
        lineItems(first: 2) { nodes { dispositions { createdAt type } } } } } } }`);
  expect(errors).toBeUndefined();
  const [returned, ...others] = order.returns.nodes;
  expect(others).toEqual([]);
  expect(order.returnStatus).toBe(status);
  expect(returned).toMatchObject({
    id: 'gid://shopify/Return/71',
    status: over.status,
    createdAt: '2026-10-27T09:00:00Z',
    returnLineItems: { nodes: [{ quantity: 2, returnReasonDefinition: { handle: 'unwanted' } }] },
  });
  const goods = returned.reverseFulfillmentOrders.nodes.map(
    (each: {
      status: string;
      lineItems: { nodes: { dispositions: { createdAt: string }[] }[] };
    }) => ({
      status: each.status,
      back: each.lineItems.nodes.flatMap((line) => line.dispositions.map((at) => at.createdAt)),
    }),
  );
  expect(goods).toEqual(reverse);
});

test('lines say what is left to ship, their plan and their share of the duties', async () => {
  const ask = await shopWith([more(), fulfilled(1, START - DAY)]);
  const lines = `lineItems(first: 5) { nodes { sku unfulfilledQuantity requiresShipping
    discountedTotalSet { shopMoney { amount } } sellingPlan { name }
    duties { price { shopMoney { amount } } } } }`;
  const { order, errors } = await ask(lines);
  expect(errors).toBeUndefined();
  expect(order.lineItems.nodes).toEqual([
    {
      sku: 'L1',
      unfulfilledQuantity: 0,
      requiresShipping: true,
      discountedTotalSet: { shopMoney: { amount: '100.0' } },
      sellingPlan: { name: 'Pre-order' },
      duties: [{ price: { shopMoney: { amount: '10.01' } } }],
    },
    {
      sku: 'G',
      unfulfilledQuantity: 1,
      requiresShipping: false,
      discountedTotalSet: { shopMoney: { amount: '29.9' } },
      sellingPlan: null,
      duties: [],
    },
  ]);
  platform.apply({
    kind: 'fulfillment_cancelled',
    at: START,
    shop: SHOP,
    fulfillmentId: 6_000_000_001,
  });
  expect((await ask(lines)).order.lineItems.nodes[0].unfulfilledQuantity).toBe(2);
  platform.apply({ kind: 'order_cancelled', at: START, shop: SHOP, orderId: ORDER_ID });
  expect((await ask(lines)).order.lineItems.nodes[0].unfulfilledQuantity).toBe(0);
});

const disputed = (id: number, over: Partial<WorldDispute> = {}): WorldEffect => ({
  kind: 'dispute_changed',
  at: START - 3 * DAY,
  shop: SHOP,
  dispute: {
    id,
    orderId: ORDER_ID,
    type: 'CHARGEBACK',
    status: 'NEEDS_RESPONSE',
    reason: 'PRODUCT_NOT_RECEIVED',
    networkReasonCode: '13.1',
    amountMinor: 12_990,
    initiatedAt: START - 3 * DAY,
    evidenceDueBy: START + 4 * DAY,
    evidenceSentOn: null,
    finalizedOn: null,
    ...over,
  },
});

test('disputes are found at the root, at the account and at the order, and change', async () => {
  const won = { status: 'WON', finalizedOn: START - DAY, initiatedAt: START - 9 * DAY } as const;
  const order = await shopWith([disputed(301), disputed(302), disputed(302, won)]);
  const ask = await adminOf(platform);
  const { body } =
    await ask(`{ disputes(first: 5) { nodes { id type status reasonDetails { reason networkReasonCode }
      amount { amount currencyCode } initiatedAt evidenceDueBy evidenceSentOn finalizedOn order { name } } }
    open: disputes(first: 5, query: "status:needs_response AND initiated_at:>='2026-10-30'") { nodes { id } }
    one: dispute(id: "gid://shopify/ShopifyPaymentsDispute/302") { status }
    none: dispute(id: "gid://shopify/ShopifyPaymentsDispute/1") { status }
    shopifyPaymentsAccount { activated disputes(first: 1) { nodes { id } } } }`);
  expect(body.errors).toBeUndefined();
  expect(body.data.disputes.nodes.map(({ id }: { id: string }) => id)).toEqual([
    'gid://shopify/ShopifyPaymentsDispute/302',
    'gid://shopify/ShopifyPaymentsDispute/301',
  ]);
  expect(body.data.disputes.nodes[1]).toEqual({
    id: 'gid://shopify/ShopifyPaymentsDispute/301',
    type: 'CHARGEBACK',
    status: 'NEEDS_RESPONSE',
    reasonDetails: { reason: 'PRODUCT_NOT_RECEIVED', networkReasonCode: '13.1' },
    amount: { amount: '129.9', currencyCode: 'EUR' },
    initiatedAt: '2026-10-30T09:00:00Z',
    evidenceDueBy: '2026-11-06T09:00:00Z',
    evidenceSentOn: null,
    finalizedOn: null,
    order: { name: '#1001' },
  });
  expect(body.data).toMatchObject({
    open: { nodes: [{ id: 'gid://shopify/ShopifyPaymentsDispute/301' }] },
    one: { status: 'WON' },
    none: null,
    shopifyPaymentsAccount: { activated: true, disputes: { nodes: [{}] } },
  });
  const summary = await order('disputes { initiatedAs status }');
  expect(summary.order.disputes).toEqual([
    { initiatedAs: 'CHARGEBACK', status: 'NEEDS_RESPONSE' },
    { initiatedAs: 'CHARGEBACK', status: 'WON' },
  ]);
});

test.each([
  ['read_returns', '{ orders(first: 1) { nodes { returns(first: 1) { nodes { id } } } } }'],
  ['read_returns', '{ orders(first: 1) { nodes { refunds { return { id } } } } }'],
  ['read_shopify_payments_disputes', '{ disputes(first: 1) { nodes { id } } }'],
  ['read_shopify_payments_accounts', '{ shopifyPaymentsAccount { id } }'],
])('%s is needed for %s, and enough beside read_orders', async (scope, query) => {
  await shopWith(
    [returnChanged(), REFUNDED, disputed(301)],
    SCOPES.filter((each) => each !== scope),
  );
  const ask = await adminOf(platform);
  const denied = await ask(query);
  expect(denied.body.errors[0].extensions).toMatchObject({
    code: 'ACCESS_DENIED',
    requiredAccess: expect.stringContaining(scope),
  });
  await platform.install(SHOP, ['read_orders', scope]);
  expect((await ask(query)).body.errors).toBeUndefined();
});

test('an order’s disputes are summed up for read_orders alone', async () => {
  const ask = await shopWith([disputed(301)], ['read_orders']);
  const { order, errors } = await ask('disputes { id status }');
  expect(errors).toBeUndefined();
  expect(order.disputes).toHaveLength(1);
});
