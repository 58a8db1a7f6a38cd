import type { StoredRefund } from '#app/db/order-details.server.ts';
import type { OrderFacts } from '#app/services/sync-order-facts.server.ts';
import { readLinesPage, readRefunds } from '#app/services/sync-order-beside.ts';
import type { LineFacts, OrderBeside } from '#app/services/sync-order-beside.ts';
import { readReturns } from '#app/services/sync-returns.ts';
import type { ReturnFacts } from '#app/services/sync-returns.ts';
import type { Source } from '#app/services/sync-source.server.ts';
import {
  FulfillmentLinesDocument,
  OrderLinesDocument,
  OrderRefundsDocument,
  OrderReturnsDocument,
} from '#app/shopify/generated/documents.ts';

const LINES_PER_PAGE = 100;
/** An order has at most 500 lines. */
const MOST_LINE_PAGES = 5;
/** 20 × (1 + 2 × 20 + 2) = 860 points. */
const FULFILLMENTS_PER_READ = 20;
const LINES_PER_FULFILLMENT = 20;
/** 20 × (1 + 3 + 3 × 5 + 2 + 5 × 3 + 2) = 760 points. */
const ORDERS_WITH_REFUNDS_PER_READ = 20;
/** Three returns of 20 × 4 + 2 lines, 2 × (1 + 5 × 3 + 2) + 2 pieces that come back, 5 + 2 refunds each: 390 an order. */
const ORDERS_WITH_RETURNS_PER_READ = 2;
const CALLED_OFF: ReadonlySet<string> = new Set(['CANCELLED', 'ERROR', 'FAILURE']);

/**
 * Completes what orders say beside themselves, asking only where there is more than their own answer could hold: further
 * lines, several refunds, several fulfillments, returns.
 */
export async function readBeside(
  source: Source,
  orders: readonly OrderFacts[],
  { mayReadReturns }: { mayReadReturns: boolean },
): Promise<OrderFacts[]> {
  const refunds = await readDividedRefunds(source, orders);
  const lines = await readFulfillmentLines(source, orders);
  const returns = mayReadReturns
    ? await readOrderReturns(source, orders)
    : new Map<string, ReturnFacts[]>();
  const completed: OrderFacts[] = [];
  for (const order of orders) {
    const { orderId, beside, fulfillments } = order;
    if (beside === null) {
      completed.push(order);
      continue;
    }
    const own = fulfillments.flatMap(({ fulfillmentId }) => {
      const found = lines.get(fulfillmentId);
      return found === undefined ? [] : [[fulfillmentId, found] as const];
    });
    const told = returns.get(orderId) ?? null;
    completed.push({
      ...order,
      beside: {
        ...beside,
        ...(await withAllLines(source, orderId, beside)),
        details: {
          ...beside.details,
          refunds: withReturns(refunds.get(orderId) ?? beside.details.refunds, told),
          fulfillmentLines: own.length === 0 ? null : Object.fromEntries(own),
        },
        returns: told,
      },
    });
  }
  return completed;
}

async function withAllLines(
  source: Source,
  orderId: string,
  { lines, linesCursor }: OrderBeside,
): Promise<{ lines: LineFacts[]; linesCursor: string | null }> {
  const all = [...lines];
  let after = linesCursor;
  for (let page = 0; after !== null && page < MOST_LINE_PAGES; page += 1) {
    const id = `gid://shopify/Order/${orderId}`;
    const answer = await source.query(OrderLinesDocument, { id, first: LINES_PER_PAGE, after });
    const read = readLinesPage(answer.data.order);
    if (read === null) break;
    all.push(...read.lines);
    after = read.cursor;
  }
  return { lines: all, linesCursor: after };
}

async function readDividedRefunds(
  source: Source,
  orders: readonly OrderFacts[],
): Promise<Map<string, StoredRefund[]>> {
  const asked = orders.filter(({ beside }) => beside !== null && beside.details.refunds === null);
  const found = new Map<string, StoredRefund[]>();
  for (let from = 0; from < asked.length; from += ORDERS_WITH_REFUNDS_PER_READ) {
    const ids = asked.slice(from, from + ORDERS_WITH_REFUNDS_PER_READ).map(orderGid);
    const answer = await source.query(OrderRefundsDocument, { ids });
    for (const node of answer.data.nodes) {
      const read = readRefunds(node);
      if (read !== null) found.set(read.orderId, read.refunds);
    }
  }
  return found;
}

/** Lines by fulfillment, of orders that have several living ones. */
async function readFulfillmentLines(
  source: Source,
  orders: readonly OrderFacts[],
): Promise<Map<string, string[]>> {
  const ids = orders.flatMap(({ fulfillments }) => {
    const living = fulfillments.filter(({ status }) => !CALLED_OFF.has(status));
    return living.length > 1 ? living.map(({ fulfillmentId }) => fulfillmentId) : [];
  });
  const found = new Map<string, string[]>();
  for (let from = 0; from < ids.length; from += FULFILLMENTS_PER_READ) {
    const answer = await source.query(FulfillmentLinesDocument, {
      ids: ids
        .slice(from, from + FULFILLMENTS_PER_READ)
        .map((id) => `gid://shopify/Fulfillment/${id}`),
      first: LINES_PER_FULFILLMENT,
    });
    for (const node of answer.data.nodes) {
      if (node === null || !('fulfillmentLineItems' in node)) continue;
      const lineIds = node.fulfillmentLineItems.nodes.map(({ lineItem }) => idOf(lineItem.id));
      found.set(idOf(node.id), lineIds);
    }
  }
  return found;
}

async function readOrderReturns(
  source: Source,
  orders: readonly OrderFacts[],
): Promise<Map<string, ReturnFacts[]>> {
  const asked = orders.filter(({ beside }) => {
    const status = beside?.details.returnStatus ?? null;
    return status !== null && status !== 'NO_RETURN';
  });
  const found = new Map<string, ReturnFacts[]>();
  for (let from = 0; from < asked.length; from += ORDERS_WITH_RETURNS_PER_READ) {
    const ids = asked.slice(from, from + ORDERS_WITH_RETURNS_PER_READ).map(orderGid);
    const answer = await source.query(OrderReturnsDocument, { ids });
    for (const node of answer.data.nodes) {
      const read = readReturns(node);
      if (read !== null) found.set(read.orderId, read.returns);
    }
  }
  return found;
}

/** A refund says which return it was for only through the return itself. */
function withReturns(
  refunds: StoredRefund[] | null,
  returns: readonly ReturnFacts[] | null,
): StoredRefund[] | null {
  if (refunds === null || returns === null) return refunds;
  return refunds.map((refund) => ({
    ...refund,
    returnId: returns.find(({ facts }) => facts.refundIds.includes(refund.id))?.returnId ?? null,
  }));
}

function orderGid({ orderId }: OrderFacts): string {
  return `gid://shopify/Order/${orderId}`;
}

function idOf(globalId: string): string {
  return globalId.slice(globalId.lastIndexOf('/') + 1);
}
