import type { OrderRecord } from '../records.ts';
import type { GraphContext } from './context.ts';
import { cursorOf, checkPage, readCursor, toConnection } from './connection.ts';
import type { Connection, ConnectionArguments } from './connection.ts';
import type { IndexKey, Position } from '../order-index.ts';
import { graphError, notModelled } from './errors.ts';
import { graphInstant } from '../formats.ts';
import { OrderNode } from './order-node.ts';
import { readSearch } from './search.ts';
import type { Bounds, Search, Searchable } from './search.ts';

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
  const filter = readSearch(args.query, SEARCHABLE);
  const backwards = args.first == null && args.last != null && walk === null;
  const reverse = (args.reverse === true) !== backwards;
  const cursor = backwards ? args.before : args.after;
  const after = walk === null ? (cursor == null ? null : positionOf(cursor)) : walk.after;
  const orders: OrderRecord[] = [];
  let more = false;
  for (const order of context.store.index.scan({ key, reverse, after, ...boundsOn(key, filter) })) {
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
  const filter = readSearch(args.query, SEARCHABLE);
  const key = filter.boundsOf('updated_at').from > Number.NEGATIVE_INFINITY ? 'updated' : 'created';
  const limit = args.limit ?? Number.POSITIVE_INFINITY;
  let count = 0;
  for (const order of context.store.index.scan({
    key,
    reverse: false,
    after: null,
    ...boundsOn(key, filter),
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

/** `updated_at`, `created_at`, `processed_at`, `id`, `name`. */
const SEARCHABLE: Searchable<OrderRecord> = {
  instants: {
    updated_at: (order) => order.updatedAt,
    created_at: (order) => order.createdAt,
    processed_at: (order) => order.createdAt,
  },
  numbers: { id: (order) => order.id },
  words: { name: (order, text) => order.name === text || order.name === `#${text}` },
};

/** The search's bounds on the key that the index is walked by. */
function boundsOn(key: IndexKey, search: Search<OrderRecord>): Bounds {
  if (key === 'updated') return search.boundsOf('updated_at');
  if (key === 'id') return search.boundsOf('id');
  const [created, processed] = ['created_at', 'processed_at'].map(search.boundsOf);
  return {
    from: Math.max(created?.from ?? 0, processed?.from ?? 0),
    to: Math.min(created?.to ?? Infinity, processed?.to ?? Infinity),
  };
}
