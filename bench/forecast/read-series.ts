import { readTable, UnusableTable } from '../csv/read-table.ts';
import type { SetAside } from '../csv/set-aside.ts';

/** Periods that are held back and forecast from one origin. */
export const HELD_BACK = 3;
/** Periods with a sale that a series must have. */
const LEAST_SALES = 16;
/** As many periods as a header is searched for. */
const MOST_PERIODS = 400;

export interface Series {
  id: string;
  train: number[];
  actual: number[];
}

/**
 * Reads a file of the shape of carparts.csv: `series`, then one column a period, named 1, 2, …; an empty cell is a missing
 * period. Takes the series without a missing period and with at least 16 periods that sold; the last 3 are held back.
 */
export async function readSeries(path: string): Promise<{
  series: Series[];
  read: number;
  periods: number;
  setAside: SetAside;
}> {
  const names = Array.from({ length: MOST_PERIODS }, (_, index) => String(index + 1));
  const { rows, absent, setAside } = await readTable(path, {
    required: ['series'],
    optional: names,
  });
  const periods = names.findIndex((name) => absent.includes(name));
  if (periods <= HELD_BACK) {
    throw new UnusableTable(`${path} needs columns named 1, 2, … up to at least ${HELD_BACK + 1}`);
  }
  const series: Series[] = [];
  for (const { line, cells } of rows) {
    const texts = names.slice(0, periods).map((name) => cells[name] ?? '');
    const values = texts.map(Number);
    if (values.some((value) => !(value >= 0))) setAside.add('a cell that is no count', line);
    else if (texts.every((text) => text !== '') && sales(values) >= LEAST_SALES) {
      series.push({
        id: cells['series'] ?? '',
        train: values.slice(0, -HELD_BACK),
        actual: values.slice(-HELD_BACK),
      });
    }
  }
  return { series, read: rows.length, periods, setAside };
}

function sales(values: readonly number[]): number {
  return values.filter((value) => value > 0).length;
}
