import { afterEach, expect, test } from 'vitest';
import type { Platform } from './platform.ts';
import {
  adminOf,
  askGraph,
  DAY,
  exchange,
  fulfilled,
  HOUR,
  MINUTE,
  orderCreated,
  PEOPLE,
  scanned,
  SHOP,
  START,
  testPlatform,
} from './testing.ts';

let platform: Platform;
afterEach(() => platform.stop());

const ORDER_1 = 'gid://shopify/Order/5000000001';

test('an order reads as Shopify shows it: status, tracking, events, money', async () => {
  platform = await testPlatform({
    effects: [
      orderCreated(1, START - 5 * DAY),
      fulfilled(1, START - 4 * DAY),
      scanned(1, START - 3 * DAY),
    ],
  });
  const ask = await adminOf(platform);
  const { status, body } = await ask(
    `query ($id: ID!) { order(id: $id) {
      id name createdAt updatedAt displayFulfillmentStatus
      totalPriceSet { shopMoney { amount currencyCode } }
      shippingAddress { countryCodeV2 zip }
      fulfillments(first: 10) {
        id status displayStatus inTransitAt deliveredAt
        originAddress { countryCode }
        trackingInfo(first: 10) { company number url }
        events(first: 50, sortKey: HAPPENED_AT) { nodes { id status happenedAt city country } }
      }
    } }`,
    { id: ORDER_1 },
  );
  expect(status).toBe(200);
  expect(body.errors).toBeUndefined();
  expect(body.data.order).toMatchObject({
    name: '#1001',
    updatedAt: '2026-10-30T09:00:00Z',
    displayFulfillmentStatus: 'FULFILLED',
    totalPriceSet: { shopMoney: { amount: '129.9', currencyCode: 'EUR' } },
    shippingAddress: { countryCodeV2: 'DE', zip: '50667' },
    fulfillments: [
      {
        status: 'SUCCESS',
        displayStatus: 'IN_TRANSIT',
        inTransitAt: '2026-10-30T08:00:00Z',
        deliveredAt: null,
        originAddress: { countryCode: 'CN' },
        trackingInfo: [{ company: 'YunExpress', number: 'LX1CN', url: null }],
        events: { nodes: [{ status: 'IN_TRANSIT', city: 'Shenzhen', country: 'CN' }] },
      },
    ],
  });
});

test('a fulfillment without events is FULFILLED and never in transit', async () => {
  platform = await testPlatform({
    effects: [orderCreated(1, START - DAY), fulfilled(1, START - HOUR)],
  });
  const ask = await adminOf(platform);
  const { body } = await ask(
    `{ fulfillment(id: "gid://shopify/Fulfillment/6000000001") { displayStatus inTransitAt events(first: 5) { nodes { id } } } }`,
  );
  expect(body.data.fulfillment).toEqual({
    displayStatus: 'FULFILLED',
    inTransitAt: null,
    events: { nodes: [] },
  });
});

test('a new tracking number keeps the old events, status and inTransitAt', async () => {
  platform = await testPlatform({
    effects: [
      orderCreated(1, START - 5 * DAY),
      fulfilled(1, START - 4 * DAY),
      scanned(1, START - 3 * DAY),
      {
        kind: 'tracking_updated',
        at: START - DAY,
        shop: SHOP,
        fulfillmentId: 6_000_000_001,
        tracking: [{ company: 'DHL', number: 'NEW', url: null }],
      },
    ],
  });
  const ask = await adminOf(platform);
  const { body } = await ask(
    `{ node(id: "gid://shopify/Fulfillment/6000000001") { ... on Fulfillment {
      displayStatus inTransitAt updatedAt trackingInfo { number } events(first: 5) { nodes { status } } } } }`,
  );
  expect(body.data.node).toEqual({
    displayStatus: 'IN_TRANSIT',
    inTransitAt: '2026-10-30T08:00:00Z',
    updatedAt: '2026-11-01T09:00:00Z',
    trackingInfo: [{ number: 'NEW' }],
    events: { nodes: [{ status: 'IN_TRANSIT' }] },
  });
});

