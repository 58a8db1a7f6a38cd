import { setImmediate as letOthersRun } from 'node:timers/promises';
import { markDirty } from '#app/db/dirty-orders.server.ts';
import { quarantine, stepImport } from '#app/db/sync-runs.server.ts';
import { AGAIN } from '#app/jobs/contracts.ts';
import type { Step } from '#app/jobs/contracts.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';
import { startAgain } from '#app/services/import-bulk.server.ts';
import { commitStep } from '#app/services/import-slice.server.ts';
import type { ImportSlice } from '#app/services/import-slice.server.ts';
import type { OrderFacts } from '#app/services/sync-order-facts.server.ts';
import { writeOrders } from '#app/services/sync-write-orders.server.ts';
import { readOrderGroup, wholeOrders } from '#app/services/import-groups.ts';
import { BulkResultError, readBulkResult } from '#app/shopify/bulk-result.server.ts';
import type { Line } from '#app/shopify/line-splitter.ts';

/** A slice reads on while it has time; opening the file again at the checkpoint costs one request. */
const SLICE_MS = 5_000;
/** Less than a millisecond's work. */
const ORDERS_AT_A_TIME = 4;
/** Enough of a bad line to see what it is. */
const KEPT_OF_BAD_LINE = 200;

/**
 * Reads the result file from the checkpoint on. A batch's rows and the checkpoint behind it are one transaction.
 * A line that cannot be read is kept with its number and reason, and the rest goes on.
 */
export async function importFile(slice: ImportSlice): Promise<Step> {
  const { run } = slice;
  if (run.resultUrl === null) return startAgain(slice, { why: 'NO_FILE' });
  const endsAt = Date.now() + SLICE_MS;
  let at = slice;
  const stop = new AbortController();
  try {
    const batches = wholeOrders(
      readBulkResult({
        url: run.resultUrl,
        fromByte: run.byteOffset,
        fromLine: run.lineNumber,
        signal: stop.signal,
      }),
    );
    // One batch is read and parsed while the database writes the one before it.
    let coming = readAhead(batches);
    for (;;) {
      const reading = await coming;
      if (reading === null) break;
      coming = readAhead(batches);
      const next = await storeBatch(at, reading);
      // Stopped, or another worker went on: this one's work is over.
      if (next === null || Date.now() >= endsAt) return AGAIN;
      at = next;
    }
  } catch (error) {
    // Seven days are over, or the address never served: a new operation writes a new file.
    if (error instanceof BulkResultError && error.kind === 'gone') {
      return startAgain(at, { why: 'RESULT_GONE' });
    }
    throw error;
  } finally {
    stop.abort();
  }
  await commitStep(at, (sql) =>
    stepImport(sql, at.shopId, at.run, { phase: 'reading_events', now: at.now }),
  );
  return AGAIN;
}

/** The slice behind the batch, or null when the import is no longer where the slice thinks it is. */
async function storeBatch(slice: ImportSlice, batch: ReadBatch): Promise<ImportSlice | null> {
  const { shopId, domain, run, now } = slice;
  const { last, orders, bad } = batch;
  if (last === undefined) return slice;
  const committed = await commitStep(slice, async (sql) => {
    // Rows and checkpoint are lost together or not at all: a batch that a crash of the database takes is read again.
    await sql.query('set local synchronous_commit = off');
    const written = await writeOrders(sql, { shopId, domain, orders, now });
    const halfRead = orders.filter((order) => isHalfRead(order, now)).map(({ orderId }) => orderId);
    if (halfRead.length > 0) {
      await markDirty(sql, shopId, { orderIds: halfRead, reason: 'details', now });
      await enqueue(sql, 'refetch-orders', { shopId });
    }
    await quarantine(sql, shopId, run.runId, bad, now);
    await stepImport(sql, shopId, run, {
      byteOffset: last.endOffset,
      lineNumber: last.lineNumber,
      addOrders: written.orders,
      addFulfillments: written.fulfillments,
      addQuarantined: bad.length,
      now,
    });
  });
  if (!committed) return null;
  return { ...slice, run: { ...run, byteOffset: last.endOffset, lineNumber: last.lineNumber } };
}

/** Older orders are no rule's matter any more. */
const DETAILS_MATTER_MS = 180 * 86_400_000;

/** A bulk operation cannot tell how several refunds or fulfillments of an order divide up, nor its returns. */
function isHalfRead({ createdAt, fulfillments, beside }: OrderFacts, now: Date): boolean {
  if (now.getTime() - createdAt.getTime() > DETAILS_MATTER_MS || beside === null) return false;
  const { refunds, returnStatus } = beside.details;
  return (
    refunds === null ||
    fulfillments.length > 1 ||
    (returnStatus !== null && returnStatus !== 'NO_RETURN')
  );
}

/** A batch's orders, and the line behind which the file goes on. */
interface ReadBatch {
  last: Line | undefined;
  orders: OrderFacts[];
  bad: { lineNumber: number; reason: string; raw: string }[];
}

/** The next batch, or null at the end of the file. */
function readAhead(batches: AsyncIterator<Line[][]>): Promise<ReadBatch | null> {
  const coming = batches.next().then(({ done, value }) => (done ? null : readGroups(value)));
  // Whoever stops early never awaits it.
  coming.catch(() => {});
  return coming;
}

async function readGroups(groups: Line[][]): Promise<ReadBatch> {
  const orders: OrderFacts[] = [];
  const bad: { lineNumber: number; reason: string; raw: string }[] = [];
  for (const [index, group] of groups.entries()) {
    // The database's answers are not kept waiting for a megabyte of JSON.
    if (index % ORDERS_AT_A_TIME === 0) await letOthersRun();
    const reading = readOrderGroup(group.map(({ text }) => text));
    const [first] = group;
    if (reading.ok) orders.push(reading.order);
    else if (first !== undefined) {
      const { lineNumber, text } = first;
      bad.push({ lineNumber, reason: reading.reason, raw: withoutPerson(text) });
    }
  }
  return { last: groups.at(-1)?.at(-1), orders, bad };
}

/** The beginning of a bad line, up to where an address could begin: what is kept must not name a buyer. */
function withoutPerson(text: string): string {
  const address = text.indexOf('"shippingAddress"');
  return text.slice(0, Math.min(KEPT_OF_BAD_LINE, address < 0 ? KEPT_OF_BAD_LINE : address));
}
