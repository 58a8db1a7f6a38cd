import { stringify } from 'csv-stringify/sync';
import type { ParcelQuery, ParcelRow } from '#app/contracts/pages.ts';
import { parseParcelId } from '#app/contracts/parcel-query.ts';
import { readOutcomeCounts } from '#app/db/outcome-counts.server.ts';
import { readParcelsByIds } from '#app/db/parcel-pages.server.ts';
import { readSettings } from '#app/db/settings.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { outcomeRates } from '#app/domain/cash/outcome-rates.ts';
import { decimalOf } from '#app/domain/shared/money.ts';
import { MOST_PARCELS_AT_ONCE } from '#app/services/chosen-parcels.ts';
import { parcelRowOf } from '#app/services/load-parcel-row.server.ts';
import { loadParcels } from '#app/services/load-parcels.server.ts';
import { settingsOf } from '#app/services/load-settings.server.ts';

/** The file's columns, in order. */
export const EXPORT_COLUMNS = [
  'order',
  'number',
  'carrier',
  'origin',
  'destination',
  'state',
  'cause',
  'since',
  'shippedAt',
  'lastScan',
  'lastScanAt',
  'silentDays',
  'limitDays',
  'value',
  'atRisk',
  'currency',
  'nextStep',
  'mutedUntil',
  'id',
] as const;
export type ExportColumn = (typeof EXPORT_COLUMNS)[number];

/** Words in the reader's language: `code` is returned where there is none. */
export interface ExportLabels {
  columns: Partial<Record<ExportColumn, string>>;
  /** Words for a code of the given kind, such as the verdict `stalled`. */
  word: (kind: 'verdict' | 'cause' | 'milestone' | 'nextStep', code: string) => string;
}

/** Large enough that the database is asked seldom, small enough that a page is nothing in memory. */
const ROWS_PER_CHUNK = 1_000;
/** Excel reads a CSV as UTF-8 only with this in front. */
export const BYTE_ORDER_MARK = '\uFEFF';

/**
 * The parcels as a CSV file, in pieces: those of a query through all its pages (its cursor is passed over), or at most
 * `MOST_PARCELS_AT_ONCE` by id. Instants are ISO 8601 in UTC, amounts decimals with a point. No cell is a formula.
 */
export async function* exportParcels({
  shopId,
  query,
  parcelIds,
  labels,
  now,
}: {
  shopId: number;
  query?: ParcelQuery;
  parcelIds?: readonly string[];
  labels: ExportLabels;
  now: Date;
}): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csv([EXPORT_COLUMNS.map((column) => labels.columns[column] ?? column)]);
  if (parcelIds !== undefined) {
    yield csv((await rowsById({ shopId, parcelIds, now })).map((row) => cellsOf(row, labels)));
    return;
  }
  if (query === undefined) return;
  let cursor: string | null = null;
  do {
    const page = await loadParcels({
      shopId,
      now,
      query: { ...query, cursor, direction: 'next' },
      rowsPerPage: ROWS_PER_CHUNK,
    });
    if (page.rows.length > 0) yield csv(page.rows.map((row) => cellsOf(row, labels)));
    cursor = page.nextCursor;
  } while (cursor !== null);
}

/**
 * A text as a cell that no spreadsheet takes for a formula: one that begins with `=`, `+`, `-`, `@`, a tab or a line
 * break gets a quote in front (OWASP, "CSV Injection"), also behind white space and in full-width form.
 */
export function safeCell(text: string): string {
  return /^[\s\p{Cf}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u.test(text) ? `'${text}` : text;
}

async function rowsById({
  shopId,
  parcelIds,
  now,
}: {
  shopId: number;
  parcelIds: readonly string[];
  now: Date;
}): Promise<ParcelRow[]> {
  const ids = parcelIds
    .slice(0, MOST_PARCELS_AT_ONCE)
    .map(parseParcelId)
    .filter((id) => id !== null);
  return withShopSql(shopId, async (sql) => {
    const settings = settingsOf(await readSettings(sql, shopId));
    const rates = outcomeRates(await readOutcomeCounts(sql, shopId));
    const records = await readParcelsByIds(sql, shopId, {
      fulfillmentIds: ids.map((id) => id.fulfillmentId),
      positions: ids.map((id) => id.position),
    });
    return records.map((record) => parcelRowOf(record, { settings, rates, now }));
  });
}

function cellsOf(row: ParcelRow, labels: ExportLabels): string[] {
  const word = (kind: 'verdict' | 'cause' | 'milestone' | 'nextStep', code: string | null) =>
    code === null ? '' : labels.word(kind, code);
  const cells: Record<ExportColumn, string> = {
    order: row.orderName,
    number: row.number ?? '',
    carrier: row.carrier ?? '',
    origin: row.origin ?? '',
    destination: row.destination ?? '',
    state: word('verdict', row.verdict),
    cause: word('cause', row.cause),
    since: row.verdictSince ?? '',
    shippedAt: row.shippedAt,
    lastScan: word('milestone', row.lastScan?.milestone ?? null),
    lastScanAt: row.lastScan?.at ?? '',
    silentDays: row.silence === null ? '' : String(row.silence.days),
    limitDays: row.silence === null ? '' : String(row.silence.limitDays),
    value: decimalOf(row.value),
    atRisk: decimalOf({ minor: row.atRiskMinor, currency: row.value.currency }),
    currency: row.value.currency,
    nextStep: word('nextStep', row.nextStep),
    mutedUntil: row.mutedUntil ?? '',
    id: row.id,
  };
  return EXPORT_COLUMNS.map((column) =>
    // An amount below zero is a number, not a formula.
    column === 'value' ? cells[column] : safeCell(cells[column]),
  );
}

/** Rows as CSV lines; what could be read as a formula MUST have gone through `safeCell`. */
export function csv(rows: string[][]): string {
  return stringify(rows, { record_delimiter: 'windows', quoted_match: /[\t\r\n]|^[\s']/u });
}
