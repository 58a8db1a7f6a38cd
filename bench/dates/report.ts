import type { SetAside } from '../csv/set-aside.ts';
import { UnusableTable } from '../csv/read-table.ts';
import type { Delivery } from './deliveries.ts';
import { baselines, type Method } from './methods.ts';
import { ourMethods } from './ours.ts';
import {
  FIGURES,
  scoreMethods,
  wasLate,
  type Estimate,
  type Figure,
  type Scored,
} from './score.ts';
import { laneOf } from './task.ts';

/** With fewer there is nothing to split. */
const FEWEST_DELIVERIES = 50;
/** A lane with fewer deliveries in training is thin. */
const THIN_LANE = 20;

/** Forecasts the last deliveries from the first ones and prints how well that went. */
export function reportDeliveries({
  deliveries,
  setAside,
  splitShare,
  seed,
}: {
  deliveries: readonly Delivery[];
  setAside: SetAside;
  splitShare: number;
  seed: number;
}): void {
  const begunAt = process.hrtime.bigint();
  printSetAside(setAside);
  if (deliveries.length < FEWEST_DELIVERIES) {
    throw new UnusableTable(
      `${deliveries.length} usable deliveries: at least ${FEWEST_DELIVERIES} are needed`,
    );
  }
  const split = Math.floor(deliveries.length * splitShare);
  const splitAt = deliveries[split]?.startedAt ?? 0;
  const trained = deliveries.slice(0, split).filter(({ endedAt }) => endedAt < splitAt);
  const promised = deliveries.slice(split).filter(({ promisedAt }) => promisedAt !== null);
  const late = promised.filter(wasLate).length;
  console.log(
    [
      `${deliveries.length} deliveries; split at ${new Date(splitAt).toISOString()}`,
      `train ${split}, of which ${trained.length} had ended by then; test ${deliveries.length - split}`,
      `promised ${promised.length} of the test, late ${late} (prevalence ${percent(late / promised.length)})`,
    ].join('\n'),
  );
  const ours = ourMethods(deliveries, split);
  console.log(`ours counts ${ours.clock}`);
  const lanes = new Map<string, number>();
  for (const each of trained) lanes.set(laneOf(each), (lanes.get(laneOf(each)) ?? 0) + 1);
  const test = deliveries.map((_, row) => row).slice(split);
  const trainedOn = (row: number) => lanes.get(laneOf(deliveries[row] ?? NOBODY)) ?? 0;
  const slices: [string, number[]][] = [
    ['all', test],
    ['unseen lanes', test.filter((row) => trainedOn(row) === 0)],
    [
      `thin lanes (1 to ${THIN_LANE - 1} in training)`,
      test.filter((row) => trainedOn(row) > 0 && trainedOn(row) < THIN_LANE),
    ],
  ];
  for (const rolling of [true, false]) {
    const method = rolling ? ours.rolling : ours.fixed;
    const others = baselines({ deliveries, split, rolling });
    console.log(
      rolling
        ? '\nROLLING: every forecast as of the start of its delivery; what had ended by then is known, to all methods'
        : '\nFIXED: every forecast as of the split; nothing is learned later',
    );
    console.log(`tables of ours: ${rolling ? ours.weights.rolling : ours.weights.fixed}`);
    for (const [name, rows] of slices)
      printSlice({ name, rows, deliveries, others, ours: method, seed });
  }
  const seconds = Number(process.hrtime.bigint() - begunAt) / 1e9;
  console.log(`\nrun time ${seconds.toFixed(1)} s`);
}

const NOBODY: Delivery = {
  id: '',
  mode: '',
  carrier: '',
  origin: '',
  destination: '',
  startedAt: 0,
  endedAt: 0,
  promisedAt: null,
};

function printSetAside(setAside: SetAside): void {
  for (const { reason, rows, firstLine } of setAside.counts()) {
    console.log(`set aside: ${rows} rows, ${reason} (first on line ${firstLine})`);
  }
}

function printSlice({
  name,
  rows,
  deliveries,
  others,
  ours,
  seed,
}: {
  name: string;
  rows: readonly number[];
  deliveries: readonly Delivery[];
  others: readonly Method[];
  ours: Method;
  seed: number;
}): void {
  console.log(
    `\n${name}: ${rows.length} deliveries${rows.length === 0 ? '' : '; in brackets the 95 % interval of the difference to ours'}`,
  );
  if (rows.length === 0) return;
  const scored = scoreMethods({ deliveries, rows, methods: others, ours, seed }).filter(
    (each) => each.deliveries > 0,
  );
  for (const columns of [FIGURES.slice(0, ERROR_FIGURES), FIGURES.slice(ERROR_FIGURES)]) {
    printRows(
      ['method', 'n', ...columns],
      scored.map((each) => cellsOf(each, columns)),
    );
  }
}

/** The first figures are errors in days; the others say how wide, how sure and how telling. */
const ERROR_FIGURES = 5;

function cellsOf({ name, deliveries, figures }: Scored, columns: readonly Figure[]): string[] {
  return [name, String(deliveries), ...columns.map((figure) => shown(figure, figures[figure]))];
}

function shown(figure: Figure, { value, lessOurs }: Estimate): string {
  if (Number.isNaN(value)) return '–';
  const format = figure === 'coverage' ? percent : (each: number) => each.toFixed(3);
  if (lessOurs === null) return format(value);
  const signed = (each: number) => `${each < 0 ? '−' : '+'}${format(Math.abs(each))}`;
  return `${format(value)} [${signed(lessOurs.low)}, ${signed(lessOurs.high)}]`;
}

function percent(share: number): string {
  return Number.isNaN(share) ? '–' : `${(share * 100).toFixed(1)} %`;
}

/** Columns as wide as their widest cell. */
function printRows(header: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = header.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  for (const row of [header, ...rows]) {
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  }
}
