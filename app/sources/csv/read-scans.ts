import { carrierSlug } from '#app/domain/numbers/carriers.ts';
import { scanFromTold } from '#app/domain/scans/from-inbound.ts';
import type { Scan } from '#app/domain/scans/scan.ts';
import { countryOfAnyCode } from '#app/domain/shared/country-alpha3.ts';
import { dateOrderOf } from '#app/domain/uploads/dates.ts';
import type { DateOrder } from '#app/domain/uploads/dates.ts';
import { withEventId } from '#app/sources/event-id.server.ts';
import { mergeReports } from '#app/sources/merge-reports.ts';
import { emptyReport, sourceNumber } from '#app/sources/source-number.ts';
import type { NumberReport } from '#app/sources/source.ts';
import type { ScanColumns, ScanField } from './columns.ts';
import { readScanTime } from './read-time.ts';

/** A row of a file, split into cells. `line` is for people: the file's own count. */
export interface CsvRow {
  line: number;
  cells: readonly string[];
}

/** Why a row does not go in. `repeated`: the same event stands in an earlier row. */
export interface RejectedLine {
  line: number;
  field: ScanField;
  reason:
    'missing' | 'not_a_number' | 'not_a_time' | 'ambiguous_time' | 'not_a_country' | 'repeated';
}

/**
 * Reads a file of events into one report per number, and each row that cannot go in with its reason. Times without an
 * offset are in `timeZone`. The order of days and months is taken from all rows unless it is given (a file read in parts
 * must give it); rows whose date reads both ways are refused.
 */
export function readScans({
  columns,
  rows,
  timeZone,
  receivedAt,
  order = scanDateOrder(columns, rows),
}: {
  columns: ScanColumns;
  rows: readonly CsvRow[];
  timeZone: string;
  receivedAt: Date;
  order?: DateOrder | null;
}): { reports: NumberReport[]; rejected: RejectedLine[] } {
  const reports: NumberReport[] = [];
  const rejected: RejectedLine[] = [];
  const seen = new Set<string>();
  for (const row of rows) {
    if (row.cells.every((cell) => cell.trim() === '')) continue;
    const read = readRow(row, { columns, timeZone, order, receivedAt });
    if (!read.ok) rejected.push({ line: row.line, ...read.problem });
    else if (seen.has(read.scan.eventId)) {
      rejected.push({ line: row.line, field: 'number', reason: 'repeated' });
    } else {
      seen.add(read.scan.eventId);
      reports.push(read.report);
    }
  }
  return { reports: mergeReports(reports), rejected };
}

/** The order of days and months that the rows prove; null when they prove none. */
export function scanDateOrder(columns: ScanColumns, rows: readonly CsvRow[]): DateOrder | null {
  const order = dateOrderOf(rows.map(({ cells }) => cellOf(cells, columns.time) ?? ''));
  return order === 'dmy' || order === 'mdy' ? order : null;
}

interface RowContext {
  columns: ScanColumns;
  timeZone: string;
  order: DateOrder | null;
  receivedAt: Date;
}

type RowRead =
  | { ok: true; report: NumberReport; scan: Scan }
  | { ok: false; problem: Omit<RejectedLine, 'line'> };

function readRow({ cells }: CsvRow, { columns, timeZone, order, receivedAt }: RowContext): RowRead {
  const cell = (field: ScanField) => cellOf(cells, columns[field]);
  const [number, time, country] = [cell('number'), cell('time'), cell('country')];
  const [status, text] = [cell('status'), cell('text')];
  if (number === null) return bad('number', 'missing');
  const named = sourceNumber(number);
  if (named === null) return bad('number', 'not_a_number');
  if (time === null) return bad('time', 'missing');
  const when = readScanTime(time, { timeZone, order });
  if (!when.ok) return bad('time', when.reason);
  if (status === null && text === null) return bad('status', 'missing');
  const code = countryOfAnyCode(country);
  if (country !== null && code === null) return bad('country', 'not_a_country');
  const told = {
    occurredAt: when.at,
    status,
    text,
    place: cell('place'),
    country: code,
    id: null,
  };
  const { numberKey } = named;
  const scan = withEventId(scanFromTold(told, { source: 'csv', numberKey, receivedAt }));
  const carrier = carrierSlug(cell('carrier'));
  return {
    ok: true,
    scan,
    report: { ...emptyReport(named, { state: 'tracking' }), scans: [scan], carrier },
  };
}

/**
 * A cell's text, null when empty. A leading apostrophe and Excel's ="…" around a number are how spreadsheets keep a text
 * a text; other formulas stay the plain text they are.
 */
function cellOf(cells: readonly string[], index: number | undefined): string | null {
  const raw = index === undefined ? '' : (cells[index] ?? '').trim();
  const text = (/^="([^"]*)"$/.exec(raw)?.[1] ?? raw.replace(/^'/, '')).trim();
  return text === '' ? null : text;
}

function bad(field: ScanField, reason: RejectedLine['reason']): RowRead {
  return { ok: false, problem: { field, reason } };
}
