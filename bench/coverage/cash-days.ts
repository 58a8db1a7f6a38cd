import type { RealBill } from './followed-plan.ts';

/** The band of each day from today on, in minor units, and the chance of having been below the threshold by then. */
export interface SaidCash {
  days: { p10: number; p50: number; p90: number }[];
  belowBy: number[];
}

/** One day's balance against its band. */
export interface CashDay {
  /** 0 = today. */
  day: number;
  where: 'inside' | 'below' | 'above';
  /** Real less P50, and P90 less P10; minor units. */
  off: number;
  width: number;
}

const DAY_MS = 86_400_000;

/**
 * The bank balance at the end of each day: all that is decided by now and all that is sold, less what is paid for goods that
 * are ordered from now on as the app asks.
 */
export function cashDays(
  { days }: SaidCash,
  {
    decided,
    bills,
    today,
  }: { decided: readonly { minor: number }[]; bills: readonly RealBill[]; today: string },
): CashDay[] {
  const first = Date.parse(today) / DAY_MS;
  return days.flatMap(({ p10, p50, p90 }, day) => {
    const known = decided[day];
    if (known === undefined) return [];
    const paid = bills
      .filter((bill) => bill.day <= first + day)
      .reduce((sum, { minor }) => sum + minor, 0);
    const real = known.minor - paid;
    const where = real < p10 ? 'below' : real > p90 ? 'above' : 'inside';
    return [{ day, where, off: real - p50, width: p90 - p10 }];
  });
}
