import type { PoolClient } from 'pg';
import type { SupplyFaultCode, SupplyFileResult } from '#app/contracts/suppliers.ts';
import { readShopPlace } from '#app/db/plan-pass.server.ts';
import { orderIdsByNumber } from '#app/db/purchase-orders.server.ts';
import { lockSupply, readSuppliers, type SupplierRow } from '#app/db/suppliers.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { faultOfLine } from '#app/domain/inventory/past-order.ts';
import { readAmount } from '#app/domain/inventory/read-amount.ts';
import type { SupplyField } from '#app/domain/inventory/supply-columns.ts';
import { dayInZone } from '#app/domain/shared/day-in-zone.ts';
import { nameVariants, type FoundVariant } from '#app/services/name-variants.server.ts';
import { planSupplierSoon } from '#app/services/plan-soon.server.ts';
import {
  readSupplyFile,
  refusedFile,
  shownFaults,
  type SupplyFile,
  type SupplyRecord,
} from '#app/services/read-supply-file.server.ts';
import {
  storeUploadedOrder,
  type UploadedLine,
} from '#app/services/store-uploaded-order.server.ts';
import { UNKNOWN_CURRENCY } from '#app/services/plan-frame.server.ts';

/**
 * Takes over purchase orders from a CSV file, one record a line of an order: past ones with the days on which they were ordered
 * and arrived are what lead times are learned from. Records of one number are one order; an order of that number that is here
 * already becomes what the file says, and the same file again changes nothing. A bad record stops no other.
 */
export async function importPurchaseOrders({
  shopId,
  bytes,
  actor,
  now,
}: {
  shopId: number;
  bytes: Uint8Array;
  actor: string;
  now: Date;
}): Promise<SupplyFileResult> {
  const read = await readSupplyFile(bytes, [['number'], ['supplier'], ['orderedOn'], ['quantity']]);
  if (!read.ok) return refusedFile(read.fault);
  const { file } = read;
  return withShopSql(shopId, async (sql) => {
    await lockSupply(sql, shopId);
    const place = await readShopPlace(sql, shopId);
    const timeZone = place.timeZone ?? 'UTC';
    const about: About = {
      file,
      suppliers: await readSuppliers(sql, shopId),
      variantOf: await nameVariants(sql, shopId, file.records),
      today: dayInZone(now, timeZone),
      currency: place.currency ?? UNKNOWN_CURRENCY,
    };
    const { orders, faults } = ordersOf(about);
    const counts = await storeAll(sql, { shopId, orders, timeZone, actor, now });
    return { rows: file.records.length, ...counts, ...shownFaults(faults) };
  });
}

interface About {
  file: SupplyFile;
  suppliers: readonly SupplierRow[];
  variantOf: (record: SupplyRecord) => FoundVariant;
  today: string;
  /** The shop's own. */
  currency: string;
}

interface ReadLine extends UploadedLine {
  number: string;
  supplierId: number;
  currency: string;
}

interface BadCell {
  field: SupplyField;
  code: SupplyFaultCode;
}

type Order = Pick<ReadLine, 'number' | 'supplierId' | 'currency'> & { lines: UploadedLine[] };

/** The file's orders, as far as their records can be read. */
function ordersOf(about: About): { orders: Order[]; faults: SupplyFileResult['faults'][number][] } {
  const orders = new Map<string, Order>();
  const faults: SupplyFileResult['faults'][number][] = [];
  const refuse = ({ line }: SupplyRecord, { field, code }: BadCell) =>
    faults.push({ line, column: about.file.nameOf(field), code, params: {} });
  for (const record of about.file.records) {
    const read = lineOf(record, about);
    if ('code' in read) {
      refuse(record, read);
      continue;
    }
    const { number, supplierId, currency, ...line } = read;
    const order = orders.get(number.toLowerCase()) ?? { number, supplierId, currency, lines: [] };
    if (order.supplierId !== supplierId)
      refuse(record, { field: 'supplier', code: 'no_such_supplier' });
    else if (order.currency !== currency)
      refuse(record, { field: 'currency', code: 'currency_mixed' });
    else orders.set(number.toLowerCase(), { ...order, lines: [...order.lines, line] });
  }
  return { orders: [...orders.values()], faults };
}

const LONGEST_NUMBER = 60;
const LONGEST_LABEL = 500;
const MOST_PIECES = 1_000_000;

