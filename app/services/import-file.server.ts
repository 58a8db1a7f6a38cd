import { setImmediate as letOthersRun } from 'node:timers/promises';
import { quarantine, stepImport } from '#app/db/sync-runs.server.ts';
import { AGAIN } from '#app/jobs/contracts.ts';
import type { Step } from '#app/jobs/contracts.ts';
import { startAgain } from '#app/services/import-bulk.server.ts';
import { commitStep } from '#app/services/import-slice.server.ts';
import type { ImportSlice } from '#app/services/import-slice.server.ts';
import { readOrder } from '#app/services/sync-order-facts.server.ts';
import type { OrderFacts } from '#app/services/sync-order-facts.server.ts';
import { writeOrders } from '#app/services/sync-write-orders.server.ts';
import { BulkResultError, readBulkResult } from '#app/shopify/bulk-result.server.ts';
import type { BulkBatch } from '#app/shopify/bulk-result.server.ts';

/** A slice reads on while it has time; opening the file again at the checkpoint costs one request. */
const SLICE_MS = 5_000;
/** Less than a millisecond's work. */
const LINES_AT_A_TIME = 8;
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
    const batches = readBulkResult({
      url: run.resultUrl,
      fromByte: run.byteOffset,
      fromLine: run.lineNumber,
      signal: stop.signal,
    });
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

/** A batch's orders, and the line behind which the file goes on. */
interface ReadBatch {
  last: BulkBatch['lines'][number] | undefined;
  orders: OrderFacts[];
  bad: { lineNumber: number; reason: string; raw: string }[];
}

/** The next batch, or null at the end of the file. */
function readAhead(batches: AsyncIterator<BulkBatch>): Promise<ReadBatch | null> {
  const coming = batches.next().then(({ done, value }) => (done ? null : readLines(value)));
  // Whoever stops early never awaits it.
  coming.catch(() => {});
  return coming;
}

async function readLines({ lines }: BulkBatch): Promise<ReadBatch> {
  const orders: OrderFacts[] = [];
  const bad: { lineNumber: number; reason: string; raw: string }[] = [];
  for (const [index, { text, lineNumber }] of lines.entries()) {
    // The database's answers are not kept waiting for a megabyte of JSON.
    if (index % LINES_AT_A_TIME === 0) await letOthersRun();
    const reading = readLine(text);
    if (reading.ok) orders.push(reading.order);
    else bad.push({ lineNumber, reason: reading.reason, raw: withoutPerson(text) });
  }
  return { last: lines.at(-1), orders, bad };
}

function readLine(text: string): ReturnType<typeof readOrder> {
  try {
    const node: unknown = JSON.parse(text);
    return readOrder(node);
  } catch {
    return { ok: false, reason: 'not JSON' };
  }
}

/** The beginning of a bad line, up to where an address could begin: what is kept must not name a buyer. */
function withoutPerson(text: string): string {
  const address = text.indexOf('"shippingAddress"');
  return text.slice(0, Math.min(KEPT_OF_BAD_LINE, address < 0 ? KEPT_OF_BAD_LINE : address));
}
