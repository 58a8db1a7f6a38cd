import { addDays, daysFrom } from '#app/domain/cash/iso-days.ts';
import { invariant } from '#app/domain/shared/invariant.ts';
import type { Money } from '#app/domain/shared/money.ts';

/** The forecast looks so far: 13 weeks. */
export const FORECAST_DAYS = 91;
export const DAYS_A_WEEK = 7;

/** Money that moves on a day: receipts are positive, payments negative. */
export interface CashEntry {
  /** ISO date. */
  on: string;
  amount: Money;
}

/** One period of the direct method: `opening + receipts − payments = closing`. Minor units. */
export interface LedgerPeriod {
  /** ISO date of its first day. */
  from: string;
  openingMinor: number;
  receiptsMinor: number;
  paymentsMinor: number;
  closingMinor: number;
}

/**
 * The ledger of one currency by the direct method, a period after the other; `starts` are the ISO dates on which periods
 * begin, in order, and `end` the first day after the last. Entries outside are not in it. An entry in another currency than
 * the opening is a broken assumption: each currency has its own ledger.
 */
export function ledger({
  opening,
  entries,
  starts,
  end,
}: {
  opening: Money;
  entries: readonly CashEntry[];
  starts: readonly string[];
  end: string;
}): LedgerPeriod[] {
  const receipts = starts.map(() => 0);
  const payments = starts.map(() => 0);
  for (const { on, amount } of entries) {
    invariant(
      amount.currency === opening.currency,
      `${amount.currency} in a ledger of ${opening.currency}`,
    );
    const at = on >= end ? -1 : starts.findLastIndex((start) => start <= on);
    if (at < 0) continue;
    if (amount.minor >= 0) receipts[at] = (receipts[at] ?? 0) + amount.minor;
    else payments[at] = (payments[at] ?? 0) - amount.minor;
  }
  let balance = opening.minor;
  return starts.map((from, index) => {
    const openingMinor = balance;
    const [receiptsMinor = 0, paymentsMinor = 0] = [receipts[index], payments[index]];
    balance = openingMinor + receiptsMinor - paymentsMinor;
    return { from, openingMinor, receiptsMinor, paymentsMinor, closingMinor: balance };
  });
}

/** The first period at whose end the balance is below the threshold; null: none. */
export function firstBelow(
  periods: readonly LedgerPeriod[],
  thresholdMinor: number,
): LedgerPeriod | null {
  return periods.find(({ closingMinor }) => closingMinor < thresholdMinor) ?? null;
}

/** The days of the forecast, each a period. */
export function forecastDays(today: string): string[] {
  return Array.from({ length: FORECAST_DAYS }, (_, day) => addDays(today, day));
}

/** The place of a day in the forecast; null: outside. */
export function forecastDayOf(today: string, on: string): number | null {
  const day = daysFrom(today, on);
  return day >= 0 && day < FORECAST_DAYS ? day : null;
}

/**
 * Days between paying a supplier and having the buyer's money: days in stock + days until it is received − days until the
 * supplier is paid. Where a supplier ships directly and is paid at order time, it is about payout lag plus reserve.
 */
export function cashConversionDays({
  inventoryDays,
  receivableDays,
  payableDays,
}: {
  inventoryDays: number;
  receivableDays: number;
  payableDays: number;
}): number {
  return inventoryDays + receivableDays - payableDays;
}
