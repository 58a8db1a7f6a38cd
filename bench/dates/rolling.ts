import { valueAt } from '#app/domain/lanes/delivery/binned.ts';
import { SETTLED_HALF_LIFE_DAYS, type Expert, type Scale } from './experts.ts';
import { edgesFor, rollingTable, type RollingTable } from './table.ts';
import type { Task } from './task.ts';

/** The shares at which forecasts are kept. */
export const LEVELS: Float64Array = Float64Array.from([
  0.001,
  0.005,
  0.01,
  ...Array.from({ length: 39 }, (_, index) => (index + 1) / 40),
  0.99,
  0.995,
  0.999,
]);

/** Days taken at each of `LEVELS`, row by row; NaN where nothing was forecast. Exact to seconds: there are many. */
export type Forecasts = Float32Array;

/** What one table says, as of the start of each row, and as of the last origin before it. */
export interface TableForecasts {
  name: string;
  halfLifeDays: number;
  rolling: Forecasts;
  /** Null for tables that follow the last months: they would not last. */
  fixed: Forecasts | null;
}

/**
 * Walks through the rows from the first origin on in order of their start, as days went by: what ended before a step is
 * learned, what had started is open, and rows that start in the step are forecast. At each origin all rows up to the next
 * one are forecast as well with what is known then.
 */
export function rollForecasts({
  task,
  expert,
  origins,
}: {
  task: Task;
  expert: Expert;
  origins: readonly number[];
}): TableForecasts[] {
  const rows = task.deliveries.length;
  const started = (row: number) => task.deliveries[row]?.startedAt ?? 0;
  const nothing = () => new Float32Array(rows * LEVELS.length).fill(Number.NaN);
  const out = expert.halfLivesDays.map((halfLifeDays): TableForecasts => ({
    name: expert.name,
    halfLifeDays,
    rolling: nothing(),
    fixed: halfLifeDays >= SETTLED_HALF_LIFE_DAYS ? nothing() : null,
  }));
  const spanMs = started(rows - 1) - started(origins[0] ?? 0);
  const stepMs = Math.max(DAY_MS, spanMs / MAX_STEPS);
  const memory = tablesOf({ task, expert, refitMs: Math.max(7 * DAY_MS, spanMs / REFITS) });
  for (const [index, origin] of origins.entries()) {
    const until = origins[index + 1] ?? rows;
    memory.advance(started(origin));
    for (let row = origin; row < until; row += 1) {
      for (const [table, { fixed }] of out.entries()) memory.forecast(table, row, fixed);
    }
    let row = origin;
    while (row < until) {
      const at = started(row);
      memory.advance(at);
      for (; row < until && started(row) < at + stepMs; row += 1) {
        for (const [table, { rolling }] of out.entries()) memory.forecast(table, row, rolling);
      }
    }
  }
  return out;
}

/** The tables of one way to look at times, as an instant moves on. */
function tablesOf({ task, expert, refitMs }: { task: Task; expert: Expert; refitMs: number }) {
  const rows = task.deliveries.length;
  const started = (row: number) => task.deliveries[row]?.startedAt ?? 0;
  const ended = (row: number) => task.deliveries[row]?.endedAt ?? 0;
  const byEnd = Array.from({ length: rows }, (_, row) => row).sort((a, b) => ended(a) - ended(b));
  const open = new Set<number>();
  let scale: Scale = { value: () => Number.NaN, days: () => Number.NaN };
  let tables: RollingTable[] = [];
  let learned = 0;
  let begun = 0;
  let fittedAt = Number.NEGATIVE_INFINITY;

  const learn = (row: number) => {
    const value = scale.value(row, task.taken[row] ?? 0);
    if (Number.isNaN(value)) return;
    for (const table of tables) table.learn(task.paths[row] ?? [], value, started(row) / DAY_MS);
  };
  const refit = (at: number) => {
    fittedAt = at;
    const known = byEnd.slice(0, learned);
    const weightAt = (row: number) => 2 ** ((started(row) - at) / DAY_MS / EFFECTS_HALF_LIFE_DAYS);
    scale = expert.scale(known, Float64Array.from(known, weightAt));
    const sample = known
      .map((row) => scale.value(row, task.taken[row] ?? 0))
      .filter((value) => !Number.isNaN(value));
    const edges = edgesFor(sample, BINS);
    tables = expert.halfLivesDays.map((halfLifeDays) =>
      rollingTable({ edges, halfLifeDays, strength: expert.strength }),
    );
    for (const row of known) learn(row);
  };
  return {
    advance(at: number) {
      for (; begun < rows && started(begun) < at; begun += 1) open.add(begun);
      const from = learned;
      while (learned < rows && ended(byEnd[learned] ?? 0) < at) learned += 1;
      const fresh = byEnd.slice(from, learned);
      for (const row of fresh) open.delete(row);
      if (at - fittedAt >= refitMs) refit(at);
      else for (const row of fresh) learn(row);
      for (const table of tables) table.advance(at / DAY_MS);
      for (const row of open) {
        const clock = task.clockOf(row);
        const value = scale.value(row, clock.days(at) - clock.days(started(row)));
        if (Number.isNaN(value)) continue;
        const startedDay = started(row) / DAY_MS;
        for (const table of tables) table.open(task.paths[row] ?? [], value, startedDay);
      }
    },
    /** Writes what a table says of a row. */
    forecast(table: number, row: number, into: Forecasts | null) {
      if (into === null || Number.isNaN(scale.value(row, 1))) return;
      const distribution = tables[table]?.distribution(task.paths[row] ?? []);
      if (distribution === undefined) return;
      for (const [at, level] of LEVELS.entries()) {
        const days = scale.days(row, valueAt(distribution, level));
        into[row * LEVELS.length + at] = Math.max(0, days);
      }
    },
  };
}

const DAY_MS = 86_400_000;
const BINS = 120;
const MAX_STEPS = 500;
const REFITS = 16;
/** What groups usually take changes slowly; levels that move fast are the tables' to follow. */
const EFFECTS_HALF_LIFE_DAYS = 720;
