import type { CashWeek, DriverWeek } from '#app/domain/cash/cash-forecast.ts';

/** What each driver moves over these weeks, heaviest first; what is known and what is estimated stay apart. */
export function driverTotals(weeks: readonly CashWeek[]): DriverWeek[] {
  const totals = new Map<string, DriverWeek>();
  for (const { drivers } of weeks)
    for (const line of drivers) {
      const key = [line.driver, line.certainty, line.label].join('|');
      const minor = (totals.get(key)?.minor ?? 0) + line.minor;
      totals.set(key, { ...line, minor });
    }
  return [...totals.values()]
    .filter(({ minor }) => minor !== 0)
    .sort((a, b) => Math.abs(b.minor) - Math.abs(a.minor));
}
