import {
  inventoryActionSchema,
  type InventoryActionResult,
  type MadeOrder,
} from '#app/contracts/inventory-actions.ts';
import type { SupplyFaultCode } from '#app/contracts/suppliers.ts';
import { readChosenPlans } from '#app/db/inventory-details.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
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
  return parsed.data.intent === 'order'
    ? makeDrafts(deed, parsed.data.variantIds)
    : takeBack(deed, parsed.data.orders);
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
