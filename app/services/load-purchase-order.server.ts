import type { PoolClient } from 'pg';
import type { PurchaseOrderLineView, PurchaseOrderView } from '#app/contracts/purchase-orders.ts';
import { readSummedOrder } from '#app/db/purchase-order-pages.server.ts';
import {
  readOrder,
  readOrderEvents,
  type StoredEvent,
  type StoredLine,
  type StoredOrder,
} from '#app/db/purchase-orders.server.ts';
import { readShopFacts } from '#app/db/settings.server.ts';
import { readSupplierItems } from '#app/db/supplier-items.server.ts';
import { readSupplier } from '#app/db/suppliers.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { actionsIn } from '#app/domain/inventory/purchase-order.ts';
import { dayInZone } from '#app/domain/shared/day-in-zone.ts';
import { purchaseOrderRow } from '#app/services/list-purchase-orders.server.ts';
import { detailOf, stepToUndo } from '#app/services/purchase-order-steps.ts';

/** A purchase order with its lines, what became of it and what can be done now; null: the shop has none of that id. */
export async function loadPurchaseOrder({
  shopId,
  purchaseOrderId,
  now,
}: {
  shopId: number;
  purchaseOrderId: number;
  now: Date;
}): Promise<PurchaseOrderView | null> {
  return withShopSql(shopId, async (sql) => {
    const summed = await readSummedOrder(sql, shopId, purchaseOrderId);
    const found = await readOrder(sql, shopId, { purchaseOrderId });
    if (summed === null || found === null) return null;
    const { order, lines } = found;
    const events = await readOrderEvents(sql, shopId, purchaseOrderId);
    const undo = stepToUndo(events, now);
    const timeZone = (await readShopFacts(sql, shopId)).timeZone ?? 'UTC';
    return {
      ...purchaseOrderRow(summed),
      currency: order.currency,
      origin: order.origin,
      note: order.note,
      depositBp: order.depositBp,
      balanceDays: order.balanceDays,
      balanceFrom: order.balanceFrom,
      items: await itemsOf(sql, {
        shopId,
        order,
        lines,
        arrivedOn: lastArrivals(events, timeZone),
      }),
      events: events.map(eventView).reverse(),
      can: actionsIn(order.status),
      undo: undo === null ? null : { kind: undo.event.kind, until: undo.until.toISOString() },
      minimum: await minimumOf(sql, { shopId, order, totalMinor: summed.totalMinor }),
    };
  });
}

async function itemsOf(
  sql: PoolClient,
  {
    shopId,
    order,
    lines,
    arrivedOn,
  }: {
    shopId: number;
    order: StoredOrder;
    lines: readonly StoredLine[];
    arrivedOn: ReadonlyMap<number, string>;
  },
): Promise<PurchaseOrderLineView[]> {
  const ids = lines.map(({ variantId }) => variantId).filter((id) => id !== null);
  const items = await readSupplierItems(sql, shopId, ids);
  const { currency, supplierId } = order;
  return lines.map(({ costMinor, ...line }) => {
    const item = items.get(line.variantId ?? '');
    const agreed = item?.supplierId === supplierId ? item : undefined;
    return {
      ...line,
      arrivedOn: arrivedOn.get(line.line) ?? null,
      supplierSku: agreed?.supplierSku ?? null,
      cost: costMinor === null ? null : { minor: costMinor, currency },
      packSize: agreed?.packSize ?? 1,
      minimumQuantity: agreed?.minimumQuantity ?? 1,
    };
  });
}

/** The last day on which pieces of each line came. */
function lastArrivals(events: readonly StoredEvent[], timeZone: string): Map<number, string> {
  const days = new Map<number, string>();
  for (const { lines = [], arrivedAt, undoneAt } of events.map(detailOf)) {
    if (arrivedAt === undefined || undoneAt !== undefined) continue;
    const on = dayInZone(new Date(arrivedAt), timeZone);
    for (const { line } of lines) if ((days.get(line) ?? '') < on) days.set(line, on);
  }
  return days;
}

function eventView(event: StoredEvent): PurchaseOrderView['events'][number] {
  const { lines, undoneAt } = detailOf(event);
  const pieces = lines?.reduce((sum, { quantity }) => sum + quantity, 0) ?? null;
  return {
    at: event.at.toISOString(),
    kind: event.kind,
    actor: event.actor,
    pieces: event.kind === 'received' || event.kind === 'uploaded' ? pieces : null,
    isUndone: undoneAt !== undefined,
  };
}

async function minimumOf(
  sql: PoolClient,
  { shopId, order, totalMinor }: { shopId: number; order: StoredOrder; totalMinor: number },
): Promise<PurchaseOrderView['minimum']> {
  const { supplierId, currency } = order;
  const supplier = await readSupplier(sql, shopId, supplierId);
  if (supplier === null || supplier.minimumOrderMinor === null || supplier.currency === null)
    return null;
  const amount = { minor: supplier.minimumOrderMinor, currency: supplier.currency };
  const isComparable = currency === supplier.currency && totalMinor < amount.minor;
  return { amount, missing: isComparable ? { minor: amount.minor - totalMinor, currency } : null };
}
