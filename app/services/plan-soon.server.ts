import type { PoolClient } from 'pg';
import { markVariantsOfSuppliers } from '#app/db/supplier-items.server.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';

/**
 * Has the variants of these suppliers planned again, by name or by vendor: in the transaction that changed the supplier.
 */
export async function planSupplierSoon(
  sql: PoolClient,
  {
    shopId,
    supplierIds,
    vendors,
    now,
  }: {
    shopId: number;
    supplierIds: readonly number[];
    /** Vendors the supplier had before, or has now. */
    vendors: readonly string[];
    now: Date;
  },
): Promise<void> {
  await markVariantsOfSuppliers(sql, shopId, { supplierIds, vendors, now });
  await enqueue(sql, 'plan-variants', { shopId }, { sooner: true });
}
