import { afterEach, expect, test } from 'vitest';
import type { Platform } from '../platform.ts';
import { adminOf, DAY, orderCreated, SHOP, START, testPlatform } from '../testing.ts';

let platform: Platform;
afterEach(() => platform.stop());

const ORDER = 'gid://shopify/Order/5000000001';
const VIEW = { ownerId: ORDER, namespace: '$app', key: 'shopper_view', type: 'json', value: '{}' };

async function writer(scopes: readonly string[] = ['write_orders']) {
  platform = await testPlatform({ effects: [orderCreated(1, START - DAY)] });
  await platform.install(SHOP, scopes);
  const ask = await adminOf(platform);
  const set = async (...fields: object[]) => {
    const { body } = await ask(
      `mutation ($fields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $fields) {
        metafields { namespace key type value compareDigest } userErrors { field message code elementIndex } } }`,
      { fields },
    );
    return body.errors === undefined ? body.data.metafieldsSet : body;
  };
  return { ask, set };
}

test('the app’s own namespace is told by its full name and read by any of its names', async () => {
  const { ask, set } = await writer();
  const { metafields } = await set({ ...VIEW, value: '{"version":1}' });
  expect(metafields[0].namespace).toMatch(/^app--\d+$/);
  const { body } = await ask(`{ order(id: "${ORDER}") {
    short: metafield(namespace: "$app", key: "shopper_view") { value }
    none: metafield(key: "shopper_view") { value }
    full: metafield(namespace: "${metafields[0].namespace}", key: "shopper_view") { value }
    other: metafield(namespace: "custom", key: "shopper_view") { value }
    metafields(first: 5, namespace: "$app") { nodes { key } } } }`);
  const value = '{"version":1}';
  expect(body.data.order).toEqual({
    short: { value },
    none: { value },
    full: { value },
    other: null,
    metafields: { nodes: [{ key: 'shopper_view' }] },
  });
});

test.each([
  ['an order that does not exist', { ownerId: 'gid://shopify/Order/1' }, 'ownerId', 'INVALID'],
  ['a key of one letter', { key: 'k' }, 'key', 'INVALID'],
  ['another app’s namespace', { namespace: 'app--7' }, 'namespace', 'APP_NOT_AUTHORIZED'],
  ['a value that is no JSON', { value: '{"a"' }, 'value', 'INVALID_VALUE'],
  ['no value', { value: '' }, 'value', 'BLANK'],
  ['a value above 128 KiB', { value: `"${'a'.repeat(131_071)}"` }, 'value', 'TOO_LONG'],
  ['no type for a new one', { type: null }, 'type', 'BLANK'],
  ['a digest of what is not there', { compareDigest: '1' }, 'compareDigest', 'STALE_OBJECT'],
])('%s is refused by its field, and nothing is written', async (_, change, field, code) => {
  const { set } = await writer();
  const { metafields, userErrors } = await set(VIEW, { ...VIEW, ...change });
  expect(metafields).toBeNull();
  expect(userErrors).toMatchObject([{ field: ['metafields', '1', field], code, elementIndex: 1 }]);
  expect(platform.store(SHOP).metafields.size).toBe(0);
});

test('a value of 128 KiB is taken, and a second write takes the first one’s place', async () => {
  const { set } = await writer();
  const value = `"${'a'.repeat(131_070)}"`;
  const first = await set({ ...VIEW, value });
  expect(first.userErrors).toEqual([]);
  const compareDigest = first.metafields[0].compareDigest;
  expect((await set({ ...VIEW, compareDigest })).userErrors).toEqual([]);
  expect(platform.store(SHOP).metafields.get(5_000_000_001)).toHaveLength(1);
});

test('reading orders is not enough to write on them', async () => {
  const { set } = await writer(['read_orders']);
  expect((await set(VIEW)).errors[0].extensions.requiredAccess).toBe(
    '`write_orders` access scope.',
  );
  expect(platform.store(SHOP).metafields.size).toBe(0);
});
