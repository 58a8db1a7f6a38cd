import type { PoolClient } from 'pg';
import { ensurePlanningState } from '#app/db/planning-state.server.ts';
import { writeStock, type StockItem } from '#app/db/stock-items.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { planShop } from '#app/services/plan-shop.server.ts';
import { planMarked } from '#app/services/plan-variants.server.ts';
import { installShop, storeOrder } from '#tests/integration/findings/facts.factory.ts';

/** A Wednesday, at nine in the morning in New York. */
export const NOW = new Date('2026-11-18T14:00:00Z');
const DAY_MS = 86_400_000;

export function daysBefore(days: number, now: Date = NOW): Date {
  return new Date(now.getTime() - days * DAY_MS);
}

/** An installed shop whose stock is watched since 1 September 2026 and has been read. */
export async function stockedShop(domain: string): Promise<number> {
  const shopId = await installShop(domain, 'read_all_orders');
  await withShopSql(shopId, async (sql) => {
    await ensurePlanningState(sql, shopId, new Date('2026-09-01T00:00:00Z'));
    await sql.query('update planning_state set stock_read_at = $2 where shop_id = $1', [
      shopId,
      new Date('2026-09-01T00:00:00Z'),
    ]);
  });
  return shopId;
}

export function stockItem(facts: Partial<StockItem> = {}): StockItem {
  const variantId = facts.variantId ?? '501';
  return {
    variantId,
    productId: '50',
    inventoryItemId: `9${variantId}`,
    label: `Desk lamp · ${variantId}`,
    sku: `LAMP-${variantId}`,
    vendor: 'Ningbo Lamps',
    category: 'Lamps',
    isTracked: true,
    sellsBelowZero: false,
    available: 40,
    incoming: 0,
    cost: { minor: 800, currency: 'USD' },
    price: { minor: 3_000, currency: 'USD' },
    isActive: true,
    ...facts,
  };
}

export function keepStock(
  shopId: number,
  items: readonly Partial<StockItem>[],
  readAt: Date = new Date('2026-09-01T00:00:00Z'),
): Promise<void> {
  return withShopSql(shopId, (sql) =>
    writeStock(sql, shopId, { items: items.map(stockItem), readAt }),
  );
}

/** A paid order of some pieces of one variant, at 30.00 USD each; shipped unless said otherwise. */
export async function sell(
  sql: PoolClient,
  shopId: number,
  {
    orderId,
    variantId = '501',
    at,
    quantity = 1,
    open = 0,
    cancelledAt = null,
    deliverBy = null,
    shipped = quantity - open,
  }: {
    orderId: number;
    variantId?: string;
    at: Date;
    quantity?: number;
    open?: number;
    cancelledAt?: Date | null;
    deliverBy?: string | null;
    /** 0: no fulfillment, whatever is open. */
    shipped?: number;
  },
): Promise<void> {
  await storeOrder(sql, shopId, {
    order: {
      orderId: String(orderId),
      name: `#${orderId}`,
      createdAt: at,
      processedAt: at,
      updatedAt: at,
      cancelledAt,
      totalMinor: 3_000 * quantity,
    },
    details: { deliverBy },
    line: {
      productId: '50',
      variantId,
      quantity,
      unfulfilledQuantity: open,
      totalMinor: 3_000 * quantity,
      orderedAt: at,
    },
  });
  if (shipped > 0)
    await sql.query(
      `insert into fulfillments (shop_id, fulfillment_id, order_id, name, status, created_at, updated_at, requires_shipping)
       values ($1, $2, $3, $4, 'SUCCESS', $5, $5, true) on conflict do nothing`,
      [shopId, orderId * 10, orderId, `#${orderId}.1`, at],
    );
}

/** The nightly pass, to its end. */
export async function planAll(shopId: number, now: Date): Promise<void> {
  await withShopSql(shopId, (sql) =>
    sql.query('update planning_state set next_plan_at = $2 where shop_id = $1', [shopId, now]),
  );
  while ((await planShop({ shopId, now })).kind === 'again');
}

/** What was marked, to its end. */
export async function planWhatChanged(shopId: number, now: Date): Promise<void> {
  while ((await planMarked({ shopId, now })).kind === 'again');
}
