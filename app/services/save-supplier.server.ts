import type { PoolClient } from 'pg';
import {
  supplierForm,
  type ArchiveSupplierResult,
  type SaveSupplierResult,
  type SupplierForm,
  type SupplyFault,
} from '#app/contracts/suppliers.ts';
import {
  lockSupply,
  readSupplier,
  setSupplierArchived,
  supplierByName,
  writeSupplier,
  type SupplierRow,
} from '#app/db/suppliers.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { readAmount } from '#app/domain/inventory/read-amount.ts';
import { decimalOf, type Money } from '#app/domain/shared/money.ts';
import { planSupplierSoon } from '#app/services/plan-soon.server.ts';
import { faultAt, faultsOf } from '#app/services/supply-faults.ts';

/**
 * Saves a supplier, a new one when `supplierId` is null. A fault is told by its field, and then nothing is saved. What is
 * planned of its variants is made anew within minutes; purchase orders that are underway keep the terms they were made with.
 */
export async function saveSupplier({
  shopId,
  supplierId,
  form,
  now,
}: {
  shopId: number;
  supplierId: number | null;
  form: unknown;
  now: Date;
}): Promise<SaveSupplierResult> {
  const parsed = supplierForm.safeParse(form);
  if (!parsed.success) return { ok: false, errors: faultsOf(parsed.error) };
  const { data } = parsed;
  const { minimum, errors } = checked(data);
  if (errors.length > 0) return { ok: false, errors };
  return withShopSql(shopId, async (sql) => {
    await lockSupply(sql, shopId);
    const before = supplierId === null ? null : await readSupplier(sql, shopId, supplierId);
    if (supplierId !== null && before === null) return refused('', 'no_such_supplier');
    const named = await supplierByName(sql, shopId, data.name);
    if (named !== null && named !== supplierId) return refused('name', 'name_taken');
    const { minimumOrder: _typed, ...rest } = data;
    const supplier = {
      ...rest,
      currency: data.currency?.toUpperCase() ?? null,
      minimumOrderMinor: minimum?.minor ?? null,
    };
    const id = await writeSupplier(sql, shopId, { supplierId, supplier, now });
    await replan(sql, { shopId, id, vendors: [before?.vendor, data.vendor], now });
    return { ok: true, supplierId: id, previous: before === null ? null : formOf(before) };
  });
}

/**
 * Archives a supplier, or takes it back: nothing is ordered there any more, and its variants go by their vendor. Its purchase
 * orders stay.
 */
export async function archiveSupplier({
  shopId,
  supplierId,
  isArchived,
  now,
}: {
  shopId: number;
  supplierId: number;
  isArchived: boolean;
  now: Date;
}): Promise<ArchiveSupplierResult> {
  return withShopSql(shopId, async (sql) => {
    await lockSupply(sql, shopId);
    const at = isArchived ? now : null;
    if (!(await setSupplierArchived(sql, shopId, { supplierId, at, now })))
      return refused('', 'no_such_supplier');
    await replan(sql, { shopId, id: supplierId, vendors: [], now });
    return { ok: true, supplierId };
  });
}

function replan(
  sql: PoolClient,
  {
    shopId,
    id,
    vendors,
    now,
  }: { shopId: number; id: number; vendors: readonly (string | null | undefined)[]; now: Date },
): Promise<void> {
  const named = vendors.filter((vendor) => vendor !== null && vendor !== undefined);
  return planSupplierSoon(sql, { shopId, supplierIds: [id], vendors: named, now });
}

/** What a stored supplier says, as the form posts it. */
export function formOf(row: SupplierRow): SupplierForm {
  const { supplierId: _id, archivedAt: _at, minimumOrderMinor, ...rest } = row;
  const isKnown = minimumOrderMinor !== null && row.currency !== null;
  return {
    ...rest,
    minimumOrder: isKnown
      ? decimalOf({ minor: minimumOrderMinor, currency: row.currency ?? '' })
      : null,
  };
}

function checked(form: SupplierForm): { minimum: Money | null; errors: SupplyFault[] } {
  const errors: SupplyFault[] = [];
  const { lead, currency, minimumOrder } = form;
  if (lead !== null && !(lead.low <= lead.likely && lead.likely <= lead.high))
    errors.push(faultAt('lead', 'not_in_order'));
  if (currency !== null && !/^[A-Za-z]{3}$/.test(currency))
    errors.push(faultAt('currency', 'not_a_currency'));
  if (minimumOrder === null || minimumOrder === '' || errors.length > 0)
    return { minimum: null, errors };
  if (currency === null)
    return { minimum: null, errors: [faultAt('currency', 'currency_missing')] };
  const minimum = readAmount(minimumOrder, currency);
  return minimum === null
    ? { minimum, errors: [faultAt('minimumOrder', 'not_an_amount')] }
    : { minimum, errors };
}

function refused(path: string, code: SupplyFault['code']): { ok: false; errors: SupplyFault[] } {
  return { ok: false, errors: [faultAt(path, code)] };
}
