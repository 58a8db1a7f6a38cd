import { describe, expect, it } from 'vitest';
import { DEFAULT_INVENTORY_QUERY, type InventoryQuery } from '#app/contracts/inventory-query.ts';
import { writePlans } from '#app/db/variant-plans.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import type { VariantPlan } from '#app/domain/inventory/variant-plan.ts';
import { inventoryLabels } from '#app/i18n/inventory-labels.ts';
import { exportInventory } from '#app/services/export-inventory.server.ts';
import { loadInventory } from '#app/services/load-inventory.server.ts';
import { saveSupplier } from '#app/services/save-supplier.server.ts';
import { shopWith } from '#tests/integration/pages/parcels-on-hand.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { aDirectPlan, aPlan } from '#tests/setup/plans.ts';

await testDatabase();
const now = new Date('2026-11-20T12:00:00Z');

async function shopWithPlans(plans: readonly VariantPlan[]): Promise<number> {
  const shopId = await shopWith([]);
  await withShopSql(shopId, (sql) =>
    sql.query(`update shops set currency = 'USD' where shop_id = $1`, [shopId]),
  );
  await withShopSql(shopId, (sql) =>
    writePlans(sql, shopId, { plans, gone: [], now, today: '2026-11-20' }),
  );
  return shopId;
}

const load = (shopId: number, query: Partial<InventoryQuery> = {}) =>
  loadInventory({ shopId, query: { ...DEFAULT_INVENTORY_QUERY, ...query }, now });
const labelsOf = ({ rows }: Awaited<ReturnType<typeof load>>) => rows.map(({ label }) => label);
const usd = (minor: number) => ({ minor, currency: 'USD' });

describe('the first line', () => {
  it('counts what is overdue, what is due within a week, what it costs, and what is left out', async () => {
    const shopId = await shopWithPlans([
      aPlan({ stocked: { orderByOn: '2026-11-19', lostIfIgnored: usd(100) } }),
      aPlan({ stocked: { orderByOn: '2026-11-20', lostIfIgnored: usd(20) } }),
      aPlan({ stocked: { orderByOn: '2026-11-27', lostIfIgnored: null } }),
      aPlan({ stocked: { orderByOn: '2026-11-28', lostIfIgnored: usd(5_000) } }),
      aPlan({ stocked: { orderByOn: null } }),
      aPlan({ stocked: { orderByOn: '2026-11-20', suggestedQuantity: 0, lostIfIgnored: null } }),
      aDirectPlan(),
    ]);
    expect((await load(shopId)).headline).toMatchObject({
      overdue: 1,
      due: 2,
      dueUntil: '2026-11-27',
      lost: usd(120),
      lostUnknown: 1,
      later: 1,
      nextOrderByOn: '2026-11-28',
      undated: 1,
    });
  });

  it('names the variant that runs out first', async () => {
    const shopId = await shopWithPlans([
      aPlan({ label: 'later' }),
      aPlan({
        label: 'first',
        stocked: { stockOutOn: { p10: null, p50: '2026-11-22', p90: null } },
      }),
    ]);
    expect((await load(shopId)).headline.nextStockOut).toMatchObject({
      label: 'first',
      on: '2026-11-22',
    });
  });

  it('of a shop whose stock was never read says so, and knows nothing', async () => {
    const page = await load(await shopWithPlans([]));
    expect(page).toMatchObject({
      state: 'not_read',
      plannedAt: null,
      total: 0,
      headline: { overdue: 0, due: 0, lost: null, nextStockOut: null },
    });
  });

  it('of a shop whose first plans are being made says that', async () => {
    const shopId = await shopWithPlans([]);
    await withShopSql(shopId, (sql) =>
      sql.query(
        `insert into stock_items (shop_id, variant_id, product_id, inventory_item_id, label, is_tracked, sells_below_zero, read_at)
         values ($1, 1, 1, 1, 'Lamp', true, false, $2)`,
        [shopId, now],
      ),
    );
    expect((await load(shopId)).state).toBe('planning');
  });
});

