import { afterEach, expect, test } from 'vitest';
import type { Platform } from '../platform.ts';
import { adminOf, DAY, HandMadeWorld, HOUR, LAMP, orderCreated } from '../testing.ts';
import { SHOP, START, testPlatform } from '../testing.ts';

let platform: Platform;
afterEach(() => platform.stop());

const SCOPES = [
  'read_orders',
  'read_products',
  'read_inventory',
  'read_shopify_payments_accounts',
  'read_shopify_payments_payouts',
];
/** Monday 26 October 2026, at noon in Berlin. */
const SOLD = Date.parse('2026-10-26T11:00:00Z');

async function shopWithSales(scopes: readonly string[] = SCOPES) {
  const world = new HandMadeWorld([
    orderCreated(1, SOLD),
    orderCreated(2, SOLD + HOUR),
    orderCreated(3, START - HOUR),
    {
      kind: 'order_more',
      at: SOLD,
      shop: SHOP,
      more: {
        orderId: 5_000_000_002,
        transactions: [
          {
            id: 92,
            kind: 'SALE',
            status: 'SUCCESS',
            gateway: 'paypal',
            amountMinor: 12_990,
            processedAt: SOLD + HOUR,
          },
        ],
        shippingMinor: 0,
        shippingTitle: 'Standard',
        fulfillBy: null,
        method: 'SHIPPING',
        maxDeliveryAt: null,
        dutiesIncluded: false,
        dutiesMinor: null,
        isCompany: false,
        sellingPlans: [],
        customerLocale: 'de',
      },
    },
  ]);
  world.goods.push(LAMP);
  platform = await testPlatform({ world });
  await platform.install(SHOP, scopes);
  return adminOf(platform);
}

