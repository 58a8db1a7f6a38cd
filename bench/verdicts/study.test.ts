import { expect, test } from 'vitest';
import { learnedPolicy, replay } from '#app/domain/lanes/replay.ts';
import { familiesOf, OURS } from './families.ts';
import { PATIENCE_GRID } from './grids.ts';
import { worldHistories, type Histories } from './histories.ts';
import { observe } from './observe.ts';
import { sampleOf } from './sample.ts';
import { runStudy } from './study.ts';
import { addSample, createTally } from './tally.ts';
import { train } from './training.ts';

const world = worldHistories({ seed: 5, orders: 1_500 });
const split = { kind: 'split', share: 0.5 } as const;

test('what happens after the split changes nothing of what was learned', () => {
  const [asOf] = runStudy([world], split).trials.map((trial) => trial.asOf);
  if (asOf === undefined) throw new Error('no trial');
  const later: Histories = {
    ...world,
    parcels: world.parcels.map((parcel) => ({
      ...parcel,
      // The other ending for everybody whose ending was not known yet, and no later scan.
      outcome: isKnownAt(parcel, asOf) ? parcel.outcome : 'lost',
      endedAt: isKnownAt(parcel, asOf) ? parcel.endedAt : world.dataEnd,
      scans: parcel.scans.filter(({ occurredAt }) => occurredAt <= asOf),
    })),
  };
  const [before, after] = [world, later].map((histories) => runStudy([histories], split));
  expect(after?.tuned).toEqual(before?.tuned);
  expect(after?.trials).toMatchObject([{ trained: before?.trials[0]?.trained, asOf }]);
});

function isKnownAt({ endedAt }: Histories['parcels'][number], instant: Date): boolean {
  return endedAt !== null && endedAt <= instant;
}

test('false alarms and alerts are those of the replay that the product uses', () => {
  const { parcels, dataEnd } = world;
  const setAside = new Map();
  const training = train(parcels, { asOf: dataEnd, everyLossIsKnown: true, setAside });
  const families = familiesOf(training).filter(({ name }) => name === OURS);
  const sample = sampleOf(parcels, { dataEnd, stuckAge: Infinity, setAside });
  const tally = createTally(families);
  addSample(tally, sample, { families, parcelsOnLane: new Map() });
  const [ours] = tally.families;
  const journeys = parcels.flatMap((parcel) => observe(parcel, dataEnd, setAside) ?? []);
  for (const knob of [40, 90, 120]) {
    const replayed = replay(
      journeys,
      learnedPolicy(training.model, PATIENCE_GRID[knob] ?? Number.NaN),
    );
    const flagged = ours?.patternOf.filter(
      (pattern, parcel) => tally.good[parcel] === true && ours.patterns[pattern]?.[knob] === 1,
    );
    // Silences in columns have single precision.
    expect(Math.abs((flagged?.length ?? 0) - replayed.goodFlagged)).toBeLessThanOrEqual(1);
    expect(Math.abs((ours?.alerts[0]?.[knob] ?? 0) - replayed.alerts)).toBeLessThanOrEqual(1);
    expect(tally.stuck).toBe(replayed.stuck);
  }
});

test('folds test every parcel once', () => {
  const { tally, trials } = runStudy([world], { kind: 'folds', count: 3, seed: 1 });
  expect(trials).toHaveLength(3);
  expect(trials.reduce((sum, { tested }) => sum + tested, 0)).toBe(tally.good.length);
  expect(tally.good.length).toBe(world.parcels.length);
});