function lineOf(record: SupplyRecord, about: About): ReadLine | BadCell {
  const number = record.cell('number');
  if (number === '') return { field: 'number', code: 'missing' };
  if (number.length > LONGEST_NUMBER) return { field: 'number', code: 'too_long' };
  const name = record.cell('supplier').toLowerCase();
  if (name === '') return { field: 'supplier', code: 'missing' };
  const supplier = about.suppliers.find((each) => each.name.toLowerCase() === name);
  if (supplier === undefined) return { field: 'supplier', code: 'no_such_supplier' };
  const thing = thingOf(record, about);
  if ('code' in thing) return thing;
  const told = toldOf(record, about);
  if ('code' in told) return told;
  const currency = (record.cell('currency') || supplier.currency || about.currency).toUpperCase();
  if (!/^[A-Z]{3}$/.test(currency)) return { field: 'currency', code: 'not_a_currency' };
  const cost = record.cell('cost');
  const amount = cost === '' ? null : readAmount(cost, currency);
  if (cost !== '' && amount === null) return { field: 'cost', code: 'not_an_amount' };
  const { supplierId } = supplier;
  return { number, supplierId, currency, ...thing, ...told, costMinor: amount?.minor ?? null };
}

/** A thing that Shopify does not know (any more) stays in the order under the name the file gives it. */
function thingOf(
  record: SupplyRecord,
  { variantOf }: About,
): Pick<UploadedLine, 'variantId' | 'label' | 'sku'> | BadCell {
  const found = variantOf(record);
  if (found.kind === 'found') {
    const { variantId, label, sku } = found.variant;
    return { variantId, label, sku };
  }
  const label = record.cell('item').slice(0, LONGEST_LABEL);
  const sku = record.cell('sku') || null;
  if (label !== '' && (found.kind === 'unnamed' || found.code === 'no_such_variant'))
    return { variantId: null, label, sku };
  return found.kind === 'unnamed' ? { field: 'sku', code: 'missing' } : found;
}

function toldOf(
  record: SupplyRecord,
  { file, today }: About,
):
  Pick<UploadedLine, 'quantity' | 'received' | 'orderedOn' | 'expectedOn' | 'arrivedOn'> | BadCell {
  const quantity = wholeOf(record.cell('quantity'));
  if (quantity === null || quantity === 0) return { field: 'quantity', code: 'not_a_quantity' };
  const cell = record.cell('received');
  const received = cell === '' ? null : wholeOf(cell);
  if (cell !== '' && received === null) return { field: 'received', code: 'not_a_quantity' };
  const on: Pick<UploadedLine, 'orderedOn' | 'expectedOn' | 'arrivedOn'> = {
    orderedOn: null,
    expectedOn: null,
    arrivedOn: null,
  };
  for (const field of ['orderedOn', 'expectedOn', 'arrivedOn'] as const) {
    const read = file.dayOf(record.cell(field));
    if (!read.ok) return { field, code: 'not_a_day' };
    on[field] = read.on;
  }
  const told = { quantity, received, ...on };
  return faultOfLine(told, { today }) ?? told;
}

/** Null: no whole number. */
function wholeOf(cell: string): number | null {
  const number = /^\d{1,7}(?:\.0+)?$/.test(cell) ? Number(cell) : Number.NaN;
  return number <= MOST_PIECES ? number : null;
}

async function storeAll(
  sql: PoolClient,
  {
    shopId,
    orders,
    timeZone,
    actor,
    now,
  }: {
    shopId: number;
    orders: readonly Order[];
    timeZone: string;
    actor: string;
    now: Date;
  },
): Promise<Pick<SupplyFileResult, 'created' | 'updated' | 'unchanged'>> {
  const here = await orderIdsByNumber(
    sql,
    shopId,
    orders.map(({ number }) => number),
  );
  const counts = { created: 0, updated: 0, unchanged: 0 };
  for (const order of orders) {
    const purchaseOrderId = here.get(order.number.toLowerCase()) ?? null;
    const about = { shopId, purchaseOrderId, order, timeZone, actor, now };
    counts[await storeUploadedOrder(sql, about)] += 1;
  }
  const supplierIds = [...new Set(orders.map(({ supplierId }) => supplierId))];
  if (supplierIds.length > 0)
    await planSupplierSoon(sql, { shopId, supplierIds, vendors: [], now });
  return counts;
}
