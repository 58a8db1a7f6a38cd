import { expect, test } from 'vitest';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { DEFAULT_SHOPPER_SETTINGS } from '#app/domain/shopper/shopper-settings.ts';
import { loadShopperScreen } from '#app/services/load-shopper-screen.server.ts';
import { saveShopperSettings } from '#app/services/save-shopper-settings.server.ts';
import { shopWith } from '#tests/integration/pages/parcels-on-hand.ts';
import { testDatabase } from '#tests/setup/database.ts';

await testDatabase();

const save = (shopId: number, isOn: boolean, at: string) =>
  saveShopperSettings({
    shopId,
    form: { ...DEFAULT_SHOPPER_SETTINGS, isOn },
    actor: 'user:1',
    now: new Date(at),
  });

test('a shop that has saved nothing shows nothing, by the defaults', async () => {
  expect(await loadShopperScreen({ shopId: await shopWith([]) })).toEqual({
    isOn: false,
    settings: DEFAULT_SHOPPER_SETTINGS,
    onSince: null,
    written: 0,
    waiting: 0,
    lastWrittenAt: null,
    writeError: null,
    canWrite: false,
  });
});

test('it is on since it was turned on, whatever is saved later, and anew after it was off', async () => {
  const shopId = await shopWith([]);
  const since = async () => (await loadShopperScreen({ shopId })).onSince;
  await save(shopId, true, '2026-11-01T10:00:00Z');
  await save(shopId, true, '2026-11-02T10:00:00Z');
  expect(await since()).toBe('2026-11-01T10:00:00.000Z');
  await save(shopId, false, '2026-11-03T10:00:00Z');
  expect(await since()).toBeNull();
  await save(shopId, true, '2026-11-04T10:00:00Z');
  expect(await since()).toBe('2026-11-04T10:00:00.000Z');
});

test('orders count as written once they were, and as waiting while they say something else', async () => {
  const shopId = await shopWith([]);
  await withShopSql(shopId, async (sql) => {
    await sql.query(
      `insert into shopper_views (shop_id, order_id, parcels, digest, made_at, order_key, written_digest, written_at)
       values ($1, 1, '[]', 'a', '2026-11-01', 'k1', 'a', '2026-11-01T10:00Z'),
         ($1, 2, '[]', 'b', '2026-11-02', 'k2', 'a', '2026-11-02T10:00Z'), ($1, 3, '[]', 'a', '2026-11-02', 'k3', null, null)`,
      [shopId],
    );
    await sql.query(`insert into shopper_views_due (shop_id, order_id) values ($1, 4)`, [shopId]);
    await sql.query(`update shops set scopes = 'read_orders,write_orders' where shop_id = $1`, [
      shopId,
    ]);
  });
  expect(await loadShopperScreen({ shopId })).toMatchObject({
    written: 2,
    waiting: 3,
    lastWrittenAt: '2026-11-02T10:00:00.000Z',
    canWrite: true,
  });
});
