/** At most `most` values that stand for many: the middles of as many equal shares, ascending. */
export function thinned(values: readonly number[], most: number): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  if (sorted.length <= most) return sorted;
  return Array.from(
    { length: most },
    (_, index) => sorted[Math.floor(((index + 0.5) / most) * sorted.length)] ?? 0,
  );
}
