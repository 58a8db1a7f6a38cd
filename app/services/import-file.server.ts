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
const SLICE_MS = 1_000;
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
    for await (const batch of batches) {
      const next = await storeBatch(at, batch);
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
async function storeBatch(slice: ImportSlice, batch: BulkBatch): Promise<ImportSlice | null> {
  const { shopId, domain, run, now } = slice;
  const last = batch.lines.at(-1);
  if (last === undefined) return slice;
  const { orders, bad } = readLines(batch);
  const committed = await commitStep(slice, async (sql) => {
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

function readLines({ lines }: BulkBatch): {
  orders: OrderFacts[];
  bad: { lineNumber: number; reason: string; raw: string }[];
} {
  const orders: OrderFacts[] = [];
  const bad: { lineNumber: number; reason: string; raw: string }[] = [];
  for (const { text, lineNumber } of lines) {
    const reading = readLine(text);
    if (reading.ok) orders.push(reading.order);
    else bad.push({ lineNumber, reason: reading.reason, raw: withoutPerson(text) });
  }
  return { orders, bad };
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
