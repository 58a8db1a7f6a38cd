import type { PoolClient } from 'pg';
import {
  readOutages,
  readWeeksOfOrders,
  type Outage,
  type WeekOfOrders,
} from '#app/db/demand-history.server.ts';
import { readDeliveries } from '#app/db/plan-deliveries.server.ts';
import {
  readArriving,
  readDirectOpen,
  readDirectParcels,
  readNewestShippers,
  readStock,
  type ArrivingRow,
  type DirectOpenRow,
  type DirectParcelRow,
  type StockRow,
} from '#app/db/plan-facts.server.ts';
import { readSuppliers, type SupplierRow } from '#app/db/suppliers.server.ts';
import type { LeadRecord, SupplierFacts, VariantFacts } from '#app/domain/inventory/plan-facts.ts';
import { weeklyHistory } from '#app/domain/inventory/weekly-history.ts';
import type { PlanGap } from '#app/domain/inventory/variant-plan.ts';
import { supplierKey } from '#app/domain/scorecards/score-facts.ts';
import { dayInZone } from '#app/domain/shared/day-in-zone.ts';
import type { Money } from '#app/domain/shared/money.ts';
import type { PlanFrame } from '#app/services/plan-frame.server.ts';

/** Open orders that a supplier ships are followed for so long; older ones are somebody's case, not a plan's. */
const OPEN_DIRECT_MS = 120 * 86_400_000;

/**
 * What the plans of these variants rest on, in a fixed number of questions however many they are (at most nine). `gone`: asked
 * for, and not sold any more. A variant's supplier is the one it was assigned to, else its vendor's. It is shipped directly
 * when that supplier ships itself, or when Shopify does not count it and its newest parcel came from a supplier that is known.
 */
export async function gatherPlanFacts(
  sql: PoolClient,
  { frame, variantIds }: { frame: PlanFrame; variantIds: readonly string[] },
): Promise<{ facts: VariantFacts[]; gone: string[] }> {
  const { shopId } = frame;
  const stock = await readStock(sql, shopId, variantIds);
  const ids = stock.map(({ variantId }) => variantId);
  const sold = new Set(ids);
  const gone = variantIds.filter((id) => !sold.has(id));
  if (ids.length === 0) return { facts: [], gone };
  const suppliers = await suppliersOf(sql, { shopId, stock });
  const since = new Date(frame.weeks.starts[0] ?? 0);
  const weeks = await readWeeksOfOrders(sql, shopId, {
    variantIds: ids,
    firstMonday: frame.weeks.mondays[0] ?? frame.today,
    since,
    until: frame.dayStart,
    timeZone: frame.timeZone,
  });
  const outages = await readOutages(sql, shopId, { variantIds: countedOf(stock), since });
  const arriving = await readArriving(sql, shopId, ids);
  // Of variants without a supplier the merchant's setting speaks.
  const isDirect = (id: string) => suppliers.get(id)?.shipsDirect ?? frame.shipsDirect;
  const direct = ids.filter(isDirect);
  const isAsked = direct.length > 0;
  const parcels = isAsked ? await readDirectParcels(sql, shopId, direct) : [];
  const openSince = new Date(frame.dayStart.getTime() - OPEN_DIRECT_MS);
  const open = isAsked
    ? await readDirectOpen(sql, shopId, { variantIds: direct, since: openSince })
    : [];
  const of = {
    weeks: byVariant(weeks),
    outages: byVariant(outages),
    arriving: byVariant(arriving),
    parcels: byVariant(parcels),
    open: byVariant(open),
  };
  const facts = stock.map((row) => {
    const { variantId: id } = row;
    return factsOf(row, {
      frame,
      supplier: suppliers.get(id) ?? null,
      isDirect: isDirect(id),
      weeks: of.weeks.get(id) ?? [],
      outages: of.outages.get(id) ?? [],
      arriving: of.arriving.get(id) ?? [],
      parcels: of.parcels.get(id) ?? [],
      open: of.open.get(id) ?? [],
    });
  });
  return { facts, gone };
}

