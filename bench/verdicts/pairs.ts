import { isStuck, type Clock, type Sample } from './sample.ts';

export interface Pair {
  domesticDays: number;
  internationalDays: number;
}

/**
 * For each budget the pair of limits with the shortest mean delay among those that flag at most that share of the good
 * parcels of the sample: the Pareto front of the grid. Without any such pair the most patient one.
 *
 * A group of parcels without a stuck one would be given an endless limit; so one stuck parcel more is shared out among both
 * groups by their size. That is to the pair's advantage.
 */
export function bestPairs(
  sample: Sample,
  clock: Clock,
  { limits, budgets }: { limits: readonly number[]; budgets: readonly number[] },
): Pair[] {
  const domestic = groupOf(sample, clock, { limits, isDomestic: true });
  const international = groupOf(sample, clock, { limits, isDomestic: false });
  const good = domestic.good + international.good;
  const all = domestic.parcels + international.parcels;
  const weight = ({ stuck, parcels }: Group) => stuck + parcels / Math.max(1, all);
  const last = limits.length - 1;
  return budgets.map((budget) => {
    let best = { cost: Number.POSITIVE_INFINITY, domestic: last, international: last };
    for (let d = 0; d <= last; d += 1) {
      const left = budget * good - (domestic.flagged[d] ?? 0);
      // The shortest limit abroad for which the budget still holds.
      const i = international.flagged.findIndex((flagged) => flagged <= left);
      if (left < 0 || i < 0) continue;
      const cost = weight(domestic) * (limits[d] ?? 0) + weight(international) * (limits[i] ?? 0);
      if (cost < best.cost) best = { cost, domestic: d, international: i };
    }
    return {
      domesticDays: limits[best.domestic] ?? 0,
      internationalDays: limits[best.international] ?? 0,
    };
  });
}

interface Group {
  parcels: number;
  good: number;
  stuck: number;
  /** Good parcels that a limit flags, by limit. */
  flagged: Float64Array;
}

function groupOf(
  { truths, starts, keyOf, keys, days }: Sample,
  clock: Clock,
  { limits, isDomestic }: { limits: readonly number[]; isDomestic: boolean },
): Group {
  const group: Group = {
    parcels: 0,
    good: 0,
    stuck: 0,
    flagged: new Float64Array(limits.length),
  };
  for (const [parcel, truth] of truths.entries()) {
    const [from, until] = [starts[parcel] ?? 0, starts[parcel + 1] ?? 0];
    // All legs of a parcel are domestic, or none is.
    const isIn = (keys[keyOf[from] ?? 0]?.leg === 'domestic') === isDomestic;
    if (!isIn) continue;
    group.parcels += 1;
    if (isStuck(truth)) group.stuck += 1;
    if (truth !== 'good') continue;
    group.good += 1;
    let longest = 0;
    for (let at = from; at < until; at += 1) longest = Math.max(longest, days[clock][at] ?? 0);
    for (let at = 0; at < limits.length && longest > (limits[at] ?? 0); at += 1) {
      group.flagged[at] = (group.flagged[at] ?? 0) + 1;
    }
  }
  return group;
}
