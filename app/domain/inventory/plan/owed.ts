import type { DrawnArrival } from './arrivals.ts';

/** Takes what is owed to buyers out of the first arrivals. `stillOwed`: what even the last of them does not cover. */
export function afterOwed(
  arrivals: readonly DrawnArrival[],
  owed: number,
): { left: readonly DrawnArrival[]; stillOwed: number } {
  if (owed <= 0) return { left: arrivals, stillOwed: 0 };
  let stillOwed = owed;
  const left = arrivals.map(({ day, quantity }) => {
    const taken = Math.min(quantity, stillOwed);
    stillOwed -= taken;
    return { day, quantity: quantity - taken };
  });
  return { left, stillOwed };
}