/** Of others no stock is recorded that could run out. */
function countedOf(stock: readonly StockRow[]): string[] {
  return stock
    .filter(({ isTracked, sellsBelowZero }) => isTracked && !sellsBelowZero)
    .map(({ variantId }) => variantId);
}

async function suppliersOf(
  sql: PoolClient,
  { shopId, stock }: { shopId: number; stock: readonly StockRow[] },
): Promise<Map<string, SupplierFacts>> {
  const uncounted = stock.filter(({ isTracked }) => !isTracked).map(({ variantId }) => variantId);
  const shippers =
    uncounted.length === 0
      ? new Map<string, string>()
      : await readNewestShippers(sql, shopId, uncounted);
  const named = stock.map(({ supplierId }) => supplierId).filter((id) => id !== null);
  if (named.length === 0 && shippers.size === 0) return new Map();
  const rows = await readSuppliers(sql, shopId, shippers.size > 0 ? null : [...new Set(named)]);
  const byId = new Map(rows.map((row) => [row.supplierId, row]));
  const live = rows.filter(({ archivedAt }) => archivedAt === null);
  const byKey = new Map(live.map((row) => [supplierKey(row.scoreKey), row]));
  const deliveries = await readDeliveries(sql, shopId, { supplierIds: [...byId.keys()] });
  const found = new Map<string, SupplierFacts>();
  for (const row of stock) {
    const shipper = byKey.get(supplierKey(shippers.get(row.variantId) ?? null));
    const isShipper = shipper !== undefined && shippers.has(row.variantId);
    const supplier = isShipper ? shipper : byId.get(row.supplierId ?? Number.NaN);
    if (supplier === undefined) continue;
    const records = deliveries.get(supplier.supplierId) ?? [];
    const facts = supplierFacts(supplier, { row, records });
    found.set(row.variantId, isShipper ? { ...facts, shipsDirect: true } : facts);
  }
  return found;
}

function supplierFacts(
  { supplierId, name, shipsDirect, lead, reviewDays }: SupplierRow,
  { row, records }: { row: StockRow; records: readonly LeadRecord[] },
): SupplierFacts {
  return {
    id: supplierId,
    name,
    shipsDirect,
    deliveries: records,
    typedLead: lead,
    packSize: row.packSize,
    minimumQuantity: row.minimumQuantity,
    reviewDays,
  };
}

function factsOf(
  row: StockRow,
  {
    frame,
    supplier,
    isDirect,
    weeks,
    outages,
    arriving,
    parcels,
    open,
  }: {
    frame: PlanFrame;
    supplier: SupplierFacts | null;
    isDirect: boolean;
    weeks: readonly WeekOfOrders[];
    outages: readonly Outage[];
    arriving: readonly ArrivingRow[];
    parcels: readonly DirectParcelRow[];
    open: readonly DirectOpenRow[];
  },
): VariantFacts {
  const { history, unitsThisWeek } = weeklyHistory(
    {
      existsFrom: existsFrom(row, frame),
      weeks,
      outages,
      isAlwaysBuyable: !row.isTracked || row.sellsBelowZero,
    },
    frame.weeks,
  );
  const openUnits = openUnitsOf(weeks, frame);
  return {
    variantId: row.variantId,
    productId: row.productId,
    label: row.label,
    sku: row.sku,
    category: row.category,
    isTracked: row.isTracked,
    sellsBelowZero: row.sellsBelowZero,
    available: row.available,
    cost: moneyOf(row.costMinor, row.costCurrency),
    price: moneyOf(row.priceMinor, row.priceCurrency),
    history,
    unitsThisWeek,
    supplier,
    isDirect,
    arriving: arrivingOf(row, arriving),
    openUnits: isDirect ? null : openUnits.open,
    directParcels: parcels.map(({ orderedAt, deliveredAt, promisedAt }) => ({
      orderedAt,
      deliveredAt,
      promisedOn: promisedOn(promisedAt, orderedAt, frame),
    })),
    directOpen: open.map(({ units, minor, currency, orderedAt, promisedAt }) => ({
      units,
      value: { minor, currency },
      orderedAt,
      promisedOn: promisedOn(promisedAt, orderedAt, frame),
    })),
    gaps: gapsOf(row, { frame, isMixed: openUnits.isMixed }),
  };
}

