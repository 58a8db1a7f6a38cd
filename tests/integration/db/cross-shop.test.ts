import { describe, expect, test } from 'vitest';
import {
  installedShops,
  queueStats,
  shopsWithDirtyOrders,
  shopsWithDueReviews,
  shopsWithDueSweeps,
  shopsWithExpiringSessions,
  shopsWithRunningImports,
} from '#app/db/cross-shop.server.ts';
import { findShop, markUninstalled, registerShop, updateShopFacts } from '#app/db/shops.server.ts';
import { grantedScopes, writeScopes } from '#app/db/sync-lifecycle.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { testDatabase } from '#tests/setup/database.ts';

await testDatabase();
const at = (hour: number) => new Date(Date.UTC(2026, 10, 2, hour));

describe('a shop', () => {
  test('is found by its domain in any case once it is registered, and not before', async () => {
    expect(await findShop('first.myshopify.com')).toBeNull();
    const shop = await registerShop({ domain: 'First.myshopify.com', scopes: 'a', now: at(1) });
    expect(shop).toMatchObject({ domain: 'first.myshopify.com', status: 'installed', name: null });
    expect(await findShop('FIRST.myshopify.com')).toEqual(shop);
  });

  test('keeps its id when it is registered again', async () => {
    const before = await findShop('first.myshopify.com');
    const again = await registerShop({ domain: 'first.myshopify.com', scopes: 'b', now: at(2) });
    expect(again.shopId).toBe(before?.shopId);
  });

  test('keeps what it granted when it is registered again, and says it anew when it comes back', async () => {
    const domain = 'granting.myshopify.com';
    const { shopId } = await registerShop({ domain, scopes: 'read_orders', now: at(1) });
    await withShopSql(shopId, (sql) => writeScopes(sql, shopId, 'read_orders,write_orders'));
    const granted = () => withShopSql(shopId, (sql) => grantedScopes(sql, shopId));
    await registerShop({ domain, scopes: 'read_orders', now: at(2) });
    expect([...(await granted())]).toContain('write_orders');
    await markUninstalled(domain, at(3));
    await registerShop({ domain, scopes: 'read_orders', now: at(4) });
    expect([...(await granted())]).toEqual(['read_orders']);
  });

  test('that leaves is uninstalled, and installed again when it returns', async () => {
    const domain = 'leaver.myshopify.com';
    await registerShop({ domain, scopes: '', now: at(1) });
    expect(await markUninstalled(domain, at(3))).toMatchObject({ status: 'uninstalled' });
    expect(await markUninstalled(domain, at(3))).toBeNull();
    expect(await registerShop({ domain, scopes: '', now: at(4) })).toMatchObject({
      status: 'installed',
    });
  });

  test('stays installed when the message about an earlier leaving comes late', async () => {
    expect(await markUninstalled('leaver.myshopify.com', at(3))).toBeNull();
    expect(await findShop('leaver.myshopify.com')).toMatchObject({ status: 'installed' });
  });

  test('learns its facts from Shopify', async () => {
    const shop = await findShop('first.myshopify.com');
    await updateShopFacts(shop?.shopId ?? 0, { name: 'First', currency: 'EUR', country: 'DE' });
    await updateShopFacts(shop?.shopId ?? 0, { timeZone: 'Europe/Berlin' });
    expect(await findShop('first.myshopify.com')).toMatchObject({
      name: 'First',
      currency: 'EUR',
      country: 'DE',
      timeZone: 'Europe/Berlin',
    });
  });
});

describe('waiting work', () => {
  test('is found across shops, the longest-waiting first, up to the limit', async () => {
    const [a, b, gone] = await Promise.all(
      ['a', 'b', 'gone'].map((name) =>
        registerShop({ domain: `${name}.myshopify.com`, scopes: '', now: at(0) }),
      ),
    );
    const ids = [a, b, gone].map((shop) => shop?.shopId ?? 0);
    for (const [index, shopId] of ids.entries()) {
      const hour = [9, 8, 7][index] ?? 0;
      await withShopSql(shopId, async (sql) => {
        await sql.query(`insert into dirty_orders values ($1, 1, $2, 'test')`, [shopId, at(hour)]);
        await sql.query('insert into sync_state (shop_id, next_sweep_at) values ($1, $2)', [
          shopId,
          at(hour),
        ]);
        await sql.query(
          `insert into parcels (shop_id, fulfillment_id, position, order_id, order_name, currency, value_minor, shipped_at, search_text, review_at)
           values ($1, 1, 0, 1, '#1', 'EUR', 100, $2, '#1', $2), ($1, 2, 0, 1, '#1', 'EUR', 100, $2, '#1', null)`,
          [shopId, at(hour)],
        );
        await sql.query(
          `insert into webhook_inbox (shop_id, webhook_id, topic, received_at, payload) values ($1, 'w', 't', $2, '{}')`,
          [shopId, at(hour)],
        );
        await sql.query(
          `insert into sync_runs (shop_id, kind, state, phase, started_at, phase_started_at) values ($1, 'import', 'running', 'bulk_running', $2, $2)`,
          [shopId, at(hour)],
        );
        await sql.query(
          `insert into shop_sessions (shop_id, session_id, ciphertext, key_id, expires_at, updated_at) values ($1, 's', '', 'k', $2, $2)`,
          [shopId, at(hour)],
        );
      });
    }
    await markUninstalled('gone.myshopify.com', at(10));
    const [first, second] = [
      { shopId: ids[1], since: at(8) },
      { shopId: ids[0], since: at(9) },
    ];
    expect(await shopsWithDueReviews(at(9), 10)).toEqual([first, second]);
    expect(await shopsWithDueReviews(at(8), 10)).toEqual([first]);
    expect(await shopsWithDueReviews(at(9), 1)).toEqual([first]);
    expect(await shopsWithDueSweeps(at(9), 10)).toEqual([first, second]);
    expect(await shopsWithDueSweeps(at(7), 10)).toEqual([]);
    expect(await shopsWithDirtyOrders(10)).toEqual([first, second]);
    expect(await shopsWithRunningImports(10)).toEqual([first, second]);
    expect(await shopsWithExpiringSessions(at(9), 10)).toEqual([first]);
    expect(await queueStats()).toEqual({
      jobsWaiting: 0,
      oldestRunAt: null,
      inboxOpen: 3,
      oldestReceivedAt: at(7),
    });
  });

  test('lists installed shops page by page', async () => {
    const first = await installedShops(0, 2);
    const rest = await installedShops(first[1]?.shopId ?? 0, 10);
    expect([...first, ...rest].map(({ domain }) => domain)).not.toContain('gone.myshopify.com');
    expect(first).toHaveLength(2);
  });
});
