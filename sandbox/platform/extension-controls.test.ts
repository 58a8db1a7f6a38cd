import { afterEach, expect, test } from 'vitest';
import type { Platform } from './platform.ts';
import { DAY, orderCreated, SHOP, START, testPlatform } from './testing.ts';

let platform: Platform;
afterEach(() => platform.stop());

async function ask(name: string, body?: object) {
  const response = await fetch(`${platform.origin}/sandbox/${name}`, {
    method: body === undefined ? 'GET' : 'POST',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer: Record<string, unknown> = await response.json();
  return { status: response.status, body: answer };
}

const start = async () => {
  platform = await testPlatform({ effects: [orderCreated(1, START - DAY)] });
};

test('the network of extensions is up until it is taken down, and comes up again', async () => {
  await start();
  expect((await ask('extension-network')).body).toEqual({ up: true });
  await ask('extension-network', { up: false });
  expect((await ask('extension-network')).body).toEqual({ up: false });
  expect(platform.switches.extensionNetworkDown).toBe(true);
  await ask('extension-network', { up: true });
  expect((await ask('extension-network')).body).toEqual({ up: true });
});

test('an order’s metafields are told; of an order without any, none', async () => {
  await start();
  const address = `metafields?shop=${SHOP}&order=5000000001`;
  expect((await ask(address)).body).toEqual({ metafields: [] });
  const field = { id: 1, namespace: 'custom', key: 'note', type: 'json', value: '{}' };
  const dated = { ...field, createdAt: START, updatedAt: START };
  platform.store(SHOP).metafields.set(5_000_000_001, [dated]);
  expect((await ask(address)).body).toEqual({ metafields: [dated] });
});

test('a buyer’s dispute is of the whole order and due in a week', async () => {
  await start();
  const { body } = await ask('disputes', { shop: SHOP, orderId: 5_000_000_001 });
  const dispute = platform.store(SHOP).side.disputes.all.get(Number(body['disputeId']));
  expect(dispute).toMatchObject({ amountMinor: 12_990, status: 'NEEDS_RESPONSE' });
  expect((dispute?.evidenceDueBy ?? 0) - (dispute?.initiatedAt ?? 0)).toBe(7 * DAY);
});

test.each([
  ['disputes', { shop: SHOP, orderId: 1 }],
  ['dispute-submissions', { shop: SHOP, disputeId: 1 }],
  ['extension-network', { up: 'no' }],
])('%s of what does not exist is refused', async (name, body) => {
  await start();
  expect((await ask(name, body)).status).toBe(400);
});
