import { readFileSync } from 'node:fs';
import { CsvError, parse } from 'csv-parse/sync';

/** The file cannot be used; the message names file, place and fix. */
export class UnusableFile extends Error {}

/** A wide file: one row a series, the first column its id. */
export interface WideFile {
  path: string;
  /** All columns but the first. */
  columns: readonly string[];
  rows: ReadonlyMap<string, WideRow>;
}

export interface WideRow {
  /** As an editor numbers lines. */
  line: number;
  /** Trimmed, as many as `columns`. */
  cells: readonly string[];
}

/** Reads a comma-separated UTF-8 file with a header line; rows come in any order, ids may be quoted. */
export function readWide(path: string): WideFile {
  const [header, ...rows] = recordsOf(path);
  if (header === undefined) throw new UnusableFile(`${path} is empty: it needs a header line`);
  const columns = header.slice(1);
  if (columns.length === 0) {
    throw new UnusableFile(
      `${path} has only the column "${header[0] ?? ''}": it needs the series' id and then one column a week, separated by commas`,
    );
  }
  const doubled = columns.find((name, place) => columns.indexOf(name) !== place);
  if (doubled !== undefined) throw new UnusableFile(`${path} has the column "${doubled}" twice`);
  const found = new Map<string, WideRow>();
  rows.forEach((row, index) => {
    const line = index + 2;
    const [id = '', ...cells] = row;
    if (row.every((cell) => cell === '')) return;
    if (id === '')
      throw new UnusableFile(`${path}, line ${line}: the first column, the id, is empty`);
    if (cells.length !== columns.length) {
      throw new UnusableFile(
        `${path}, line ${line} ("${id}"): ${row.length} cells, but the header has ${header.length}`,
      );
    }
    const other = found.get(id);
    if (other !== undefined) {
      throw new UnusableFile(
        `${path}, line ${line}: series "${id}" is on line ${other.line} already`,
      );
    }
    found.set(id, { line, cells });
  });
  if (found.size === 0) throw new UnusableFile(`${path} has a header line and no series`);
  return { path, columns, rows: found };
}

function recordsOf(path: string): string[][] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnusableFile(`${path} cannot be read: ${reason}`);
  }
  try {
    return parse(text, { bom: true, relax_column_count: true, relax_quotes: true, trim: true });
  } catch (error) {
    if (error instanceof CsvError) throw new UnusableFile(`${path}: ${error.message}`);
    throw error;
  }
}

const MISSING: ReadonlySet<string> = new Set(['', 'nan', 'na', 'null', 'none']);

/** Units in a cell, 0 or more, decimals allowed; null: the cell is empty, or says so. */
export function unitsIn(file: WideFile, id: string, column: string): number | null {
  const { line, text } = cellOf(file, id, column);
  if (MISSING.has(text.toLowerCase())) return null;
  const units = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  if (Number.isFinite(units) && units >= 0) return units;
  throw new UnusableFile(
    `${file.path}, line ${line} ("${id}"), column "${column}": "${text}" is not a number of units, 0 or more`,
  );
}

const YES: ReadonlySet<string> = new Set(['true', '1', '1.0', 'yes']);
const NO: ReadonlySet<string> = new Set(['false', '0', '0.0', 'no']);

/** True or false in a cell; null: the cell is empty, or says so. */
export function flagIn(file: WideFile, id: string, column: string): boolean | null {
  const { line, text } = cellOf(file, id, column);
  const word = text.toLowerCase();
  if (MISSING.has(word)) return null;
  if (YES.has(word)) return true;
  if (NO.has(word)) return false;
  throw new UnusableFile(
    `${file.path}, line ${line} ("${id}"), column "${column}": "${text}" is neither true (True, 1) nor false (False, 0)`,
  );
}

function cellOf(file: WideFile, id: string, column: string): { line: number; text: string } {
  const row = file.rows.get(id);
  const place = file.columns.indexOf(column);
  if (row === undefined) throw new UnusableFile(`${file.path} has no series "${id}"`);
  if (place < 0) throw new UnusableFile(`${file.path} has no column "${column}"`);
  return { line: row.line, text: row.cells[place] ?? '' };
}
