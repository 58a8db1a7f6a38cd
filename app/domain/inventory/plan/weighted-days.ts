import type { Random } from '#app/domain/inventory/demand/random.ts';

/** A distribution over whole days, as a list of days with the share of cases up to each. Days may be negative (early). */
export interface WeightedDays {
  /** Ascending, at least one. */
  days: Float64Array;
  /** Share of all cases on or before each day; the last is 1. */
  upTo: Float64Array;
  mean: number;
  deviation: number;
}

/** So many cases in a hundred come later than any on record; without them a record of ten would say that there are no delays. */
const BEYOND_RECORD = 0.02;
/** Mean of what is added once something is later than all on record: at least a week. */
const LEAST_EXTRA_DAYS = 7;

/** A mixture of samples, each with its weight (any positive unit) spread evenly over its days. Null: no day in any of them. */
export function mixDays(
  parts: readonly { days: readonly number[]; weight: number }[],
): WeightedDays | null {
  const used = parts.filter(({ days, weight }) => days.length > 0 && weight > 0);
  if (used.length === 0) return null;
  const total = used.reduce((sum, { weight }) => sum + weight, 0);
  const atoms = used
    .flatMap(({ days, weight }) =>
      days.map((day) => ({ day, share: weight / total / days.length })),
    )
    .sort((a, b) => a.day - b.day);
  let [sum, mean, square] = [0, 0, 0];
  const upTo = Float64Array.from(atoms, ({ day, share }) => {
    mean += share * day;
    square += share * day * day;
    sum += share;
    return sum;
  });
  upTo[atoms.length - 1] = 1;
  const deviation = Math.sqrt(Math.max(0, square - mean * mean));
  return { days: Float64Array.from(atoms, ({ day }) => day), upTo, mean, deviation };
}

/** The first day by which a share of the cases has come. */
export function dayAt({ days, upTo }: WeightedDays, share: number): number {
  return days[indexAt(upTo, share - 1e-9)] ?? 0;
}

export function drawDay(weighted: WeightedDays, random: Random): number {
  return dayAt(weighted, random.next());
}

/**
 * The same of something that has not come before day `least`. The longer it is overdue the more weight falls on what is later
 * than all on record: there, days are added without memory, in the mean as many as the record deviates or as it is later
 * than the record's last, at least a week. `share` in [0, 1).
 */
export function dayAtLeast(weighted: WeightedDays, least: number, share: number): number {
  const { days, upTo, deviation } = weighted;
  let first = 0;
  while (first < days.length && (days[first] ?? 0) < least) first += 1;
  const passed = first === 0 ? 0 : (upTo[first - 1] ?? 0);
  const place = share * (1 - passed + BEYOND_RECORD);
  if (place < 1 - passed)
    return days[Math.max(first, indexAt(upTo, passed + place - 1e-9))] ?? least;
  const last = days[days.length - 1] ?? 0;
  const mean = Math.max(LEAST_EXTRA_DAYS, deviation, least - last);
  const left = (1 - passed + BEYOND_RECORD - place) / BEYOND_RECORD;
  return Math.max(last, least) + Math.ceil(-mean * Math.log(Math.max(left, 1e-6)));
}

/** The first index whose value is above or at a share. */
function indexAt(upTo: Float64Array, share: number): number {
  let [low, high] = [0, upTo.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((upTo[middle] ?? 1) >= share) high = middle;
    else low = middle + 1;
  }
  return low;
}
