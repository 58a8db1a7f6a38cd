/** One value of a row for COPY; null becomes SQL's NULL. */
export type CopyValue = string | number | boolean | Date | null;

/** One line of COPY's text format, with its line end. */
export function copyLine(values: readonly CopyValue[]): string {
  let line = '';
  for (const [index, value] of values.entries()) {
    if (index > 0) line += '\t';
    line += copyText(value);
  }
  return `${line}\n`;
}

const NEEDS_ESCAPE = /[\\\t\n\r\0]/;
const ESCAPED = /[\\\t\n\r\0]/g;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function copyText(value: CopyValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'string')
    // PostgreSQL has no place for NUL in a text: it is dropped rather than failing the whole batch.
    return NEEDS_ESCAPE.test(value)
      ? value.replaceAll(ESCAPED, (character) => ESCAPES[character] ?? '')
      : value;
  if (typeof value === 'boolean') return value ? 't' : 'f';
  return value instanceof Date ? value.toISOString() : String(value);
}
