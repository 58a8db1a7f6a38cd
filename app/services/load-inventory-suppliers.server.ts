import type { SupplierFigures, SupplierPage, SuppliersPage } from '#app/contracts/inventory.ts';
import type { SupplierView } from '#app/contracts/suppliers.ts';
import { readItemsOfSupplier } from '#app/db/inventory-details.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import type { LeadRecord } from '#app/domain/inventory/plan-facts.ts';
import { leadTimeOf } from '#app/domain/inventory/plan/lead-time.ts';
import { loadSuppliers } from '#app/services/load-suppliers.server.ts';

const MOST_ITEMS = 200;
const DAY_MS = 86_400_000;

/** The shop's suppliers with how long each takes and how late it comes. */
export async function loadInventorySuppliers({
  shopId,
}: {
  shopId: number;
}): Promise<SuppliersPage> {
  const { suppliers, vendors } = await loadSuppliers({ shopId });
  const allDeliveries = recordsOfAll(suppliers);
  return {
    suppliers: suppliers.map((supplier) => {
      const { supplierId, name, shipsDirect, archivedAt, variants, suggested, openOrders } =
        supplier;
      const row = { supplierId, name, shipsDirect, archivedAt, variants, suggested, openOrders };
      return { ...row, ...figuresOf(supplier, allDeliveries) };
    }),
    vendors: vendors
      .filter(({ withoutSupplier, vendor }) => withoutSupplier > 0 && vendor !== '')
      .toSorted((a, b) => b.withoutSupplier - a.withoutSupplier)
      .map(({ vendor, withoutSupplier }) => ({ vendor, withoutSupplier })),
  };
}

/** One supplier's page, or that of a new one (`id` is `new`); null: there is none of that id. `id` is untrusted. */
export async function loadInventorySupplier({
  shopId,
  id,
}: {
  shopId: number;
  id: string;
}): Promise<SupplierPage | null> {
  const { suppliers, vendors, scoreKeys, currency } = await loadSuppliers({ shopId });
  const supplier = suppliers.find(({ supplierId }) => String(supplierId) === id) ?? null;
  if (supplier === null && id !== 'new') return null;
  const items =
    supplier === null
      ? []
      : await withShopSql(shopId, (sql) =>
          readItemsOfSupplier(sql, shopId, {
            supplierId: supplier.supplierId,
            limit: MOST_ITEMS,
          }),
        );
  return {
    supplier,
    figures:
      supplier === null ? { lead: null, late: null } : figuresOf(supplier, recordsOfAll(suppliers)),
    vendors: vendors.map(({ vendor }) => vendor).filter((vendor) => vendor !== ''),
    scoreKeys: [...scoreKeys],
    currency,
    items: items.map(({ costMinor, currency: billed, ...item }) => ({
      ...item,
      cost:
        costMinor === null || billed === null
          ? null
          : { minor: Number(costMinor), currency: billed },
    })),
  };
}

function figuresOf(supplier: SupplierView, allDeliveries: readonly LeadRecord[]): SupplierFigures {
  const deliveries = recordsOf(supplier);
  return {
    lead: leadTimeOf({ deliveries, typedLead: supplier.lead }, { allDeliveries }),
    late: latenessOf(deliveries),
  };
}

function latenessOf(deliveries: readonly LeadRecord[]): SupplierFigures['late'] {
  const days = deliveries
    .flatMap(({ expectedOn, arrivedAt }) =>
      expectedOn === null
        ? []
        : [(arrivedAt.getTime() - Date.parse(`${expectedOn}T00:00:00Z`)) / DAY_MS],
    )
    .map((late) => Math.floor(late))
    .toSorted((a, b) => a - b);
  const median = days[Math.floor((days.length - 1) / 2)];
  if (median === undefined) return null;
  return {
    days: median,
    share: days.filter((late) => late > 0).length / days.length,
    deliveries: days.length,
  };
}

function recordsOf({ deliveries }: Pick<SupplierView, 'deliveries'>): LeadRecord[] {
  return deliveries.map(({ orderedAt, arrivedAt, expectedOn }) => ({
    orderedAt: new Date(orderedAt),
    arrivedAt: new Date(arrivedAt),
    expectedOn,
  }));
}

function recordsOfAll(suppliers: readonly SupplierView[]): LeadRecord[] {
  return suppliers
    .flatMap(recordsOf)
    .toSorted((a, b) => a.arrivedAt.getTime() - b.arrivedAt.getTime());
}
