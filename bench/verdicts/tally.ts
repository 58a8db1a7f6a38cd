import type { Family } from './families.ts';
import { isStuck, type FinalSilence, type Sample } from './sample.ts';

/** No method is asked to wait longer: a silence that is never flagged counts as flagged then. */
export const LONGEST_DELAY_DAYS = 180;

/** What one family says of each parcel at each of its knobs. */
export interface FamilyTally {
  name: string;
  knobs: number;
  /** Of each parcel, index into `patterns`. */
  patternOf: number[];
  /** Flagged ever (1) or never (0), by knob. Parcels share few patterns, which makes resampling cheap. */
  patterns: Uint8Array[];
  /** Of each stuck parcel: days from its last scan to the flag, by knob. */
  delays: Float64Array[];
  /** Of each stuck parcel: whether its last silence was flagged (1) before anybody knew, by knob. */
  caughtAtLast: Uint8Array[];
  /** Flags raised on all parcels, by knob; one entry for each sample added. */
  alerts: Float64Array[];
}

/** Parcels of a test, or of several tests one after the other. */
export interface Tally {
  good: boolean[];
  /** Place in `delays`; -1 = not stuck. */
  stuckAt: number[];
  stuck: number;
  /** Which sample the parcel came with. */
  sampleOf: number[];
  samples: number;
  /** Training parcels on the parcel's lane. */
  pastOnLane: number[];
  families: FamilyTally[];
}

export function createTally(families: readonly Pick<Family, 'name' | 'knobs'>[]): Tally {
  const tallies = families.map(({ name, knobs }) => ({
    name,
    knobs,
    patternOf: [],
    patterns: [],
    delays: [],
    caughtAtLast: [],
    alerts: [],
  }));
  const parcels = { good: [], stuckAt: [], sampleOf: [], pastOnLane: [] };
  return { ...parcels, stuck: 0, samples: 0, families: tallies };
}

/** Replays a sample through the families the tally was made for, and adds what comes out. */
export function addSample(
  tally: Tally,
  sample: Sample,
  {
    families,
    parcelsOnLane,
  }: { families: readonly Family[]; parcelsOnLane: ReadonlyMap<string, number> },
): void {
  for (const [parcel, truth] of sample.truths.entries()) {
    tally.good.push(truth === 'good');
    tally.stuckAt.push(isStuck(truth) ? tally.stuck++ : -1);
    tally.sampleOf.push(tally.samples);
    tally.pastOnLane.push(parcelsOnLane.get(sample.laneTexts[parcel] ?? '') ?? 0);
  }
  for (const [at, family] of families.entries()) {
    const into = tally.families[at];
    if (into !== undefined) addFamily(into, sample, family);
  }
  tally.samples += 1;
}

function addFamily(into: FamilyTally, sample: Sample, family: Family): void {
  const limits = sample.keys.map((key) => {
    const days = family.limitsOf(key);
    return {
      days,
      rises: days.every((limit, knob) => knob === 0 || limit >= (days[knob - 1] ?? 0)),
    };
  });
  const patternIndex = createPatternIndex(into.patterns);
  const alerts = new Float64Array(family.knobs);
  const lengths = sample.days[family.clock];
  const flagged = new Uint8Array(family.knobs);
  for (let parcel = 0; parcel < sample.truths.length; parcel += 1) {
    flagged.fill(0);
    const [from, until] = [sample.starts[parcel] ?? 0, sample.starts[parcel + 1] ?? 0];
    for (let silence = from; silence < until; silence += 1) {
      const limit = limits[sample.keyOf[silence] ?? 0];
      if (limit !== undefined) flag(lengths[silence] ?? 0, limit, flagged, alerts);
    }
    into.patternOf.push(patternIndex(flagged));
    const final = sample.finals[parcel] ?? null;
    const last = limits[sample.keyOf[until - 1] ?? 0];
    if (final === null || last === undefined) continue;
    const length = lengths[until - 1] ?? 0;
    into.delays.push(last.days.map((limit) => delayOf(final, limit, family)));
    into.caughtAtLast.push(Uint8Array.from(last.days, (limit) => (length > limit ? 1 : 0)));
  }
  into.alerts.push(alerts);
}

function flag(
  length: number,
  { days, rises }: { days: Float64Array; rises: boolean },
  flagged: Uint8Array,
  alerts: Float64Array,
): void {
  for (let knob = 0; knob < days.length; knob += 1) {
    if (length > (days[knob] ?? 0)) {
      flagged[knob] = 1;
      alerts[knob] = (alerts[knob] ?? 0) + 1;
    } else if (rises) return;
  }
}

/** Plain days from the last scan until so many days of the clock have passed. */
function delayOf({ from, calendars }: FinalSilence, limit: number, { clock }: Family): number {
  if (limit >= LONGEST_DELAY_DAYS) return LONGEST_DELAY_DAYS;
  const calendar = calendars[clock];
  if (calendar === null) return limit;
  const days = (calendar.addWorkingDays(from, limit).getTime() - from.getTime()) / DAY_MS;
  return Math.min(LONGEST_DELAY_DAYS, days);
}

const DAY_MS = 86_400_000;

/** Gives a pattern its number, the same for equal ones; new ones are copied into `patterns`. */
function createPatternIndex(patterns: Uint8Array[]): (pattern: Uint8Array) => number {
  const indices = new Map(patterns.map((pattern, index) => [changesOf(pattern), index]));
  return (pattern) => {
    const text = changesOf(pattern);
    const known = indices.get(text);
    if (known !== undefined) return known;
    indices.set(text, patterns.length);
    patterns.push(Uint8Array.from(pattern));
    return patterns.length - 1;
  };
}

/** Where a pattern changes: says the same as the pattern and is short. */
function changesOf(pattern: Uint8Array): string {
  let text = '';
  for (let knob = 0, before = 0; knob < pattern.length; knob += 1) {
    const now = pattern[knob] ?? 0;
    if (now !== before) text += `${knob},`;
    before = now;
  }
  return text;
}
