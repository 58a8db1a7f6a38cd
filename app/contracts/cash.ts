/**
 * What the Cash page is given and may ask for. Amounts are integer minor units with their currency, days ISO dates in the
 * shop's zone, instants ISO texts in UTC. Words are chosen in the browser.
 */
import { z } from 'zod';
import type { BankQuestion } from '#app/domain/cash/bank-csv.ts';
import type { Calibration } from '#app/domain/cash/calibrate-gateway.ts';
import type { CashForecast } from '#app/domain/cash/cash-forecast.ts';
import type { CashItem, PayoutSchedule } from '#app/domain/cash/cash-facts.ts';
import type { CashSettings } from '#app/domain/cash/cash-settings.ts';
import type { DisputeRatio } from '#app/domain/cash/dispute-ratio.ts';
import type { Rate } from '#app/domain/cash/outcome-rates.ts';
import type { PriorReason } from '#app/domain/cash/prior-rates.ts';
import type { Money } from '#app/domain/shared/money.ts';
import type { VerdictKind } from '#app/domain/verdicts/verdict.ts';

export interface CashView {
  /** The shop's own currency first; empty: none was made yet. */
  forecasts: readonly CashForecast[];
  madeAt: string | null;
  payments: PaymentsView;
  settings: CashSettings;
  /** Of the settings, to be sent back with what is saved. */
  version: number;
  /** ISO; the shop's day. */
  today: string;
  currency: string;
  items: readonly CashItemView[];
  /** Ways of being paid over the last 8 weeks, largest first. */
  gateways: readonly GatewayView[];
  /** How parcels of a verdict end: assumed until the shop's own speak. */
  rates: readonly { verdict: VerdictKind; refund: Rate; dispute: Rate; why: PriorReason }[];
  /** Null: disputes may not be read. */
  disputes: DisputeRatio | null;
  bank: { lines: number; lastOn: string | null };
}

/** What Shopify Payments says. `scope`: the merchant has not granted it; `none`: the shop does not use it. */
export interface PaymentsView {
  state: 'read' | 'not_read' | 'scope' | 'none';
  scope: string | null;
  balance: readonly Money[];
  schedule: PayoutSchedule | null;
  readAt: string | null;
}

export interface CashItemView extends CashItem {
  itemId: string;
  currency: string;
  isUploaded: boolean;
}

export interface GatewayView {
  gateway: string;
  isShopifyPayments: boolean;
  isManual: boolean;
  /** Of what buyers paid, 0 to 1. */
  share: number;
  /** As typed; null: no rule yet, and none for Shopify Payments. */
  rule: GatewayRuleView | null;
}

export interface GatewayRuleView {
  lagDays: number;
  feeBp: number;
  fixedFeeMinor: number;
  currency: string;
  reserveBp: number;
  reserveDays: number;
  /** ISO weekday, 1 = Monday; null: any business day. */
  weekday: number | null;
  /** What a bank statement said; null: as typed alone. */
  calibration: {
    lines: number;
    on: string;
    lagDays: { p10: number; p50: number; p90: number };
  } | null;
}

const currency = z.string().regex(/^[A-Z]{3}$/);
/** The database knows no year 0. */
const day = z.iso.date().refine((on) => on >= '1970-01-01');

const itemSchema = z
  .object({
    name: z.string().trim().min(1).max(80),
    kind: z.enum(['recurring', 'ads', 'one_off', 'receipt']),
    /** As typed, in either decimal sign: `1200`, `1.200,50`. */
    amount: z.string().trim().min(1).max(40),
    currency,
    every: z.enum(['once', 'day', 'week', 'month', 'quarter', 'year']),
    startsOn: day,
    endsOn: day.nullable(),
  })
  .refine(({ startsOn, endsOn }) => endsOn === null || endsOn >= startsOn, {
    path: ['endsOn'],
    message: 'ends_before_start',
  });

const gatewaySchema = z.object({
  gateway: z.string().min(1).max(120),
  lagDays: z.int().min(0).max(365),
  feeBp: z.int().min(0).max(10_000),
  fixedFeeMinor: z.int().min(0).max(1_000_000),
  currency,
  reserveBp: z.int().min(0).max(10_000),
  reserveDays: z.int().min(0).max(365),
  weekday: z.int().min(1).max(7).nullable(),
});

/** What a person may ask for on the Cash page. Files come by their own form (`CashFileResult`). */
export const cashActionSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('save_settings'), version: z.int().min(0), settings: z.unknown() }),
  z.object({ intent: z.literal('add_item'), item: itemSchema }),
  z.object({ intent: z.literal('change_item'), itemId: z.uuid(), item: itemSchema }),
  z.object({ intent: z.literal('remove_items'), itemIds: z.array(z.uuid()).min(1).max(500) }),
  z.object({ intent: z.literal('restore_items'), itemIds: z.array(z.uuid()).min(1).max(500) }),
  z.object({ intent: z.literal('save_gateway'), rule: gatewaySchema }),
  z.object({ intent: z.literal('remove_gateway'), gateway: z.string().max(120) }),
  z.object({ intent: z.literal('calibrate_gateway'), gateway: z.string().max(120) }),
  z.object({ intent: z.literal('undo_bank'), batch: z.uuid() }),
]);
export type CashAction = z.input<typeof cashActionSchema>;
export type TypedItem = z.output<typeof itemSchema>;

/** Why nothing was done: the field of the form and a code; words under `cash.fault.<code>`. */
export interface CashFault {
  path: string;
  code: string;
  params: Readonly<Record<string, string | number>>;
}

export type CashActionResult =
  | {
      ok: true;
      done: CashAction['intent'];
      /** Of items that were added or taken away: what an undo needs. */
      itemIds: readonly string[];
      /** Of `calibrate_gateway`. */
      calibration: Calibration | null;
    }
  | { ok: false; faults: readonly CashFault[] };

/** One row of a file that could not be taken; words under `cash.row.<code>`. */
export interface CashRowFault {
  /** As a spreadsheet counts rows, from 1. */
  line: number;
  field: string;
  code: string;
}

/** What became of a file with a bank's lines or with costs. */
export type CashFileResult =
  | {
      ok: true;
      kind: 'bank' | 'costs';
      added: number;
      /** Here already. */
      known: number;
      /** Lines that were taken for a gateway's payments. */
      matched: readonly { gateway: string; lines: number }[];
      /** The first of them. */
      faults: readonly CashRowFault[];
      faultCount: number;
      /** To take the whole file back. */
      batch: string;
      itemIds: readonly string[];
    }
  /** Nothing was taken. `question`: the file reads in two ways, and a person must say in which. */
  | { ok: false; code: CashFileRefusal; question: null }
  | { ok: false; code: 'question'; question: BankQuestion };

export const CASH_FILE_REFUSALS = [
  'empty',
  'too_large', // over 2 MB
  'not_text',
  'too_many_rows', // over 20,000
  'quotes_open',
  'columns_missing', // a costs file without name, amount or first day
  'no_currency', // Shopify has not told the shop's yet
] as const;
export type CashFileRefusal = (typeof CASH_FILE_REFUSALS)[number];
