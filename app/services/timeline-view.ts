import type { TimelineEvent } from '#app/contracts/pages.ts';
import { chainAround, chainOf, type ChainLink } from '#app/domain/parcels/chain.ts';
import { mergeTimeline } from '#app/domain/scans/merge-timeline.ts';
import type { Scan } from '#app/domain/scans/scan.ts';

type Shown = Scan & { legSeq: number | null };

/**
 * What a parcel's scans tell, each event once, newest first, as places in `scans`. Numbers joined to one chain are told
 * together; one that was merely replaced stays by itself. Scans that name no number are told with the current chain.
 */
export function timelineOf(scans: readonly Shown[], legs: readonly ChainLink[]): TimelineEvent[] {
  const place = new Map<Shown, number>(scans.map((scan, index) => [scan, index]));
  const currentRoot = chainOf(legs)[0]?.seq ?? null;
  const rootOf = new Map(legs.map(({ seq }) => [seq, chainAround(legs, seq)[0]?.seq ?? seq]));
  const chains = Map.groupBy(scans, ({ legSeq }) =>
    legSeq === null ? currentRoot : (rootOf.get(legSeq) ?? currentRoot),
  );
  const placeOf = (scan: Shown) => place.get(scan) ?? 0;
  return [...chains.values()]
    .flatMap((told) => mergeTimeline(told))
    .map(({ scan, also, conflicts }) => ({
      scan: placeOf(scan),
      also: also.map(placeOf),
      conflicts: conflicts.map(({ kind, with: other }) => ({ kind, with: placeOf(other) })),
    }))
    .sort((a, b) => a.scan - b.scan);
}
