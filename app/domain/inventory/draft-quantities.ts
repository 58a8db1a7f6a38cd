/** A variant that may be ordered, the most urgent first. */
export interface DraftCandidate {
  variantId: string;
  suggested: number;
  packSize: number;
  minimumQuantity: number;
  /** Of one piece, in the order's currency; null: not known, or in another one. */
  costMinor: number | null;
  weeklyDemand: number;
}

/** Beyond this many weeks of demand nothing is added for the sake of a minimum order. */
const MOST_WEEKS_ADDED = 26;

/**
 * How many pieces of each variant a draft orders. `topUpToMinor` (null: no topping up) is the supplier's minimum order: pieces
 * are added in whole packs, each to the variant that they last the shortest, until it is met. What is added is never more than
 * half a year of demand of a variant, so that a minimum is not met with dead stock: then it stays unmet, which the draft says.
 */
export function draftQuantities(
  candidates: readonly DraftCandidate[],
  { topUpToMinor }: { topUpToMinor: number | null },
): Map<string, number> {
  const quantities = new Map(
    candidates
      .filter(({ suggested }) => suggested > 0)
      .map(({ variantId, suggested }) => [variantId, suggested]),
  );
  if (topUpToMinor === null) return quantities;
  const priced = candidates.filter(
    ({ costMinor, weeklyDemand }) => costMinor !== null && costMinor > 0 && weeklyDemand > 0,
  );
  let missing = topUpToMinor - worthOf(candidates, quantities);
  while (missing > 0) {
    let least: { candidate: DraftCandidate; weeks: number; pieces: number } | null = null;
    for (const candidate of priced) {
      const has = quantities.get(candidate.variantId) ?? 0;
      const pieces = has === 0 ? firstPieces(candidate) : aDaysPacks(candidate);
      const weeks = (has + pieces) / candidate.weeklyDemand;
      const added = (has + pieces - candidate.suggested) / candidate.weeklyDemand;
      if (added > MOST_WEEKS_ADDED || (least !== null && weeks >= least.weeks)) continue;
      least = { candidate, weeks, pieces };
    }
    if (least === null) break;
    const { candidate, pieces } = least;
    quantities.set(candidate.variantId, (quantities.get(candidate.variantId) ?? 0) + pieces);
    missing -= pieces * (candidate.costMinor ?? 0);
  }
  return quantities;
}

/** The least that may be ordered of a variant: whole packs. */
function firstPieces({ packSize, minimumQuantity }: DraftCandidate): number {
  return Math.ceil(Math.max(1, minimumQuantity) / packSize) * packSize;
}

/** Whole packs that last about a day: of what sells by the thousand nothing is added one by one. */
function aDaysPacks({ packSize, weeklyDemand }: DraftCandidate): number {
  return Math.max(1, Math.floor(weeklyDemand / 7 / packSize)) * packSize;
}

function worthOf(
  candidates: readonly DraftCandidate[],
  quantities: ReadonlyMap<string, number>,
): number {
  return candidates.reduce(
    (sum, { variantId, costMinor }) => sum + (quantities.get(variantId) ?? 0) * (costMinor ?? 0),
    0,
  );
}
