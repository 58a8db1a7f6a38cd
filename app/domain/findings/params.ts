import { invariant } from '#app/domain/shared/invariant.ts';

/** A figure that law or a house sets, as one dated row. Days are ISO dates; `from` belongs to the row, `until` no longer does. */
export interface ParamRow {
  /** Null: since ever. */
  from: string | null;
  /** Null: until the next row begins, or for good. */
  until: string | null;
  value: number;
  /** Where the figure stands. */
  cite: string;
  /** For a table by country, product group or the like; '' where one figure holds for all. */
  key: string;
}

/** A row that holds for good from a day on (null: since ever); `key` is '' where one figure holds for all. */
export function openRow(
  key: string,
  value: number,
  cite: string,
  from: string | null = null,
): ParamRow {
  return { key, value, cite, from, until: null };
}

export const PARAM_UNITS = [
  'calendar_days',
  'working_days',
  'percent',
  'minor_units',
  'count',
] as const;
export type ParamUnit = (typeof PARAM_UNITS)[number];

/** A dated table. `mayOverwrite`: a merchant may set rows of their own, with a note, between `least` and `most`. */
export interface ParamTable {
  unit: ParamUnit;
  rows: readonly ParamRow[];
  mayOverwrite: boolean;
  /** Bounds of sense for an overwritten value, both included. */
  least: number;
  most: number;
}

export interface ParamTables {
  readonly [name: string]: ParamTable;
}

/** A row as a rule used it: shown with the finding. */
export interface UsedParam {
  name: string;
  unit: ParamUnit;
  row: ParamRow;
  by: 'law' | 'merchant';
}

/** What a merchant set instead of a table's rows. */
export interface ParamOverride {
  ruleId: string;
  name: string;
  key: string;
  from: string | null;
  until: string | null;
  value: number;
  note: string;
}

/** The row of a key that holds on a day; null where the table has none. */
export function rowOn(table: ParamTable, key: string, day: string): ParamRow | null {
  return (
    sorted(table.rows, key).find(
      (row) => (row.from === null || row.from <= day) && (row.until === null || day < row.until),
    ) ?? null
  );
}

/**
 * Makes sure that each key's rows follow each other without a gap or an overlap: rows sort by `from`, each begins where
 * the one before ends, and only the last may be open. Throws naming the table and the row.
 */
export function checkTable(name: string, table: ParamTable): void {
  invariant(table.rows.length > 0, `${name}: a table without rows`);
  for (const key of new Set(table.rows.map((row) => row.key))) {
    const rows = sorted(table.rows, key);
    for (const [index, row] of rows.entries()) {
      const where = `${name}${key === '' ? '' : `[${key}]`}: row from ${row.from ?? 'ever'}`;
      invariant(
        row.until === null || row.from === null || row.from < row.until,
        `${where} ends before it begins`,
      );
      const next = rows[index + 1];
      if (next === undefined) continue;
      invariant(
        next.from !== null && row.until !== null && row.until <= next.from,
        `${where} overlaps the next`,
      );
      invariant(row.until === next.from, `${where} leaves a gap until ${next.from}`);
    }
    for (const row of rows)
      invariant(
        Number.isFinite(row.value) && row.value >= table.least && row.value <= table.most,
        `${name}: row from ${row.from ?? 'ever'} has the value ${row.value}`,
      );
  }
}

export type OverrideError =
  | { code: 'not_overwritable' }
  | { code: 'out_of_range'; least: number; most: number }
  | { code: 'not_a_number' }
  | { code: 'ends_before_it_begins' }
  | { code: 'bad_date' }
  | { code: 'note_missing' };

/** Why a merchant's row cannot be taken; null when it can. */
export function refuseOverride(
  table: ParamTable,
  row: Omit<ParamOverride, 'ruleId' | 'name'>,
): OverrideError | null {
  if (!table.mayOverwrite) return { code: 'not_overwritable' };
  if (!Number.isFinite(row.value)) return { code: 'not_a_number' };
  if (row.value < table.least || row.value > table.most)
    return { code: 'out_of_range', least: table.least, most: table.most };
  const dates = [row.from, row.until].filter((date) => date !== null);
  if (dates.some((date) => !/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(Date.parse(date))))
    return { code: 'bad_date' };
  if (row.from !== null && row.until !== null && row.from >= row.until)
    return { code: 'ends_before_it_begins' };
  if (row.note.trim() === '') return { code: 'note_missing' };
  return null;
}

/** The merchant's own row where one holds that day, else the table's. */
export function usedOn(
  { name, table, key, day }: { name: string; table: ParamTable; key: string; day: string },
  overrides: readonly ParamOverride[],
): UsedParam | null {
  const own = overrides.findLast(
    (row) =>
      row.name === name &&
      row.key === key &&
      (row.from === null || row.from <= day) &&
      (row.until === null || day < row.until),
  );
  if (own !== undefined) {
    const { from, until, value, note } = own;
    return { name, unit: table.unit, row: { from, until, value, key, cite: note }, by: 'merchant' };
  }
  const row = rowOn(table, key, day);
  return row === null ? null : { name, unit: table.unit, row, by: 'law' };
}

function sorted(rows: readonly ParamRow[], key: string): ParamRow[] {
  return rows
    .filter((row) => row.key === key)
    .toSorted((a, b) => (a.from ?? '').localeCompare(b.from ?? ''));
}
