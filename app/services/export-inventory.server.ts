import type { InventoryQuery } from '#app/contracts/inventory-query.ts';
import type { InventoryRow } from '#app/contracts/inventory.ts';
import { readPlansByIds } from '#app/db/inventory-details.server.ts';
import { pagePlans, type FoundPlan, type PlanPlace } from '#app/db/variant-plans-pages.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { decimalOf, type Money } from '#app/domain/shared/money.ts';
import type { InventoryLabels } from '#app/i18n/inventory-labels.ts';
import { BYTE_ORDER_MARK, csv, safeCell } from '#app/services/export-parcels.server.ts';

/** Large enough that the database is asked seldom, small enough that a page is nothing in memory. */
const ROWS_PER_CHUNK = 250;
const MOST_BY_ID = 1_000;

/**
 * The variants of a query through all its pages, or at most a thousand by id, as a CSV file in pieces. Days are ISO dates of
 * the shop, amounts decimals with a point and their currency beside them. No cell is a formula.
 */
export async function* exportInventory({
  shopId,
  query,
  ids,
  labels,
}: {
  shopId: number;
  query: InventoryQuery;
  /** Empty: those of the query. */
  ids: readonly string[];
  labels: InventoryLabels;
}): AsyncGenerator<string> {
  const columns = columnsOf(labels);
  const lines = (rows: readonly InventoryRow[]) =>
    rows.length === 0 ? '' : csv(rows.map((row) => columns.map(({ of }) => of(row))));
  yield BYTE_ORDER_MARK + csv([columns.map(({ title }) => title)]);
  if (ids.length === 0) {
    for await (const rows of chunksOf({ shopId, query })) yield lines(rows);
    return;
  }
  const usable = ids.filter((id) => /^\d{1,18}$/.test(id)).slice(0, MOST_BY_ID);
  yield lines(await withShopSql(shopId, (sql) => readPlansByIds(sql, shopId, usable)));
}

/** Each chunk in a transaction of its own: a long file holds none open. */
async function* chunksOf({
  shopId,
  query: { tab, supplierId, category, search },
}: {
  shopId: number;
  query: InventoryQuery;
}): AsyncGenerator<FoundPlan[]> {
  const request = {
    tab,
    filters: { supplierId, category, search },
    direction: 'next' as const,
    limit: ROWS_PER_CHUNK,
  };
  let beside: PlanPlace | null = null;
  do {
    const page: { rows: FoundPlan[]; more: boolean } = await withShopSql(shopId, (sql) =>
      pagePlans(sql, shopId, { ...request, beside }),
    );
    yield page.rows;
    beside = page.more ? (page.rows.at(-1)?.place ?? null) : null;
  } while (beside !== null);
}

interface Column {
  title: string;
  of: (row: InventoryRow) => string;
}

function columnsOf({ column, kind, gap }: InventoryLabels): Column[] {
  const stocked = (row: InventoryRow) => (row.plan.kind === 'stocked' ? row.plan : null);
  const amount = (money: Money | null | undefined) =>
    money === null || money === undefined ? '' : decimalOf(money);
  const count = (value: number | null | undefined) =>
    value === null || value === undefined ? '' : String(Math.round(value * 10) / 10);
  return [
    { title: column('variantId'), of: ({ variantId }) => variantId },
    { title: column('label'), of: ({ label }) => safeCell(label) },
    { title: column('sku'), of: ({ sku }) => safeCell(sku ?? '') },
    { title: column('category'), of: ({ category }) => safeCell(category) },
    { title: column('supplier'), of: ({ supplierName }) => safeCell(supplierName ?? '') },
    { title: column('kind'), of: ({ plan }) => kind(plan.kind) },
    { title: column('orderBy'), of: (row) => stocked(row)?.orderByOn ?? '' },
    { title: column('suggested'), of: (row) => count(stocked(row)?.suggestedQuantity) },
    { title: column('lost'), of: (row) => amount(stocked(row)?.lostIfIgnored) },
    { title: column('onHand'), of: (row) => count(stocked(row)?.onHand) },
    { title: column('owed'), of: (row) => count(stocked(row)?.owed) },
    {
      title: column('incoming'),
      of: (row) => count(stocked(row)?.incoming.reduce((sum, { quantity }) => sum + quantity, 0)),
    },
    { title: column('demand'), of: ({ plan }) => count(plan.weeklyDemand) },
    { title: column('coverDays'), of: (row) => count(stocked(row)?.coverDays) },
    { title: column('p10'), of: (row) => stocked(row)?.stockOutOn.p10 ?? '' },
    { title: column('p50'), of: (row) => stocked(row)?.stockOutOn.p50 ?? '' },
    { title: column('p90'), of: (row) => stocked(row)?.stockOutOn.p90 ?? '' },
    { title: column('tiedUp'), of: (row) => amount(stocked(row)?.tiedUp) },
    {
      title: column('currency'),
      of: (row) => (stocked(row)?.lostIfIgnored ?? stocked(row)?.tiedUp)?.currency ?? '',
    },
    { title: column('missing'), of: ({ gaps }) => gaps.map(gap).join('; ') },
  ];
}
