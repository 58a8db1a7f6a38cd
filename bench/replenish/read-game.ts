import { UnusableFile, flagIn, readWide, unitsIn, type WideFile } from './read-wide.ts';
import type { GameSeries } from './game.ts';

const WEEK_MS = 7 * 86_400_000;

export interface GameFiles {
  sales: string;
  inStock: string;
  state: string;
  actuals: string;
}

export interface ReadGame {
  series: GameSeries[];
  /** ISO dates of the history's first and last week. */
  history: { first: string; last: string; weeks: number };
  /** ISO dates of the weeks to play. */
  actualWeeks: readonly string[];
  /** What was read otherwise than written, and what was left out. */
  warnings: readonly string[];
}

/**
 * Reads a game from its four files, in the order of the sales file. A week without sales figure is missing; a series that
 * the in-stock file does not have counts as in stock wherever it has sales figures. Throws `UnusableFile` for everything
 * that would make figures look certain that are not: gaps between weeks, actuals that do not follow the history, a series
 * without stock or actuals.
 */
export function readGame(files: GameFiles, leadWeeks: number): ReadGame {
  const sales = readWide(files.sales);
  const inStock = readWide(files.inStock);
  const state = readWide(files.state);
  const actuals = readWide(files.actuals);
  const weeks = consecutiveWeeks(sales);
  const actualWeeks = consecutiveWeeks(actuals);
  const first = weeks[0] ?? '';
  const last = weeks.at(-1) ?? '';
  const expected = weekAfter(last);
  if (actualWeeks[0] !== expected) {
    throw new UnusableFile(
      `${actuals.path} begins with "${actualWeeks[0] ?? ''}", but the week after the last one of ${sales.path} is "${expected}"`,
    );
  }
  needColumns(inStock, weeks);
  const arriving = arrivingColumns(state, leadWeeks);
  const ids = [...sales.rows.keys()];
  needSeries(state, ids, sales.path);
  needSeries(actuals, ids, sales.path);
  const unflagged = ids.filter((id) => !inStock.rows.has(id));
  const series = ids.map((id): GameSeries => {
    const cells = weeks.map((week) => weekOf({ sales, inStock, id, week }));
    return {
      id,
      history: {
        from: first,
        units: cells.map(({ units }) => units),
        inStock: cells.map(({ wasIn }) => (wasIn ? 1 : 0)),
      },
      onHand: present(state, id, 'on_hand'),
      arriving: arriving.map((column) => present(state, id, column)),
      demand: actualWeeks.map((week) => present(actuals, id, week)),
    };
  });
  return {
    series,
    history: { first, last, weeks: weeks.length },
    actualWeeks,
    warnings: [
      ...warning(inStock.path, unflagged, 'not in it, taken as in stock'),
      ...[inStock, state, actuals].flatMap((file) =>
        warning(
          file.path,
          [...file.rows.keys()].filter((id) => !sales.rows.has(id)),
          `not in ${sales.path}, left out`,
        ),
      ),
    ],
  };
}

function weekOf({
  sales,
  inStock,
  id,
  week,
}: {
  sales: WideFile;
  inStock: WideFile;
  id: string;
  week: string;
}): { units: number; wasIn: boolean } {
  const units = unitsIn(sales, id, week);
  if (units === null) return { units: 0, wasIn: false };
  const flag = inStock.rows.has(id) ? flagIn(inStock, id, week) : null;
  return { units, wasIn: flag ?? true };
}

function warning(path: string, ids: readonly string[], what: string): string[] {
  if (ids.length === 0) return [];
  const named = ids.slice(0, 3).map((id) => `"${id}"`);
  const more = ids.length > named.length ? `, and ${ids.length - named.length} more` : '';
  return [`${path}: series ${named.join(', ')}${more} ${what}`];
}

/** The file's columns, which must be ISO dates a week apart, oldest first. */
function consecutiveWeeks({ path, columns }: WideFile): readonly string[] {
  columns.forEach((column, place) => {
    if (!isIsoDate(column)) {
      throw new UnusableFile(`${path}: column "${column}" is not a date like 2024-04-08`);
    }
    const before = columns[place - 1];
    if (before !== undefined && weekAfter(before) !== column) {
      throw new UnusableFile(
        `${path}: column "${column}" does not come a week after "${before}" ("${weekAfter(before)}" would)`,
      );
    }
  });
  return columns;
}

function isIsoDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function weekAfter(week: string): string {
  return new Date(Date.parse(`${week}T00:00:00Z`) + WEEK_MS).toISOString().slice(0, 10);
}

function needColumns({ path, columns }: WideFile, needed: readonly string[]): void {
  const known = new Set(columns);
  const absent = needed.find((column) => !known.has(column));
  if (absent !== undefined) throw new UnusableFile(`${path} has no column "${absent}"`);
}

/** `arriving_1`, `arriving_2`, …: at least one less than the lead time has weeks, for what was ordered before. */
function arrivingColumns(state: WideFile, leadWeeks: number): string[] {
  const before = Array.from({ length: leadWeeks - 1 }, (_, week) => `arriving_${week + 1}`);
  needColumns(state, ['on_hand', ...before]);
  const named: string[] = [];
  while (state.columns.includes(`arriving_${named.length + 1}`)) {
    named.push(`arriving_${named.length + 1}`);
  }
  return named;
}

function needSeries({ path, rows }: WideFile, ids: readonly string[], salesPath: string): void {
  const absent = ids.filter((id) => !rows.has(id));
  const [first] = absent;
  if (first === undefined) return;
  const more = absent.length > 1 ? ` (and ${absent.length - 1} more)` : '';
  throw new UnusableFile(`${path} has no series "${first}"${more}, which is in ${salesPath}`);
}

function present(file: WideFile, id: string, column: string): number {
  const units = unitsIn(file, id, column);
  if (units !== null) return units;
  const line = file.rows.get(id)?.line ?? 0;
  throw new UnusableFile(
    `${file.path}, line ${line} ("${id}"), column "${column}" is empty: it needs a number of units`,
  );
}
