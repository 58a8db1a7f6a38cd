import type { PoolClient } from 'pg';
import type { VariantView } from '#app/contracts/inventory.ts';
import { readOrdersOfVariant } from '#app/db/inventory-details.server.ts';
import { readSupplier } from '#app/db/suppliers.server.ts';
import { loadPlan } from '#app/db/variant-plans-pages.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import type { VariantFacts } from '#app/domain/inventory/plan-facts.ts';
import type { DemandHistory } from '#app/domain/inventory/demand-forecast.ts';
import { addDays } from '#app/domain/shared/iso-days.ts';
import { gatherPlanFacts } from '#app/services/gather-plan-facts.server.ts';
import { loadPlanFrame } from '#app/services/plan-frame.server.ts';

const WEEKS_SHOWN = 52;

/** One variant's stored plan with the facts it rests on as they are now; null: it has none. `variantId` is untrusted. */
export async function loadVariantPlan({
  shopId,
  variantId,
  now,
}: {
  shopId: number;
  variantId: string;
  now: Date;
}): Promise<VariantView | null> {
  if (!/^\d{1,18}$/.test(variantId)) return null;
  const found = await withShopSql(shopId, async (sql) => {
    const stored = await loadPlan(sql, shopId, variantId);
    if (stored === null) return null;
    const frame = await loadPlanFrame(sql, { shopId, now });
    const { facts } = await gatherPlanFacts(sql, { frame, variantIds: [variantId] });
    return {
      stored,
      today: frame.today,
      facts: facts[0] ?? null,
      orders: await readOrdersOfVariant(sql, shopId, variantId),
      supplier: await supplierOf(sql, shopId, stored.plan.supplierId),
    };
  });
  if (found === null) return null;
  const { stored, facts, today, orders, supplier } = found;
  return {
    plan: stored.plan,
    today,
    plannedAt: stored.plannedAt.toISOString(),
    history: facts === null ? null : lastWeeks(facts),
    orders,
    cost: facts?.cost ?? null,
    price: facts?.price ?? null,
    supplier,
    packSize: facts?.supplier?.packSize ?? 1,
    minimumQuantity: facts?.supplier?.minimumQuantity ?? 1,
  };
}

async function supplierOf(
  sql: PoolClient,
  shopId: number,
  supplierId: number | null,
): Promise<VariantView['supplier']> {
  const row = supplierId === null ? null : await readSupplier(sql, shopId, supplierId);
  if (row === null) return null;
  const { name, depositBp, balanceDays, balanceFrom } = row;
  return { supplierId: row.supplierId, name, depositBp, balanceDays, balanceFrom };
}

/** The newest weeks of a history, without those before anything was sold. */
function lastWeeks({ history: { from, units, inStock } }: VariantFacts): DemandHistory {
  const firstSold = units.findIndex((sold) => sold > 0);
  const first = Math.max(
    0,
    units.length - WEEKS_SHOWN,
    firstSold === -1 ? units.length : firstSold,
  );
  return {
    from: addDays(from, 7 * first),
    units: units.slice(first),
    inStock: inStock.slice(first),
  };
}
