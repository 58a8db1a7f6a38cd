import { chainOf } from '#app/domain/parcels/chain.ts';
import type { Leg } from '#app/domain/parcels/reconcile.ts';
import type { Scan } from '#app/domain/scans/scan.ts';

type LegSpan = Pick<Leg, 'seq' | 'startedAt' | 'startedBasis' | 'replacedAt' | 'listed'>;

/**
 * The leg a scan speaks of: the one that was current when the source recorded it, because Shopify keeps one stream per
 * fulfillment across changes of number. A number that was there when we first saw the fulfillment also owns what was
 * recorded before. Numbers that Shopify never listed have no part in its stream. Null when no number was current.
 */
export function legOfScan<L extends LegSpan>(
  scan: Pick<Scan, 'recordedAt'>,
  legs: readonly L[],
): L | null {
  const { recordedAt } = scan;
  // The latest leg that had started, so that a clock step between two legs leaves no scan without one.
  const started = legs.filter(
    ({ startedAt, startedBasis, listed }) =>
      listed && (startedBasis === 'fulfillment_created' || startedAt <= recordedAt),
  );
  const last = started.reduce<L | null>(
    (latest, leg) => (latest === null || leg.seq > latest.seq ? leg : latest),
    null,
  );
  if (last === null) return null;
  return last.replacedAt === null || recordedAt < last.replacedAt ? last : null;
}

/**
 * The scans that speak of a parcel's current number or of another of its chain (or, without a number, those recorded while
 * it had none). Every scan of a shared stream is offered to each of its parcels.
 */
export function scansOfCurrentNumber(
  scans: readonly Scan[],
  parcel: { legs: readonly Leg[] },
): Scan[] {
  const chain = new Set<Leg | null>(chainOf(parcel.legs));
  if (chain.size === 0) chain.add(null);
  return scans.filter((scan) => chain.has(legOfScan(scan, parcel.legs)));
}
