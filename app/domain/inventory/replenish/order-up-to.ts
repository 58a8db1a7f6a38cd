/** One way in which the coming periods (all days or all weeks) may go. Index 0 is the period that begins now. */
export interface Future {
  /** Units wanted in each period, up to the end of the window that the order has to last for. */
  demand: readonly number[];
  /** Units already on their way, by the period at whose start they come; may be shorter than `demand`. */
  arriving: readonly number[];
  /** Index of the period at whose start an order placed now is on the shelf. */
  arrivesIn: number;
}

export interface OrderRules {
  /** The supplier sells multiples of it; 1 = single pieces. */
  packSize: number;
  /** Least quantity of an order; 0 or 1 = none. */
  minimumQuantity: number;
}

const SINGLE_PIECES: OrderRules = { packSize: 1, minimumQuantity: 0 };

/**
 * The quantity to order now: the least with which, in a share `serviceLevel` of the futures, nothing is lost between its
 * arrival and the end of the next `reviewPeriods` periods. What is lost before it arrives stays lost, so the stock that it
 * meets is simulated, not subtracted. 0 where stock and arrivals are plenty; never negative.
 */
export function orderUpTo({
  futures,
  onHand,
  reviewPeriods,
  serviceLevel,
  rules = SINGLE_PIECES,
}: {
  futures: readonly Future[];
  onHand: number;
  /** Periods that the order has to last for, at least 1: until the next one can come. */
  reviewPeriods: number;
  /** 0 to 1. */
  serviceLevel: number;
  rules?: OrderRules;
}): number {
  const shortfalls = new Float64Array(futures.length);
  futures.forEach((future, index) => {
    shortfalls[index] = shortfallOf({ future, onHand, reviewPeriods });
  });
  return toPacks(quantileOf(shortfalls.sort(), serviceLevel), rules);
}

/**
 * Units that would have to come at the start of period `arrivesIn` so that nothing is lost in the window from there: the
 * deepest shortfall of its first one, two, … periods. 0 or below: none.
 */
function shortfallOf({
  future: { demand, arriving, arrivesIn },
  onHand,
  reviewPeriods,
}: {
  future: Future;
  onHand: number;
  reviewPeriods: number;
}): number {
  let stock = onHand;
  for (let period = 0; period < arrivesIn; period += 1) {
    stock = Math.max(0, stock + (arriving[period] ?? 0) - (demand[period] ?? 0));
  }
  let deepest = -Infinity;
  for (let period = arrivesIn; period < arrivesIn + reviewPeriods; period += 1) {
    stock += (arriving[period] ?? 0) - (demand[period] ?? 0);
    deepest = Math.max(deepest, -stock);
  }
  return deepest;
}

/** The smallest value that at least a share `p` of the sorted values does not exceed. */
function quantileOf(sorted: Float64Array, p: number): number {
  const rank = Math.max(1, Math.ceil(p * sorted.length - 1e-9));
  return sorted[Math.min(rank, sorted.length) - 1] ?? 0;
}

/** Whole pieces, whole packs, at least the minimum; an order of nothing stays nothing. */
function toPacks(quantity: number, { packSize, minimumQuantity }: OrderRules): number {
  const pieces = Math.ceil(quantity - 1e-9);
  if (pieces <= 0) return 0;
  return Math.ceil(Math.max(pieces, minimumQuantity) / packSize) * packSize;
}
