import { z } from 'zod';
import { ownId, variantIdText, type SupplyFaultCode } from '#app/contracts/suppliers.ts';

export const MOST_VARIANTS_AT_ONCE = 1_000;

/** What is done on the Inventory list: drafts from chosen variants, one for each supplier, taking them back, and naming suppliers. */
export const inventoryActionSchema = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('order'),
    variantIds: z.array(variantIdText).min(1).max(MOST_VARIANTS_AT_ONCE),
  }),
  z.object({
    intent: z.literal('take_back'),
    orders: z
      .array(z.object({ purchaseOrderId: ownId, version: ownId }))
      .max(MOST_VARIANTS_AT_ONCE),
  }),
  z.object({
    intent: z.literal('assign'),
    /** Who supplies which; null: nobody by name, so whoever has their vendor. */
    assigned: z
      .array(
        z.object({
          supplierId: ownId.nullable(),
          variantIds: z.array(variantIdText).min(1).max(MOST_VARIANTS_AT_ONCE),
        }),
      )
      .min(1)
      .max(100),
  }),
]);
export type InventoryAction = z.infer<typeof inventoryActionSchema>;

export interface MadeOrder {
  purchaseOrderId: number;
  number: string;
  version: number;
  supplierName: string;
}

export type InventoryActionResult =
  | {
      ok: true;
      done: 'order';
      orders: MadeOrder[];
      /** Chosen, but in no draft: nothing is suggested, or nobody is named as supplier. */
      left: { nothingSuggested: number; noSupplier: number };
      /** What the engine refused, one of each kind. */
      faults: SupplyFaultCode[];
    }
  | { ok: true; done: 'take_back'; count: number }
  | {
      ok: true;
      done: 'assign';
      count: number;
      /** Who supplied them before: sent again, it undoes this. */
      previous: Extract<InventoryAction, { intent: 'assign' }>['assigned'];
    }
  | { ok: false; error: 'failed' };