async function control(name: string, body: object) {
  const response = await fetch(`${platform.origin}/sandbox/${name}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ shop: SHOP, ...body }),
  });
  return { status: response.status, json: await response.json() };
}

const TRANSACTIONS = `{ shopifyPaymentsAccount { balanceTransactions(first: 9, hideTransfers: true) {
  nodes { type sourceType transactionDate amount { amount currencyCode } fee { amount } net { amount }
    associatedOrder { id name } associatedPayout { id status } } } } }`;

test('a card payment is in a payout after two business days; other gateways are not in the account', async () => {
  const ask = await shopWithSales();
  const { body } = await ask(TRANSACTIONS);
  expect(body.errors).toBeUndefined();
  const [paid, waiting, ...more] = body.data.shopifyPaymentsAccount.balanceTransactions.nodes;
  expect(paid).toEqual({
    type: 'CHARGE',
    sourceType: 'CHARGE',
    transactionDate: '2026-10-26T11:00:00Z',
    amount: { amount: '129.9', currencyCode: 'EUR' },
    fee: { amount: '4.07' },
    net: { amount: '125.83' },
    associatedOrder: { id: 'gid://shopify/Order/5000000001', name: '#1001' },
    associatedPayout: { id: expect.stringMatching(/ShopifyPaymentsPayout\/\d+$/), status: 'PAID' },
  });
  expect(waiting).toMatchObject({
    associatedOrder: { name: '#1003' },
    associatedPayout: { id: null, status: 'PENDING' },
  });
  expect(more).toEqual([]);
});

test('the account gives its balance, its schedule and its payouts with what they are made of', async () => {
  const ask = await shopWithSales();
  const { body } = await ask(`{ shopifyPaymentsAccount { activated defaultCurrency
    balance { amount currencyCode } payoutSchedule { interval weeklyAnchor }
    payouts(first: 5) { nodes { issuedAt status transactionType net { amount }
      summary { chargesGross { amount } chargesFee { amount } reservedFundsGross { amount } } } }
    later: payouts(first: 5, query: "issued_at:>='2026-10-29'") { nodes { id } } } }`);
  expect(body.errors).toBeUndefined();
  expect(body.data.shopifyPaymentsAccount).toEqual({
    activated: true,
    defaultCurrency: 'EUR',
    balance: [{ amount: '125.83', currencyCode: 'EUR' }],
    payoutSchedule: { interval: 'DAILY', weeklyAnchor: null },
    payouts: {
      nodes: [
        {
          issuedAt: '2026-10-28T05:00:00Z',
          status: 'PAID',
          transactionType: 'DEPOSIT',
          net: { amount: '125.83' },
          summary: {
            chargesGross: { amount: '129.9' },
            chargesFee: { amount: '4.07' },
            reservedFundsGross: { amount: '0.0' },
          },
        },
      ],
    },
    later: { nodes: [] },
  });
});

test('a payment tells its fee to read_orders; another gateway’s tells none', async () => {
  const ask = await shopWithSales();
  const { body } = await ask(
    '{ orders(first: 2) { nodes { transactions(first: 1) { gateway fees { amount { amount } rate flatFee { amount } } } } } }',
  );
  expect(body.errors).toBeUndefined();
  expect(
    body.data.orders.nodes.flatMap((node: { transactions: unknown }) => node.transactions),
  ).toEqual([
    {
      gateway: 'shopify_payments',
      fees: [{ amount: { amount: '4.07' }, rate: '0.029', flatFee: { amount: '0.3' } }],
    },
    { gateway: 'paypal', fees: [] },
  ]);
});

test('payouts ask for a scope of their own', async () => {
  const ask = await shopWithSales(SCOPES.filter((scope) => !scope.endsWith('_payouts')));
  const denied = await ask('{ shopifyPaymentsAccount { payouts(first: 1) { nodes { id } } } }');
  expect(denied.body.errors[0].extensions).toMatchObject({
    code: 'ACCESS_DENIED',
    requiredAccess: expect.stringContaining('read_shopify_payments_payouts'),
  });
  const { body } = await ask('{ shopifyPaymentsAccount { balance { amount } } }');
  expect(body.errors).toBeUndefined();
});

test('a shop without Shopify Payments has no account', async () => {
  const ask = await shopWithSales();
  await control('payments', { settings: null });
  const { body } = await ask('{ shopifyPaymentsAccount { id } }');
  expect(body).toMatchObject({ data: { shopifyPaymentsAccount: null } });
  expect(body.errors).toBeUndefined();
});

test('what a merchant says of the account is what the API answers', async () => {
  const ask = await shopWithSales();
  await control('payments', {
    settings: { interval: 'WEEKLY', weeklyAnchor: 2 },
    otherBalances: [{ minor: -1_250, currency: 'USD' }],
  });
  const { body } = await ask(
    '{ shopifyPaymentsAccount { balance { amount currencyCode } payoutSchedule { interval weeklyAnchor } } }',
  );
  expect(body.data.shopifyPaymentsAccount).toEqual({
    balance: [
      { amount: '125.83', currencyCode: 'EUR' },
      { amount: '-12.5', currencyCode: 'USD' },
    ],
    payoutSchedule: { interval: 'WEEKLY', weeklyAnchor: 'TUESDAY' },
  });
});

test('a payout is made at once, and may fail', async () => {
  const ask = await shopWithSales();
  await platform.advanceTo(START + 2 * DAY);
  await control('payments', { settings: { interval: 'MANUAL' } });
  await platform.advanceTo(START + 9 * DAY);
  const made = await control('payouts', {});
  const payouts = async () => {
    const { body } = await ask(
      '{ shopifyPaymentsAccount { payouts(last: 1) { nodes { legacyResourceId status } } } }',
    );
    return body.data.shopifyPaymentsAccount.payouts.nodes;
  };
  const [{ legacyResourceId }] = await payouts();
  await control('payout-ends', { payoutId: Number(legacyResourceId), status: 'FAILED' });
  expect(await payouts()).toEqual([{ legacyResourceId, status: 'FAILED' }]);
  expect((await control('payout-ends', { payoutId: 1, status: 'FAILED' })).status).toBe(400);
  expect(made.status).toBe(200);
});
