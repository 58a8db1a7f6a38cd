import { z } from 'zod';
import type { Money } from '#app/domain/shared/money.ts';

/** When the rest of a bill falls due, counted from. */
export const BALANCE_FROM = ['ordered', 'arrived'] as const;

/** Shopify's id of a variant, and ours of a supplier, an order or a line, as far as the database counts: more is no id of anything. */
export const variantIdText = z.string().regex(/^\d{1,18}$/);
export const ownId = z.int().min(0).max(2_147_483_647);

const day = z.int().min(0).max(1_000);

/**
 * What a person says of a supplier, as the form posts it. Numbers are numbers, an empty field is null; an amount is a decimal
 * text in `currency`.
 */
export const supplierForm = z.object({
  name: z.string().trim().min(1).max(120),
  /** Shopify's vendor whose variants it supplies; null: none. */
  vendor: z.string().trim().min(1).max(255).nullable(),
  /** Who it is on the scorecards; null: not linked. */
  scoreKey: z.string().max(200).nullable(),
  shipsDirect: z.boolean(),
  /** Days from order to shelf: shortest, usual, longest; null: not typed. */
  lead: z.object({ low: day, likely: day, high: day }).nullable(),
  /** ISO 4217; what it bills in. Null: the shop's own. */
  currency: z.string().trim().length(3).nullable(),
  /** Decimal text: `1500` or `1500.00`; null: none. */
  minimumOrder: z.string().trim().max(20).nullable(),
  /** How often one orders there; null: as needed. */
  reviewDays: z.int().min(1).max(365).nullable(),
  /** Paid when ordering, in hundredths of a per cent: 3000 = 30 %. */
  depositBp: z.int().min(0).max(10_000),
  balanceDays: z.int().min(0).max(365),
  balanceFrom: z.enum(BALANCE_FROM),
  note: z.string().max(2_000),
});
export type SupplierForm = z.infer<typeof supplierForm>;

/** Why something typed or uploaded cannot be taken; words in i18n under `inventory.fault.<code>`. */
export const SUPPLY_FAULTS = [
  'missing', // a field that must be filled
  'too_long',
  'not_a_number', // `least` and `most` say what it may be
  'not_a_day', // no date, or one that reads both ways
  'in_the_future',
  'not_a_quantity', // no whole number from 1 to 1,000,000
  'not_an_amount',
  'not_a_currency',
  'currency_missing', // an amount without a currency
  'currency_mixed', // another currency than the purchase order's
  'not_in_order', // shortest, usual, longest
  'name_taken',
  'number_taken',
  'no_such_supplier',
  'no_such_variant',
  'variant_ambiguous', // several variants have this SKU
  'no_such_order',
  'no_such_line',
  'line_repeated', // twice in one purchase order or file
  'no_lines',
  'too_many_lines',
  'nothing_suggested',
  'more_than_ordered',
  'nothing_to_receive',
  'before_ordered',
  'not_allowed', // not in this state
  'changed_meanwhile', // somebody else changed it: `version` is not the stored one
  'undo_too_late',
  'nothing_to_undo',
  'not_understood', // the request has another shape
  'file_empty',
  'file_too_large',
  'file_unreadable',
  'column_missing', // `column` says which
] as const;
export type SupplyFaultCode = (typeof SUPPLY_FAULTS)[number];

export interface SupplyFault {
  /** The field, as `lead.high` or `lines.2.quantity`; '' = the whole. */
  path: string;
  code: SupplyFaultCode;
  params: Readonly<Record<string, string | number>>;
}

/** A supplier as lists and its own page show it. Dates are ISO texts. */
export interface SupplierView extends Omit<SupplierForm, 'minimumOrder'> {
  supplierId: number;
  minimumOrder: Money | null;
  archivedAt: string | null;
  /** Variants it supplies, by assignment or by vendor. */
  variants: number;
  /** Of them, how many are to be ordered now. */
  suggested: number;
  openOrders: number;
  /** Its deliveries on record, newest last: at most 200. */
  deliveries: readonly { orderedAt: string; arrivedAt: string; expectedOn: string | null }[];
}

export interface SuppliersView {
  suppliers: readonly SupplierView[];
  /** Vendors of the shop's products, with how many variants have no supplier yet. */
  vendors: readonly { vendor: string; variants: number; withoutSupplier: number }[];
  /** Suppliers the scorecards know. */
  scoreKeys: readonly { key: string; name: string }[];
  /** The shop's own. */
  currency: string;
}

/** `previous`: post it again to undo a change; null: it was new, and archiving it undoes that. */
export type SaveSupplierResult =
  | { ok: true; supplierId: number; previous: SupplierForm | null }
  | { ok: false; errors: readonly SupplyFault[] };

export type ArchiveSupplierResult =
  { ok: true; supplierId: number } | { ok: false; errors: readonly SupplyFault[] };

/** Who supplies these variants, one by one; `supplierId` null: nobody by name, so by vendor again. */
export const assignBody = z.object({
  supplierId: ownId.nullable(),
  variantIds: z.array(variantIdText).min(1).max(1_000),
});

/** `previous`: who supplied each before; `restoreItems` undoes it. */
export type AssignResult =
  | {
      ok: true;
      assigned: number;
      previous: readonly { variantId: string; supplierId: number | null }[];
    }
  | { ok: false; errors: readonly SupplyFault[] };

/** What an uploaded file came to. A bad row stops no other. */
export interface SupplyFileResult {
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  /** At most 200 by name; `line` as a spreadsheet counts, 0 = the file itself. `column` is the name the file gives it. */
  faults: readonly {
    line: number;
    column: string;
    code: SupplyFaultCode;
    params: Readonly<Record<string, string | number>>;
  }[];
  faultCount: number;
}
