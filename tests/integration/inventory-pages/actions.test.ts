import { describe, expect, it } from 'vitest';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { writePlans } from '#app/db/variant-plans.server.ts';
import { actOnVariants } from '#app/services/act-on-variants.server.ts';
import {
  loadInventorySupplier,
  loadInventorySuppliers,
} from '#app/services/load-inventory-suppliers.server.ts';
import { loadOrderLetters } from '#app/services/load-order-letters.server.ts';
import { loadVariantPlan } from '#app/services/load-variant-plan.server.ts';
import { listPurchaseOrders } from '#app/services/list-purchase-orders.server.ts';
import { saveSupplier } from '#app/services/save-supplier.server.ts';
import { shopWith } from '#tests/integration/pages/parcels-on-hand.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { aPlan } from '#tests/setup/plans.ts';

await testDatabase();
const now = new Date('2026-11-20T12:00:00Z');
const actor = 'user:7';

async function aSupplier(shopId: number, name: string): Promise<number> {
  const form = {
    name,
    vendor: null,
    scoreKey: null,
    shipsDirect: false,
    lead: { low: 10, likely: 14, high: 30 },
    currency: 'USD',
    minimumOrder: null,
    reviewDays: null,
    depositBp: 0,
    balanceDays: 0,
    balanceFrom: 'ordered',
    note: '',
  };
  const saved = await saveSupplier({ shopId, supplierId: null, form, now });
  return saved.ok ? saved.supplierId : 0;
}

/** A shop with two suppliers, a variant of each, one that needs nothing, and one that nobody supplies. */
async function shop() {
  const shopId = await shopWith([]);
  const [first, second] = [await aSupplier(shopId, 'Yiwu'), await aSupplier(shopId, 'Ningbo')];
  const plans = {
    first: aPlan({ supplierId: first, supplierName: 'Yiwu' }),
    second: aPlan({ supplierId: second, supplierName: 'Ningbo' }),
    enough: aPlan({ supplierId: first, stocked: { suggestedQuantity: 0, orderByOn: null } }),
    nobody: aPlan(),
  };
  await withShopSql(shopId, async (sql) => {
    await writePlans(sql, shopId, {
      plans: Object.values(plans),
      gone: [],
      now,
      today: '2026-11-20',
    });
    for (const { variantId, label } of Object.values(plans))
      await sql.query(
        `insert into stock_items (shop_id, variant_id, product_id, inventory_item_id, label, is_tracked, sells_below_zero,
           available, read_at) values ($1, $2, 1, $2, $3, true, false, 5, $4)`,
        [shopId, variantId, label, now],
      );
  });
  return { shopId, first, second, plans };
}

const orders = async (shopId: number) =>
  (await listPurchaseOrders({ shopId, query: { status: 'all', supplierId: null, cursor: null } }))
    .rows;

describe('ordering chosen variants', () => {
  it('makes one draft for each supplier, and says what it left out and why', async () => {
    const { shopId, plans } = await shop();
    const variantIds = Object.values(plans).map(({ variantId }) => variantId);
    const result = await actOnVariants({
      shopId,
      actor,
      body: { intent: 'order', variantIds },
      now,
    });
    expect(result).toMatchObject({
      ok: true,
      done: 'order',
      orders: [{ supplierName: 'Ningbo' }, { supplierName: 'Yiwu' }],
      left: { nothingSuggested: 1, noSupplier: 1 },
      faults: [],
    });
    expect((await orders(shopId)).map(({ status, pieces }) => [status, pieces])).toEqual([
      ['draft', 60],
      ['draft', 60],
    ]);
  });

  it('is undone by taking the drafts back, and by nothing once somebody changed them', async () => {
    const { shopId, plans } = await shop();
    const body = { intent: 'order', variantIds: [plans.first.variantId] };
    const made = await actOnVariants({ shopId, actor, body, now });
    const drafts = made.ok && made.done === 'order' ? made.orders : [];
    const stale = drafts.map((each) => ({ ...each, version: each.version + 1 }));
    const takeBack = (of: typeof drafts) =>
      actOnVariants({ shopId, actor, body: { intent: 'take_back', orders: of }, now });
    expect(await takeBack(stale)).toMatchObject({ count: 0 });
    expect(await orders(shopId)).toHaveLength(1);
    expect(await takeBack(drafts)).toMatchObject({ count: 1 });
    expect(await orders(shopId)).toEqual([]);
  });

  it('of another shop’s variants makes nothing', async () => {
    const { plans } = await shop();
    const shopId = await shopWith([]);
    const body = { intent: 'order', variantIds: [plans.first.variantId] };
    expect(await actOnVariants({ shopId, actor, body, now })).toMatchObject({ orders: [] });
  });

  it.each([null, {}, { intent: 'order', variantIds: [] }, { intent: 'order', variantIds: ['x'] }])(
    'refuses %j',
    async (body) => {
      const shopId = await shopWith([]);
      expect(await actOnVariants({ shopId, actor, body, now })).toEqual({
        ok: false,
        error: 'failed',
      });
    },
  );
});

