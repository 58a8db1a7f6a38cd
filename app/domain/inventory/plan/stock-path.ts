import type { Random } from '#app/domain/inventory/demand/random.ts';
import type { DrawnArrival } from './arrivals.ts';
import { drawLevel, type DailyDemand } from './daily-demand.ts';
import { spend } from './spend.ts';

/** One future of a stock. Arrivals by day; `onHand` at least 0. */
export interface StockPath {
  demand: DailyDemand;
  onHand: number;
  arrivals: readonly DrawnArrival[];
  random: Random;
}

/** The day on which the last unit goes if nothing more is ordered, 0 = today; Infinity: not within the demand's days. */
export function emptiedOn({ demand, onHand, arrivals, random }: StockPath): number {
  const level = drawLevel(demand, random);
  let [stock, day] = [onHand, 0];
  for (let next = 0; next <= arrivals.length; next += 1) {
    const arrival = arrivals[next];
    const until = Math.min(arrival?.day ?? demand.days, demand.days);
    if (until > day) {
      if (stock <= 0) return day;
      const spent = spend(demand, { from: day, until, level, units: stock, random });
      if (spent.kind === 'gone') return spent.onDay;
      stock -= spent.wanted;
    }
    day = until;
    stock += arrival?.quantity ?? 0;
  }
  return Infinity;
}

/**
 * The first day from `since` on on which a unit is asked for and not there, if nothing more is ordered; Infinity as above. What
 * is missed before `since` stays missed: no order could have come in time for it.
 */
export function missedOn({
  demand,
  onHand,
  arrivals,
  random,
  since,
}: StockPath & { since: number }): number {
  const level = drawLevel(demand, random);
  let [stock, day] = [onHand, 0];
  for (let next = 0; next <= arrivals.length; next += 1) {
    const arrival = arrivals[next];
    const until = Math.min(arrival?.day ?? demand.days, demand.days);
    while (until > day) {
      const spent = spend(demand, { from: day, until, level, units: stock + 1, random });
      if (spent.kind === 'gone' && spent.onDay >= since) return spent.onDay;
      stock = spent.kind === 'gone' ? 0 : stock - spent.wanted;
      day = spent.kind === 'gone' ? Math.min(until, since) : until;
    }
    stock += arrival?.quantity ?? 0;
  }
  return Infinity;
}
