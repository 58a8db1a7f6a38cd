import { expect, test } from 'vitest';
import { loadHealth } from '#app/services/load-health.server.ts';
import { retryImport } from '#app/services/retry-import.server.ts';
import { syncStand } from './stand.ts';

const stand = await syncStand({
  orders: 60,
  platform: { switches: { protectedData: 'level1_without_postcode' } },
});
const shopId = async () => Number((await stand.one('select shop_id from shops')).shop_id);

test('an import that Shopify refuses ends as failed and says why', async () => {
  await stand.install();
  stand.platform.setScopes(stand.shop, ['read_products']);
  const worker = await stand.startWorker();
  await expect
    .poll(() => stand.one(`select state, error from sync_runs where kind = 'import'`), {
      timeout: 20_000,
    })
    .toEqual({ state: 'failed', error: expect.stringContaining('ACCESS_DENIED') });
  await worker.stop();
});

test('tried again while the postcode and the locations alone are withheld, it brings every order and names the gaps', async () => {
  const { requiredScopes } = stand.platform.app;
  stand.platform.setScopes(
    stand.shop,
    requiredScopes.filter((scope) => scope !== 'read_locations'),
  );
  expect(await retryImport({ shopId: await shopId(), now: stand.clock() })).toBe(true);
  await stand.settle();
  const { ours, theirs } = await stand.bothSides();
  expect(ours).toEqual(theirs);
  const hashed = await stand.one(
    'select count(*)::int as count from orders where postcode_hash is not null',
  );
  expect(hashed.count).toBe(0);

  await stand.platform.advanceBy(6 * 3_600_000);
  await stand.settle();
  const health = await loadHealth({ shopId: await shopId(), now: stand.clock() });
  const paths = health.gaps.map((gap) => gap.path);
  expect(paths).toContainEqual(expect.stringContaining('zip'));
  expect(paths).toContainEqual(expect.stringContaining('location.name'));
});

test('an import that has not failed is not started again', async () => {
  expect(await retryImport({ shopId: await shopId(), now: stand.clock() })).toBe(false);
});
