/** P(D = 0), P(D = 1), … of a Poisson demand, until nothing is left. */
export function poissonChances(mean: number): number[] {
  const chances = [Math.exp(-mean)];
  for (let count = 1; count < mean + 12 * Math.sqrt(mean) + 30; count += 1) {
    chances.push(((chances[count - 1] ?? 0) * mean) / count);
  }
  return chances;
}
