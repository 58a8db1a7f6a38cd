export interface Bracket {
  low: number;
  high: number;
  /** How narrow the bracket must be. */
  tolerance: number;
}

const RATIO = (Math.sqrt(5) - 1) / 2;

/** Where a function with one dip is least: golden-section search (Kiefer 1953). */
export function goldenSection(
  loss: (at: number) => number,
  { low, high, tolerance }: Bracket,
): number {
  let from = low;
  let to = high;
  let left = to - RATIO * (to - from);
  let right = from + RATIO * (to - from);
  let lossLeft = loss(left);
  let lossRight = loss(right);
  while (to - from > tolerance) {
    if (lossLeft < lossRight) {
      to = right;
      right = left;
      lossRight = lossLeft;
      left = to - RATIO * (to - from);
      lossLeft = loss(left);
    } else {
      from = left;
      left = right;
      lossLeft = lossRight;
      right = from + RATIO * (to - from);
      lossRight = loss(right);
    }
  }
  return (from + to) / 2;
}
