import { gamma, negativeBinomial, type Random } from '#app/domain/inventory/demand/random.ts';
import { expectedUnits, type DailyDemand } from './daily-demand.ts';

/** What became of so many units in a stretch of days: not all were asked for, or the last of them on a day. */
export type Spent = { kind: 'left'; wanted: number } | { kind: 'gone'; onDay: number };

/**
 * Draws demand of the days `from` to `until` − 1 and says whether, and on which day, it reaches `units` (at least 1). Only the
 * total is drawn; the day is then found by halving the stretch: given the total, the moment of the n-th unit is a beta
 * variate in the gamma process that drives the negative binomial, and the halves of a gamma process share its sum by a beta
 * variate again. Exact, and a few draws instead of one for each day.
 */
export function spend(
  demand: DailyDemand,
  {
    from,
    until,
    level,
    units,
    random,
  }: { from: number; until: number; level: number; units: number; random: Random },
): Spent {
  const mean = level * expectedUnits(demand, from, until);
  const wanted = negativeBinomial(random, { mean, dispersion: demand.dispersion });
  if (wanted < units) return { kind: 'left', wanted };
  let place = beta(random, units, wanted - units + 1);
  let [first, end] = [from, until];
  while (end - first > 1) {
    const middle = (first + end) >> 1;
    const left = level * expectedUnits(demand, first, middle);
    const right = level * expectedUnits(demand, middle, end);
    const share = shareOf({ left, right, dispersion: demand.dispersion, random });
    if (place <= share) {
      place /= share;
      end = middle;
    } else {
      place = (place - share) / (1 - share);
      first = middle;
    }
  }
  return { kind: 'gone', onDay: first };
}

/** The left part's share of what drives demand. */
function shareOf({
  left,
  right,
  dispersion,
  random,
}: {
  left: number;
  right: number;
  dispersion: number;
  random: Random;
}): number {
  if (left <= 0) return 0;
  if (right <= 0) return 1;
  if (dispersion <= 1) return left / (left + right);
  return beta(random, left / (dispersion - 1), right / (dispersion - 1));
}

function beta(random: Random, a: number, b: number): number {
  const x = gamma(random, a, 1);
  const sum = x + gamma(random, b, 1);
  // So small that both are nothing: all lies on one side.
  return sum > 0 ? x / sum : Number(random.next() < a / (a + b));
}
