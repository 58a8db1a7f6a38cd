import type { CashFacts } from '#app/domain/cash/cash-facts.ts';
import type { Band, CashWeek, DriverWeek } from '#app/domain/cash/cash-forecast.ts';
import type { FlowLine } from '#app/domain/cash/flow-book.ts';
import { addDays } from '#app/domain/shared/iso-days.ts';
import { DAYS_A_WEEK, FORECAST_DAYS, ledger } from '#app/domain/cash/ledger.ts';
import type { SimulatedCash } from '#app/domain/cash/simulate-cash.ts';
import { invariant } from '#app/domain/shared/invariant.ts';

/**
 * The 13 weeks in the mean of all futures: what each driver moves, and what goes in and out, which is their sum to the minor
 * unit; the band is that of the balance at the week's end. Weeks are rounded so that they add up to the rounded whole.
 */
export function cashWeeks(
  { lines, paths }: SimulatedCash,
  { facts, days }: { facts: CashFacts; days: readonly Band[] },
): CashWeek[] {
  const { today, currency } = facts;
  const starts = Array.from({ length: FORECAST_DAYS / DAYS_A_WEEK }, (_, week) =>
    addDays(today, week * DAYS_A_WEEK),
  );
  const drivers = starts.map((): DriverWeek[] => []);
  for (const line of lines) {
    for (const [week, minor] of weeklyMeans(line, paths).entries())
      if (minor !== 0)
        drivers[week]?.push({
          driver: line.driver,
          certainty: line.certainty,
          label: line.label,
          minor,
        });
  }
  const periods = ledger({
    opening: { minor: facts.opening?.minor ?? 0, currency },
    entries: drivers.flatMap((own, week) =>
      own.map(({ minor }) => ({ on: starts[week] ?? today, amount: { minor, currency } })),
    ),
    starts,
    end: addDays(today, FORECAST_DAYS),
  });
  return periods.map(({ from, receiptsMinor, paymentsMinor }, week) => {
    const closing = days[week * DAYS_A_WEEK + DAYS_A_WEEK - 1];
    invariant(closing !== undefined, 'every week ends on a day of the forecast');
    return {
      from,
      inMinor: receiptsMinor,
      outMinor: paymentsMinor,
      closing,
      drivers: drivers[week] ?? [],
    };
  });
}

function weeklyMeans({ byDay }: FlowLine, paths: number): number[] {
  let total = 0;
  let rounded = 0;
  return Array.from({ length: FORECAST_DAYS / DAYS_A_WEEK }, (_, week) => {
    for (const minor of byDay.subarray(week * DAYS_A_WEEK, (week + 1) * DAYS_A_WEEK))
      total += minor / paths;
    const minor = Math.round(total) - rounded;
    rounded += minor;
    return minor;
  });
}
