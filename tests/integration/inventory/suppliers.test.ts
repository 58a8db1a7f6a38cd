import { beforeAll, describe, expect, test } from 'vitest';
import type { SupplierForm } from '#app/contracts/suppliers.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { loadPlan, pagePlans } from '#app/db/variant-plans-pages.server.ts';
import { assignSupplier } from '#app/services/assign-supplier.server.ts';
import { loadSuppliers } from '#app/services/load-suppliers.server.ts';
import { archiveSupplier, saveSupplier } from '#app/services/save-supplier.server.ts';
import {
  keepStock,
  NOW,
  planAll,
  planWhatChanged,
  stockedShop,
} from '#tests/integration/inventory/stocked-shop.ts';
import { supplierOf } from '#tests/integration/inventory/supplier.factory.ts';
import { testDatabase } from '#tests/setup/database.ts';

await testDatabase();
let shopId = 0;

beforeAll(async () => {
  shopId = await stockedShop('suppliers.myshopify.com');
  await keepStock(shopId, [
    {},
    { variantId: '502', vendor: 'Yiwu Rugs' },
    { variantId: '503', vendor: '' },
  ]);
  await planAll(shopId, NOW);
});

const save = (form: Partial<SupplierForm>, supplierId: number | null = null) =>
  saveSupplier({ shopId, supplierId, form: supplierOf(form), now: NOW });

async function saved(form: Partial<SupplierForm>, supplierId: number | null = null) {
  const result = await save(form, supplierId);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result;
}

const plannedSupplier = async (variantId: string) => {
  await planWhatChanged(shopId, NOW);
  return withShopSql(
    shopId,
    async (sql) => (await loadPlan(sql, shopId, variantId))?.plan.supplierId,
  );
};

describe('what is wrong with a supplier is told by its field', () => {
  test.each([
    [{ name: ' ' }, 'name missing'],
    [{ name: 'x'.repeat(121) }, 'name too_long'],
    [{ lead: { low: 5, likely: 4, high: 9 } }, 'lead not_in_order'],
    [{ lead: { low: -1, likely: 4, high: 9 } }, 'lead.low not_a_number'],
    [{ reviewDays: 0 }, 'reviewDays not_a_number'],
    [{ currency: 'US1' }, 'currency not_a_currency'],
    [{ currency: null, minimumOrder: '500' }, 'currency currency_missing'],
    [{ minimumOrder: 'a lot' }, 'minimumOrder not_an_amount'],
    [{ depositBp: 10_001 }, 'depositBp not_a_number'],
  ] as const)('%j', async (form, fault) => {
    const result = await save(form);
    expect(result.ok ? [] : result.errors.map(({ path, code }) => `${path} ${code}`)).toEqual([
      fault,
    ]);
  });
});

test('a change is undone by saving what it was before, and a name is taken once', async () => {
  const made = await saved({ name: 'Shenzhen Light', vendor: null, minimumOrder: '1500' });
  expect(made.previous).toBeNull();
  const changed = await saved(
    { name: 'Shenzhen Light', vendor: null, note: 'Ask for Li' },
    made.supplierId,
  );
  expect(changed.previous).toMatchObject({ note: '', minimumOrder: '1500.00' });
  await saveSupplier({ shopId, supplierId: made.supplierId, form: changed.previous, now: NOW });
  const view = await loadSuppliers({ shopId });
  expect(view.suppliers.find(({ supplierId }) => supplierId === made.supplierId)).toMatchObject({
    note: '',
    minimumOrder: { minor: 150_000, currency: 'USD' },
  });
  const taken = await save({ name: 'SHENZHEN LIGHT' });
  expect(taken.ok ? [] : taken.errors).toMatchObject([{ path: 'name', code: 'name_taken' }]);
});

test('a vendor’s variants are its supplier’s until one is assigned to another, and archiving gives them back', async () => {
  const rugs = await saved({ name: 'Rugs by vendor', vendor: 'YIWU rugs' });
  const other = await saved({ name: 'Rugs by name', vendor: null });
  expect(await plannedSupplier('502')).toBe(rugs.supplierId);
  const assigned = await assignSupplier({
    shopId,
    body: { supplierId: other.supplierId, variantIds: ['502', '503', '999'] },
    now: NOW,
  });
  expect(assigned).toMatchObject({ ok: true, assigned: 2 });
  expect(await plannedSupplier('502')).toBe(other.supplierId);
  expect(await plannedSupplier('503')).toBe(other.supplierId);
  await archiveSupplier({ shopId, supplierId: other.supplierId, isArchived: true, now: NOW });
  expect(await plannedSupplier('502')).toBe(rugs.supplierId);
  expect(await plannedSupplier('503')).toBeNull();
  await archiveSupplier({ shopId, supplierId: other.supplierId, isArchived: false, now: NOW });
  expect(await plannedSupplier('503')).toBe(other.supplierId);
  await assignSupplier({
    shopId,
    body: { supplierId: null, variantIds: ['502', '503'] },
    now: NOW,
  });
  expect(await plannedSupplier('502')).toBe(rugs.supplierId);
});

test('variants of a supplier that ships itself are planned as shipped directly', async () => {
  const lamps = await saved({ name: 'Direct', shipsDirect: true });
  expect(await plannedSupplier('501')).toBe(lamps.supplierId);
  const { rows } = await withShopSql(shopId, (sql) =>
    pagePlans(sql, shopId, {
      tab: 'direct',
      filters: { supplierId: lamps.supplierId, category: null, search: 'lamp' },
      beside: null,
      direction: 'next',
      limit: 10,
    }),
  );
  expect(rows.map(({ variantId, plan }) => [variantId, plan.kind])).toEqual([['501', 'direct']]);
  const { vendors } = await loadSuppliers({ shopId });
  expect(vendors.find(({ vendor }) => vendor === 'Ningbo Lamps')).toMatchObject({
    variants: 1,
    withoutSupplier: 0,
  });
});

test('a list pages through every variant once, forwards and back', async () => {
  const page = (
    beside: { key: string | number; variantId: string } | null,
    direction: 'next' | 'previous',
  ) =>
    withShopSql(shopId, (sql) =>
      pagePlans(sql, shopId, {
        tab: 'all',
        filters: { supplierId: null, category: null, search: null },
        beside,
        direction,
        limit: 2,
      }),
    );
  const first = await page(null, 'next');
  const second = await page(first.rows.at(-1)?.place ?? null, 'next');
  expect(
    [first, second].map(({ rows, more }) => [rows.map(({ variantId }) => variantId), more]),
  ).toEqual([
    [['501', '502'], true],
    [['503'], false],
  ]);
  const back = await page(second.rows[0]?.place ?? null, 'previous');
  expect(back.rows).toEqual(first.rows);
});