test.each([
  ['first', 7, false],
  ['first', 7, true],
  ['last', 7, false],
])(
  'paging by %s visits every order once (page %d, reverse %s)',
  async (argument, size, reverse) => {
    const effects = Array.from({ length: 45 }, (_, index) =>
      // Five orders share each second, so that a page border falls within equal values.
      orderCreated(index + 1, START - DAY + Math.floor(index / 5) * 1_000),
    );
    platform = await testPlatform({ effects });
    const ask = await adminOf(platform);
    const cursorName = argument === 'first' ? 'after' : 'before';
    const seen: string[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < 10; page += 1) {
      const { body } = await ask(
        `query ($c: String) { orders(${argument}: ${size}, ${cursorName}: $c, sortKey: UPDATED_AT, reverse: ${reverse}) {
        nodes { id updatedAt } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
        { c: cursor },
      );
      const { nodes, pageInfo } = body.data.orders;
      seen.push(...nodes.map((node: { id: string }) => node.id));
      cursor = argument === 'first' ? pageInfo.endCursor : pageInfo.startCursor;
      if (!(argument === 'first' ? pageInfo.hasNextPage : pageInfo.hasPreviousPage)) break;
    }
    expect(seen).toHaveLength(45);
    expect(new Set(seen).size).toBe(45);
  },
);

test('updated_at:>= includes the very second and > does not', async () => {
  platform = await testPlatform({
    effects: [orderCreated(1, START - 2 * HOUR), orderCreated(2, START - HOUR)],
  });
  const ask = await adminOf(platform);
  const count = async (query: string) =>
    (await ask(`query ($q: String) { ordersCount(query: $q) { count precision } }`, { q: query }))
      .body.data.ordersCount;
  expect(await count("updated_at:>='2026-11-02T08:00:00Z'")).toEqual({
    count: 1,
    precision: 'EXACT',
  });
  expect(await count("updated_at:>'2026-11-02T08:00:00Z'")).toEqual({
    count: 0,
    precision: 'EXACT',
  });
  expect(
    await count("updated_at:>='2026-11-02T07:00:00Z' AND updated_at:<'2026-11-02T08:00:00Z'"),
  ).toEqual({ count: 1, precision: 'EXACT' });
});

test('an order older than 60 days exists only with read_all_orders', async () => {
  platform = await testPlatform({
    effects: [orderCreated(1, START - 61 * DAY), orderCreated(2, START - 59 * DAY)],
  });
  const ask = await adminOf(platform);
  const query = `{ ordersCount { count } node(id: "${ORDER_1}") { id } }`;
  expect((await ask(query)).body.data).toEqual({ ordersCount: { count: 1 }, node: null });
  await platform.install(SHOP, ['read_orders', 'read_all_orders']);
  expect((await ask(query)).body.data).toEqual({
    ordersCount: { count: 2 },
    node: { id: ORDER_1 },
  });
});

test('a document that the official schema refuses is refused with the field named', async () => {
  platform = await testPlatform();
  const ask = await adminOf(platform);
  const { status, body } = await ask('{ orders(first: 1) { nodes { id trackingNumbr } } }');
  expect(status).toBe(200);
  expect(body.data).toBeUndefined();
  expect(body.errors[0].message).toContain('trackingNumbr');
});

test('a scope that was not granted is refused by name, in data that is otherwise whole', async () => {
  platform = await testPlatform({ effects: [orderCreated(1, START - DAY)] });
  const ask = await adminOf(platform);
  const { status, body } = await ask(`{ order(id: "${ORDER_1}") { id customer { id } } }`);
  expect(status).toBe(200);
  expect(body.data.order).toEqual({ id: ORDER_1, customer: null });
  expect(body.errors[0]).toMatchObject({
    path: ['order', 'customer'],
    extensions: { code: 'ACCESS_DENIED', requiredAccess: '`read_customers` access scope.' },
  });
  await platform.install(SHOP, ['read_products']);
  const denied = await ask('{ orders(first: 1) { nodes { id } } }');
  expect(denied.body.errors[0].message).toContain('read_orders');
});

test('at level 1 names and streets are null with errors at HTTP 200, at level 2 they are there', async () => {
  platform = await testPlatform({ effects: [orderCreated(1, START - DAY)] });
  const ask = await adminOf(platform);
  const query = `{ order(id: "${ORDER_1}") { email shippingAddress { name address1 phone countryCodeV2 zip } } }`;
  const level1 = await ask(query);
  expect(level1.status).toBe(200);
  expect(level1.body.data.order).toEqual({
    email: null,
    shippingAddress: { name: null, address1: null, phone: null, countryCodeV2: 'DE', zip: '50667' },
  });
  expect(level1.body.errors).toHaveLength(4);
  platform.switches.protectedData = 'level2';
  const level2 = await ask(query);
  expect(level2.body.errors).toBeUndefined();
  expect(level2.body.data.order.email).toBe(PEOPLE.email);
});

test('a retired API version falls forward and says so; an unknown one is not found', async () => {
  platform = await testPlatform();
  const ask = await adminOf(platform);
  const retired = await ask('{ shop { name } }', {}, '2024-01');
  expect(retired.headers.get('x-shopify-api-version')).toBe('2026-01');
  expect(retired.body.data.shop.name).toBe('Northwind Lamps');
  expect((await ask('{ shop { name } }', {}, '2026-10')).headers.get('x-shopify-api-version')).toBe(
    '2026-10',
  );
  expect((await ask('{ shop { name } }', {}, 'nonsense')).status).toBe(404);
});

test('a wrong or expired access token is 401 with Shopify’s words', async () => {
  platform = await testPlatform({ tokenLifetimeSeconds: 1 });
  const wrong = await askGraph(platform, { token: 'shpat_wrong', query: '{ shop { name } }' });
  expect(wrong.status).toBe(401);
  expect(wrong.body.errors).toBe(
    '[API] Invalid API key or access token (unrecognized login or wrong password)',
  );
  const { json } = await exchange(platform);
  const token = String(json['access_token']);
  expect((await askGraph(platform, { token, query: '{ shop { name } }' })).status).toBe(200);
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  expect((await askGraph(platform, { token, query: '{ shop { name } }' })).status).toBe(401);
});

test('an empty bucket answers THROTTLED at HTTP 200 and refills with the machine’s clock', async () => {
  platform = await testPlatform({ throttle: { maximumAvailable: 10, restoreRate: 20 } });
  const ask = await adminOf(platform);
  const query = '{ orders(first: 50) { nodes { id } } }';
  const first = await ask(query);
  expect(first.body.extensions.cost).toMatchObject({ requestedQueryCost: 9, actualQueryCost: 2 });
  await ask(query);
  const refused = await ask('{ a: orders(first: 50) { nodes { id } } }');
  expect(refused.status).toBe(200);
  expect(refused.body.errors[0].extensions.code).toBe('THROTTLED');
  expect(refused.body.extensions.cost).toMatchObject({
    actualQueryCost: null,
    throttleStatus: { maximumAvailable: 10, restoreRate: 20 },
  });
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect((await ask(query)).body.errors).toBeUndefined();
});

test('a single query beyond 1,000 points is refused whatever the bucket holds', async () => {
  platform = await testPlatform({
    throttle: { costModel: 'documented', maximumAvailable: 20_000 },
  });
  const ask = await adminOf(platform);
  const { body } = await ask(
    '{ orders(first: 250) { nodes { id lineItems(first: 3) { nodes { id } } } } }',
  );
  expect(body.errors[0].extensions).toMatchObject({
    code: 'MAX_COST_EXCEEDED',
    cost: 1_502,
    maxCost: 1_000,
  });
});

test('an event the app creates needs its scope, costs 10 and touches order and fulfillment', async () => {
  platform = await testPlatform({
    effects: [orderCreated(1, START - DAY), fulfilled(1, START - HOUR)],
  });
  const ask = await adminOf(platform);
  const mutation = `mutation { fulfillmentEventCreate(fulfillmentEvent: {
    fulfillmentId: "gid://shopify/Fulfillment/6000000001", status: IN_TRANSIT, happenedAt: "2026-12-24T00:00:00Z" }) {
    fulfillmentEvent { id status happenedAt createdAt } userErrors { field message } } }`;
  expect((await ask(mutation)).body.errors[0].extensions.code).toBe('ACCESS_DENIED');
  await platform.install(SHOP, ['read_orders', 'write_fulfillments']);
  await platform.advanceBy(30 * MINUTE);
  const { body } = await ask(mutation);
  expect(body.extensions.cost.requestedQueryCost).toBe(10);
  // Scans of the future are accepted.
  expect(body.data.fulfillmentEventCreate.fulfillmentEvent.happenedAt).toBe('2026-12-24T00:00:00Z');
  const after = await ask(
    `{ order(id: "${ORDER_1}") { updatedAt fulfillments { displayStatus updatedAt } } }`,
  );
  const [fulfillment] = after.body.data.order.fulfillments;
  expect(fulfillment.displayStatus).toBe('IN_TRANSIT');
  expect(Date.parse(fulfillment.updatedAt)).toBeGreaterThanOrEqual(START + 30 * MINUTE - 1_000);
  expect(after.body.data.order.updatedAt).toBe(fulfillment.updatedAt);
});
