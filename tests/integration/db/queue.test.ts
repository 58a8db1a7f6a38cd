import { runOnce, Logger } from 'graphile-worker';
import { expect, test } from 'vitest';
import { queueStats } from '#app/db/cross-shop.server.ts';
import { runtimePool } from '#app/db/pool.server.ts';
import { registerShop } from '#app/db/shops.server.ts';
import { withShop, withShopSql } from '#app/db/with-shop.server.ts';
import { testDatabase } from '#tests/setup/database.ts';

await testDatabase();
const logger = new Logger(() => () => {});
const shop = await registerShop({ domain: 'queue.example', scopes: '', now: new Date() });
const add = `select from graphile_worker.add_job('note', json_build_object('shopId', $1::int), queue_name => 'shop:1')`;

test('the runtime role adds jobs inside a shop’s transaction and runs them', async () => {
  const seen: unknown[] = [];
  await withShopSql(shop.shopId, (sql) => sql.query(add, [shop.shopId]));
  await withShop(shop.shopId, async (tx) => {
    await tx.$queryRaw`select 1 from graphile_worker.add_job('note', '{"from":"prisma"}'::json)`;
  });
  expect((await queueStats()).jobsWaiting).toBe(2);
  await runOnce({
    pgPool: await runtimePool(),
    logger,
    taskList: { note: (payload) => void seen.push(payload) },
  });
  expect(seen).toEqual(expect.arrayContaining([{ shopId: shop.shopId }, { from: 'prisma' }]));
  expect(await queueStats()).toMatchObject({ jobsWaiting: 0, oldestRunAt: null });
});

test('a job added in a transaction that is rolled back never exists', async () => {
  const failing = withShopSql(shop.shopId, async (sql) => {
    await sql.query(add, [shop.shopId]);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect((await queueStats()).jobsWaiting).toBe(0);
});

test('a job that fails is kept with its error, and the worker goes on', async () => {
  await withShopSql(shop.shopId, (sql) => sql.query(add, [shop.shopId]));
  await runOnce({
    pgPool: await runtimePool(),
    logger,
    taskList: {
      note: () => {
        throw new Error('cannot');
      },
    },
  });
  // The worker writes failures down after it has answered: ask until it has.
  await expect
    .poll(async () => {
      const pool = await runtimePool();
      const { rows } = await pool.query('select attempts, last_error from graphile_worker.jobs');
      return rows;
    })
    .toEqual([{ attempts: 1, last_error: 'cannot' }]);
});

test('the runtime role cannot change the queue’s schema', async () => {
  const pool = await runtimePool();
  await expect(
    pool.query('alter table graphile_worker._private_jobs add column extra int'),
  ).rejects.toThrow('must be owner');
  await expect(pool.query('create table graphile_worker.extra ()')).rejects.toThrow('permission');
  await expect(pool.query('create table public.extra ()')).rejects.toThrow('permission');
});
