import type { SuppliersView, SupplierView } from '#app/contracts/suppliers.ts';
import { readDeliveries } from '#app/db/plan-deliveries.server.ts';
import { readShopFacts } from '#app/db/settings.server.ts';
import { countSupply, readScoredSuppliers, readSuppliers } from '#app/db/suppliers.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { UNKNOWN_CURRENCY } from '#app/services/plan-frame.server.ts';

/** The shop's suppliers with what is known of each, archived ones last, and what they can be linked to. */
export async function loadSuppliers({ shopId }: { shopId: number }): Promise<SuppliersView> {
  return withShopSql(shopId, async (sql) => {
    const rows = await readSuppliers(sql, shopId);
    const counts = await countSupply(sql, shopId);
    const deliveries = await readDeliveries(sql, shopId, {
      supplierIds: rows.map(({ supplierId }) => supplierId),
    });
    const suppliers = rows.map(({ minimumOrderMinor, archivedAt, ...row }): SupplierView => {
      const {
        variants = 0,
        suggested = 0,
        openOrders = 0,
      } = counts.suppliers.get(row.supplierId) ?? {};
      return {
        ...row,
        minimumOrder:
          minimumOrderMinor === null || row.currency === null
            ? null
            : { minor: minimumOrderMinor, currency: row.currency },
        archivedAt: archivedAt?.toISOString() ?? null,
        variants,
        suggested,
        openOrders,
        deliveries: (deliveries.get(row.supplierId) ?? []).map((each) => ({
          orderedAt: each.orderedAt.toISOString(),
          arrivedAt: each.arrivedAt.toISOString(),
          expectedOn: each.expectedOn,
        })),
      };
    });
    return {
      suppliers,
      vendors: counts.vendors,
      scoreKeys: await readScoredSuppliers(sql, shopId),
      currency: (await readShopFacts(sql, shopId)).currency ?? UNKNOWN_CURRENCY,
    };
  });
}
