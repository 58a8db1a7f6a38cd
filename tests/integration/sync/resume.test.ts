import { beforeEach, describe, expect, test } from 'vitest';
import { syncStand } from './stand.ts';

const stand = await syncStand({ orders: 90, platform: { throttle: { restoreRate: 100_000 } } });
const { importShop } = await import('#app/services/import-shop.server.ts');
const { withShopSql } = await import('#app/db/with-shop.server.ts');

/** Where the import stands. A kill puts the tables back to the last commit; the tests put them back by hand. */
const snapshot = () =>
  stand.one(
    `select phase, bulk_operation_id, result_url, byte_offset, line_number, orders_done, fulfillments_done from sync_runs`,
  );

let shopId: number;
beforeEach(async () => {
  await stand.owner.query(`delete from shops`);
  await stand.owner.query(`delete from scans`);
  await stand.owner.query(`delete from parcel_counts`);
  await stand.owner.query(`delete from graphile_worker._private_jobs`);
  await stand.install();
  shopId = Number((await stand.one(`select shop_id from shops`)).shop_id);
});

const step = () => importShop({ shopId, now: stand.clock() });
const until = async (phase: string) => {
  for (let turn = 0; turn < 400; turn += 1) {
    const run = await snapshot();
    if (run.phase === phase) return run;
    await step();
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  throw new Error(`Never came to ${phase}`);
};
const operations = () =>
  new Set(
    stand.platform.webhookLog
      .filter((entry) => entry.topic === 'bulk_operations/finish')
      .map((entry) => entry.id),
  ).size;

describe('an import that is killed', () => {
  test('between Shopify’s yes and our note of the operation adopts it instead of starting another', async () => {
    await step();
    const started = await snapshot();
    expect(started.phase).toBe('bulk_running');
    await stand.owner.query(
      `update sync_runs set phase = 'bulk_requested', bulk_operation_id = null`,
    );
    await step();
    expect(await snapshot()).toMatchObject({
      phase: 'bulk_running',
      bulk_operation_id: started.bulk_operation_id,
    });
  });

  test('in the middle of the file goes on at the checkpoint, and a repeated batch changes nothing', async () => {
    await until('reading_file');
    const before = await snapshot();
    await step();
    await stand.settle();
    const whole = await stand.bothSides();
    const parcels = await stand.rows(`select * from parcels order by fulfillment_id, position`);
    // The same file once more from the old checkpoint, over rows that are all here.
    await stand.owner.query(
      `update sync_runs set state = 'running', phase = 'reading_file', byte_offset = $1, line_number = $2, result_url = $3 where kind = 'import'`,
      [before.byte_offset, before.line_number, before.result_url],
    );
    await until('done');
    expect(await stand.bothSides()).toEqual(whole);
    expect(await stand.rows(`select * from parcels order by fulfillment_id, position`)).toEqual(
      parcels,
    );
  });

  test('while reading events reads each fulfillment’s to the end once', async () => {
    await until('reading_events');
    await step();
    await stand.settle();
    const { ours, theirs } = await stand.bothSides();
    expect(ours).toEqual(theirs);
    expect(new Set(ours.events).size).toBe(ours.events.length);
  });

  test('finds a result file that is gone and has it written anew', async () => {
    await until('reading_file');
    await stand.owner.query(
      `update sync_runs set result_url = replace(result_url, '.jsonl', '0.jsonl')`,
    );
    const before = operations();
    await stand.settle();
    expect(operations()).toBeGreaterThanOrEqual(before);
    expect(await stand.one(`select state, attempts from sync_runs where kind = 'import'`)).toEqual({
      state: 'done',
      attempts: 1,
    });
    const { ours, theirs } = await stand.bothSides();
    expect(ours).toEqual(theirs);
  });

  test('by two workers at once is taken further by one of them only', async () => {
    await until('reading_file');
    await Promise.all([step(), step()]);
    const run = await stand.one(`select orders_done, orders_total from sync_runs`);
    expect(run.orders_done).toBe(run.orders_total);
  });
});

describe('a worker that was taken for dead', () => {
  test('loses its jobs to the others within seconds, and they run again at once', async () => {
    const { freeDeadWorkers } = await import('#app/db/worker-heartbeats.server.ts');
    const { enqueue } = await import('#app/jobs/enqueue.server.ts');
    await withShopSql(shopId, (sql) => enqueue(sql, 'roll-day', { shopId }));
    await stand.owner.query(
      `update graphile_worker._private_jobs set locked_by = 'pool-dead', locked_at = now() - interval '5 seconds', attempts = 1`,
    );
    expect(await freeDeadWorkers()).toEqual(['pool-dead']);
    expect(
      await stand.rows(`select 1 from graphile_worker._private_jobs where locked_by is not null`),
    ).toEqual([]);
  });

  test('keeps them while it beats', async () => {
    const { beat, freeDeadWorkers } = await import('#app/db/worker-heartbeats.server.ts');
    await beat('pool-alive', 'worker');
    await stand.owner.query(
      `update graphile_worker._private_jobs set locked_by = 'pool-alive', locked_at = now() - interval '1 hour'`,
    );
    expect(await freeDeadWorkers()).toEqual([]);
  });
});
