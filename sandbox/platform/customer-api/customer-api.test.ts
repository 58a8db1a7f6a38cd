import { afterEach, expect, test } from 'vitest';
import type { Platform } from '../platform.ts';
import {
  DAY,
  fulfilled,
  HOUR,
  orderCreated,
  scanned,
  SHOP,
  START,
  testApp,
  testPlatform,
} from '../testing.ts';
import { askCustomerApi } from './customer-api.ts';

let platform: Platform;
afterEach(() => platform.stop());

/** Order 4 is of the person of order 3. */
const OWN = 5_000_000_003;
const OTHER = 5_000_000_002;

async function api(scopes = ['customer_read_orders']) {
  platform = await testPlatform({
    effects: [
      ...[2, 3, 4].map((n) => orderCreated(n, START - DAY + n * HOUR)),
      fulfilled(3, START - 8 * HOUR),
      scanned(3, START - 2 * HOUR),
    ],
    app: testApp({ requiredScopes: scopes }),
  });
  const field = { id: 1, type: 'json', value: '{"a":1}', createdAt: START, updatedAt: START };
  platform.store(SHOP).metafields.set(OWN, [
    { ...field, namespace: 'app--1000000001', key: 'shopper_view' },
    { ...field, namespace: 'app--1000000001', key: 'secret' },
  ]);
  return async (query: string, customerId: number | null = OWN) => {
    const asker = { shop: SHOP, customerId };
    const { status, body } = await askCustomerApi(platform, asker, { query });
    return { status, ...JSON.parse(JSON.stringify(body)) };
  };
}

test('a customer reads their orders with what the app wrote for them and where their parcels are', async () => {
  const ask = await api();
  const { data } = await ask(`{ customer { id orders(first: 5) { nodes { id name
    view: metafield(namespace: "$app", key: "shopper_view") { value jsonValue }
    secret: metafield(namespace: "$app", key: "secret") { value }
    totalPrice { amount currencyCode }
    fulfillments(first: 5) { nodes { latestShipmentStatus trackingInformation { number company } events(first: 5) { nodes { status } } } } } } } }`);
  const totalPrice = { amount: '129.9', currencyCode: 'EUR' };
  expect(data.customer).toEqual({
    id: `gid://shopify/Customer/${OWN}`,
    orders: {
      nodes: [
        {
          id: `gid://shopify/Order/${OWN}`,
          name: '#1003',
          view: { value: '{"a":1}', jsonValue: { a: 1 } },
          secret: null,
          totalPrice,
          fulfillments: {
            nodes: [
              {
                latestShipmentStatus: 'IN_TRANSIT',
                trackingInformation: [{ number: 'LX3CN', company: 'YunExpress' }],
                events: { nodes: [{ status: 'IN_TRANSIT' }] },
              },
            ],
          },
        },
        {
          id: 'gid://shopify/Order/5000000004',
          name: '#1004',
          view: null,
          secret: null,
          totalPrice,
          fulfillments: { nodes: [] },
        },
      ],
    },
  });
});

test.each([
  ['their own', OWN, { name: '#1003' }],
  ['somebody else’s', OTHER, null],
])('an order is found when it is %s', async (_, id, order) => {
  const ask = await api();
  expect((await ask(`{ order(id: "gid://shopify/Order/${id}") { name } }`)).data).toEqual({
    order,
  });
});

test('nobody signed in is told nothing', async () => {
  const ask = await api();
  const { status, data } = await ask('{ customer { id } }', null);
  expect(status).toBe(401);
  expect(data).toBeUndefined();
});

test('a document that the schema refuses is refused', async () => {
  const ask = await api();
  const { errors } = await ask('{ customer { birthday } }');
  expect(errors[0].message).toContain('birthday');
});

test('orders need the scope that the app’s TOML must state', async () => {
  const ask = await api(['read_orders']);
  const { errors } = await ask('{ customer { orders(first: 1) { nodes { id } } } }');
  expect(errors[0].extensions.requiredAccess).toBe('`customer_read_orders` access scope.');
});
