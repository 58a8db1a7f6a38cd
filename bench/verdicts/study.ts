import { Random, seedFrom } from '#sandbox/world/random.ts';
import { createCalibration, type Calibration } from './calibration.ts';
import { familiesOf } from './families.ts';
import type { Histories, ParcelHistory } from './histories.ts';
import type { Truth } from './labels.ts';
import { knownAt, type SetAsideCounts } from './observe.ts';
import { membersOf, readCurves } from './reading.ts';
import { sampleOf } from './sample.ts';
import { addSample, createTally, type Tally } from './tally.ts';
import { train, type Training } from './training.ts';

export const TARGETS = [0.05, 0.1, 0.2] as const;

/** By time: what is known when a share of the parcels has started; or by parcel, each fold judged by the others. */
export type Design =
  { kind: 'split'; share: number } | { kind: 'folds'; count: number; seed: number };

export interface Study {
  tally: Tally;
  /** The knob that keeps the training parcels' false-alarm rate at or under a target: `tuned[sample][family][target]`. */
  tuned: { knob: number; text: string }[][][];
  trials: { history: number; trained: number; tested: number; asOf: Date; stuckAge: number }[];
  truths: Map<Truth, number>;
  setAside: SetAsideCounts;
  calibration: Calibration;
}

interface Trial {
  learnFrom: ParcelHistory[];
  asOf: Date;
  test: ParcelHistory[];
}

/** Trains on one part, tests on another; with several histories or folds the test parcels are pooled. */
export function runStudy(all: Iterable<Histories>, design: Design): Study {
  const study: Omit<Study, 'tally' | 'calibration'> = {
    tuned: [],
    trials: [],
    truths: new Map(),
    setAside: new Map(),
  };
  const calibration = createCalibration();
  let tally: Tally | null = null;
  let history = -1;
  for (const histories of all) {
    history += 1;
    for (const { learnFrom, asOf, test } of trialsOf(histories, design)) {
      const { everyLossIsKnown } = histories;
      const training = train(learnFrom, { asOf, everyLossIsKnown, setAside: study.setAside });
      const { stuckAge, longestWayDays, parcelsOnLane, model } = training;
      const { setAside } = study;
      const sample = sampleOf(test, { dataEnd: histories.dataEnd, stuckAge, setAside });
      const families = familiesOf(training);
      tally ??= createTally(families);
      addSample(tally, sample, { families, parcelsOnLane });
      calibration.add(sample, { model, fromAgeDays: longestWayDays });
      study.tuned.push(tune(training, families));
      const tested = sample.truths.length;
      study.trials.push({ history, trained: training.parcels, tested, asOf, stuckAge });
      for (const truth of sample.truths) {
        study.truths.set(truth, (study.truths.get(truth) ?? 0) + 1);
      }
    }
  }
  return { ...study, tally: tally ?? createTally([]), calibration: calibration.result() };
}

function* trialsOf({ parcels, dataEnd }: Histories, design: Design): Iterable<Trial> {
  if (design.kind === 'split') {
    const starts = parcels.map(({ startedAt }) => startedAt.getTime()).sort((a, b) => a - b);
    const asOf = new Date(starts[Math.ceil(starts.length * design.share) - 1] ?? 0);
    const earlier = parcels.filter(({ startedAt }) => startedAt <= asOf);
    const test = parcels.filter(({ startedAt }) => startedAt > asOf);
    yield { learnFrom: earlier.map((parcel) => knownAt(parcel, asOf)), asOf, test };
    return;
  }
  const random = new Random(seedFrom(design.seed, 0xf01d));
  const folds = parcels.map(() => random.whole(0, design.count - 1));
  for (let fold = 0; fold < design.count; fold += 1) {
    const isIn = (_: ParcelHistory, at: number) => folds[at] === fold;
    const test = parcels.filter(isIn);
    yield {
      learnFrom: parcels.filter((parcel, at) => !isIn(parcel, at)),
      asOf: dataEnd,
      test,
    };
  }
}

/** For each family and target the most eager knob that keeps to it on the training parcels, else the most patient one. */
function tune(
  { sample }: Training,
  families: ReturnType<typeof familiesOf>,
): { knob: number; text: string }[][] {
  const tally = createTally(families);
  addSample(tally, sample, { families, parcelsOnLane: new Map() });
  const readings = readCurves(tally, membersOf(tally));
  return tally.families.map((family, at) => {
    const rates = readings[at]?.rates ?? new Float64Array();
    return TARGETS.map((target) => {
      const eager = rates.findIndex((rate) => rate <= target);
      const knob = eager < 0 ? family.knobs - 1 : eager;
      return { knob, text: families[at]?.knobText(knob) ?? '' };
    });
  });
}
