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
