import { afterAll, beforeAll, expect, test } from 'vitest';
import { Client } from 'pg';
import { randomShop } from '#tests/integration/inventory/random-shop.ts';
import { dice } from '#tests/integration/findings/random-world.ts';
import {
  planAll,
  planWhatChanged,
  stockedShop,
} from '#tests/integration/inventory/stocked-shop.ts';
import { testDatabase } from '#tests/setup/database.ts';

const database = await testDatabase();
const admin = new Client({ connectionString: database.adminUrl });
beforeAll(() => admin.connect());
afterAll(() => admin.end());

const ROUNDS = 6;

/** What every plan says, without when it was written. */
async function plansOf(shopId: number): Promise<string[]> {
  const { rows } = await admin.query<{ line: string }>(
    `select concat_ws(' ', variant_id, kind, supplier_id, order_by_on, stock_out_p50_on, on_hand, incoming, suggested,
       preorder_units, digest, plan::text) as line from variant_plans where shop_id = $1 order by variant_id`,
    [shopId],
  );
  return rows.map(({ line }) => line);
}

test.each([1, 2, 3, 4])(
  'planning what changed says, plan by plan, what planning everything says (shop %d)',
  { timeout: 120_000 },
  async (seed) => {
    const shopId = await stockedShop(`equal-plans-${seed}.myshopify.com`);
    const roll = dice(seed);
    const shop = await randomShop({ shopId, roll });
    await planAll(shopId, shop.now());
    let written = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      for (let count = Math.ceil(roll() * 8); count > 0; count -= 1) await shop.happen();
      await planWhatChanged(shopId, shop.now());
      const changed = await plansOf(shopId);
      await planAll(shopId, shop.now());
      expect(await plansOf(shopId)).toEqual(changed);
      written += changed.length;
      // A new day moves plans by itself: the nightly pass sees to that.
      if (roll() < 0.4) {
        shop.nextDay();
        await planAll(shopId, shop.now());
      }
    }
    expect(written).toBeGreaterThan(0);
    const waiting = await admin.query('select from variants_to_plan where shop_id = $1', [shopId]);
    expect(waiting.rowCount).toBe(0);
  },
);
