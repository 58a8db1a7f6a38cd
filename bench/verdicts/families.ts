import type { SilenceKey } from '#app/domain/lanes/lane-key.ts';
import { BUDGET_GRID, DAY_GRID, PATIENCE_GRID, PROBABILITY_GRID, TAIL_GRID } from './grids.ts';
import { bestPairs } from './pairs.ts';
import type { Clock } from './sample.ts';
import type { Training } from './training.ts';

/** A way to choose limits, with one knob from the eager to the patient end. */
export interface Family {
  name: string;
  clock: Clock;
  knobs: number;
  /** Words for a knob, as it was chosen. */
  knobText(knob: number): string;
  /** The limits of a silence, one for each knob, in days of the clock; infinite = never flagged. */
  limitsOf(key: SilenceKey): Float64Array;
}

export const OURS = 'Lastscan';
export const FIXED = 'fixed N days';
export const EXPIRY = '30-day expiry';

/** All methods, tuned or trained on the same parcels; always in the same order. */
export function familiesOf(training: Training): Family[] {
  const { model, globalQuantile } = training;
  return [
    oneLimit(FIXED, 'plain', DAY_GRID),
    pairs('domestic/international pair', 'plain', training),
    { ...oneLimit(EXPIRY, 'plain', [30]) },
    oneLimit('fixed N business days', 'business', DAY_GRID),
    pairs('pair of business days', 'business', training),
    {
      ...oneLimit(
        'Kaplan–Meier, one curve',
        'plain',
        TAIL_GRID.map((tail) => globalQuantile(1 - tail)),
      ),
      knobText: (knob) => `p ${percent(1 - at(TAIL_GRID, knob))}`,
    },
    byKey({
      name: 'quantile per leg',
      grid: TAIL_GRID,
      limit: (key, tail) => model.curveFor(key).quantile(1 - tail),
      text: (tail) => `p ${percent(1 - tail)}`,
    }),
    byKey({
      name: 'stall posterior',
      grid: PROBABILITY_GRID,
      limit: (key, probability) => model.curveFor(key).stallReaches(probability),
      text: (probability) => `P ${percent(probability)}`,
    }),
    byKey({
      name: OURS,
      grid: PATIENCE_GRID,
      limit: (key, patience) => model.curveFor(key).limitDays(patience),
      text: (patience) => `patience ${patience.toPrecision(3)}`,
    }),
  ];
}

function oneLimit(name: string, clock: Clock, limits: readonly number[]): Family {
  const all = Float64Array.from(limits);
  return {
    name,
    clock,
    knobs: all.length,
    knobText: (knob) => `${at(limits, knob)} d`,
    limitsOf: () => all,
  };
}

function pairs(name: string, clock: Clock, { sample }: Training): Family {
  const best = bestPairs(sample, clock, { limits: DAY_GRID, budgets: BUDGET_GRID });
  const domestic = Float64Array.from(best, (pair) => pair.domesticDays);
  const international = Float64Array.from(best, (pair) => pair.internationalDays);
  return {
    name,
    clock,
    knobs: best.length,
    knobText: (knob) => `${domestic[knob]}/${international[knob]} d`,
    limitsOf: ({ leg }) => (leg === 'domestic' ? domestic : international),
  };
}

function byKey({
  name,
  grid,
  limit,
  text,
}: {
  name: string;
  grid: readonly number[];
  limit: (key: SilenceKey, knob: number) => number;
  text: (knob: number) => string;
}): Family {
  return {
    name,
    clock: 'stage',
    knobs: grid.length,
    knobText: (knob) => text(at(grid, knob)),
    limitsOf: (key) => Float64Array.from(grid, (knob) => limit(key, knob)),
  };
}

function at(grid: readonly number[], knob: number): number {
  return grid[knob] ?? Number.NaN;
}

function percent(share: number): string {
  return `${(100 * share).toPrecision(3)} %`;
}
