import { afterEach, expect, test } from 'vitest';
import type { Platform } from '../platform.ts';
import { adminOf, DAY, orderCreated, SHOP, START, testPlatform } from '../testing.ts';

let platform: Platform;
afterEach(() => platform.stop());

const ORDER = 'gid://shopify/Order/5000000001';

async function shopWithOrder(scopes: readonly string[] = ['write_orders']) {
  platform = await testPlatform({ effects: [orderCreated(1, START - DAY)] });
  await platform.install(SHOP, scopes);
  const ask = await adminOf(platform);
  return async (mutation: 'tagsAdd' | 'tagsRemove', tags: string[], id = ORDER) => {
    const { body } = await ask(
      `mutation ($id: ID!, $tags: [String!]!) { ${mutation}(id: $id, tags: $tags) {
        node { ... on Order { tags updatedAt } } userErrors { field message } } }`,
      { id, tags },
    );
    return body.errors === undefined ? body.data[mutation] : body;
  };
}

const updates = () => platform.webhookLog.filter(({ topic }) => topic === 'orders/updated').length;

test('tags are added once whatever their case, several in a text, and are told', async () => {
  const change = await shopWithOrder();
  const { node } = await change('tagsAdd', ['late', 'eu, ask ', 'Late', '']);
  expect(node.tags).toEqual(['late', 'eu', 'ask']);
  expect(Date.parse(node.updatedAt)).toBeGreaterThanOrEqual(START);
  expect(updates()).toBe(1);
  await change('tagsAdd', ['EU']);
  expect(updates()).toBe(1);
});

test('tags are removed whatever their case; one that is not there changes nothing', async () => {
  const change = await shopWithOrder();
  await change('tagsAdd', ['late', 'eu']);
  expect((await change('tagsRemove', ['LATE'])).node.tags).toEqual(['eu']);
  expect((await change('tagsRemove', ['late'])).node.tags).toEqual(['eu']);
  expect(updates()).toBe(2);
});

test('reading orders is not enough to tag them', async () => {
  const change = await shopWithOrder(['read_orders']);
  const { errors } = await change('tagsAdd', ['late']);
  expect(errors[0].extensions).toMatchObject({
    code: 'ACCESS_DENIED',
    requiredAccess: '`write_orders` access scope.',
  });
  expect(platform.store(SHOP).orders.get(5_000_000_001)?.tags).toEqual([]);
});

test('an order that does not exist is a user error', async () => {
  const change = await shopWithOrder();
  expect(await change('tagsAdd', ['late'], 'gid://shopify/Order/1')).toEqual({
    node: null,
    userErrors: [{ field: ['id'], message: 'Order does not exist.' }],
  });
});
