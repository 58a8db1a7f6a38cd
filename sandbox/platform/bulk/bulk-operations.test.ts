import { afterEach, expect, test } from 'vitest';
import type { WorldEffect } from '#sandbox/world/effects.ts';
import type { Platform } from '../platform.ts';
import { adminOf, DAY, fulfilled, HOUR, orderCreated, START, testPlatform } from '../testing.ts';

let platform: Platform;
afterEach(() => platform.stop());

type Ask = Awaited<ReturnType<typeof adminOf>>;

const run = async (ask: Ask, query: string, groupObjects = true) =>
  (
    await ask(
      `mutation ($query: String!, $group: Boolean!) { bulkOperationRunQuery(query: $query, groupObjects: $group) {
        bulkOperation { id status } userErrors { field message code } } }`,
      { query, group: groupObjects },
    )
  ).body.data.bulkOperationRunQuery;

async function finished(ask: Ask, id: string) {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const { body } = await ask(
      `query ($id: ID!) { bulkOperation(id: $id) { id status errorCode objectCount rootObjectCount fileSize url } }`,
      { id },
    );
    const operation = body.data.bulkOperation;
    if (!['CREATED', 'RUNNING', 'CANCELING'].includes(operation.status)) return operation;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('The bulk operation did not end');
}

const ORDERS = `{ orders { edges { node { id name
  fulfillments { id trackingInfo { company number } }
  lineItems { edges { node { id sku } } } } } } }`;

function shopOf(count: number): WorldEffect[] {
  return Array.from({ length: count }, (_, index) => [
    orderCreated(index + 1, START - 2 * DAY + index),
    fulfilled(index + 1, START - DAY + index),
  ]).flat();
}

test('a result has one line per node: lists embedded, nested nodes with __parentId', async () => {
  platform = await testPlatform({ effects: shopOf(300) });
  const ask = await adminOf(platform);
  const started = await run(ask, ORDERS);
  expect(started.userErrors).toEqual([]);
  expect(started.bulkOperation.status).toBe('CREATED');
  const operation = await finished(ask, started.bulkOperation.id);
  expect(operation).toMatchObject({
    status: 'COMPLETED',
    rootObjectCount: '300',
    objectCount: '900',
  });
  const text = await (await fetch(operation.url)).text();
  expect(Buffer.byteLength(text)).toBe(Number(operation.fileSize));
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toHaveLength(900);
  expect(lines[0]).toEqual({
    id: 'gid://shopify/Order/5000000001',
    name: '#1001',
    fulfillments: [
      {
        id: 'gid://shopify/Fulfillment/6000000001',
        trackingInfo: [{ company: 'YunExpress', number: 'LX1CN' }],
      },
    ],
  });
  expect(lines[1]).toEqual({ id: 'gid://shopify/LineItem/11', sku: 'L1', __parentId: lines[0].id });
  expect(new Set(lines.map((line) => line.id)).size).toBe(900);
});

test('without grouping children come after all parents of their page', async () => {
  platform = await testPlatform({ effects: shopOf(3) });
  const ask = await adminOf(platform);
  const operation = await finished(ask, (await run(ask, ORDERS, false)).bulkOperation.id);
  const lines = (await (await fetch(operation.url)).text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map((line) => line.__parentId === undefined)).toEqual([
    ...Array.from({ length: 3 }, () => true),
    ...Array.from({ length: 6 }, () => false),
  ]);
});

test('a file answers byte ranges, and for seven days only', async () => {
  platform = await testPlatform({ effects: shopOf(5) });
  const ask = await adminOf(platform);
  const { url, fileSize } = await finished(ask, (await run(ask, ORDERS)).bulkOperation.id);
  const whole = await (await fetch(url)).text();
  const part = await fetch(url, { headers: { Range: 'bytes=100-' } });
  expect(part.status).toBe(206);
  expect(part.headers.get('content-range')).toBe(`bytes 100-${Number(fileSize) - 1}/${fileSize}`);
  expect(await part.text()).toBe(Buffer.from(whole).subarray(100).toString());
  expect((await fetch(url, { headers: { Range: `bytes=${fileSize}-` } })).status).toBe(416);
  await platform.advanceBy(7 * DAY - HOUR);
  expect((await fetch(url)).status).toBe(200);
  await platform.advanceBy(HOUR);
  expect((await fetch(url)).status).toBe(403);
});

