/** What was sold over so many days before an order tells how much is ordered. */
const LOOK_BACK_DAYS = 28;
const LEAST = 0.2;
const MOST = 4;

/** Goods that will be ordered in one future: as much more or less than planned as will have been sold until then. */
export class OrderedLater {
  readonly #sold: Float64Array;
  readonly #expected: Float64Array;

  /** Sales by day from today on, in this future and as expected. */
  constructor({ sold, expected }: { sold: Float64Array; expected: Float64Array }) {
    this.#sold = summed(sold);
    this.#expected = summed(expected);
  }

  /** Times what is planned to be ordered on a day; 1 today, of which nothing is sold yet. */
  factorOn(day: number): number {
    const last = this.#sold.length - 1;
    const until = Math.min(day, last);
    const from = Math.max(0, until - LOOK_BACK_DAYS);
    const expected = (this.#expected[until] ?? 0) - (this.#expected[from] ?? 0);
    if (expected <= 0) return 1;
    const sold = (this.#sold[until] ?? 0) - (this.#sold[from] ?? 0);
    return Math.min(MOST, Math.max(LEAST, sold / expected));
  }
}

/** Sums up to the beginning of each day, and after the last. */
function summed(byDay: Float64Array): Float64Array {
  const sums = new Float64Array(byDay.length + 1);
  for (const [day, minor] of byDay.entries()) sums[day + 1] = (sums[day] ?? 0) + minor;
  return sums;
}
