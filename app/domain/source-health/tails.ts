/**
 * Probability of `seen` or fewer events where `mean` are expected, when they come in clumps of `clumping` on average (1 =
 * each alone): Poisson's lower tail of clumps. Nothing at all has probability exp(−mean / clumping), which a negative
 * binomial of the same variance would put far too low. Summed in logarithms, so that nothing underflows.
 */
export function lowerTail(
  seen: number,
  { mean, clumping }: { mean: number; clumping: number },
): number {
  const clumps = mean / clumping;
  if (clumps <= 0) return 1;
  let term = -clumps;
  let sum = term;
  for (let count = 1; count <= Math.ceil(seen / clumping); count += 1) {
    term += Math.log(clumps / count);
    sum = addLogs(sum, term);
  }
  return Math.min(1, Math.exp(sum));
}

/**
 * At most the probability of `hits` or more of `trials` where each hits with probability `usual`: Chernoff's bound
 * exp(−n · KL(hits/n ‖ usual)), which never understates it. 1 when the hits are no more than usual.
 */
export function upperTailBound(hits: number, { trials, usual }: { trials: number; usual: number }) {
  const share = hits / trials;
  if (trials === 0 || share <= usual) return 1;
  const divergence =
    share * Math.log(share / usual) +
    (share === 1 ? 0 : (1 - share) * Math.log((1 - share) / (1 - usual)));
  return Math.exp(-trials * divergence);
}

function addLogs(a: number, b: number): number {
  const larger = Math.max(a, b);
  return larger + Math.log1p(Math.exp(Math.min(a, b) - larger));
}
