/** The value below which a share `p` (0 to 1) of the values lies, linear between them; null without values. */
export function quantileOf(values: readonly number[], p: number): number | null {
  const sorted = Float64Array.from(values).sort();
  const place = p * (sorted.length - 1);
  const low = sorted[Math.floor(place)];
  const high = sorted[Math.ceil(place)];
  if (low === undefined || high === undefined) return null;
  return low + (place - Math.floor(place)) * (high - low);
}
