/**
 * The share delivered by the edges of bins, from deliveries and from parcels still open (right-censored), with a parent's
 * shares as `strength` deliveries more: the posterior mean under a beta-Stacy process (Walker and Muliere, Annals of
 * Statistics 25, 1997). In each bin the hazard is
 *
 *     (delivered + strength · (parent's share in the bin)) / (at risk + strength · (parent's share not yet delivered))
 *
 * so that without open parcels the result is the average of the deliveries' distribution and the parent's by their numbers;
 * nothing observed gives exactly the parent, and beyond the longest observed time the parent's hazard goes on. Parcels open
 * in a bin count as at risk in it, as in the product-limit estimate (Kaplan and Meier 1958).
 */
export function pooledShares({
  delivered,
  open,
  parent,
  strength,
}: {
  /** By bin. */
  delivered: Readonly<Float64Array>;
  /** By bin; shorter or empty = none. */
  open: Readonly<Float64Array>;
  /** Shares delivered at the edges, one more than bins, from 0 to 1. */
  parent: Readonly<Float64Array>;
  strength: number;
}): Float64Array {
  const bins = delivered.length;
  const shares = new Float64Array(bins + 1);
  let atRisk = 0;
  for (let bin = 0; bin < bins; bin += 1) atRisk += (delivered[bin] ?? 0) + (open[bin] ?? 0);
  let left = 1;
  for (let bin = 0; bin < bins; bin += 1) {
    const before = parent[bin] ?? 0;
    const events = (delivered[bin] ?? 0) + strength * ((parent[bin + 1] ?? 1) - before);
    const waiting = atRisk + strength * (1 - before);
    // Rounding may leave a remainder of nothing at risk.
    if (waiting > TINY) left *= 1 - Math.min(1, Math.max(0, events / waiting));
    shares[bin + 1] = 1 - left;
    atRisk = Math.max(0, atRisk - (delivered[bin] ?? 0) - (open[bin] ?? 0));
  }
  shares[bins] = 1;
  return shares;
}

const TINY = 1e-12;
