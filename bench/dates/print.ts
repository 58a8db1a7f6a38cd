import type { SetAside } from '../csv/set-aside.ts';
import type { Delivery } from './deliveries.ts';
import type { Method } from './methods.ts';
import { FIGURES, scoreMethods, type Estimate, type Figure, type Scored } from './score.ts';

export function printSetAside(setAside: SetAside, what: string): void {
  for (const { reason, rows, firstLine } of setAside.counts()) {
    console.log(`set aside: ${rows} ${what}, ${reason} (first on line ${firstLine})`);
  }
}

/** The first figures are errors in days; the others say how sure, how wide and how telling. */
const ERROR_FIGURES = 5;

/** Scores the methods on some rows and prints two tables: errors; ranges and late risk. */
export function printSlice({
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
  if (rows.length === 0) {
    console.log(`\n${name}: none`);
    return;
  }
  console.log(`\n${name}: ${rows.length}; in brackets the 95 % interval of the difference to ours`);
  const scored = scoreMethods({ deliveries, rows, methods: others, ours, seed }).filter(
    (each) => each.rows > 0,
  );
  for (const columns of [FIGURES.slice(0, ERROR_FIGURES), FIGURES.slice(ERROR_FIGURES)]) {
    const isKnown = (figure: Figure) =>
      scored.some(({ figures }) => !Number.isNaN(figures[figure].value));
    const known = columns.filter(isKnown);
    printRows(
      ['method', 'n', ...known],
      scored.map((each) => cellsOf(each, known)),
    );
  }
}

function cellsOf({ name, rows, figures }: Scored, columns: readonly Figure[]): string[] {
  return [name, String(rows), ...columns.map((figure) => shown(figure, figures[figure]))];
}

function shown(figure: Figure, { value, lessOurs }: Estimate): string {
  if (Number.isNaN(value)) return '–';
  const format = figure === 'coverage' ? percent : (each: number) => each.toFixed(3);
  if (lessOurs === null) return format(value);
  const signed = (each: number) => `${each < 0 ? '−' : '+'}${format(Math.abs(each))}`;
  return `${format(value)} [${signed(lessOurs.low)}, ${signed(lessOurs.high)}]`;
}

export function percent(share: number): string {
  return Number.isNaN(share) ? '–' : `${(share * 100).toFixed(1)} %`;
}

/** Columns as wide as their widest cell. */
export function printRows(header: readonly string[], rows: readonly (readonly string[])[]): void {
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
