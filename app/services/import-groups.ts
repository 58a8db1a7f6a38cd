import { readOrder } from '#app/services/sync-order-facts.server.ts';
import type { OrderReading } from '#app/services/sync-order-facts.server.ts';
import type { BulkBatch } from '#app/shopify/bulk-result.server.ts';
import type { Line } from '#app/shopify/line-splitter.ts';

/** No order has so many lines: a file of nothing else is not held in memory. */
const MOST_LINES_OF_ORDER = 5_000;

/**
 * The lines of a grouped result file, order by order: an order's line with those that follow it. An order that the next
 * part of the file may go on with is held back, so that the end of what was given is the end of an order.
 */
export async function* wholeOrders(batches: AsyncIterable<BulkBatch>): AsyncGenerator<Line[][]> {
  let open: Line[] = [];
  for await (const { lines } of batches) {
    const whole: Line[][] = [];
    for (const line of lines) {
      if ((!isPartOfOrder(line.text) || open.length >= MOST_LINES_OF_ORDER) && open.length > 0) {
        whole.push(open);
        open = [];
      }
      open.push(line);
    }
    if (whole.length > 0) yield whole;
  }
  if (open.length > 0) yield [open];
}

/** Inside a JSON text a quote is escaped: these characters stand in the key alone. */
function isPartOfOrder(text: string): boolean {
  return text.includes('"__parentId"');
}

/** Reads an order's line with those of its parts. Without a part that cannot be read the order is read alone. */
export function readOrderGroup(texts: readonly string[]): OrderReading {
  const [order, ...parts] = texts.map(parsed);
  if (order === undefined) return { ok: false, reason: 'not JSON' };
  if (!isRecord(order) || !parts.every(isPart)) return readOrder(order);
  const partsOf = (type: string) => ({
    nodes: parts.filter(({ id }) => id.startsWith(`gid://shopify/${type}/`)),
  });
  return readOrder({
    ...order,
    lineItems: partsOf('LineItem'),
    fulfillmentOrders: partsOf('FulfillmentOrder'),
  });
}

// Checked by hand: a schema would copy every order once more, on the import's hottest path.
function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isPart(value: unknown): value is { id: string } {
  return isRecord(value) && typeof value.id === 'string';
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
