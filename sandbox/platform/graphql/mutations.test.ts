import { afterEach, expect, test } from 'vitest';
import type { Platform } from '../platform.ts';
import {
  adminOf,
  DAY,
  fulfilled,
  HOUR,
  orderCreated,
  SHOP,
  START,
  testPlatform,
} from '../testing.ts';

let platform: Platform;
afterEach(() => platform.stop());

const ORDER_1 = 'gid://shopify/Order/5000000001';

test('a fulfillment can be created once for an open order, and its number replaced', async () => {
  platform = await testPlatform({ effects: [orderCreated(1, START - DAY)] });
  await platform.install(SHOP, ['read_orders', 'write_merchant_managed_fulfillment_orders']);
  const ask = await adminOf(platform);
  const orders = await ask(
    `{ order(id: "${ORDER_1}") { displayFulfillmentStatus fulfillmentOrders(first: 1) { nodes { id status } } } }`,
  );
  const [fulfillmentOrder] = orders.body.data.order.fulfillmentOrders.nodes;
  expect(fulfillmentOrder.status).toBe('OPEN');
  const create = `mutation ($id: ID!) { fulfillmentCreate(fulfillment: {
    lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: $id }], trackingInfo: { company: "DHL", numbers: ["A", "B"] } }) {
    fulfillment { id name status displayStatus trackingInfo { number } } userErrors { message } } }`;
  const { fulfillment } = (await ask(create, { id: fulfillmentOrder.id })).body.data
    .fulfillmentCreate;
  expect(fulfillment).toMatchObject({
    name: '#1001.1',
    status: 'SUCCESS',
    displayStatus: 'FULFILLED',
    trackingInfo: [{ number: 'A' }, { number: 'B' }],
  });
  const again = (await ask(create, { id: fulfillmentOrder.id })).body.data.fulfillmentCreate;
  expect(again.fulfillment).toBeNull();
  expect(again.userErrors).toHaveLength(1);
  const updated = await ask(
    `mutation ($id: ID!) { fulfillmentTrackingInfoUpdate(fulfillmentId: $id, trackingInfoInput: { number: "C" }) {
      fulfillment { trackingInfo { number company } } userErrors { message } } }`,
    { id: fulfillment.id },
  );
  expect(updated.body.data.fulfillmentTrackingInfoUpdate.fulfillment.trackingInfo).toEqual([
    { number: 'C', company: null },
  ]);
  expect(platform.stats(SHOP).trackingNumbers).toBe(1);
});

test('metafields are set and read back, 25 at most; tags are added once', async () => {
  platform = await testPlatform({ effects: [orderCreated(1, START - DAY)] });
  await platform.install(SHOP, ['write_orders']);
  const ask = await adminOf(platform);
  const set = `mutation ($fields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $fields) {
    metafields { key } userErrors { field message } } }`;
  const field = {
    ownerId: ORDER_1,
    namespace: '$app',
    key: 'state',
    type: 'json',
    value: '{"a":1}',
  };
  expect((await ask(set, { fields: [field] })).body.data.metafieldsSet.userErrors).toEqual([]);
  const many = await ask(set, { fields: Array.from({ length: 26 }, () => field) });
  expect(many.body.data.metafieldsSet.userErrors).toHaveLength(1);
  const tag = `mutation { tagsAdd(id: "${ORDER_1}", tags: ["late"]) { userErrors { message } } }`;
  await ask(tag);
  await ask(tag);
  const { body } = await ask(
    `{ order(id: "${ORDER_1}") { tags metafield(namespace: "$app", key: "state") { value jsonValue } } }`,
  );
  expect(body.data.order).toEqual({
    tags: ['late'],
    metafield: { value: '{"a":1}', jsonValue: { a: 1 } },
  });
});

test('a write to what does not exist is a user error, not a failure', async () => {
  platform = await testPlatform({
    effects: [orderCreated(1, START - DAY), fulfilled(1, START - HOUR)],
  });
  await platform.install(SHOP, ['read_orders', 'write_fulfillments']);
  const ask = await adminOf(platform);
  const { body } = await ask(
    `mutation { fulfillmentEventCreate(fulfillmentEvent: { fulfillmentId: "gid://shopify/Fulfillment/1", status: DELIVERED }) {
      fulfillmentEvent { id } userErrors { message } } }`,
  );
  expect(body.data.fulfillmentEventCreate).toEqual({
    fulfillmentEvent: null,
    userErrors: [{ message: 'Fulfillment does not exist.' }],
  });
});