describe('naming a supplier', () => {
  it('changes who supplies the chosen variants, and is undone by what it gives back', async () => {
    const { shopId, second, plans } = await shop();
    const supplierOf = async () =>
      (await loadInventorySupplier({ shopId, id: String(second) }))?.items.map(
        ({ label }) => label,
      );
    const assign = (assigned: unknown) =>
      actOnVariants({ shopId, actor, body: { intent: 'assign', assigned }, now });
    const done = await assign([{ supplierId: second, variantIds: [plans.nobody.variantId] }]);
    expect(done).toMatchObject({ ok: true, done: 'assign', count: 1 });
    expect(await supplierOf()).toEqual([plans.nobody.label]);
    await assign(done.ok && done.done === 'assign' ? done.previous : []);
    expect(await supplierOf()).toEqual([]);
  });
});

describe('the pages', () => {
  it('of a variant shows its plan, its open orders and its supplier', async () => {
    const { shopId, plans, first } = await shop();
    const { variantId } = plans.first;
    const body = { intent: 'order', variantIds: [variantId] };
    await actOnVariants({ shopId, actor, body, now });
    const view = await loadVariantPlan({ shopId, variantId, now });
    expect(view).toMatchObject({
      plan: { label: plans.first.label },
      today: '2026-11-20',
      orders: [{ status: 'draft', quantity: 60, received: 0 }],
      supplier: { supplierId: first },
    });
  });

  it.each(['0', 'x', '99999999999999999999', '1; drop table shops'])(
    'of the variant %s there is none',
    async (variantId) => {
      const { shopId } = await shop();
      expect(await loadVariantPlan({ shopId, variantId, now })).toBeNull();
    },
  );

  it('of suppliers shows a typed lead time as typed, and a named lateness only where days were named', async () => {
    const { shopId } = await shop();
    const { suppliers } = await loadInventorySuppliers({ shopId });
    expect(suppliers.map(({ name, lead, late }) => [name, lead?.from, late])).toEqual([
      ['Ningbo', 'typed', null],
      ['Yiwu', 'typed', null],
    ]);
  });

  it('of a new supplier is empty, and of one that is not there is none', async () => {
    const { shopId } = await shop();
    expect(await loadInventorySupplier({ shopId, id: 'new' })).toMatchObject({
      supplier: null,
      items: [],
    });
    expect(await loadInventorySupplier({ shopId, id: '77' })).toBeNull();
  });

  it('of a draft has a letter in each language, and of no order none', async () => {
    const { shopId, plans } = await shop();
    const body = { intent: 'order', variantIds: [plans.first.variantId] };
    await actOnVariants({ shopId, actor, body, now });
    const [draft] = await orders(shopId);
    const letters = await loadOrderLetters({
      shopId,
      purchaseOrderId: draft?.purchaseOrderId ?? 0,
      now,
    });
    const texts = Object.values(letters ?? {}).map(({ text }) => text);
    expect(new Set(texts).size).toBe(3);
    for (const text of texts) expect(text).toContain(draft?.number);
    expect(await loadOrderLetters({ shopId, purchaseOrderId: 999, now })).toBeNull();
  });
});
