import type { SupplyFaultCode, SupplyFileResult } from '#app/contracts/suppliers.ts';
import {
  readSupplierItems,
  writeSupplierItems,
  type SupplierItem,
} from '#app/db/supplier-items.server.ts';
import { lockSupply, readSuppliers, type SupplierRow } from '#app/db/suppliers.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { readAmount } from '#app/domain/inventory/read-amount.ts';
import type { SupplyField } from '#app/domain/inventory/supply-columns.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';
import { nameVariants, type FoundVariant } from '#app/services/name-variants.server.ts';
import {
  readSupplyFile,
  refusedFile,
  shownFaults,
  type SupplyFile,
  type SupplyRecord,
} from '#app/services/read-supply-file.server.ts';

/**
 * Takes over who supplies which variant, and on which terms, from a CSV file. A variant is named by id, SKU or barcode, the
 * supplier by its name (`supplierId`: of records without one). An empty cell keeps what is agreed already. A bad record stops
 * no other; of two about one variant the later one is a fault.
 */
export async function importSupplierItems({
  shopId,
  bytes,
  supplierId,
  now,
}: {
  shopId: number;
  bytes: Uint8Array;
  supplierId: number | null;
  now: Date;
}): Promise<SupplyFileResult> {
  const needed: SupplyField[][] = [['sku', 'variant', 'barcode']];
  if (supplierId === null) needed.push(['supplier']);
  const read = await readSupplyFile(bytes, needed);
  if (!read.ok) return refusedFile(read.fault);
  const { file } = read;
  return withShopSql(shopId, async (sql) => {
    await lockSupply(sql, shopId);
    const suppliers = await readSuppliers(sql, shopId);
    const variantOf = await nameVariants(sql, shopId, file.records);
    const named = file.records.map((record) => ({ record, found: variantOf(record) }));
    const ids = named.flatMap(({ found }) =>
      found.kind === 'found' ? [found.variant.variantId] : [],
    );
    const agreed = await readSupplierItems(sql, shopId, ids);
    const items = new Map<string, SupplierItem>();
    const faults: SupplyFileResult['faults'][number][] = [];
    for (const { record, found } of named) {
      const item = itemOf(record, { found, suppliers, supplierId, agreed });
      const isRepeated = 'variantId' in item && items.has(item.variantId);
      if (!('variantId' in item)) faults.push(faultOf(file, record, item));
      else if (isRepeated)
        faults.push(faultOf(file, record, { field: 'sku', code: 'line_repeated' }));
      else items.set(item.variantId, item);
    }
    const counts = await writeSupplierItems(sql, shopId, { items: [...items.values()], now });
    if (items.size > 0) await enqueue(sql, 'plan-variants', { shopId }, { sooner: true });
    return {
      rows: file.records.length,
      ...counts,
      unchanged: items.size - counts.created - counts.updated,
      ...shownFaults(faults),
    };
  });
}

interface BadCell {
  field: SupplyField;
  code: SupplyFaultCode;
}

function faultOf(
  file: SupplyFile,
  { line }: SupplyRecord,
  { field, code }: BadCell,
): SupplyFileResult['faults'][number] {
  return { line, column: file.nameOf(field), code, params: {} };
}

function itemOf(
  record: SupplyRecord,
  {
    found,
    suppliers,
    supplierId,
    agreed,
  }: {
    found: FoundVariant;
    suppliers: readonly SupplierRow[];
    supplierId: number | null;
    agreed: ReadonlyMap<string, SupplierItem>;
  },
): SupplierItem | BadCell {
  if (found.kind === 'unnamed') return { field: 'sku', code: 'missing' };
  if (found.kind === 'bad') return found;
  const name = record.cell('supplier').toLowerCase();
  const supplier = suppliers.find((each) =>
    name === '' ? each.supplierId === supplierId : each.name.toLowerCase() === name,
  );
  if (supplier === undefined)
    return { field: 'supplier', code: name === '' ? 'missing' : 'no_such_supplier' };
  const { variantId } = found.variant;
  const known = agreed.get(variantId);
  const before = known?.supplierId === supplier.supplierId ? known : null;
  const price = priceOf(record, { before, supplier });
  if ('field' in price) return price;
  const pack = wholeOf(record.cell('pack'), before?.packSize ?? 1);
  if (pack === null) return { field: 'pack', code: 'not_a_quantity' };
  const minimum = wholeOf(record.cell('minimum'), before?.minimumQuantity ?? 1);
  if (minimum === null) return { field: 'minimum', code: 'not_a_quantity' };
  return {
    variantId,
    supplierId: supplier.supplierId,
    ...price,
    packSize: pack,
    minimumQuantity: minimum,
    supplierSku: record.cell('supplierSku') || (before?.supplierSku ?? null),
  };
}

function priceOf(
  record: SupplyRecord,
  { before, supplier }: { before: SupplierItem | null; supplier: SupplierRow },
): Pick<SupplierItem, 'costMinor' | 'currency'> | BadCell {
  const cost = record.cell('cost');
  if (cost === '')
    return { costMinor: before?.costMinor ?? null, currency: before?.currency ?? null };
  const currency = (record.cell('currency') || (supplier.currency ?? '')).toUpperCase();
  if (currency === '') return { field: 'currency', code: 'currency_missing' };
  if (!/^[A-Z]{3}$/.test(currency)) return { field: 'currency', code: 'not_a_currency' };
  const amount = readAmount(cost, currency);
  return amount === null
    ? { field: 'cost', code: 'not_an_amount' }
    : { costMinor: amount.minor, currency };
}

const MOST_PIECES = 1_000_000;

/** Null: no whole number from 1. */
function wholeOf(cell: string, otherwise: number): number | null {
  if (cell === '') return otherwise;
  const number = /^\d{1,7}(?:\.0+)?$/.test(cell) ? Number(cell) : 0;
  return number >= 1 && number <= MOST_PIECES ? number : null;
}
