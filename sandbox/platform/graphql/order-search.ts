import type { OrderRecord } from '../records.ts';
import type { GraphContext } from './context.ts';
import { cursorOf, checkPage, readCursor, toConnection } from './connection.ts';
import type { Connection, ConnectionArguments } from './connection.ts';
import type { IndexKey, Position } from '../order-index.ts';
import { graphError, notModelled } from './errors.ts';
import { graphInstant } from '../formats.ts';
import { OrderNode } from './order-node.ts';

export interface OrderArguments extends ConnectionArguments {
  query?: string | null;
  sortKey?: string | null;
}

/** `orders(…)`: pages by cursor over the store's index. */
export function ordersConnection(
  args: OrderArguments,
  context: GraphContext,
): Connection<OrderNode> {
  const walk = context.walk;
  const size = walk?.pageSize ?? checkPage(args, context);
  const key = indexKey(args.sortKey ?? 'PROCESSED_AT');
  const filter = parseOrderQuery(args.query ?? '');
  const backwards = args.first == null && args.last != null && walk === null;
  const reverse = (args.reverse === true) !== backwards;
  const cursor = backwards ? args.before : args.after;
  const after = walk === null ? (cursor == null ? null : positionOf(cursor)) : walk.after;
  const orders: OrderRecord[] = [];
  let more = false;
  for (const order of context.store.index.scan({ key, reverse, after, ...filter.bounds(key) })) {
    if (!isVisible(order, context) || !filter.accepts(order)) continue;
    if (orders.length === size) {
      more = true;
      break;
    }
    orders.push(order);
  }
  const last = orders.at(-1);
  if (walk !== null) {
    walk.done = !more;
    if (last !== undefined) walk.after = context.store.index.positionOf(last, key);
  }
  if (backwards) orders.reverse();
  const edges = orders.map((order) => ({
    cursor: cursorFor(order, key, context),
    node: new OrderNode(order, context.store),
  }));
  const started = cursor != null;
  return toConnection(edges, {
    hasNextPage: backwards ? started : more,
    hasPreviousPage: backwards ? more : started,
  });
}

/** How many orders match; counting stops at `limit` (null: never). */
export function countOrders(
  args: { query?: string | null; limit?: number | null },
  context: GraphContext,
): { count: number; precision: 'EXACT' | 'AT_LEAST' } {
  const filter = parseOrderQuery(args.query ?? '');
  const key = filter.bounds('updated').from > Number.NEGATIVE_INFINITY ? 'updated' : 'created';
  const limit = args.limit ?? Number.POSITIVE_INFINITY;
  let count = 0;
  for (const order of context.store.index.scan({
    key,
    reverse: false,
    after: null,
    ...filter.bounds(key),
  })) {
    if (!isVisible(order, context) || !filter.accepts(order)) continue;
    if (count === limit) return { count, precision: 'AT_LEAST' };
    count += 1;
  }
  return { count, precision: 'EXACT' };
}

/** Without `read_all_orders` an order older than 60 days does not exist. */
export function isVisible(order: OrderRecord, context: GraphContext): boolean {
  return order.createdAt >= context.ordersSince;
}

function indexKey(sortKey: string): IndexKey {
  if (sortKey === 'UPDATED_AT') return 'updated';
  if (sortKey === 'ID') return 'id';
  if (['CREATED_AT', 'PROCESSED_AT', 'ORDER_NUMBER'].includes(sortKey)) return 'created';
  throw notModelled(`orders sorted by ${sortKey}`);
}

function cursorFor(order: OrderRecord, key: IndexKey, context: GraphContext): string {
  const { value, seq } = context.store.index.positionOf(order, key);
  const shown = key === 'id' ? String(value) : graphInstant(value);
  return cursorOf({ last_id: order.id, last_value: shown, seq });
}

function positionOf(cursor: string): Position {
  const { last_value: shown, seq } = readCursor(cursor);
  const text = String(shown);
  const value = /^\d+$/.test(text) ? Number(text) : Date.parse(text);
  if (Number.isNaN(value) || typeof seq !== 'number') {
    throw graphError('Invalid cursor for current pagination sort.', 'BAD_REQUEST');
  }
  return { value, seq };
}

interface OrderFilter {
  bounds(key: IndexKey): { from: number; to: number };
  accepts(order: OrderRecord): boolean;
}

type Field = 'updated_at' | 'created_at' | 'id';
const VALUE_OF: Record<Field, (order: OrderRecord) => number> = {
  updated_at: (order) => order.updatedAt,
  created_at: (order) => order.createdAt,
  id: (order) => order.id,
};
const KEY_OF: Record<Field, IndexKey> = { updated_at: 'updated', created_at: 'created', id: 'id' };
const TERM = /^(updated_at|created_at|processed_at|id):(>=|<=|>|<)?['"]?([^'"]+)['"]?$/;

/**
 * Reads Shopify's search syntax as far as the sandbox models it: terms joined by a space or AND on `updated_at`,
 * `created_at`, `processed_at`, `id`, `name`. Anything else is refused rather than silently ignored.
 */
function parseOrderQuery(query: string): OrderFilter {
  const bounds = new Map<Field, { from: number; to: number }>();
  const names: string[] = [];
  for (const term of splitTerms(query)) {
    const name = /^name:['"]?([^'"]+)['"]?$/.exec(term);
    if (name !== null) {
      names.push(String(name[1]));
      continue;
    }
    const match = TERM.exec(term);
    if (match === null) throw notModelled(`the search term ${term}`);
    const field: Field =
      match[1] === 'updated_at' ? 'updated_at' : match[1] === 'id' ? 'id' : 'created_at';
    const value = field === 'id' ? Number(match[3]) : Date.parse(String(match[3]));
    if (Number.isNaN(value)) throw graphError(`Invalid search value: ${term}`, 'BAD_REQUEST');
    narrow(bounds, field, match[2] ?? '', value);
  }
  return {
    bounds(key) {
      const found = [...bounds].find(([field]) => KEY_OF[field] === key);
      return found?.[1] ?? { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
    },
    accepts(order) {
      if (names.some((name) => order.name !== name && order.name !== `#${name}`)) return false;
      return [...bounds].every(([field, { from, to }]) => {
        const value = VALUE_OF[field](order);
        return value >= from && value <= to;
      });
    },
  };
}

function narrow(
  bounds: Map<Field, { from: number; to: number }>,
  field: Field,
  operator: string,
  value: number,
): void {
  const known = bounds.get(field) ?? {
    from: Number.NEGATIVE_INFINITY,
    to: Number.POSITIVE_INFINITY,
  };
  const from = operator === '>' ? value + 1 : operator.startsWith('<') ? known.from : value;
  const to = operator === '<' ? value - 1 : operator.startsWith('>') ? known.to : value;
  bounds.set(field, { from: Math.max(known.from, from), to: Math.min(known.to, to) });
}

/** Splits on spaces outside quotes and drops AND. */
function splitTerms(query: string): string[] {
  const terms = query.match(/(?:[^\s'"]+|'[^']*'|"[^"]*")+/g) ?? [];
  return terms.filter((term) => term.toUpperCase() !== 'AND');
}
