import { describe, expect, test } from 'vitest';
import { loadPlan } from '#app/db/variant-plans-pages.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import type { VariantFacts } from '#app/domain/inventory/plan-facts.ts';
import { gatherPlanFacts } from '#app/services/gather-plan-facts.server.ts';
import { loadPlanFrame } from '#app/services/plan-frame.server.ts';
import { planNextOfShop, planShop } from '#app/services/plan-shop.server.ts';
import { planNextMarked } from '#app/services/plan-variants.server.ts';
import {
  daysBefore,
  keepStock,
  NOW,
  planAll,
  planWhatChanged,
  sell,
  stockedShop,
} from '#tests/integration/inventory/stocked-shop.ts';
import { testDatabase } from '#tests/setup/database.ts';

await testDatabase();

async function factsOf(shopId: number, variantId = '501'): Promise<VariantFacts> {
  const [facts] = await withShopSql(shopId, async (sql) => {
    const frame = await loadPlanFrame(sql, { shopId, now: NOW });
    return (await gatherPlanFacts(sql, { frame, variantIds: [variantId] })).facts;
  });
  if (facts === undefined) throw new Error('The variant has no facts');
  return facts;
}

const sum = (units: readonly number[]) => units.reduce((a, b) => a + b, 0);

describe('what a plan rests on', () => {
  test('demand is what was ordered week by week in the shop’s zone, and this week is told apart', async () => {
    const shopId = await stockedShop('weeks.myshopify.com');
    await keepStock(shopId, [{}]);
    await withShopSql(shopId, async (sql) => {
      // Sunday evening in New York, already Monday in UTC.
      await sell(sql, shopId, {
        orderId: 1_001,
        at: new Date('2026-11-02T03:00:00Z'),
        quantity: 2,
      });
      await sell(sql, shopId, {
        orderId: 1_002,
        at: new Date('2026-11-02T06:00:00Z'),
        quantity: 3,
      });
      await sell(sql, shopId, {
        orderId: 1_003,
        at: new Date('2026-11-17T12:00:00Z'),
        quantity: 5,
      });
    });
    const { history, unitsThisWeek } = await factsOf(shopId);
    expect(history).toEqual({ from: '2026-10-26', units: [2, 3, 0], inStock: [1, 1, 1] });
    expect(unitsThisWeek).toBe(5);
  });

  test('cancelled orders and pieces taken out before shipping are no demand, pieces that came back are', async () => {
    const shopId = await stockedShop('no-demand.myshopify.com');
    await keepStock(shopId, [{}]);
    const at = daysBefore(20);
    await withShopSql(shopId, async (sql) => {
      await sell(sql, shopId, { orderId: 1_001, at, quantity: 4 });
      await sell(sql, shopId, { orderId: 1_002, at, quantity: 10, cancelledAt: NOW });
      // Of ten, seven were taken out; nothing was shipped.
      await sell(sql, shopId, { orderId: 1_003, at, quantity: 10, open: 3, shipped: 0 });
      await sql.query(
        `insert into returns (shop_id, return_id, order_id, read_at, facts) values ($1, 1, 1001, $2, '{}')`,
        [shopId, NOW],
      );
    });
    const { history } = await factsOf(shopId);
    expect(sum(history.units)).toBe(7);
  });

  test('days out of stock are missing, before the record began it was in stock', async () => {
    const shopId = await stockedShop('outage.myshopify.com');
    await withShopSql(shopId, (sql) => sell(sql, shopId, { orderId: 1_001, at: daysBefore(100) }));
    await keepStock(shopId, [{ available: 3 }], new Date('2026-10-01T12:00:00Z'));
    await keepStock(shopId, [{ available: 0 }], new Date('2026-11-02T05:00:00Z'));
    await keepStock(shopId, [{ available: 8 }], new Date('2026-11-09T05:00:00Z'));
    const { history } = await factsOf(shopId);
    expect(history.inStock.slice(-3)).toEqual([1, 0, 1]);
    expect(history.inStock.slice(0, -3).every((share) => share === 1)).toBe(true);
  });

  test('what is on its way counts once: purchase orders first, Shopify’s count beyond them', async () => {
    const shopId = await stockedShop('incoming.myshopify.com');
    await keepStock(shopId, [{ incoming: 30 }]);
    await withShopSql(shopId, async (sql) => {
      await sql.query(
        `insert into suppliers (shop_id, supplier_id, name, created_at, updated_at) values ($1, 1, 'N', $2, $2)`,
        [shopId, NOW],
      );
      await sql.query(
        `insert into purchase_orders (shop_id, purchase_order_id, supplier_id, number, status, currency, ordered_at,
           expected_on, created_at, updated_at)
         values ($1, 1, 1, 'PO-1001', 'partly_received', 'USD', $2, '2026-12-01', $2, $2),
           ($1, 2, 1, 'PO-1002', 'draft', 'USD', null, null, $2, $2)`,
        [shopId, daysBefore(10)],
      );
      await sql.query(
        `insert into purchase_order_lines (shop_id, purchase_order_id, line, variant_id, label, quantity, received)
         values ($1, 1, 1, 501, 'Lamp', 20, 5), ($1, 2, 1, 501, 'Lamp', 99, 0)`,
        [shopId],
      );
    });
    const { arriving } = await factsOf(shopId);
    expect(arriving).toEqual([
      { purchaseOrderId: 1, quantity: 15, orderedAt: daysBefore(10), expectedOn: '2026-12-01' },
      { purchaseOrderId: null, quantity: 15, orderedAt: null, expectedOn: null },
    ]);
  });

  test('open units are the paid and unshipped ones, with the earliest day that was promised', async () => {
    const shopId = await stockedShop('open.myshopify.com');
    await keepStock(shopId, [{}]);
    await withShopSql(shopId, async (sql) => {
      await sell(sql, shopId, {
        orderId: 1_001,
        at: daysBefore(3),
        quantity: 2,
        open: 2,
        deliverBy: '2026-12-05T20:00:00Z',
      });
      await sell(sql, shopId, {
        orderId: 1_002,
        at: daysBefore(30),
        quantity: 4,
        open: 1,
        deliverBy: '2026-11-25T20:00:00Z',
      });
      await sell(sql, shopId, {
        orderId: 1_003,
        at: daysBefore(3),
        quantity: 9,
        open: 9,
        cancelledAt: NOW,
      });
    });
    const { openUnits } = await factsOf(shopId);
    expect(openUnits).toEqual({
      units: 3,
      value: { minor: 9_000, currency: 'USD' },
      promisedOn: '2026-11-25',
    });
  });
});

