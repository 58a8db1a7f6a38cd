/** One value of a row for COPY; null becomes SQL's NULL. */
export type CopyValue = string | number | boolean | Date | null;

/** A column with the way to its value in a row. */
export interface CopyColumn<Row> {
  name: string;
  of: (row: Row) => CopyValue;
}

/** The rows in COPY's text format. */
export function copyText<Row>(columns: readonly CopyColumn<Row>[], rows: readonly Row[]): Buffer {
  let text = '';
  for (const row of rows) {
    let separator = '';
    for (const column of columns) {
      text += separator + valueText(column.of(row));
      separator = '\t';
    }
    text += '\n';
  }
  return Buffer.from(text);
}

const NEEDS_ESCAPE = /[\\\t\n\r\0]/;
const ESCAPED = /[\\\t\n\r\0]/g;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function valueText(value: CopyValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'string')
    // PostgreSQL has no place for NUL in a text: it is dropped rather than failing the whole batch.
    return NEEDS_ESCAPE.test(value)
      ? value.replaceAll(ESCAPED, (character) => ESCAPES[character] ?? '')
      : value;
  if (typeof value === 'boolean') return value ? 't' : 'f';
  return value instanceof Date ? value.toISOString() : String(value);
}
