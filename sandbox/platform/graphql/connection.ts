import { graphError } from './errors.ts';
import type { GraphContext } from './context.ts';

export interface ConnectionArguments {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
  reverse?: boolean | null;
}

export interface Connection<T> {
  edges: { cursor: string; node: T }[];
  nodes: T[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

/** Shopify's largest page and largest array argument. */
export const MAX_PAGE = 250;

/** Refuses a page without a size or beyond 250. A bulk walk needs none. */
export function checkPage(args: ConnectionArguments, context: GraphContext): number {
  if (context.walk !== null) return Number.POSITIVE_INFINITY;
  const size = args.first ?? args.last;
  if (size === null || size === undefined) {
    throw graphError('you must provide one of first or last', 'BAD_REQUEST');
  }
  if (size < 0 || size > MAX_PAGE) {
    const name = args.first === size ? 'first' : 'last';
    throw graphError(`${name} must be between 0 and ${MAX_PAGE}`, 'BAD_REQUEST');
  }
  return size;
}

/** Pages a small list; the cursor of an item is made from its id. */
export function connectionOf<T extends { id: string }>(
  items: readonly T[],
  args: ConnectionArguments,
  context: GraphContext,
): Connection<T> {
  const size = checkPage(args, context);
  const ordered = args.reverse === true ? items.toReversed() : [...items];
  const from = args.after == null ? 0 : indexAfter(ordered, args.after);
  const to = args.before == null ? ordered.length : indexAfter(ordered, args.before) - 1;
  const forward = args.first != null || args.last == null;
  const start = forward ? from : Math.max(from, to - size);
  const end = forward ? Math.min(to, from + size) : to;
  const edges = ordered
    .slice(start, end)
    .map((node) => ({ cursor: cursorOf({ id: node.id }), node }));
  return toConnection(edges, { hasNextPage: end < ordered.length, hasPreviousPage: start > 0 });
}

export function toConnection<T>(
  edges: { cursor: string; node: T }[],
  more: { hasNextPage: boolean; hasPreviousPage: boolean },
): Connection<T> {
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      ...more,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

export function cursorOf(position: Record<string, string | number>): string {
  return Buffer.from(JSON.stringify(position)).toString('base64');
}

/** Throws Shopify's refusal for a text that is no cursor. */
export function readCursor(cursor: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64').toString('utf8'));
    if (typeof value === 'object' && value !== null) return { ...value };
  } catch {
    // Not one of ours: refused below.
  }
  throw graphError(`Invalid cursor for current pagination sort.`, 'BAD_REQUEST');
}

function indexAfter(items: readonly { id: string }[], cursor: string): number {
  const { id } = readCursor(cursor);
  const index = items.findIndex((item) => item.id === id);
  if (index < 0) throw graphError('Invalid cursor for current pagination sort.', 'BAD_REQUEST');
  return index + 1;
}