describe('planning', () => {
  async function sellingShop(domain: string): Promise<number> {
    const shopId = await stockedShop(domain);
    await keepStock(shopId, [{}, { variantId: '502', available: 2 }]);
    await withShopSql(shopId, async (sql) => {
      for (let day = 1; day <= 90; day += 3) {
        await sell(sql, shopId, { orderId: 2_000 - day, at: daysBefore(day), quantity: 2 });
        await sell(sql, shopId, { orderId: 3_000 - day, variantId: '502', at: daysBefore(day) });
      }
    });
    return shopId;
  }

  const plannedAt = (shopId: number, variantId: string) =>
    withShopSql(shopId, async (sql) => (await loadPlan(sql, shopId, variantId))?.plannedAt ?? null);

  test('a pass plans every variant once, and an unchanged plan is not written again', async () => {
    const shopId = await sellingShop('pass.myshopify.com');
    await planAll(shopId, NOW);
    expect(await plannedAt(shopId, '501')).toEqual(NOW);
    const later = new Date(NOW.getTime() + 3_600_000);
    await planAll(shopId, later);
    expect(await plannedAt(shopId, '501')).toEqual(NOW);
    // Not before the next night.
    expect(await planShop({ shopId, now: later })).toEqual({ kind: 'done' });
  });

  test('only what changed is planned again, within the next look', async () => {
    const shopId = await sellingShop('marked.myshopify.com');
    await planAll(shopId, NOW);
    await planWhatChanged(shopId, NOW);
    const later = new Date(NOW.getTime() + 3_600_000);
    await keepStock(shopId, [{ variantId: '502', available: 0 }], later);
    expect(await planNextMarked({ shopId, now: later })).toEqual({
      taken: 1,
      planned: 1,
      written: 1,
    });
    expect(await plannedAt(shopId, '501')).toEqual(NOW);
    expect(await plannedAt(shopId, '502')).toEqual(later);
  });

  test('the plan of a variant that is no longer sold ends', async () => {
    const shopId = await sellingShop('gone.myshopify.com');
    await planAll(shopId, NOW);
    await keepStock(shopId, [{ isActive: false }], NOW);
    await planWhatChanged(shopId, NOW);
    expect(await plannedAt(shopId, '501')).toBeNull();
    expect(await plannedAt(shopId, '502')).toEqual(NOW);
  });

  test('before the first pass nothing is planned piecemeal: marks ask for the pass', async () => {
    const shopId = await sellingShop('first.myshopify.com');
    expect(await planNextMarked({ shopId, now: NOW })).toMatchObject({ planned: 0 });
    expect(await plannedAt(shopId, '501')).toBeNull();
    while ((await planShop({ shopId, now: NOW })).kind === 'again');
    expect(await plannedAt(shopId, '501')).toEqual(NOW);
  });

  test('a pass of several slices plans each variant once, also with two workers at it', async () => {
    const shopId = await stockedShop('slices.myshopify.com');
    const items = Array.from({ length: 260 }, (_, index) => ({ variantId: String(1_000 + index) }));
    await keepStock(shopId, items);
    let planned = 0;
    const work = async () => {
      for (;;) {
        const step = await planNextOfShop({ shopId, now: NOW });
        planned += step.planned;
        if (step.isDone) return;
      }
    };
    await Promise.all([work(), work()]);
    expect(planned).toBe(260);
    const { rows } = await withShopSql(shopId, (sql) =>
      sql.query<{ plans: number; on: string; pass: unknown }>(
        `select count(*)::int as plans, (select planned_on::text from planning_state where shop_id = $1) as on,
           (select plan_pass from planning_state where shop_id = $1) as pass
         from variant_plans where shop_id = $1`,
        [shopId],
      ),
    );
    expect(rows).toEqual([{ plans: 260, on: '2026-11-18', pass: null }]);
  });
});
