import type { Random } from '#app/domain/inventory/demand/random.ts';
import type { DrawnArrival } from './arrivals.ts';
import { drawLevel, expectedUnits, type DailyDemand } from './daily-demand.ts';
import { spend } from './spend.ts';

/** One future of a stock. Arrivals by day; `onHand` at least 0. */
export interface StockPath {
  demand: DailyDemand;
  onHand: number;
  arrivals: readonly DrawnArrival[];
  /** For how many days ahead the level is drawn: about as many as stock lasts. */
  daysLooked: number;
  random: Random;
}

/** The day on which the last piece goes if nothing more is ordered, 0 = today; Infinity: not within the demand's days. */
export function emptiedOn({ demand, onHand, arrivals, daysLooked, random }: StockPath): number {
  const level = drawLevel(demand, { days: daysLooked, random });
  let [stock, day] = [onHand, 0];
  for (let next = 0; next <= arrivals.length; next += 1) {
    const until = arrivals[next]?.day ?? demand.days;
    if (until > day) {
      if (stock <= 0) return day;
      const spent = spend(demand, { from: day, until, level, units: stock, random });
      if (spent.kind === 'gone') return spent.onDay;
      stock -= spent.wanted;
    }
    day = until;
    stock += arrivals[next]?.quantity ?? 0;
  }
  return Infinity;
}

/** When a unit is first asked for and not there, and how many are expected to be until a day. */
export interface Miss {
  /** Infinity: not within the demand's days. */
  day: number;
  /** Half of what that day asks for (all, if the shelf was empty before) and all of the days after it, until stock comes. */
  unitsUntil(day: number): number;
}

const NO_MISS: Miss = { day: Infinity, unitsUntil: () => 0 };

/**
 * The first miss on or after the day `since`, if nothing more is ordered. What is missed before `since` stays missed: no order
 * could have come in time for it.
 */
export function firstMiss({
  demand,
  onHand,
  arrivals,
  daysLooked,
  random,
  since,
}: StockPath & { since: number }): Miss {
  const level = drawLevel(demand, { days: daysLooked, random });
  let [stock, day] = [onHand, 0];
  for (let next = 0; next <= arrivals.length; next += 1) {
    const until = arrivals[next]?.day ?? demand.days;
    while (until > day) {
      const spent = spend(demand, { from: day, until, level, units: stock + 1, random });
      if (spent.kind === 'left') {
        stock -= spent.wanted;
        day = until;
      } else if (spent.onDay >= since) {
        return missFrom({
          demand,
          level,
          day: spent.onDay,
          wasEmpty: stock === 0,
          restocked: until,
        });
      } else {
        stock = 0;
        day = Math.min(until, since);
      }
    }
    stock += arrivals[next]?.quantity ?? 0;
  }
  return NO_MISS;
}

/** Of a stock that is empty from `day` until it is `restocked`. */
export function missFrom({
  demand,
  level,
  day,
  wasEmpty,
  restocked,
}: {
  demand: DailyDemand;
  level: number;
  day: number;
  wasEmpty: boolean;
  restocked: number;
}): Miss {
  return {
    day,
    unitsUntil(end) {
      const until = Math.min(end, restocked);
      if (until <= day) return 0;
      const ofDay = level * expectedUnits(demand, day, day + 1) * (wasEmpty ? 1 : 0.5);
      // One at least is known to be missed.
      return Math.max(1, ofDay) + level * expectedUnits(demand, day + 1, until);
    },
  };
}
