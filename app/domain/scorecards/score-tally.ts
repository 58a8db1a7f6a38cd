import {
  STEPS,
  type ScoreCounter,
  type ScoreOutcome,
  type Step,
} from '#app/domain/scorecards/parcel-score.ts';
import { emptyHistogram, type StepHistogram } from '#app/domain/scorecards/step-histogram.ts';
import type { Money } from '#app/domain/shared/money.ts';

/** Counters of many parcels added up. */
export interface ScoreTally {
  counts: Map<string, number>;
  steps: Record<Step, StepHistogram>;
}

export function emptyTally(): ScoreTally {
  return {
    counts: new Map(),
    steps: {
      paid_number: emptyHistogram(),
      number_scan: emptyHistogram(),
      scan_handoff: emptyHistogram(),
      handoff_delivered: emptyHistogram(),
      scan_delivered: emptyHistogram(),
      paid_delivered: emptyHistogram(),
    },
  };
}

/** Adds counters as `scoreOf` names them; one that nobody knows (of another release) is kept and never read. */
export function addCounts(tally: ScoreTally, counts: Readonly<Record<string, number>>): void {
  for (const [counter, n] of Object.entries(counts)) {
    const place = placeOf(counter);
    if (place === null) tally.counts.set(counter, (tally.counts.get(counter) ?? 0) + n);
    else {
      const histogram = tally.steps[place.step];
      histogram[place.bin] = (histogram[place.bin] ?? 0) + n;
    }
  }
}

export function countOf(tally: ScoreTally, counter: ScoreCounter): number {
  return tally.counts.get(counter) ?? 0;
}

export function outcomeCount(tally: ScoreTally, outcome: ScoreOutcome): number {
  return tally.counts.get(`outcome:${outcome}`) ?? 0;
}

/** Amounts of one kind, one for each currency, the largest first; currencies are never added up. */
export function moneyOf(tally: ScoreTally, kind: 'trouble' | 'lost'): Money[] {
  const prefix = `${kind}:`;
  return [...tally.counts]
    .filter(([counter, minor]) => counter.startsWith(prefix) && minor !== 0)
    .map(([counter, minor]) => ({ minor, currency: counter.slice(prefix.length) }))
    .sort((a, b) => b.minor - a.minor || (a.currency < b.currency ? -1 : 1));
}

/** A page reads the same few hundred names of bins again and again. */
const places = new Map<string, { step: Step; bin: number } | null>();
const MOST_PLACES = 5_000;

function placeOf(counter: string): { step: Step; bin: number } | null {
  const known = places.get(counter);
  if (known !== undefined) return known;
  const colon = counter.indexOf(':');
  const step = STEPS.find((each) => each === counter.slice(0, colon));
  const place = step === undefined ? null : { step, bin: Number(counter.slice(colon + 1)) };
  if (places.size < MOST_PLACES) places.set(counter, place);
  return place;
}
