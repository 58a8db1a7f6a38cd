/**
 * The textbook's answer to how much of one period's demand to cover: cost of a unit too few ÷ (of one too few + of one too
 * many). Known to do worse than a level found by replaying the shop's past, so it is shown for comparison and decides nothing.
 * Any unit of money; null: neither costs anything.
 */
export function criticalRatio({
  tooFew,
  tooMany,
}: {
  tooFew: number;
  tooMany: number;
}): number | null {
  return tooFew + tooMany > 0 ? tooFew / (tooFew + tooMany) : null;
}
