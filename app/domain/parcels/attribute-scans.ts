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

/** A scan with the leg it was stored for; Shopify's are attributed anew, by when they were recorded. */
export type AttributableScan = Scan & { legSeq?: number | null };

/**
 * The scans that speak of a parcel's current number or of another of its chain (or, without a number, those recorded while
 * it had none). Shopify's belong to the number it listed when it recorded them; other sources name the number themselves.
 *
 * Every scan of a shared stream is offered to each of its parcels, for Shopify does not say which one it means. A parcel
 * whose own number was physically scanned by the word of another source needs that guess no longer: the stream's scans are
 * left out, and with them a delivery that may be its neighbour's.
 */
export function scansOfChain<S extends AttributableScan>(
  scans: readonly S[],
  { legs, sharedStream }: { legs: readonly Leg[]; sharedStream: boolean },
): S[] {
  const chain = new Set<Leg | null>(chainOf(legs));
  if (chain.size === 0) chain.add(null);
  const bySeq = new Map(legs.map((leg) => [leg.seq, leg]));
  const own = scans.filter((scan) => {
    if (scan.source === 'shopify') return chain.has(legOfScan(scan, legs));
    const leg = scan.legSeq == null ? undefined : bySeq.get(scan.legSeq);
    return leg !== undefined && chain.has(leg);
  });
  return sharedStream && hasScansOfItsOwn(own)
    ? own.filter(({ source }) => source !== 'shopify')
    : own;
}

/** True when a source that speaks of single numbers has physically scanned one of these. */
export function hasScansOfItsOwn(scans: readonly Scan[]): boolean {
  return scans.some(({ source, physical }) => source !== 'shopify' && physical);
}