/**
 * Nothing was sold before the shop's record of orders begins, as far as anybody can say. Its first week counts whole: counted
 * from its first sale on, what was sold first would seem to sell every day.
 */
function existsFrom({ createdAt }: StockRow, { firstOrderAt, dayStart, weeks }: PlanFrame): Date {
  const record = firstOrderAt ?? dayStart;
  if (createdAt !== null && createdAt > record) return createdAt;
  return new Date(weeks.starts.findLast((start) => start <= record.getTime()) ?? record);
}

function moneyOf(minor: number | null, currency: string | null): Money | null {
  return minor === null || currency === null ? null : { minor, currency };
}

/** What purchase orders say is on its way, and Shopify's own count as far as it goes beyond that. */
function arrivingOf(
  { incoming }: StockRow,
  orders: readonly ArrivingRow[],
): VariantFacts['arriving'] {
  const told = orders.map(({ purchaseOrderId, quantity, orderedAt, expectedOn }) => ({
    purchaseOrderId,
    quantity,
    orderedAt,
    expectedOn,
  }));
  const beyond = (incoming ?? 0) - told.reduce((sum, { quantity }) => sum + quantity, 0);
  if (beyond <= 0) return told;
  return [...told, { purchaseOrderId: null, quantity: beyond, orderedAt: null, expectedOn: null }];
}

/** Amounts of several currencies are not added: then those in the shop's own stand for all, and the plan says so. */
function openUnitsOf(
  weeks: readonly WeekOfOrders[],
  frame: PlanFrame,
): { open: VariantFacts['openUnits']; isMixed: boolean } {
  const open = weeks.filter((week) => week.open > 0);
  if (open.length === 0) return { open: null, isMixed: false };
  const currencies = new Set(open.map(({ openCurrency }) => openCurrency));
  const isMixed = currencies.size > 1 || open.some(({ openCurrencies }) => openCurrencies > 1);
  const [only] = currencies;
  const currency = isMixed ? frame.currency : (only ?? frame.currency);
  const counted = open.filter(({ openCurrency }) => openCurrency === currency);
  const days = open.flatMap(({ openPromisedAt, openOrderedAt }) => [
    openPromisedAt === null ? null : dayInZone(openPromisedAt, frame.timeZone),
    openOrderedAt === null ? null : frame.promisedFor(openOrderedAt),
  ]);
  const [promised = null] = days.filter((day) => day !== null).sort();
  return {
    open: {
      units: open.reduce((sum, week) => sum + week.open, 0),
      value: { minor: counted.reduce((sum, week) => sum + week.openMinor, 0), currency },
      promisedOn: promised,
    },
    isMixed,
  };
}

function promisedOn(at: Date | null, orderedAt: Date, frame: PlanFrame): string | null {
  return at === null ? frame.promisedFor(orderedAt) : dayInZone(at, frame.timeZone);
}

function gapsOf(
  { createdAt }: StockRow,
  { frame, isMixed }: { frame: PlanFrame; isMixed: boolean },
): PlanGap[] {
  const { firstOrderAt, isCutOff } = frame;
  const isOlder = createdAt === null || (firstOrderAt !== null && createdAt < firstOrderAt);
  return [
    ...(isCutOff && isOlder ? (['orders_cut_off'] as const) : []),
    ...(isMixed ? (['currency_mixed'] as const) : []),
  ];
}

function byVariant<T extends { variantId: string }>(rows: readonly T[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const row of rows) {
    const before = found.get(row.variantId);
    if (before === undefined) found.set(row.variantId, [row]);
    else before.push(row);
  }
  return found;
}
