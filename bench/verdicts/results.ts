import {
  excludesZero,
  interval95,
  rateOf,
  resample,
  type Interval,
  type Measure,
  type Target,
} from './bootstrap.ts';
import { EXPIRY, OURS } from './families.ts';
import { readCurves, type Delay, type Members, type Reading } from './reading.ts';
import { TARGETS } from './study.ts';
import type { Tally } from './tally.ts';

/** One number with its 95 % interval; null where resamples gave too few values. */
export interface Estimate {
  value: number;
  interval: Interval | null;
}

/** Delays of a method at one false-alarm rate, and how much earlier ours speaks: negative days = ours is earlier. */
export interface AtTarget {
  target: number;
  delay: Record<Measure, Estimate>;
  oursLess: Record<Measure, Estimate>;
  /** Share by which ours is shorter. */
  reduction: Record<Measure, Estimate>;
}

export interface MethodResult {
  name: string;
  reading: Reading;
  atTargets: AtTarget[];
}

export interface Results {
  methods: MethodResult[];
  parcels: number;
  good: number;
  stuck: number;
}

/** What can be read of the parcels that take part (`members`): every method on equal footing. */
export function resultsOf(
  tally: Tally,
  {
    members,
    resamples,
    seed,
    methods,
  }: { members: Members; resamples: number; seed: number; methods?: readonly string[] },
): Results {
  const taking =
    methods === undefined
      ? tally
      : { ...tally, families: tally.families.filter(({ name }) => methods.includes(name)) };
  const readings = readCurves(taking, members);
  const expiry = taking.families.findIndex(({ name }) => name === EXPIRY);
  const targets: Target[] = [...TARGETS, ...(expiry < 0 ? [] : [{ rateOf: expiry }])];
  const drawn = resample(taking, { members, targets, count: resamples, seed });
  const ours = taking.families.findIndex(({ name }) => name === OURS);

  const atTarget = (family: number, place: number): AtTarget => {
    const target = rateOf(targets[place] ?? Number.NaN, readings);
    const pairOf = (measure: Measure) => {
      const pair = (own?: Delay, other?: Delay) => [own?.[measure], other?.[measure]] as const;
      const value = pair(readings[ours]?.delayAt(target), readings[family]?.delayAt(target));
      const draws = (drawn[family]?.[place] ?? []).map((delay, round) =>
        pair(drawn[ours]?.[place]?.[round], delay),
      );
      return (of: (own: number, other: number) => number): Estimate => {
        const each = ([own, other]: readonly [number?, number?]) =>
          of(own ?? Number.NaN, other ?? Number.NaN);
        return { value: each(value), interval: interval95(draws.map(each)) };
      };
    };
    const mean = pairOf('mean');
    const median = pairOf('median');
    const both = (of: (own: number, other: number) => number) => ({
      mean: mean(of),
      median: median(of),
    });
    return {
      target,
      delay: both((_, other) => other),
      oursLess: both((own, other) => own - other),
      reduction: both((own, other) => 1 - own / other),
    };
  };

  return {
    methods: taking.families.flatMap(({ name }, family) => {
      const reading = readings[family];
      if (reading === undefined) return [];
      const places = name === EXPIRY ? [TARGETS.length] : TARGETS.map((_, place) => place);
      return [{ name, reading, atTargets: places.map((place) => atTarget(family, place)) }];
    }),
    parcels: members.all.length,
    good: members.good.length,
    stuck: members.stuck.length,
  };
}

/** In words what an interval of a difference allows to say. */
export function verdictOn({ value, interval }: Estimate): string {
  if (Number.isNaN(value)) return 'one of them cannot keep to this rate';
  if (interval === null) return 'too few resamples reach this rate to say';
  if (!excludesZero(interval)) return 'no difference shown: the interval holds zero';
  return value < 0
    ? 'Lastscan is earlier: the interval excludes zero'
    : 'Lastscan is LATER: the interval excludes zero';
}