describe('the list', () => {
  const plans = [
    aPlan({ label: 'soon', stocked: { orderByOn: '2026-11-21' } }),
    aPlan({ label: 'overdue', stocked: { orderByOn: '2026-11-01' } }),
    aPlan({ label: 'undated', gaps: ['no_lead_time'], stocked: { orderByOn: null } }),
    aPlan({
      label: 'dead, much',
      stocked: { suggestedQuantity: 0, orderByOn: null, isDead: true, tiedUp: usd(900) },
    }),
    aPlan({
      label: 'dead, little',
      stocked: { suggestedQuantity: 0, orderByOn: null, isDead: true, tiedUp: usd(9) },
    }),
    aPlan({
      label: 'owed',
      stocked: {
        suggestedQuantity: 0,
        orderByOn: null,
        stockOutOn: { p10: null, p50: null, p90: null },
        preorder: { units: 4, value: usd(400), promisedOn: '2026-12-01', lateRisk: 0.3 },
      },
    }),
    aDirectPlan({ label: 'direct', category: 'Shades' }),
  ];

  it.each<[Partial<InventoryQuery>, string[]]>([
    [{}, ['overdue', 'soon', 'undated']],
    [{ tab: 'direct' }, ['direct']],
    [{ tab: 'preorder' }, ['owed']],
    [{ tab: 'dead' }, ['dead, much', 'dead, little']],
    [{ tab: 'gaps' }, ['undated']],
    [{ tab: 'all', category: 'Shades' }, ['direct']],
    [{ tab: 'all', search: 'DEAD, m' }, ['dead, much']],
    [{ tab: 'all', search: 'de%d' }, []],
    [{ tab: 'all', supplierId: 77 }, []],
  ])('%j shows %j', async (query, labels) => {
    const page = await load(await shopWithPlans(plans), query);
    expect(labelsOf(page)).toEqual(labels);
    expect(page.total).toBe(labels.length);
  });

  it.each(['order', 'all', 'running_out'] as const)(
    'of the tab %s loses and repeats nothing from page to page, forth and back',
    async (tab) => {
      const shopId = await shopWithPlans(
        Array.from({ length: 123 }, (_, n) =>
          aPlan({
            label: n % 2 === 0 ? 'Lamp' : `Lamp ${n}`,
            stocked: {
              orderByOn: n % 5 === 0 ? null : `2026-11-2${n % 3}`,
              stockOutOn: { p10: null, p50: `2026-12-1${n % 4}`, p90: null },
            },
          }),
        ),
      );
      const forth: string[][] = [];
      let page = await load(shopId, { tab });
      forth.push(page.rows.map(({ variantId }) => variantId));
      while (page.nextCursor !== null) {
        page = await load(shopId, { tab, cursor: page.nextCursor });
        forth.push(page.rows.map(({ variantId }) => variantId));
      }
      expect(forth.map((each) => each.length)).toEqual([50, 50, 23]);
      expect(new Set(forth.flat()).size).toBe(123);
      const back = [forth.at(-1)];
      while (page.previousCursor !== null) {
        page = await load(shopId, { tab, cursor: page.previousCursor, direction: 'previous' });
        back.unshift(page.rows.map(({ variantId }) => variantId));
      }
      expect(back).toEqual(forth);
    },
  );

  it('begins at its beginning for a cursor of another tab or of nobody', async () => {
    const shopId = await shopWithPlans(Array.from({ length: 60 }, () => aPlan()));
    const first = await load(shopId);
    for (const cursor of ['x', 'W10', (await load(shopId, { tab: 'all' })).nextCursor])
      expect(labelsOf(await load(shopId, { cursor }))).toEqual(labelsOf(first));
  });

  it('of one shop shows nothing of another', async () => {
    await shopWithPlans(plans);
    const page = await load(await shopWithPlans([]), { tab: 'all' });
    expect(page).toMatchObject({ total: 0, rows: [] });
  });

  it('offers the suppliers and categories that plans name', async () => {
    const shopId = await shopWithPlans([]);
    const saved = await saveSupplier({ shopId, supplierId: null, form: aSupplier('Yiwu'), now });
    const supplierId = saved.ok ? saved.supplierId : null;
    await withShopSql(shopId, (sql) =>
      writePlans(sql, shopId, {
        plans: [aPlan({ supplierId, supplierName: 'Yiwu' }), aPlan({ category: 'Shades' })],
        gone: [],
        now,
        today: '2026-11-20',
      }),
    );
    expect((await load(shopId)).choices).toEqual({
      suppliers: [{ id: supplierId, name: 'Yiwu' }],
      categories: ['Lamps', 'Shades'],
    });
    expect((await load(shopId, { supplierId })).total).toBe(1);
    expect((await load(shopId, { supplierId: 0 })).total).toBe(1);
  });
});

describe('the file', () => {
  const read = async (shopId: number, query: Partial<InventoryQuery>, ids: string[] = []) => {
    const pieces: string[] = [];
    for await (const piece of exportInventory({
      shopId,
      query: { ...DEFAULT_INVENTORY_QUERY, ...query },
      ids,
      labels: inventoryLabels('en'),
    }))
      pieces.push(piece);
    return pieces.join('').trim().split('\r\n');
  };

  it('holds the whole list, with no cell that is a formula', async () => {
    const shopId = await shopWithPlans([
      ...Array.from({ length: 510 }, () => aPlan()),
      aPlan({ label: '=1+1', sku: '@x' }),
    ]);
    const lines = await read(shopId, {});
    expect(lines).toHaveLength(512);
    expect(lines.some((line) => /,[=@]/.test(line))).toBe(false);
    expect(lines[1]).toContain('520.00');
  });

  it('holds those named by id and no others', async () => {
    const chosen = aPlan({ label: 'chosen' });
    const shopId = await shopWithPlans([aPlan(), chosen]);
    const lines = await read(shopId, {}, [chosen.variantId, 'x', '1']);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('chosen');
  });
});

function aSupplier(name: string) {
  return {
    name,
    vendor: null,
    scoreKey: null,
    shipsDirect: false,
    lead: { low: 10, likely: 14, high: 30 },
    currency: null,
    minimumOrder: null,
    reviewDays: null,
    depositBp: 0,
    balanceDays: 0,
    balanceFrom: 'ordered',
    note: '',
  };
}
