import { invariant } from '#app/domain/shared/invariant.ts';

/** The calendar month (UTC) in which something became known, as 'YYYY-MM'. Counts of one month add up as integers. */
export function periodOf(instant: Date): string {
  return instant.toISOString().slice(0, 7);
}

/** Half of what a lane was like is forgotten after so many days: long enough for a season, short enough to follow one. */
export const DEFAULT_HALF_LIFE_DAYS = 120;

/**
 * How much a month's counts still say as of an instant: halves every `halfLifeDays`, counted from the month's end, so
 * that the running month and any later one weigh 1. Throws on what is not a month.
 */
export function weightOfPeriod(
  period: string,
  { asOf, halfLifeDays = DEFAULT_HALF_LIFE_DAYS }: { asOf: Date; halfLifeDays?: number },
): number {
  const ageDays = (asOf.getTime() - endOfPeriod(period)) / DAY_MS;
  return ageDays <= 0 ? 1 : 2 ** (-ageDays / halfLifeDays);
}

const DAY_MS = 86_400_000;

function endOfPeriod(period: string): number {
  const [, year, month] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(period) ?? [];
  invariant(year !== undefined && month !== undefined, `not a month: ${period}`);
  return Date.UTC(Number(year), Number(month), 1);
}
