import {
  inventoryActionSchema,
  type InventoryAction,
  type InventoryActionResult,
  type MadeOrder,
} from '#app/contracts/inventory-actions.ts';
import type { SupplyFaultCode } from '#app/contracts/suppliers.ts';
import { readChosenPlans } from '#app/db/inventory-details.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { assertExhaustive } from '#app/domain/shared/exhaustive.ts';
import { assignSupplier } from '#app/services/assign-supplier.server.ts';
import { changePurchaseOrder } from '#app/services/change-purchase-order.server.ts';

interface Deed {
  shopId: number;
  /** Who asks: `user:<id>`. */
  actor: string;
  now: Date;
}

/**
 * Does what a person asked for on the Inventory page: makes one draft for each supplier of the chosen variants, or takes drafts
 * back. `body` is untrusted. A supplier whose draft is refused stops no other.
 */
export async function actOnVariants({
  shopId,
  actor,
  body,
  now,
}: Deed & { body: unknown }): Promise<InventoryActionResult> {
  const parsed = inventoryActionSchema.safeParse(body);
  if (!parsed.success) return { ok: false, error: 'failed' };
  const deed = { shopId, actor, now };
  switch (parsed.data.intent) {
    case 'order':
      return makeDrafts(deed, parsed.data.variantIds);
    case 'take_back':
      return takeBack(deed, parsed.data.orders);
    case 'assign':
      return assign(deed, parsed.data.assigned);
    default:
      return assertExhaustive(parsed.data);
  }
}

async function makeDrafts(
  deed: Deed,
  variantIds: readonly string[],
): Promise<InventoryActionResult> {
  const { shopId } = deed;
  const plans = await withShopSql(shopId, (sql) => readChosenPlans(sql, shopId, variantIds));
  const wanted = plans.filter(({ suggested }) => suggested > 0);
  const bySupplier = Map.groupBy(wanted, ({ supplierId }) => supplierId);
  const orders: MadeOrder[] = [];
  const faults = new Set<SupplyFaultCode>();
  for (const [supplierId, members] of bySupplier) {
    const [first] = members;
    if (supplierId === null || first === undefined) continue;
    const made = await changePurchaseOrder({
      ...deed,
      body: {
        kind: 'create_from_plan',
        supplierId,
        variantIds: members.map(({ variantId }) => variantId),
        topUp: false,
      },
    });
    if (made.ok) {
      const { purchaseOrderId, number, version } = made;
      orders.push({ purchaseOrderId, number, version, supplierName: first.supplierName ?? '' });
    } else for (const { code } of made.errors) faults.add(code);
  }
  return {
    ok: true,
    done: 'order',
    orders,
    left: {
      nothingSuggested: plans.length - wanted.length,
      noSupplier: bySupplier.get(null)?.length ?? 0,
    },
    faults: [...faults],
  };
}

/** Undoes the making of drafts that nobody has touched since. */
async function takeBack(
  deed: Deed,
  orders: readonly Pick<MadeOrder, 'purchaseOrderId' | 'version'>[],
): Promise<InventoryActionResult> {
  let count = 0;
  for (const { purchaseOrderId, version } of orders) {
    const body = { kind: 'undo', purchaseOrderId, version };
    const { ok } = await changePurchaseOrder({ ...deed, body });
    if (ok) count += 1;
  }
  return { ok: true, done: 'take_back', count };
}

/** Names suppliers; what was before comes back by supplier, so that sending it undoes this. */
async function assign(
  { shopId, now }: Deed,
  assigned: Extract<InventoryAction, { intent: 'assign' }>['assigned'],
): Promise<InventoryActionResult> {
  const before: { variantId: string; supplierId: number | null }[] = [];
  for (const body of assigned) {
    const result = await assignSupplier({ shopId, body, now });
    if (!result.ok) return { ok: false, error: 'failed' };
    before.push(...result.previous);
  }
  const bySupplier = Map.groupBy(before, ({ supplierId }) => supplierId);
  return {
    ok: true,
    done: 'assign',
    count: before.length,
    previous: [...bySupplier].map(([supplierId, members]) => ({
      supplierId,
      variantIds: members.map(({ variantId }) => variantId),
    })),
  };
}
