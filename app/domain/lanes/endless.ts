import type { Prior } from '#app/domain/lanes/priors.ts';

/**
 * From which bin on an open silence is taken to be endless: longer than any at the stage that ever ended, and than all but one
 * in a hundred of the prior's, which a few ended silences do not outweigh. Without such a bound the tail of the curve is made
 * of the very silences that it has to judge, and stuck parcels pass for slow ones (Taylor's zero-tail constraint, Biometrics
 * 51, 1995). `moved` are the silences of the whole stage that ended, by bin.
 */
export function endlessFrom(moved: Float64Array, prior: Prior): number {
  const longest = moved.findLastIndex((count) => count > 0);
  const rare = prior.survival.findIndex((share) => share <= RARE);
  return Math.max(longest, rare) + 1;
}

const RARE = 0.01;
