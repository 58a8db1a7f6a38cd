import { z } from 'zod';
import { ownId, variantIdText, type SupplyFault } from '#app/contracts/suppliers.ts';
import type { Money } from '#app/domain/shared/money.ts';
import type {
  PurchaseOrderStatus,
  PurchaseOrderStep,
} from '#app/domain/inventory/purchase-order.ts';

/** More lines than anybody reads on paper. */
export const MOST_ORDER_LINES = 1_000;

const isoDay = z.iso.date();
/** Which order, as it was read: of a newer version nothing is changed. */
const of = { purchaseOrderId: ownId, version: ownId };

const line = z.object({
  /** Null: a thing Shopify does not know; then `label` names it. */
  variantId: variantIdText.nullable(),
  label: z.string().trim().max(500),
  sku: z.string().trim().max(255).nullable(),
  quantity: z.int().min(1).max(1_000_000),
  /** Decimal text in the order's currency, of one piece; null: not known. */
  cost: z.string().trim().max(20).nullable(),
});

/** What can be done with purchase orders. Days are ISO dates in the shop's zone. */
export const purchaseOrderBody = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('create_from_plan'),
    supplierId: ownId,
    /** Null: every variant of the supplier of which something is suggested. */
    variantIds: z.array(variantIdText).min(1).max(MOST_ORDER_LINES).nullable(),
    /** Adds pieces, most urgent first, until the supplier's minimum order is met. */
    topUp: z.boolean(),
  }),
  z.object({ kind: z.literal('create'), supplierId: ownId }),
  z.object({
    kind: z.literal('set_lines'),
    ...of,
    lines: z.array(line).max(MOST_ORDER_LINES),
    expectedOn: isoDay.nullable(),
    note: z.string().max(2_000),
  }),
  z.object({
    kind: z.literal('send'),
    ...of,
    /** The day it went to the supplier; null: today. */
    orderedOn: isoDay.nullable(),
    expectedOn: isoDay.nullable(),
  }),
  z.object({
    kind: z.literal('receive'),
    ...of,
    arrivedOn: isoDay,
    /** Null: all that is still missing. */
    lines: z
      .array(z.object({ line: ownId, quantity: z.int().min(1).max(1_000_000) }))
      .max(MOST_ORDER_LINES)
      .nullable(),
  }),
  z.object({ kind: z.literal('close_short'), ...of }),
  z.object({ kind: z.literal('cancel'), ...of }),
  z.object({ kind: z.literal('undo'), ...of }),
]);
export type PurchaseOrderBody = z.infer<typeof purchaseOrderBody>;

export type PurchaseOrderResult =
  | {
      ok: true;
      purchaseOrderId: number;
      number: string;
      status: PurchaseOrderStatus;
      version: number;
    }
  | { ok: false; errors: readonly SupplyFault[] };

/** A purchase order in a list. Instants are ISO texts. */
export interface PurchaseOrderRow {
  purchaseOrderId: number;
  number: string;
  supplierId: number;
  supplierName: string;
  status: PurchaseOrderStatus;
  lines: number;
  pieces: number;
  received: number;
  /** Of the lines whose cost is known. */
  total: Money;
  linesWithoutCost: number;
  orderedAt: string | null;
  expectedOn: string | null;
  closedAt: string | null;
  updatedAt: string;
  version: number;
}

export interface PurchaseOrderLineView {
  line: number;
  variantId: string | null;
  label: string;
  sku: string | null;
  /** What the supplier calls it; null: not told. */
  supplierSku: string | null;
  quantity: number;
  received: number;
  /** The last day on which pieces of it came, in the shop's zone; null: none have. */
  arrivedOn: string | null;
  cost: Money | null;
  packSize: number;
  minimumQuantity: number;
}

export interface PurchaseOrderView extends PurchaseOrderRow {
  currency: string;
  origin: 'app' | 'plan' | 'csv';
  note: string;
  depositBp: number;
  balanceDays: number;
  balanceFrom: 'ordered' | 'arrived';
  items: readonly PurchaseOrderLineView[];
  /** Newest first. */
  events: readonly {
    at: string;
    kind: PurchaseOrderStep;
    actor: string;
    /** Pieces that arrived, for `received`. */
    pieces: number | null;
    isUndone: boolean;
  }[];
  /** What can be done now, `undo` aside. */
  can: readonly ('set_lines' | 'send' | 'receive' | 'close_short' | 'cancel')[];
  /** The last step, while it can be taken back. */
  undo: { kind: PurchaseOrderStep; until: string } | null;
  /** The supplier's minimum order, with what is missing to it (null: met, or a draft in another currency). */
  minimum: { amount: Money; missing: Money | null } | null;
}

export interface PurchaseOrderQuery {
  status: 'open' | 'draft' | 'closed' | 'all';
  supplierId: number | null;
  /** As a page gave it; null: the first. */
  cursor: string | null;
}

export interface PurchaseOrderPage {
  rows: readonly PurchaseOrderRow[];
  nextCursor: string | null;
  counts: Readonly<Record<PurchaseOrderStatus, number>>;
}
