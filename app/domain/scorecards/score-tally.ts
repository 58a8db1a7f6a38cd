import {
  STEPS,
  type ScoreCounter,
  type ScoreOutcome,
  type Step,
} from '#app/domain/scorecards/parcel-score.ts';
import type { Counts } from '#app/domain/scorecards/score-cell.ts';
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

/** Adds a cell's counters; one that nobody knows (of another release) is kept and never read. */
export function addCounts(
  tally: ScoreTally,
  { counts, steps }: { counts: Readonly<Counts>; steps: Partial<Record<Step, Readonly<Counts>>> },
): void {
  for (const [counter, n] of Object.entries(counts)) {
    tally.counts.set(counter, (tally.counts.get(counter) ?? 0) + n);
  }
  for (const step of STEPS) {
    const histogram = tally.steps[step];
    for (const [bin, n] of Object.entries(steps[step] ?? {})) {
      const place = Number(bin);
      histogram[place] = (histogram[place] ?? 0) + n;
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
