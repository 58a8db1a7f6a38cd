import { z } from 'zod';
import { AD_ELASTICITY } from '#app/domain/cash/scenarios.ts';
import type { Money } from '#app/domain/shared/money.ts';

/** What a merchant said of cash and stock in general; null: said nothing. */
export interface CashSettings {
  /** What lay on the account at the beginning of that day, ISO. */
  opening: { minor: number; currency: string; on: string } | null;
  /** The balance that should not be gone below. */
  threshold: Money | null;
  /** What Shopify Payments holds back, as its e-mail says; in the shop's currency. */
  reserve: StatedReserve | null;
  /** By how many per cent sales move with one per cent of ad spend. */
  adElasticity: number;
  /** Keeping a piece for a year, as a share of its cost. */
  holdingShare: number;
  /** Unsold within so many days: dead. */
  deadDays: number;
  /** Variants that nobody is named to supply are shipped to the buyer by whoever does. */
  shipsDirect: boolean;
}

export interface StatedReserve {
  heldMinor: number;
  /** Of sales to come, in hundredths of a per cent. */
  percentBp: number;
  /** Rolling: how long each day's part is held; fixed: until all of it is released, from today. 0 = nobody knows. */
  days: number;
  kind: 'rolling' | 'fixed';
}

export const NO_CASH_SETTINGS: CashSettings = {
  opening: null,
  threshold: null,
  reserve: null,
  adElasticity: AD_ELASTICITY,
  // Capital, space and ageing, in the range that textbooks give.
  holdingShare: 0.25,
  deadDays: 180,
  shipsDirect: false,
};

/** Reads stored settings; a field that cannot be read counts as not said, the others are left alone. */
export function readCashSettings(stored: unknown): CashSettings {
  const read = settingsSchema.safeParse(stored ?? {});
  return read.success ? read.data : NO_CASH_SETTINGS;
}

const minor = z.int();
const currency = z.string().regex(/^[A-Z]{3}$/);

const settingsSchema = z.object({
  opening: z
    .object({ minor, currency, on: z.iso.date() })
    .nullable()
    .catch(NO_CASH_SETTINGS.opening)
    .default(NO_CASH_SETTINGS.opening),
  threshold: z
    .object({ minor, currency })
    .nullable()
    .catch(NO_CASH_SETTINGS.threshold)
    .default(NO_CASH_SETTINGS.threshold),
  reserve: z
    .object({
      heldMinor: minor.min(0),
      percentBp: z.int().min(0).max(10_000),
      days: z.int().min(0).max(365),
      kind: z.enum(['rolling', 'fixed']),
    })
    .nullable()
    .catch(NO_CASH_SETTINGS.reserve)
    .default(NO_CASH_SETTINGS.reserve),
  adElasticity: z
    .number()
    .min(0)
    .max(3)
    .catch(NO_CASH_SETTINGS.adElasticity)
    .default(NO_CASH_SETTINGS.adElasticity),
  holdingShare: z
    .number()
    .min(0)
    .max(1)
    .catch(NO_CASH_SETTINGS.holdingShare)
    .default(NO_CASH_SETTINGS.holdingShare),
  deadDays: z
    .int()
    .min(7)
    .max(730)
    .catch(NO_CASH_SETTINGS.deadDays)
    .default(NO_CASH_SETTINGS.deadDays),
  shipsDirect: z
    .boolean()
    .catch(NO_CASH_SETTINGS.shipsDirect)
    .default(NO_CASH_SETTINGS.shipsDirect),
});
