/**
 * The share that still waits, from waits that ended and waits that were cut off (right-censored), by bins.
 *
 * Kaplan and Meier, JASA 53 (1958): in each bin the hazard is events over those at risk, and survival is the product of
 * what is left. Waits cut off in a bin count as at risk in it, as with ties of an event and a censoring.
 *
 * With a parent the estimate is the posterior mean under a beta process (Hjort, Annals of Statistics 18, 1990): in every bin
 * the parent's hazard counts as `strength` waits more, so that nothing observed gives exactly the parent, many observations
 * give the product-limit estimate, and beyond the longest wait the parent's hazard goes on. The strength is the same in
 * every bin: limits lie in the tail, where few of a lane's own waits are left to say anything.
 */
export function survivalByBins({
  ended,
  cutOff,
  parent,
}: {
  /** Waits that ended, by bin. */
  ended: Readonly<Float64Array>;
  /** Waits cut off, by bin; same length. */
  cutOff: Readonly<Float64Array>;
  /** Survival at the start of each bin and after the last (one entry more than bins), and for how many waits it counts. */
  parent: { survival: Readonly<Float64Array>; strength: number } | null;
}): Float64Array {
  const bins = ended.length;
  const survival = new Float64Array(bins + 1);
  survival[0] = 1;
  let atRisk = 0;
  for (let bin = 0; bin < bins; bin += 1) atRisk += (ended[bin] ?? 0) + (cutOff[bin] ?? 0);
  const strength = parent?.strength ?? 0;
  for (let bin = 0; bin < bins; bin += 1) {
    const before = parent?.survival[bin] ?? 0;
    const after = parent?.survival[bin + 1] ?? 0;
    const hazardAbove = before > TINY ? 1 - after / before : 1;
    const events = (ended[bin] ?? 0) + strength * hazardAbove;
    const waiting = atRisk + strength;
    // Rounding may leave a remainder of nothing at risk.
    const hazard = waiting > TINY ? Math.min(1, Math.max(0, events / waiting)) : 0;
    survival[bin + 1] = (survival[bin] ?? 0) * (1 - hazard);
    atRisk = Math.max(0, atRisk - (ended[bin] ?? 0) - (cutOff[bin] ?? 0));
  }
  return survival;
}

const TINY = 1e-12;
