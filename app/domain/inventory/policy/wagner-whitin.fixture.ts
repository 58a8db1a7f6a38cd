/**
 * The cheapest lots for a known demand: Wagner and Whitin, Management Science 5 (1958), 89–96. `holding` of a unit for a
 * period, nothing for the period in which it came.
 */
export function wagnerWhitin({
  ordering,
  holding,
  demand,
}: {
  ordering: number;
  holding: number;
  demand: readonly number[];
}): { lots: number[]; cost: number } {
  // Cheapest cost from a period on, and the period of the lot after its first.
  const costs: number[] = Array.from({ length: demand.length + 1 }, () => 0);
  const next: number[] = [...costs];
  for (let from = demand.length - 1; from >= 0; from -= 1) {
    let [best, lot] = [Infinity, ordering];
    for (let until = from + 1; until <= demand.length; until += 1) {
      lot += holding * (until - 1 - from) * (demand[until - 1] ?? 0);
      const cost = lot + (costs[until] ?? 0);
      if (cost < best) [best, next[from]] = [cost, until];
    }
    costs[from] = best;
  }
  const lots: number[] = demand.map(() => 0);
  for (let from = 0; from < demand.length; from = next[from] ?? demand.length) {
    lots[from] = demand.slice(from, next[from]).reduce((sum, units) => sum + units, 0);
  }
  return { lots, cost: costs[0] ?? 0 };
}
