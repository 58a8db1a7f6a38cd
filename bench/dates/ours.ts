import { JUDGED_AT } from './blend.ts';
import { calibratedForecasts, type Forecast } from './calibrated.ts';
import type { Delivery } from './deliveries.ts';
import { expertsFor, type Expert } from './experts.ts';
import { daysTaken, type Method } from './methods.ts';
import { quantileOf } from './quantiles.ts';
import { LEVELS, rollForecasts, type TableForecasts } from './rolling.ts';
import { plainDaysAfter, taskOf, type Task } from './task.ts';

export interface Ours {
  /** As of each start. */
  rolling: Method;
  /** As of the split. */
  fixed: Method;
  clock: 'plain days' | 'business days';
  /** How the tables were weighed in the end: "effects, 120 days: 62 %". */
  weights: { rolling: string; fixed: string };
}

/** So far into the deliveries forecasts begin whose results weigh and calibrate the tables, before anything is judged. */
const REHEARSAL_FROM = 0.4;
const ROLLING = { halfLifeDays: 30, halfLifeRows: 500, blendRows: 3_000, folded: false } as const;
const SETTLED = {
  halfLifeDays: 120,
  halfLifeRows: 4_000,
  blendRows: 20_000,
  folded: true,
} as const;

/** Lastscan's ranges for the deliveries from `split` on. */
export function ourMethods(deliveries: readonly Delivery[], split: number): Ours {
  const rehearsal = Math.min(split, Math.floor(deliveries.length * REHEARSAL_FROM));
  const { task, tables } = tablesOnBestClock(deliveries, rehearsal, split);
  const settled = tables.flatMap(({ fixed, ...table }) =>
    fixed === null ? [] : [{ ...table, fixed }],
  );
  const heard = tables.map((table) => table.rolling);
  const rolling = calibratedForecasts({
    task,
    learnFrom: heard,
    sayFrom: heard,
    first: rehearsal,
    freezeAt: deliveries.length,
    settings: ROLLING,
  });
  const patient = calibratedForecasts({
    task,
    learnFrom: settled.map((table) => table.rolling),
    sayFrom: settled.map((table) => table.rolling),
    first: rehearsal,
    freezeAt: deliveries.length,
    settings: SETTLED,
  });
  const fixed = calibratedForecasts({
    task,
    learnFrom: settled.map((table) => table.rolling),
    sayFrom: settled.map((table) => table.fixed),
    first: rehearsal,
    freezeAt: split,
    settings: SETTLED,
  });
  return {
    rolling: {
      ...methodOf(task, split, rolling.forecasts),
      lateScore: deliveries.map((_, row) =>
        meanChance(rolling.forecasts[row], patient.forecasts[row]),
      ),
    },
    fixed: methodOf(task, split, fixed.forecasts),
    clock: task.businessDays ? 'business days' : 'plain days',
    weights: { rolling: weighed(tables, rolling.weights), fixed: weighed(settled, fixed.weights) },
  };
}

/**
 * Business days of the destination where they foretold the rehearsal better, else days of 24 hours: some carriers work
 * through weekends.
 */
function tablesOnBestClock(
  deliveries: readonly Delivery[],
  rehearsal: number,
  split: number,
): { task: Task; tables: TableForecasts[] } {
  const origins = [rehearsal, split];
  const trials = [false, true].flatMap((businessDays) => {
    const task = taskOf(deliveries, { businessDays });
    if (businessDays && !task.businessDays) return [];
    const [judge, ...others] = expertsFor(task, SOFT_SHARE * medianTaken(task, split));
    if (judge === undefined) return [];
    const tables = rollForecasts({ task, expert: judge, origins });
    return [{ task, tables, others, error: rehearsedError(task, tables, { rehearsal, split }) }];
  });
  const [best] = trials.sort((a, b) => a.error - b.error);
  if (best === undefined) return { task: taskOf(deliveries, { businessDays: false }), tables: [] };
  const { task, tables, others } = best;
  const rest = others.flatMap((expert: Expert) => rollForecasts({ task, expert, origins }));
  return { task, tables: [...tables, ...rest] };
}

/** Share of the median time that is added before taking logarithms, so that times near zero differ little. */
const SOFT_SHARE = 0.05;
const SHORTEST_SOFT_DAYS = 1 / 24;

function medianTaken({ taken, deliveries }: Task, split: number): number {
  const splitAt = deliveries[split]?.startedAt ?? Number.POSITIVE_INFINITY;
  const known = taken.filter((_, row) => (deliveries[row]?.endedAt ?? splitAt) < splitAt);
  const median = known.length === 0 ? 0 : quantileOf(known.sort(), 0.5);
  return Math.max(SHORTEST_SOFT_DAYS / SOFT_SHARE, median);
}

/** In days of 24 hours, so that clocks compare. */
function rehearsedError(
  task: Task,
  tables: readonly TableForecasts[],
  { rehearsal, split }: { rehearsal: number; split: number },
): number {
  const table = tables.at(-1);
  const splitAt = task.deliveries[split]?.startedAt ?? Number.POSITIVE_INFINITY;
  let sum = 0;
  for (let row = rehearsal; row < split; row += 1) {
    const delivery = task.deliveries[row];
    const middle = table?.rolling[row * LEVELS.length + (JUDGED_AT[1] ?? 0)] ?? Number.NaN;
    if (delivery === undefined || Number.isNaN(middle) || delivery.endedAt >= splitAt) continue;
    sum += Math.abs(plainDaysAfter(task, row, middle) - daysTaken(delivery));
  }
  return sum;
}

function methodOf(task: Task, split: number, forecasts: readonly (Forecast | undefined)[]): Method {
  return {
    name: 'ours',
    quantiles: forecasts.map((forecast, row) =>
      row < split ? undefined : forecast?.quantiles.map((days) => plainDaysAfter(task, row, days)),
    ),
    lateScore: forecasts.map((forecast) => forecast?.lateChance ?? null),
  };
}

/**
 * The chance to be late as the mean of a forecast that follows the last month and one that does not: who is late more
 * often than others changes slowly, and a level that has just moved is followed with delay.
 */
function meanChance(a: Forecast | undefined, b: Forecast | undefined): number | null {
  if (a === undefined || b === undefined) return null;
  return a.lateChance === null || b.lateChance === null ? null : (a.lateChance + b.lateChance) / 2;
}

function weighed(
  tables: readonly Pick<TableForecasts, 'name' | 'halfLifeDays'>[],
  weights: Float64Array,
): string {
  return tables
    .map(({ name, halfLifeDays }, index) => ({
      name: `${name}, ${halfLifeDays} days`,
      weight: Math.round(100 * (weights[index] ?? 0)),
    }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ name, weight }) => `${name}: ${weight} %`)
    .join('; ');
}
