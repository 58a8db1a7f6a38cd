import type { Journey } from '#app/domain/lanes/journey.ts';
import { survivalByBins } from '#app/domain/lanes/kaplan-meier.ts';
import { silenceKeyText, type SilenceKey } from '#app/domain/lanes/lane-key.ts';
import { createLaneModel, type LaneModel } from '#app/domain/lanes/lane-model.ts';
import { countSilence, emptyCell, type SilenceCell } from '#app/domain/lanes/silence-cell.ts';
import { BIN_COUNT, binOf, edge } from '#app/domain/lanes/time-bins.ts';
import type { ParcelHistory } from './histories.ts';
import { longestWayDaysOf } from './labels.ts';
import { observe, type SetAsideCounts } from './observe.ts';
import { laneText, sampleOf, type Sample } from './sample.ts';

/** All that the methods know before the test. */
export interface Training {
  parcels: number;
  model: LaneModel;
  /** One curve for every silence, in plain days: the days after which a share of silences still lasts. */
  globalQuantile(p: number): number;
  /** On which knobs are tuned. */
  sample: Sample;
  /** Nearly all delivered parcels took no longer than so many days from door to door. */
  longestWayDays: number;
  /** Open for longer than so many days counts as stuck; infinite = never. */
  stuckAge: number;
  parcelsOnLane: Map<string, number>;
}

/** Learns from parcels as they were known at an instant (see `knownAt`). */
export function train(
  parcels: readonly ParcelHistory[],
  {
    asOf,
    everyLossIsKnown,
    setAside,
  }: { asOf: Date; everyLossIsKnown: boolean; setAside: SetAsideCounts },
): Training {
  const journeys: Journey[] = [];
  const parcelsOnLane = new Map<string, number>();
  for (const parcel of parcels) {
    const journey = observe(parcel, asOf, setAside);
    if (journey === null) continue;
    journeys.push(journey);
    const lane = laneText(parcel);
    parcelsOnLane.set(lane, (parcelsOnLane.get(lane) ?? 0) + 1);
  }
  const longestWayDays = longestWayDaysOf(journeys);
  const stuckAge = everyLossIsKnown ? Number.POSITIVE_INFINITY : longestWayDays;
  return {
    parcels: journeys.length,
    model: createLaneModel({ cells: cellsOf(journeys), version: 1 }),
    globalQuantile: globalQuantile(journeys),
    sample: sampleOf(parcels, { dataEnd: asOf, stuckAge, setAside: new Map() }),
    longestWayDays,
    stuckAge,
    parcelsOnLane,
  };
}

function cellsOf(journeys: readonly Journey[]): Iterable<readonly [SilenceKey, SilenceCell]> {
  const cells = new Map<string, [SilenceKey, SilenceCell]>();
  for (const { silences } of journeys) {
    for (const silence of silences) {
      const text = silenceKeyText(silence.key);
      const known = cells.get(text) ?? [silence.key, emptyCell()];
      countSilence(known[1], silence);
      cells.set(text, known);
    }
  }
  return cells.values();
}

/** Kaplan and Meier over all silences; those of lost parcels are cut off, since they say nothing of those that end. */
function globalQuantile(journeys: readonly Journey[]): (p: number) => number {
  const ended = new Float64Array(BIN_COUNT);
  const cutOff = new Float64Array(BIN_COUNT);
  for (const { silences } of journeys) {
    for (const { plainDays, end } of silences) {
      const bins = end === 'moved' ? ended : cutOff;
      const bin = binOf(plainDays);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
  }
  const survival = survivalByBins({ ended, cutOff, parent: null });
  return (p) => {
    const after = survival.findIndex((share) => share <= 1 - p);
    const [high, low] = [survival[after - 1], survival[after]];
    if (high === undefined || low === undefined || after >= BIN_COUNT) return Infinity;
    const share = (high - (1 - p)) / (high - low);
    return edge(after - 1) + share * (edge(after) - edge(after - 1));
  };
}
