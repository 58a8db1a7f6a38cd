import { cursorOf, checkPage, readCursor, toConnection } from './connection.ts';
import type { Connection, ConnectionArguments } from './connection.ts';
import type { GraphContext } from './context.ts';
import { graphError, notModelled } from './errors.ts';

/** What a search may name: ranges by a number (instants are epoch ms), words by a test of the record. */
export interface Searchable<T> {
  instants: Readonly<Record<string, (record: T) => number>>;
  numbers: Readonly<Record<string, (record: T) => number>>;
  words: Readonly<Record<string, (record: T, text: string) => boolean>>;
}

/** Inclusive. */
export interface Bounds {
  from: number;
  to: number;
}

export interface Search<T> {
  /** The bounds of a range's field; infinite ones where the search does not name it. */
  boundsOf(field: string): Bounds;
  accepts(record: T): boolean;
}

const TERM = /^([\w.]+):(>=|<=|>|<)?['"]?([^'"]+)['"]?$/;

/**
 * Reads Shopify's search syntax as far as the sandbox models it: terms joined by a space or AND. A term on anything that
 * is not searchable here is refused rather than silently ignored, as Shopify would.
 */
export function readSearch<T>(
  query: string | null | undefined,
  searchable: Searchable<T>,
): Search<T> {
  const bounds = new Map<string, Bounds>();
  const tests: ((record: T) => boolean)[] = [];
  for (const term of splitTerms(query ?? '')) {
    const [, field = '', operator = '', text = ''] = TERM.exec(term) ?? [];
    const word = searchable.words[field];
    const isInstant = field in searchable.instants;
    if (word !== undefined && operator === '') tests.push((record) => word(record, text));
    else if (isInstant || field in searchable.numbers) {
      const value = isInstant ? Date.parse(text) : Number(text);
      if (Number.isNaN(value)) throw graphError(`Invalid search value: ${term}`, 'BAD_REQUEST');
      bounds.set(field, narrowed(bounds.get(field) ?? ANY, operator, value));
    } else throw notModelled(`the search term ${term}`);
  }
  const ranges = { ...searchable.instants, ...searchable.numbers };
  return {
    boundsOf: (field) => bounds.get(field) ?? ANY,
    accepts: (record) =>
      tests.every((test) => test(record)) &&
      [...bounds].every(([field, { from, to }]) => {
        const value = ranges[field]?.(record) ?? Number.NaN;
        return value >= from && value <= to;
      }),
  };
}

/** Something with an id and a place among its like. */
interface Placed<T> {
  id: number;
  value: number | string;
  record: T;
}

/**
 * Pages records in the order of a value, then of their ids. The cursor names both, so that a page follows the last one
 * whatever was changed in between. In a bulk walk the page is everything.
 */
export function sortedConnection<T extends { id: number }, N>(
  records: Iterable<T>,
  order: { valueOf(record: T): number | string; nodeOf(record: T): N },
  args: ConnectionArguments,
  context: GraphContext,
): Connection<N> {
  const size = checkPage(args, context);
  const backwards = args.first == null && args.last != null && context.walk === null;
  const direction = (args.reverse === true) !== backwards ? -1 : 1;
  const placed = [...records]
    .map((record) => ({ id: record.id, value: order.valueOf(record), record }))
    .toSorted((a, b) => direction * compare(a, b));
  const cursor = (backwards ? args.before : args.after) ?? null;
  const place = cursor === null ? null : placeOf(cursor);
  const start = place === null ? 0 : firstAfter(placed, place, direction);
  const page = placed.slice(start, start + size);
  const hasMore = start + page.length < placed.length;
  if (backwards) page.reverse();
  const edges = page.map(({ id, value, record }) => ({
    cursor: cursorOf({ last_id: id, last_value: value }),
    node: order.nodeOf(record),
  }));
  return toConnection(edges, {
    hasNextPage: backwards ? start > 0 : hasMore,
    hasPreviousPage: backwards ? hasMore : start > 0,
  });
}

const ANY: Bounds = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

function narrowed({ from, to }: Bounds, operator: string, value: number): Bounds {
  const least = operator === '>' ? value + 1 : operator.startsWith('<') ? from : value;
  const most = operator === '<' ? value - 1 : operator.startsWith('>') ? to : value;
  return { from: Math.max(from, least), to: Math.min(to, most) };
}

/** Splits on spaces outside quotes and drops AND. */
function splitTerms(query: string): string[] {
  const terms = query.match(/(?:[^\s'"]+|'[^']*'|"[^"]*")+/g) ?? [];
  return terms.filter((term) => term.toUpperCase() !== 'AND');
}

type Place = Pick<Placed<unknown>, 'id' | 'value'>;

function firstAfter(placed: readonly Place[], place: Place, direction: number): number {
  const index = placed.findIndex((each) => direction * compare(each, place) > 0);
  return index < 0 ? placed.length : index;
}

function compare(a: Place, b: Place): number {
  if (a.value !== b.value) return a.value < b.value ? -1 : 1;
  return a.id - b.id;
}

function placeOf(cursor: string): Place {
  const { last_id: id, last_value: value } = readCursor(cursor);
  if (typeof id === 'number' && (typeof value === 'number' || typeof value === 'string')) {
    return { id, value };
  }
  throw graphError('Invalid cursor for current pagination sort.', 'BAD_REQUEST');
}
