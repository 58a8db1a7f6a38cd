import { assignBody, type AssignResult } from '#app/contracts/suppliers.ts';
import {
  deleteSupplierItems,
  readSupplierItems,
  readVariants,
  writeSupplierItems,
} from '#app/db/supplier-items.server.ts';
import { lockSupply, readSupplier } from '#app/db/suppliers.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';
import { faultAt, faultsOf } from '#app/services/supply-faults.ts';

/**
 * Names the supplier of these variants, or of nobody: then their vendor's has them again. Terms of another supplier do not go
 * over; `previous` says who had each, which undoes it when assigned back.
 */
export async function assignSupplier({
  shopId,
  body,
  now,
}: {
  shopId: number;
  body: unknown;
  now: Date;
}): Promise<AssignResult> {
  const parsed = assignBody.safeParse(body);
  if (!parsed.success) return { ok: false, errors: faultsOf(parsed.error) };
  const { supplierId } = parsed.data;
  return withShopSql(shopId, async (sql) => {
    await lockSupply(sql, shopId);
    const supplier = supplierId === null ? null : await readSupplier(sql, shopId, supplierId);
    if (supplierId !== null && (supplier === null || supplier.archivedAt !== null))
      return { ok: false, errors: [faultAt('supplierId', 'no_such_supplier')] };
    const known = await readVariants(sql, shopId, parsed.data.variantIds);
    const ids = known.map(({ variantId }) => variantId);
    const agreed = await readSupplierItems(sql, shopId, ids);
    const changed = ids.filter((id) => agreed.get(id)?.supplierId !== (supplierId ?? undefined));
    if (supplierId === null) await deleteSupplierItems(sql, shopId, changed);
    else
      await writeSupplierItems(sql, shopId, {
        items: changed.map((variantId) => ({
          variantId,
          supplierId,
          costMinor: null,
          currency: null,
          packSize: 1,
          minimumQuantity: 1,
          supplierSku: null,
        })),
        now,
      });
    await enqueue(sql, 'plan-variants', { shopId }, { sooner: true });
    const previous = changed.map((variantId) => ({
      variantId,
      supplierId: agreed.get(variantId)?.supplierId ?? null,
    }));
    return { ok: true, assigned: changed.length, previous };
  });
}
