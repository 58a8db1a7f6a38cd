import type { DemandHistory } from '#app/domain/inventory/demand-forecast.ts';
import { addDays } from '../until-field.tsx';

export interface SalesWeek {
  /** ISO date of its Monday. */
  from: string;
  /** Null: it could not be bought on any day, so what would have sold is missing. */
  units: number | null;
  /** Share of the week's days on which it could be bought, 0 to 1. */
  inStock: number;
}

/** The last weeks of a history, oldest first; a week wholly out of stock is missing, not zero. */
export function salesWeeks({ from, units, inStock }: DemandHistory, most: number): SalesWeek[] {
  return units
    .map((sold, week) => {
      const share = inStock[week] ?? 1;
      return {
        from: addDays(from, week * 7),
        units: share <= 0 ? null : sold,
        inStock: share,
      };
    })
    .slice(-most);
}
