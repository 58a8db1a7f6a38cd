/** The value below which a share of sorted values lies (type 7: between neighbours in proportion); NaN for none. */
export function quantileOf(sorted: ArrayLike<number>, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(sorted.length - 1, below + 1)] ?? low;
  return low + (place - below) * (high - low);
}

/** Values that are added one by one and asked for their quantiles. Kept sorted in runs that stay short. */
export interface GrowingSample {
  add(value: number): void;
  readonly size: number;
  quantile(share: number): number;
}

export function growingSample(): GrowingSample {
  const runs: number[][] = [[]];
  let size = 0;
  const at = (place: number): number => {
    let left = place;
    for (const run of runs) {
      if (left < run.length) return run[left] ?? Number.NaN;
      left -= run.length;
    }
    return Number.NaN;
  };
  return {
    get size() {
      return size;
    },
    add(value) {
      size += 1;
      let index = runs.findIndex((run) => (run.at(-1) ?? Number.NEGATIVE_INFINITY) >= value);
      if (index < 0) index = runs.length - 1;
      const run = runs[index] ?? [];
      let low = 0;
      let high = run.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((run[middle] ?? 0) < value) low = middle + 1;
        else high = middle;
      }
      run.splice(low, 0, value);
      if (run.length > LONGEST_RUN)
        runs.splice(index, 1, run.slice(0, LONGEST_RUN / 2), run.slice(LONGEST_RUN / 2));
    },
    quantile(share) {
      const place = share * (size - 1);
      const below = Math.floor(place);
      const low = at(below);
      return low + (place - below) * (at(Math.min(size - 1, below + 1)) - low);
    },
  };
}

const LONGEST_RUN = 512;