test('the query of the operation filters, and an empty result has no file', async () => {
  platform = await testPlatform({ effects: shopOf(5) });
  const ask = await adminOf(platform);
  const none = `{ orders(query: "updated_at:>='2027-01-01'") { edges { node { id } } } }`;
  const operation = await finished(ask, (await run(ask, none)).bulkOperation.id);
  expect(operation).toMatchObject({ status: 'COMPLETED', objectCount: '0', url: null });
});

test('the switch cuts the given lines in half', async () => {
  platform = await testPlatform({ effects: shopOf(3), switches: { bulkMalformedLines: [2] } });
  const ask = await adminOf(platform);
  const operation = await finished(ask, (await run(ask, ORDERS)).bulkOperation.id);
  const lines = (await (await fetch(operation.url)).text()).trim().split('\n');
  const broken = lines.flatMap((line, index) => {
    try {
      JSON.parse(line);
      return [];
    } catch {
      return [index + 1];
    }
  });
  expect(broken).toEqual([2]);
});

test.each([
  [
    '{ orders { edges { node { id fulfillments { events { edges { node { id } } } } } } } }',
    'Queries that contain a connection field within a list field are not currently supported.',
  ],
  [
    '{ orders { nodes { id } } }',
    "All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: 'orders { edges { node {'. Selecting via 'nodes' is not supported. Invalid connection fields: 'orders'.",
  ],
  ['{ shop { name } }', 'Bulk queries must contain at least one connection.'],
  [
    '{ node(id: "gid://shopify/Order/1") { id } }',
    'Bulk queries cannot contain a top level `node` field.',
  ],
  [
    '{ orders { edges { node { name lineItems { edges { node { id } } } } } } }',
    "The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': orders.",
  ],
  [
    '{ collections { edges { node { id products { edges { node { id variants { edges { node { id } } } } } } } } } }',
    'Bulk queries cannot contain connections with a nesting depth greater than 2.',
  ],
  [
    '{ products { edges { node { id variants { edges { node { id } } } metafields { edges { node { id } } } collections { edges { node { id } } } media { edges { node { id } } } sellingPlanGroups { edges { node { id } } } } } } }',
    'Bulk queries cannot contain more than 5 connections.',
  ],
  [
    'mutation { tagsAdd(id: "gid://shopify/Order/1", tags: []) { userErrors { message } } }',
    'Invalid operation type. Only `query` operations are supported.',
  ],
])('%s is refused in Shopify’s words', async (query, message) => {
  platform = await testPlatform();
  const ask = await adminOf(platform);
  const { bulkOperation, userErrors } = await run(ask, query);
  expect(bulkOperation).toBeNull();
  expect(userErrors[0]).toEqual({ field: ['query'], message, code: 'INVALID' });
});

test('five operations run at once, the sixth is refused, and one can be cancelled', async () => {
  platform = await testPlatform({ effects: shopOf(2), bulkDurationMs: 2_000 });
  const ask = await adminOf(platform);
  const ids: string[] = [];
  for (let n = 0; n < 5; n += 1) ids.push((await run(ask, ORDERS)).bulkOperation.id);
  const sixth = await run(ask, ORDERS);
  expect(sixth.userErrors[0]).toMatchObject({ code: 'OPERATION_IN_PROGRESS', field: null });
  expect(sixth.userErrors[0].message).toContain(ids[4]);
  const cancelled = await ask(
    `mutation ($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { status } userErrors { message } } }`,
    { id: ids[0] },
  );
  expect(cancelled.body.data.bulkOperationCancel.bulkOperation.status).toBe('CANCELING');
  expect((await finished(ask, ids[0] ?? '')).status).toBe('CANCELED');
});

test('an operation without the scope fails with ACCESS_DENIED', async () => {
  platform = await testPlatform({ effects: shopOf(2) });
  const ask = await adminOf(platform);
  await platform.install(platform.world.shops[0]?.domain ?? '', ['read_products']);
  const operation = await finished(ask, (await run(ask, ORDERS)).bulkOperation.id);
  expect(operation).toMatchObject({ status: 'FAILED', errorCode: 'ACCESS_DENIED' });
});
