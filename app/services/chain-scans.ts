import type { StoredLeg, StoredScan } from '#app/db/parcels-assess.server.ts';
import { carrierFamily } from '#app/domain/lanes/lane-key.ts';
import { hasScansOfItsOwn, scansOfChain } from '#app/domain/parcels/attribute-scans.ts';
import { chainOf } from '#app/domain/parcels/chain.ts';
import { mergeTimeline, type TimelineEntry } from '#app/domain/scans/merge-timeline.ts';

/** What is known of the chain of numbers a parcel travels on: the same for whoever judges it and whoever learns from it. */
export interface ChainScans {
  /** Every number the parcel has had, and those of the chain from the first to the last. */
  legs: readonly StoredLeg[];
  chain: StoredLeg[];
  /** All statements of the chain's numbers, and the events they tell of. */
  scans: StoredScan[];
  entries: TimelineEntry<StoredScan>[];
  /** Several parcels share one stream, and no other source says which of them a scan means. */
  isStreamShared: boolean;
  /** Family of the carrier that brought the parcel on its way; null = unknown. */
  carrier: string | null;
}

export function chainScans(
  parcel: { position: number; sharedStream: boolean },
  { legs, scans: offered }: { legs: readonly StoredLeg[]; scans: readonly StoredScan[] },
): ChainScans {
  const { position, sharedStream } = parcel;
  const own = offered.filter((scan) => scan.position === null || scan.position === position);
  const scans = scansOfChain(own, { legs, sharedStream });
  const chain = chainOf(legs);
  return {
    legs,
    chain,
    scans,
    entries: mergeTimeline(scans),
    isStreamShared: sharedStream && !hasScansOfItsOwn(scans),
    carrier: carrierFamily(chain[0]?.carrier ?? null),
  };
}
