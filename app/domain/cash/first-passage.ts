/**
 * The chance that the balance is below the threshold on some day up to and with each one. `balances`: path after path, each
 * `days` long, the balance at each day's end.
 */
export function belowByDay(
  balances: Float64Array,
  { days, threshold }: { days: number; threshold: number },
): number[] {
  const paths = balances.length / days;
  const first = new Int32Array(days);
  for (let path = 0; path < paths; path += 1) {
    const start = path * days;
    for (let day = 0; day < days; day += 1) {
      if ((balances[start + day] ?? 0) >= threshold) continue;
      first[day] = (first[day] ?? 0) + 1;
      break;
    }
  }
  let below = 0;
  return Array.from(first, (count) => {
    below += count;
    return below / paths;
  });
}
