/**
 * A value of JSON in its one form (RFC 8785): members sorted by UTF-16 code units, no spaces, numbers as ECMAScript writes them.
 * Null for what has no such form: text that is not well-formed Unicode, or nesting deeper than records ever are.
 */
export function canonicalJson(value: unknown, depth = 0): string | null {
  if (depth > DEEPEST) return null;
  if (typeof value === 'string') return value.isWellFormed() ? JSON.stringify(value) : null;
  if (typeof value === 'number') return Number.isFinite(value) ? JSON.stringify(value) : null;
  if (typeof value === 'boolean' || value === null) return JSON.stringify(value);
  if (typeof value !== 'object') return null;
  const parts = Array.isArray(value)
    ? value.map((item: unknown) => canonicalJson(item, depth + 1))
    : Object.entries(value)
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([name, member]) => memberOf(name, canonicalJson(member, depth + 1)));
  if (parts.includes(null)) return null;
  return Array.isArray(value) ? `[${parts.join()}]` : `{${parts.join()}}`;
}

const DEEPEST = 32;

function memberOf(name: string, member: string | null): string | null {
  return member === null || !name.isWellFormed() ? null : `${JSON.stringify(name)}:${member}`;
}
