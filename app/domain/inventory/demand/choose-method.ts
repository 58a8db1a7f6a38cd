import type { CategoryDemand } from '#app/domain/inventory/plan-facts.ts';
import { CANDIDATES, type Candidate } from './candidates.ts';
import type { RollingOrigins } from './rolling-origins.ts';

/** What the category's ranking counts for, in origins of own history. */
const PRIOR_ORIGINS = 20;

/**
 * Before a category has learned: loss of each method ÷ the best one's. Assumed; only the order is reasoned: what decays when
 * sales stop comes first, so that a draw is decided by what survives a product's end.
 */
const UNLEARNED: Record<Candidate, number> = {
  tsb: 1,
  ses: 1.005,
  imapa: 1.01,
  adida: 1.015,
  sba: 1.03,
  seasonal_mean: 1.04,
  croston: 1.05,
};

/**
 * The candidate that would have cost least: its mean loss over the history's own origins, and what its category makes of it
 * where origins are few or methods draw.
 */
export function chooseMethod(
  { origins, losses }: Pick<RollingOrigins, 'origins' | 'losses'>,
  category: Pick<CategoryDemand, 'methods'> | null,
): Candidate {
  const usual = usualLosses(category);
  const own = CANDIDATES.reduce((sum, candidate) => sum + losses[candidate], 0) / CANDIDATES.length;
  let best: Candidate = 'tsb';
  let least = Infinity;
  for (const candidate of CANDIDATES) {
    const relative = own > 0 ? losses[candidate] / own : 1;
    const score = origins * relative + PRIOR_ORIGINS * usual[candidate];
    if (score < least) {
      least = score;
      best = candidate;
    }
  }
  return best;
}

function usualLosses(category: Pick<CategoryDemand, 'methods'> | null): Record<Candidate, number> {
  const learned = category?.methods ?? [];
  const usual = { ...UNLEARNED };
  for (const candidate of CANDIDATES) {
    const found = learned.find(({ method }) => method === candidate);
    if (found !== undefined) usual[candidate] = found.loss;
  }
  return usual;
}
