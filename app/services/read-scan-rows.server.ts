import { cleanCarrierText } from '#app/domain/scans/clean-text.ts';
import type { DateOrder } from '#app/domain/uploads/dates.ts';
import { reason } from '#app/domain/uploads/upload.ts';
import type { RowReason, UploadCells } from '#app/domain/uploads/upload.ts';
import type { KeptReport } from '#app/services/report-privacy.ts';
import { SCAN_FIELDS } from '#app/sources/csv/columns.ts';
import type { ScanColumns } from '#app/sources/csv/columns.ts';
import { readScans } from '#app/sources/csv/read-scans.ts';
import type { CsvRow, RejectedLine } from '#app/sources/csv/read-scans.ts';

export interface ScanReading {
  timeZone: string;
  /** Null: dates that read both ways are refused. */
  order: DateOrder | null;
  receivedAt: Date;
}

/**
 * What is kept of one row of a file of events: its known cells, cleaned as carrier text is, so that reading them again
 * gives the same event. Null when all of them are empty.
 */
export function readScanRow(
  record: readonly string[],
  { columns, ...reading }: ScanReading & { columns: ScanColumns },
): { cells: UploadCells; notes: RowReason[]; bad: RowReason | null } | null {
  const scan = SCAN_FIELDS.map((field) => {
    const place = columns[field];
    return cleanCarrierText(place === undefined ? '' : (record[place] ?? '')) ?? '';
  });
  if (scan.every((cell) => cell === '')) return null;
  const { reports, rejected } = readKept([{ line: 1, cells: scan }], reading);
  const [report] = reports;
  const [problem] = rejected;
  const cells: UploadCells = {
    order: null,
    number: report?.number ?? null,
    next: null,
    existing: null,
    carrier: null,
    sku: null,
    quantity: null,
    shippedOn: null,
    unread: null,
    // A row that is no event may hold anything: nothing of it is kept.
    ...(report !== undefined && { scan }),
  };
  return { cells, notes: [], bad: problem === undefined ? null : reasonOf(problem) };
}

/** The reports that kept rows give, one per number. */
export function reportsOf(
  rows: readonly { line: number; cells: UploadCells }[],
  reading: ScanReading,
): KeptReport[] {
  const kept = rows.flatMap(({ line, cells: { scan } }) =>
    scan === undefined ? [] : [{ line, cells: scan }],
  );
  return readKept(kept, reading).reports.map((report) => ({
    ...report,
    recipient: { country: report.recipient.country, postcodeHash: null },
  }));
}

/** Kept cells stand in the order of the fields. */
const KEPT_COLUMNS: ScanColumns = Object.fromEntries(
  SCAN_FIELDS.map((field, place) => [field, place]),
);

function readKept(rows: readonly CsvRow[], reading: ScanReading) {
  return readScans({ columns: KEPT_COLUMNS, rows, ...reading });
}

function reasonOf({ field, reason: why }: RejectedLine): RowReason {
  switch (why) {
    case 'missing':
      if (field === 'number') return reason('number_missing');
      return reason(field === 'time' ? 'date_unread' : 'status_missing');
    case 'not_a_number':
      return reason('number_shapeless');
    case 'not_a_time':
      return reason('date_unread');
    case 'ambiguous_time':
      return reason('date_ambiguous');
    case 'not_a_country':
      return reason('country_unread');
    case 'repeated':
      return reason('same_row');
  }
}
