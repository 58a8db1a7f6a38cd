import { describe, expect, test } from 'vitest';
import type { Journey } from '#app/domain/lanes/journey.ts';
import { fixedPolicy, learnedPolicy, replay, type Policy } from '#app/domain/lanes/replay.ts';
import { familiesOf, FIXED, OURS } from './families.ts';
import { DAY_GRID, PATIENCE_GRID } from './grids.ts';
import { worldHistories } from './histories.ts';
import { observe } from './observe.ts';
import { sampleOf } from './sample.ts';
import { addSample, createTally } from './tally.ts';
import { train } from './training.ts';

/** The benchmark keeps columns, so that it can resample; what it counts must be what the replay in the product counts. */
describe('on a small world the benchmark and the replay behind the budget screen count the same', () => {
  const { parcels, dataEnd, everyLossIsKnown } = worldHistories({ seed: 5, orders: 500 });
  const training = train(parcels, { asOf: dataEnd, everyLossIsKnown, setAside: new Map() });
  const families = familiesOf(training);
  const tally = createTally(families);
  addSample(
    tally,
    sampleOf(parcels, { dataEnd, stuckAge: Number.POSITIVE_INFINITY, setAside: new Map() }),
    { families, parcelsOnLane: training.parcelsOnLane },
  );
  const journeys = parcels.flatMap((parcel): Journey[] => {
    const journey = observe(parcel, dataEnd, new Map());
    return journey === null ? [] : [journey];
  });

  test.each([
    [FIXED, DAY_GRID, (days: number): Policy => fixedPolicy(days)],
    [OURS, PATIENCE_GRID, (patience: number): Policy => learnedPolicy(training.model, patience)],
  ] as const)('good parcels flagged and alerts: %s', (name, grid, policyOf) => {
    const family = tally.families.find((each) => each.name === name);
    const counted = [0.2, 0.5, 0.8].map((share) => {
      const knob = Math.floor(share * grid.length);
      const flagged = family?.patternOf.filter(
        (pattern, parcel) => tally.good[parcel] === true && family.patterns[pattern]?.[knob] === 1,
      ).length;
      return { flagged, alerts: family?.alerts[0]?.[knob] };
    });
    const replayed = [0.2, 0.5, 0.8].map((share) => {
      const policy = policyOf(grid[Math.floor(share * grid.length)] ?? 0);
      const { goodFlagged, alerts } = replay(journeys, policy);
      return { flagged: goodFlagged, alerts };
    });
    expect(counted).toEqual(replayed);
    expect(replayed[0]?.flagged).toBeGreaterThan(0);
  });
});
