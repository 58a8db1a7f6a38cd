import type { FamilyTally, Tally } from './tally.ts';

/** Parcels with what a family flags at each of three knobs; of stuck ones also the delays. */
export interface ToldParcel {
  flagged: [0 | 1, 0 | 1, 0 | 1];
  delays?: [number, number, number];
}

/** A tally of one family or several over the same parcels. */
export function tallyOf(families: Record<string, readonly ToldParcel[]>): Tally {
  const [first = []] = Object.values(families);
  let stuck = 0;
  return {
    good: first.map(({ delays }) => delays === undefined),
    stuckAt: first.map(({ delays }) => (delays === undefined ? -1 : stuck++)),
    stuck,
    sampleOf: first.map(() => 0),
    samples: 1,
    pastOnLane: first.map(() => 0),
    families: Object.entries(families).map(([name, parcels]) => familyOf(name, parcels)),
  };
}

function familyOf(name: string, parcels: readonly ToldParcel[]): FamilyTally {
  const delays = parcels.flatMap((parcel) => (parcel.delays === undefined ? [] : [parcel.delays]));
  return {
    name,
    knobs: 3,
    patternOf: parcels.map((_, parcel) => parcel),
    patterns: parcels.map(({ flagged }) => Uint8Array.from(flagged)),
    delays: delays.map((of) => Float64Array.from(of)),
    caughtAtLast: delays.map(() => Uint8Array.of(1, 1, 1)),
    alerts: [Float64Array.of(3, 2, 1)],
  };
}
