/**
 * A distribution in bins: `shares[i]` lies below `edges[i]`, and inside a bin it grows evenly, so that every value has a
 * share and every share a value. Both arrays ascend and have the same length; shares run from 0 to 1.
 */
export interface Binned {
  readonly edges: Readonly<Float64Array>;
  readonly shares: Readonly<Float64Array>;
}

/** The share below a value: 0 before the first edge, 1 after the last. */
export function shareBelow({ edges, shares }: Binned, value: number): number {
  const last = edges.length - 1;
  if (value <= (edges[0] ?? 0)) return 0;
  if (value >= (edges[last] ?? 0)) return 1;
  const bin = lastAtMost(edges, value);
  const from = edges[bin] ?? 0;
  const below = shares[bin] ?? 0;
  const width = (edges[bin + 1] ?? 0) - from;
  return below + ((value - from) / width) * ((shares[bin + 1] ?? 0) - below);
}

/** The least value with at least this share below it. */
export function valueAt({ edges, shares }: Binned, share: number): number {
  const last = edges.length - 1;
  if (share <= 0) return edges[0] ?? 0;
  // The first edge with the share below it; the bin before it holds the value.
  let low = 1;
  let high = last;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((shares[middle] ?? 0) >= share) high = middle;
    else low = middle + 1;
  }
  const from = edges[low - 1] ?? 0;
  const below = shares[low - 1] ?? 0;
  const grown = (shares[low] ?? 0) - below;
  if (grown <= 0) return edges[low] ?? 0;
  return from + Math.min(1, (share - below) / grown) * ((edges[low] ?? 0) - from);
}

/** The last place whose entry is at most `value`; at least 0. */
function lastAtMost(ascending: Readonly<Float64Array>, value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((ascending[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
