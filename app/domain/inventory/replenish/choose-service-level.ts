import { orderUpTo } from './order-up-to.ts';
import type { PeriodCosts } from './simulate-stock.ts';

/** One period of a series' past, as it looked just before it began. */
export interface ReplayedPeriod {
  /** Futures drawn from what was known then: units wanted in this period and the ones after it, as many as are looked at. */
  futures: readonly (readonly number[])[];
  /** Units that were wanted; null: not known (out of stock), then nothing is charged for the period. */
  demand: number | null;
}

/** What a service level would have cost over the replayed past. */
export interface ReplayedLevel {
  serviceLevel: number;
  holding: number;
  shortage: number;
}

export interface ChosenLevel {
  /** Of those tried, the one that cost least; the lower of two that cost the same. */
  serviceLevel: number;
  /** In the order in which they were given. */
  tried: readonly ReplayedLevel[];
}

/**
 * Replays the past of many series under each service level, ordering in every period, with lost sales and orders that take
 * `leadPeriods` (1 = on the shelf at the start of the next period), and chooses the level that cost least in total. The
 * one-period critical ratio alone is known to do worse: it sees neither what is left over for later nor that forecasts err.
 * Stocks start empty; the first `warmUpPeriods` are played and not charged. Takes series one by one, so that the futures
 * of all need not be in memory at once.
 */
export function chooseServiceLevel({
  series,
  leadPeriods,
  warmUpPeriods,
  costs,
  levels,
}: {
  series: Iterable<readonly ReplayedPeriod[]>;
  leadPeriods: number;
  warmUpPeriods: number;
  costs: PeriodCosts;
  /** At least one, ascending. */
  levels: readonly number[];
}): ChosenLevel {
  const tried = levels.map((serviceLevel) => ({ serviceLevel, holding: 0, shortage: 0 }));
  for (const periods of series) {
    for (const level of tried) {
      const { left, lost } = replay({ periods, leadPeriods, warmUpPeriods, ...level });
      level.holding += left * costs.holding;
      level.shortage += lost * costs.shortage;
    }
  }
  const [first, ...others] = tried;
  if (first === undefined) throw new Error('No service level to try');
  const best = others.reduce((least, each) => (costOf(each) < costOf(least) ? each : least), first);
  return { serviceLevel: best.serviceLevel, tried };
}

function costOf({ holding, shortage }: ReplayedLevel): number {
  return holding + shortage;
}

function replay({
  periods,
  leadPeriods,
  warmUpPeriods,
  serviceLevel,
}: {
  periods: readonly ReplayedPeriod[];
  leadPeriods: number;
  warmUpPeriods: number;
  serviceLevel: number;
}): { left: number; lost: number } {
  const arriving: number[] = Array.from({ length: leadPeriods - 1 }, () => 0);
  let onHand = 0;
  let left = 0;
  let lost = 0;
  periods.forEach(({ futures, demand }, period) => {
    const coming = [...arriving];
    arriving.push(
      orderUpTo({
        futures: futures.map((future) => ({
          demand: future,
          arriving: coming,
          arrivesIn: leadPeriods - 1,
        })),
        onHand,
        reviewPeriods: 1,
        serviceLevel,
      }),
    );
    const offered = onHand + (arriving.shift() ?? 0);
    const wanted = demand ?? futures[0]?.[0] ?? 0;
    onHand = Math.max(0, offered - wanted);
    if (demand === null || period < warmUpPeriods) return;
    left += onHand;
    lost += wanted - (offered - onHand);
  });
  return { left, lost };
}
