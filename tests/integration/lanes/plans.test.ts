import { Client } from 'pg';
import { expect, test } from 'vitest';
import { closePool } from '#app/db/pool.server.ts';
import { laneModelOf } from '#app/services/lane-models.server.ts';
import { loadAlertBudget } from '#app/services/load-alert-budget.server.ts';
import { saveSettings } from '#app/services/save-settings.server.ts';
import { tickShops } from '#app/services/tick-shops.server.ts';
import { DEFAULT_SETTINGS } from '#app/domain/verdicts/settings.ts';
import { aParcel } from '#tests/integration/pages/parcels-on-hand.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { watchPlans } from '../../../bench/pages/plans.ts';
import {
  NOW,
  daysAgo,
  hearAll,
  inShop,
  learnAndModel,
  learningShop,
  usualWay,
} from './learning-shop.ts';

const database = await testDatabase();

const LARGE: ReadonlySet<string> = new Set([
  'parcels',
  'parcel_journeys',
  'parcels_to_learn',
  'lane_cells',
  'lane_set_aside',
  'lane_models',
  'lane_model_cells',
]);

/** Rows of sixty other shops in every table that learning reads: a scan from end to end would be seen to be dear. */
const STRANGERS = `
  insert into shops (domain, installed_at) select 'stranger-' || n, now() from generate_series(1, 60) n;
  insert into parcels (shop_id, fulfillment_id, position, order_id, order_name, currency, value_minor, shipped_at, verdict,
      silence_key, silence_from, search_text)
    select shop_id, n, 0, n, '#' || n, 'USD', 100, now(), 'on_track', 'origin|supplier||CN|US', now(), '#' || n
    from shops, generate_series(1, 400) n;
  insert into parcel_journeys (shop_id, fulfillment_id, position, outcome, started_at, ended_at, learned_at)
    select shop_id, n, 0, case when n % 2 = 0 then 'open' else 'delivered' end, now(),
      case when n % 2 = 1 then now() end, now() from shops, generate_series(1, 400) n;
  insert into parcels_to_learn select shop_id, n, 0, now() from shops, generate_series(1, 100) n;
  insert into lane_cells (shop_id, kind, key, period, bins)
    select shop_id, kind, 'origin|supplier||CN|' || n, '2026-11', array_fill(1, array[60])
    from shops, generate_series(1, 200) n, unnest(array['silence', 'remaining']) kind;
  insert into lane_set_aside select shop_id, 'reason ' || n, '2026-11', 1 from shops, generate_series(1, 50) n;
  insert into lane_models (shop_id, version, made_at, budget, patience, flagged_share, is_met, basis, parcels, business_days)
    select shop_id, n, now(), 0.1, 3, 0.1, true, 'history', 1, true from shops, generate_series(1, 20) n;
  insert into lane_model_cells (shop_id, version, kind, key, bins, stuck, open)
    select shop_id, 20, 'silence', 'origin|supplier||CN|' || n, '{1}', 0, '{}' from shops, generate_series(1, 200) n;
  insert into sync_state (shop_id) select shop_id from shops;
  analyze`;

test('no question that learning or a model asks reads a tenant’s table from end to end', async () => {
  const admin = new Client({ connectionString: database.adminUrl });
  await admin.connect();
  await admin.query(STRANGERS);
  await admin.end();
  const ways = Array.from({ length: 60 }, (_, index) => ({
    parcel: aParcel({ shippedAt: daysAgo(15 + index) }),
    told: usualWay(15 + index).slice(0, index % 3 === 0 ? 2 : 5),
  }));
  const shopId = await learningShop(ways.map(({ parcel }) => parcel));
  await hearAll(shopId, ways);
  await closePool();
  const { scans, queries } = await watchPlans(database.adminUrl, async () => {
    await learnAndModel(shopId);
    await inShop(shopId, (sql) => laneModelOf(sql, shopId));
    await loadAlertBudget({ shopId, now: NOW });
    const calendar = { ...DEFAULT_SETTINGS.calendar, businessDays: false };
    await saveSettings({ shopId, form: { ...DEFAULT_SETTINGS, calendar }, now: NOW });
    await learnAndModel(shopId);
    await tickShops({ now: NOW });
  });
  await closePool();
  expect(queries).toBeGreaterThan(20);
  // The other tables hold a row a shop here, or none.
  expect(scans.filter(({ table }) => LARGE.has(table))).toEqual([]);
});
