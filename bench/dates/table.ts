import type { Binned } from '#app/domain/lanes/delivery/binned.ts';
import { pooledShares } from '#app/domain/lanes/delivery/pooled-shares.ts';

/**
 * The shrunken table of the product, on any scale: for each group of each level a histogram, estimated with the group
 * above as its prior. Rows are learned as they end; those still open are cut off where they are.
 */
export interface RollingTable {
  learn(path: readonly number[], value: number, startedDay: number): void;
  /** Begins a new instant: what is open is told afresh, and estimates are made anew. */
  advance(day: number): void;
  open(path: readonly number[], value: number, startedDay: number): void;
  /** The distribution of the last group of a path that has one. */
  distribution(path: readonly number[]): Binned;
}

interface Group {
  ended: Float64Array;
  cutOff: Float64Array | null;
  /** As of the current instant. */
  shares: Float64Array | null;
}

export function rollingTable({
  edges,
  strength,
  halfLifeDays,
}: {
  /** Ascending; the first and the last hold what lies outside. */
  edges: Float64Array;
  strength: number;
  halfLifeDays: number;
}): RollingTable {
  const bins = edges.length - 1;
  /** What is taken for known before anything is: as many in each bin. */
  const evenly = edges.map((_, index) => index / bins);
  const groups = new Map<number, Group>();
  let scale = 1;
  let firstDay: number | null = null;

  const weightAt = (day: number) => {
    firstDay ??= day;
    return 2 ** ((day - firstDay) / halfLifeDays);
  };
  const groupOf = (id: number): Group => {
    const known = groups.get(id);
    if (known !== undefined) return known;
    const group: Group = {
      ended: new Float64Array(bins),
      cutOff: null,
      shares: null,
    };
    groups.set(id, group);
    return group;
  };
  const binOf = (value: number): number => {
    let low = 0;
    let high = bins - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((edges[middle] ?? 0) <= value) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const estimate = (group: Group, parent: Float64Array): Float64Array => {
    group.shares = pooledShares({
      delivered: group.ended.map((count) => count * scale),
      open: group.cutOff?.map((count) => count * scale) ?? NOTHING,
      parent,
      strength,
    });
    return group.shares;
  };

  return {
    learn(path, value, startedDay) {
      const bin = binOf(value);
      const weight = weightAt(startedDay);
      for (const id of path) {
        const { ended } = groupOf(id);
        ended[bin] = (ended[bin] ?? 0) + weight;
      }
    },
    advance(day) {
      for (const group of groups.values()) {
        group.shares = null;
        group.cutOff = null;
      }
      scale = 1 / weightAt(day);
    },
    open(path, value, startedDay) {
      const bin = binOf(value);
      const weight = weightAt(startedDay);
      for (const id of path) {
        const group = groups.get(id);
        if (group === undefined) continue;
        group.cutOff ??= new Float64Array(bins);
        group.cutOff[bin] = (group.cutOff[bin] ?? 0) + weight;
      }
    },
    distribution(path) {
      let shares: Float64Array = evenly;
      for (const id of path) {
        const group = groups.get(id);
        if (group !== undefined) shares = group.shares ?? estimate(group, shares);
      }
      return { edges, shares };
    },
  };
}

const NOTHING = new Float64Array(0);

/**
 * Edges for a sample: evenly many values a bin, and a bin of its own for a value that comes again and again (whole days,
 * a promise kept to the day), so that it is predicted as it is.
 */
export function edgesFor(sample: readonly number[], bins: number): Float64Array {
  const sorted = Float64Array.from(sample).sort();
  const last = sorted.length - 1;
  const at = (share: number) => sorted[Math.min(last, Math.max(0, Math.round(share * last)))] ?? 0;
  const width = Math.max(at(0.9) - at(0.1), 1e-6);
  const hair = width * 1e-6;
  const edges = new Set<number>();
  let previous = Number.NaN;
  for (let bin = 0; bin <= bins; bin += 1) {
    const value = at(bin / bins);
    if (value - previous < hair) {
      edges.add(value - hair);
      edges.add(value + hair);
    } else {
      edges.add(value);
      previous = value;
    }
  }
  edges.add(at(0) - width / 10);
  edges.add(at(1) + width);
  const ascending = Float64Array.from(edges).sort();
  return ascending.filter(
    (edge, index) => index === 0 || edge - (ascending[index - 1] ?? 0) >= hair / 2,
  );
}
