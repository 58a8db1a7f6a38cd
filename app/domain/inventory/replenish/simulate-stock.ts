/** What one period (a day or a week) did to a stock, in units. */
export interface StockPeriod {
  sold: number;
  /** Demanded and not there: lost, nobody waits. */
  lost: number;
  /** On the shelf at the period's end. */
  left: number;
}

/**
 * A stock over some periods: what arrives is on the shelf at the start of its period, then demand takes what is there and
 * the rest of it is lost. One period for each entry of `demand`; `arriving` may be shorter (nothing more comes) or longer.
 * Start + arrivals = sold + left, always.
 */
export function simulateStock({
  onHand,
  arriving,
  demand,
}: {
  onHand: number;
  arriving: readonly number[];
  demand: readonly number[];
}): StockPeriod[] {
  let left = onHand;
  return demand.map((wanted, period) => {
    const offered = left + (arriving[period] ?? 0);
    const sold = Math.min(offered, wanted);
    left = offered - sold;
    return { sold, lost: wanted - sold, left };
  });
}

/** What a unit costs at the end of each period: left over, and lost. In any one unit of money. */
export interface PeriodCosts {
  holding: number;
  shortage: number;
}

export interface StockCost {
  holding: number;
  shortage: number;
}

/** What periods cost together. */
export function costOf(periods: readonly StockPeriod[], costs: PeriodCosts): StockCost {
  let left = 0;
  let lost = 0;
  for (const period of periods) {
    left += period.left;
    lost += period.lost;
  }
  return { holding: left * costs.holding, shortage: lost * costs.shortage };
}
