import { beforeAll, describe, expect, test } from 'vitest';
import { syncStand } from './stand.ts';

const stand = await syncStand({ orders: 60 });
const DAY_MS = 24 * 3_600_000;

const shopRow = () => stand.one(`select * from shops`);
const waitingJobs = async () =>
  Number((await stand.one(`select count(*) from graphile_worker._private_jobs`)).count);

beforeAll(async () => {
  await stand.install();
});

describe('a shop', () => {
  test('that removes the app in the middle of the import is stopped at once', async () => {
    const { importShop } = await import('#app/services/import-shop.server.ts');
    const shopId = Number((await shopRow()).shop_id);
    await importShop({ shopId, now: stand.clock() });
    expect(await waitingJobs()).toBeGreaterThan(0);
    await stand.platform.uninstall(stand.shop);
    await stand.platform.idle();
    expect(await shopRow()).toMatchObject({ status: 'uninstalled' });
    expect(await waitingJobs()).toBe(0);
    expect(await stand.rows(`select * from shop_sessions`)).toEqual([]);
    expect(await stand.one(`select state from sync_runs`)).toEqual({ state: 'stopped' });
    // A job that was running at that moment takes no further step.
    expect(await importShop({ shopId, now: stand.clock() })).toEqual({ kind: 'done' });
  });

  test('that comes back goes on with the same import and ends with everything', async () => {
    await stand.platform.advanceBy(DAY_MS / 2);
    await stand.install();
    await stand.settle();
    const runs = await stand.rows(`select state from sync_runs where kind = 'import'`);
    expect(runs).toEqual([{ state: 'done' }]);
    const { ours, theirs } = await stand.bothSides();
    expect(ours).toEqual(theirs);
  });

  test('that was away after its import gets what it missed by the sweep', async () => {
    await stand.platform.uninstall(stand.shop);
    await stand.platform.idle();
    await stand.platform.advanceBy(DAY_MS);
    await stand.install();
    await stand.settle();
    const { ours, theirs } = await stand.bothSides();
    expect(ours).toEqual(theirs);
    expect(await stand.rows(`select 1 from sync_runs where kind = 'import'`)).toHaveLength(1);
  });

  test('is not stopped by a late word of its earlier leaving', async () => {
    const { uninstallShop } = await import('#app/services/uninstall-shop.server.ts');
    const { withShopSql } = await import('#app/db/with-shop.server.ts');
    const { shop_id: shopId, installed_at: installedAt } = await shopRow();
    const triggeredAt = new Date(Number(installedAt) - DAY_MS / 4);
    await withShopSql(Number(shopId), (sql) =>
      uninstallShop(sql, { shopId: Number(shopId), triggeredAt, now: stand.clock() }),
    );
    expect(await shopRow()).toMatchObject({ status: 'installed' });
  });
});

describe('the three compliance requests', () => {
  test('customers/data_request stores what is held about the orders, due in thirty days', async () => {
    const orderId = [...stand.platform.store(stand.shop).orders.keys()][0] ?? 0;
    stand.platform.trigger(stand.shop, 'customers/data_request', orderId);
    await stand.settle();
    const request = await stand.one(
      `select *, extract(day from due_at - received_at)::int as days from privacy_requests`,
    );
    expect(request).toMatchObject({ topic: 'customers/data_request', days: 30 });
    expect(request.completed_at).not.toBeNull();
    expect(request.result).toMatchObject({
      held: expect.arrayContaining([
        expect.objectContaining({ orderId: String(orderId), postcodeHashed: true }),
      ]),
    });
  });

  test('where deliveries were left is kept as a hash, of nothing else', async () => {
    const kept = await stand.rows(
      `select distinct milestone, s.postcode_hash = o.postcode_hash as is_own
         from scans s join fulfillments f using (shop_id, fulfillment_id) join orders o using (shop_id, order_id)
        where s.postcode_hash is not null and f.status = 'SUCCESS' order by 1, 2`,
    );
    expect(kept.map(({ milestone }) => milestone)).toContain('delivered');
    expect(new Set(kept.map(({ milestone }) => milestone))).toEqual(new Set(['delivered']));
    expect(kept).toContainEqual({ milestone: 'delivered', is_own: true });
  });

  test('customers/redact takes the postcode off for good: a later sync does not bring it back', async () => {
    const { order_id: delivered } = await stand.one(
      `select f.order_id::text from scans s join fulfillments f using (shop_id, fulfillment_id)
        where s.postcode_hash is not null order by 1 limit 1`,
    );
    const orderId = Number(delivered);
    const hash = async () =>
      (
        await stand.one(
          `select coalesce(o.postcode_hash, min(s.postcode_hash)) as hash from orders o
            join fulfillments f using (shop_id, order_id) join scans s using (shop_id, fulfillment_id)
            where order_id = $1 group by o.postcode_hash`,
          [orderId],
        )
      ).hash;
    expect(await hash()).not.toBeNull();
    stand.platform.trigger(stand.shop, 'customers/redact', orderId);
    await stand.settle();
    expect(await hash()).toBeNull();
    stand.platform.apply({
      kind: 'order_cancelled',
      at: stand.platform.clock.now(),
      shop: stand.shop,
      orderId,
    });
    await stand.settle();
    expect(
      await stand.one(`select cancelled_at is null as open from orders where order_id = $1`, [
        orderId,
      ]),
    ).toEqual({ open: false });
    expect(await hash()).toBeNull();
  });

  test('shop/redact, two days after the uninstall, leaves no row of the shop in any table', async () => {
    const shopId = Number((await shopRow()).shop_id);
    await stand.platform.uninstall(stand.shop);
    await stand.platform.advanceBy(2 * DAY_MS + 60_000);
    await stand.settle();
    const tables = await stand.rows(
      `select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'shop_id'
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`,
    );
    expect(tables.length).toBeGreaterThan(15);
    for (const { relname } of tables) {
      const left = await stand.one(
        `select count(*)::int as count from "${String(relname)}" where shop_id = $1`,
        [shopId],
      );
      expect({ table: relname, ...left }).toEqual({ table: relname, count: 0 });
    }
    const ledger = await stand.rows(
      `select domain_hash from redaction_ledger where topic = 'shop/redact'`,
    );
    expect(ledger).toHaveLength(1);
    expect(JSON.stringify(ledger)).not.toContain(stand.shop);
  });
});
