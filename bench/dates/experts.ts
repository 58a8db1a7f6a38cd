import { fitEffects } from './effects.ts';
import type { Task } from './task.ts';

/** A scale on which the times of all rows are comparable: a growing function of the time for each row, and back. */
export interface Scale {
  /** NaN where the row has no place on it. */
  value(row: number, days: number): number;
  days(row: number, value: number): number;
}

/** A way of looking at times, and the tables to keep on it. */
export interface Expert {
  name: string;
  /** Deliveries that weigh as much as the group above. */
  strength: number;
  /** One table each. */
  halfLivesDays: readonly number[];
  /** Fits the scale to rows that have ended. */
  scale(rows: readonly number[], weights: Float64Array): Scale;
}

/** A table that remembers so long may speak for months without learning. */
export const SETTLED_HALF_LIFE_DAYS = 2_000;

/**
 * The ways in which the table looks at a time: against what its groups usually take; as it is; against what was promised,
 * as a multiple and as a difference. `soft` keeps the logarithm of a time near zero from mattering.
 */
export function expertsFor(task: Task, soft: number): Expert[] {
  const { promised } = task;
  const log = (days: number) => Math.log(Math.max(0, days) + soft);
  const experts: Expert[] = [
    {
      name: 'effects',
      strength: 20,
      halfLivesDays: [30, 120, SETTLED_HALF_LIFE_DAYS],
      scale(rows, weights) {
        const usual = fitUsual({ task, rows, weights, log });
        return {
          value: (row, days) => log(days) - usual(row),
          days: (row, value) => Math.exp(value + usual(row)) - soft,
        };
      },
    },
    {
      name: 'times',
      strength: 4,
      halfLivesDays: [120, SETTLED_HALF_LIFE_DAYS],
      scale: () => ({ value: (_, days) => days, days: (_, value) => value }),
    },
  ];
  if (promised.every((days) => Number.isNaN(days))) return experts;
  const due = (row: number) => log(promised[row] ?? Number.NaN);
  return [
    ...experts,
    {
      name: 'promise ratio',
      strength: 12,
      halfLivesDays: [60, SETTLED_HALF_LIFE_DAYS],
      scale: () => ({
        value: (row, days) => log(days) - due(row),
        days: (row, value) => Math.exp(value + due(row)) - soft,
      }),
    },
    {
      name: 'promise difference',
      strength: 12,
      halfLivesDays: [60, SETTLED_HALF_LIFE_DAYS],
      scale: () => ({
        value: (row, days) => days - (promised[row] ?? Number.NaN),
        days: (row, value) => value + (promised[row] ?? Number.NaN),
      }),
    },
  ];
}

/** The usual logarithm of a time for a row, from its groups and its promise. */
function fitUsual({
  task,
  rows,
  weights,
  log,
}: {
  task: Task;
  rows: readonly number[];
  weights: Float64Array;
  log: (days: number) => number;
}): (row: number) => number {
  const logs = Float64Array.from(rows, (row) => log(task.taken[row] ?? 0));
  const sorted = logs.toSorted();
  const low = sorted[Math.floor(sorted.length * 0.005)] ?? 0;
  const high = sorted[Math.ceil(sorted.length * 0.995) - 1] ?? 0;
  const due = task.promised.map((days) => (Number.isNaN(days) ? Number.NaN : log(days)));
  const known = rows.map((row) => due[row] ?? Number.NaN).filter((each) => !Number.isNaN(each));
  const usualDue = known.reduce((sum, each) => sum + each, 0) / Math.max(1, known.length);
  const effects = fitEffects({
    values: logs.map((each) => Math.min(high, Math.max(low, each))),
    weights,
    groups: task.factors.map(({ groups }) => Int32Array.from(rows, (row) => groups[row] ?? 0)),
    x: Float64Array.from(rows, (row) => {
      const each = due[row] ?? Number.NaN;
      return Number.isNaN(each) ? usualDue : each;
    }),
    factorSizes: task.factors.map(({ size }) => size),
  });
  const cache = new Float64Array(task.taken.length).fill(Number.NaN);
  return (row) => {
    const cached = cache[row] ?? Number.NaN;
    if (!Number.isNaN(cached)) return cached;
    const predicted = effects.predict(
      task.factors.map(({ groups }) => groups[row] ?? 0),
      due[row] ?? Number.NaN,
    );
    cache[row] = predicted;
    return predicted;
  };
}
