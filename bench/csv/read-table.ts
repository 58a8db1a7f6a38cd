import { createReadStream } from 'node:fs';
import { CsvError, parse } from 'csv-parse';
import { z } from 'zod';
import { createSetAside, type SetAside } from './set-aside.ts';

/** One row by column name, trimmed; an optional column that the file does not have reads as ''. */
export type TableRow<Column extends string> = {
  /** As an editor numbers lines; the last line of a row that has several. */
  line: number;
  cells: Record<Column, string>;
};

export interface Table<Column extends string> {
  rows: TableRow<Column>[];
  /** Optional columns that the file does not have. */
  absent: Column[];
  /** Rows left out while reading; callers add their own reasons. */
  setAside: SetAside;
}

/** The file cannot be used at all; the message names file, place and fix. */
export class UnusableTable extends Error {}

/**
 * Reads a comma-separated UTF-8 file with a header line. Column order is free, columns not asked for are passed over,
 * names are compared without case and outer blanks. Rows with a wrong number of cells or an empty required cell are set
 * aside. Throws `UnusableTable` for a missing or empty file, a missing or doubled column, a quote that never closes.
 */
export async function readTable<Required extends string, Optional extends string = never>(
  path: string,
  columns: { required: readonly Required[]; optional: readonly Optional[] },
): Promise<Table<Required | Optional>> {
  const rows: TableRow<Required | Optional>[] = [];
  return { rows, ...(await readRows(path, columns, (row) => rows.push(row))) };
}

/** The same row by row, for files that are too long to be kept: `take` is given each row that can be used. */
export async function readRows<Required extends string, Optional extends string = never>(
  path: string,
  { required, optional }: { required: readonly Required[]; optional: readonly Optional[] },
  take: (row: TableRow<Required | Optional>) => void,
): Promise<Omit<Table<Required | Optional>, 'rows'>> {
  type Column = Required | Optional;
  const asked: readonly Column[] = [...required, ...optional];
  const setAside = createSetAside();
  let places: { column: Column; place: number }[] | undefined;
  let width = 0;
  for await (const { line, cells } of records(path)) {
    if (places === undefined) {
      width = cells.length;
      places = placesOf(path, asked, required, cells);
      continue;
    }
    const [onlyCell] = cells;
    if (cells.length === 1 && onlyCell === '') continue;
    if (cells.length !== width) {
      setAside.add(`${cells.length < width ? 'fewer' : 'more'} cells than the header`, line);
      continue;
    }
    const found: Record<string, string> = {};
    for (const column of asked) found[column] = '';
    for (const { column, place } of places) found[column] = cells[place] ?? '';
    const empty = required.find((column) => found[column] === '');
    if (empty !== undefined) setAside.add(`empty ${empty}`, line);
    else if (hasColumns(found, asked)) take({ line, cells: found });
  }
  if (places === undefined) throw new UnusableTable(`${path} is empty: it needs a header line`);
  const present = new Set<string>(places.map(({ column }) => column));
  return { absent: optional.filter((column) => !present.has(column)), setAside };
}

const record = z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) });
/** A quote that never closes would take the rest of the file for one cell. */
const LONGEST_ROW_BYTES = 64 * 1024;

async function* records(path: string): AsyncGenerator<{ line: number; cells: string[] }> {
  const parser = parse({
    bom: true,
    info: true,
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: LONGEST_ROW_BYTES,
    trim: true,
  });
  const file = createReadStream(path).on('error', (error) => parser.destroy(error));
  let line = 0;
  try {
    for await (const item of file.pipe(parser)) {
      const read = record.parse(item);
      line = read.info.lines;
      yield { line, cells: read.record };
    }
  } catch (error) {
    if (error instanceof CsvError) {
      throw new UnusableTable(`${path}, after line ${line}: a quote opens and never closes`);
    }
    if (error instanceof Error && 'code' in error) {
      throw new UnusableTable(`${path} cannot be read: ${error.message}`);
    }
    throw error;
  } finally {
    file.destroy();
  }
}

function placesOf<Column extends string>(
  path: string,
  asked: readonly Column[],
  required: readonly Column[],
  header: readonly string[],
): { column: Column; place: number }[] {
  const names = header.map((name) => name.trim().toLowerCase());
  const missing = required.filter((column) => !names.includes(column));
  if (missing.length > 0) {
    const found = header.map((name) => `"${name}"`).join(', ');
    throw new UnusableTable(
      `${path} has no column ${missing.map((name) => `"${name}"`).join(', ')}; its header has ${found}`,
    );
  }
  const doubled = asked.find((column) => names.indexOf(column) !== names.lastIndexOf(column));
  if (doubled !== undefined) throw new UnusableTable(`${path} has the column "${doubled}" twice`);
  return asked.flatMap((column) => {
    const place = names.indexOf(column);
    return place < 0 ? [] : [{ column, place }];
  });
}

function hasColumns<Column extends string>(
  cells: Record<string, string>,
  columns: readonly Column[],
): cells is Record<Column, string> {
  return columns.every((column) => cells[column] !== undefined);
}
