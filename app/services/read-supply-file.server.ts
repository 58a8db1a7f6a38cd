import type { SupplyFaultCode, SupplyFileResult } from '#app/contracts/suppliers.ts';
import { supplyColumns, type SupplyField } from '#app/domain/inventory/supply-columns.ts';
import { dateOrderOf, readDate, type DateOrder } from '#app/domain/uploads/dates.ts';
import { recogniseDelimiter } from '#app/domain/uploads/delimiters.ts';
import { readText } from '#app/domain/uploads/encodings.ts';
import { fileRecords, UnreadableQuotes } from '#app/services/read-upload-file.server.ts';

/** One record of a file about suppliers or purchase orders. */
export interface SupplyRecord {
  /** As a spreadsheet counts. */
  line: number;
  /** The cell, without outer white space; '' = none. */
  cell: (field: SupplyField) => string;
}

export interface SupplyFile {
  records: SupplyRecord[];
  /** What the file calls a column; the field's own name where it has none. */
  nameOf: (field: SupplyField) => string;
  /** An ISO day of a cell; null: it is empty. */
  dayOf: (text: string) => { ok: true; on: string | null } | { ok: false };
}

const MOST_BYTES = 5_000_000;
const MOST_ROWS = 5_000;
const LONGEST_CELL = 500;
const DAY_FIELDS = ['orderedOn', 'expectedOn', 'arrivedOn'] as const;

/**
 * Reads a CSV file of whichever encoding, delimiter, column order and language. `needed`: groups of fields of which each must
 * have one column. What stands against the file as a whole comes back as its only fault.
 */
export async function readSupplyFile(
  bytes: Uint8Array,
  needed: readonly (readonly SupplyField[])[],
): Promise<{ ok: true; file: SupplyFile } | { ok: false; fault: FileFault }> {
  if (bytes.byteLength > MOST_BYTES) return refused('file_too_large', { most: MOST_BYTES });
  const { text } = readText(bytes);
  if (text.includes('\0')) return refused('file_unreadable');
  const rows = await rowsOf(text);
  const [header, ...body] = rows;
  if (header === undefined || body.length === 0) return refused('file_empty');
  if (body.length > MOST_ROWS) return refused('file_too_large', { most: MOST_ROWS });
  const places = supplyColumns(header.cells);
  const missing = needed.find((group) => group.every((field) => places[field] === undefined));
  if (missing !== undefined)
    return { ok: false, fault: { ...noParams('column_missing'), column: missing[0] ?? '' } };
  const cellOf = (cells: readonly string[], field: SupplyField): string => {
    const place = places[field];
    return place === undefined ? '' : unquoted((cells[place] ?? '').slice(0, LONGEST_CELL));
  };
  const slashed = body.flatMap(({ cells }) => DAY_FIELDS.map((field) => cellOf(cells, field)));
  const order = dateOrderOf(slashed);
  return {
    ok: true,
    file: {
      records: body.map(({ line, cells }) => ({ line, cell: (field) => cellOf(cells, field) })),
      nameOf: (field) => header.cells[places[field] ?? -1]?.trim() || field,
      dayOf: (cell) => dayOf(cell, order === 'dmy' || order === 'mdy' ? order : null),
    },
  };
}

type FileFault = Omit<SupplyFileResult['faults'][number], 'line'>;

/** The result of a file that could not be read at all. */
export function refusedFile(fault: FileFault): SupplyFileResult {
  const none = { rows: 0, created: 0, updated: 0, unchanged: 0 };
  return { ...none, faults: [{ ...fault, line: 0 }], faultCount: 1 };
}

const MOST_FAULTS = 200;

/** Faults as a result shows them: by line, the first two hundred. */
export function shownFaults(
  faults: readonly SupplyFileResult['faults'][number][],
): Pick<SupplyFileResult, 'faults' | 'faultCount'> {
  const sorted = faults.toSorted((a, b) => a.line - b.line);
  return { faults: sorted.slice(0, MOST_FAULTS), faultCount: faults.length };
}

async function rowsOf(text: string): Promise<{ line: number; cells: readonly string[] }[]> {
  const delimiter = recogniseDelimiter(text);
  try {
    return await collect(text, { delimiter, isQuoted: true });
  } catch (error) {
    if (!(error instanceof UnreadableQuotes)) throw error;
    return collect(text, { delimiter, isQuoted: false });
  }
}

async function collect(
  text: string,
  how: Parameters<typeof fileRecords>[1],
): Promise<{ line: number; cells: readonly string[] }[]> {
  const rows = [];
  for await (const row of fileRecords(text.replace(/^\uFEFF/, ''), how)) {
    if (row.cells.every((cell) => cell.trim() === '')) continue;
    rows.push(row);
    if (rows.length > MOST_ROWS + 1) break;
  }
  return rows;
}

/** Without the quote that keeps a spreadsheet from taking a text for a formula. */
function unquoted(cell: string): string {
  return cell
    .normalize('NFKC')
    .trim()
    .replace(/^="(.*)"$/, '$1')
    .replace(/^'(?=[=+\-@\s])/, '')
    .trim();
}

function dayOf(text: string, order: DateOrder | null): ReturnType<SupplyFile['dayOf']> {
  if (text === '') return { ok: true, on: null };
  const read = readDate(text, order);
  return read.ok ? { ok: true, on: read.on } : { ok: false };
}

function noParams(code: SupplyFaultCode): FileFault {
  return { column: '', code, params: {} };
}

function refused(
  code: SupplyFaultCode,
  params: FileFault['params'] = {},
): { ok: false; fault: FileFault } {
  return { ok: false, fault: { ...noParams(code), params } };
}
