const DAY_MS = 86_400_000;

/** Days, whole or not, from one instant to another. */
export function daysBetween(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / DAY_MS;
}
