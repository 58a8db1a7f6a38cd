import { endRun, restartImport, stepImport } from '#app/db/sync-runs.server.ts';
import type { SyncRun } from '#app/db/sync-runs.server.ts';
import { noteGaps, noteSweep } from '#app/db/sync-state.server.ts';
import { AGAIN, DONE } from '#app/jobs/contracts.ts';
import type { Step } from '#app/jobs/contracts.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';
import { commitStep } from '#app/services/import-slice.server.ts';
import type { ImportSlice } from '#app/services/import-slice.server.ts';
import { openSource } from '#app/services/sync-source.server.ts';
import type { Source } from '#app/services/sync-source.server.ts';
import { bulkOrdersQuery } from '#app/shopify/bulk-orders-query.ts';
import {
  BulkOperationStatusDocument,
  GrantedScopesDocument,
  OrdersCountDocument,
  RecentBulkOperationsDocument,
  RunBulkQueryDocument,
} from '#app/shopify/generated/documents.ts';

/** Between two looks at a running operation; `bulk_operations/finish` calls us sooner. */
const POLL_MS = 1_000;
/** While another operation of ours holds the place. */
const BUSY_MS = 5_000;
/** After this many failed operations orders are read page by page instead. */
const MOST_ATTEMPTS = 3;
/** Shopify dates an operation in whole seconds, on its own clock. */
const CLOCK_TOLERANCE_MS = 5_000;

/**
 * Starts the bulk operation. A worker that died between Shopify's yes and our note of it left an operation running: it
 * is recognised by its query and its date, and adopted.
 */
export async function requestBulk(slice: ImportSlice): Promise<Step> {
  const { shopId, domain, run, now } = slice;
  const source = openSource({ shopId, domain, now });
  const withLocations = await mayReadLocations(source);
  // What may be denied goes one by one: a denied field has failed the whole operation before.
  const withBuyer = run.attempts === 0;
  const query = bulkOrdersQuery({
    withPostcode: !run.withoutPostcode,
    withLocations,
    withBuyer,
  });
  const id = (await findStarted(source, run, query)) ?? (await start(source, query));
  if (id === null) return { kind: 'again', delayMs: BUSY_MS };
  const count = await source.query(OrdersCountDocument, { query: null });
  await commitStep(slice, async (sql) => {
    await stepImport(sql, shopId, run, {
      phase: 'bulk_running',
      bulkOperationId: id,
      ...(count.data.ordersCount == null ? {} : { ordersTotal: count.data.ordersCount.count }),
      now,
    });
    await source.report(sql);
    if (!withLocations) await noteGaps(sql, shopId, [LOCATIONS_WITHHELD], now);
  });
  return AGAIN;
}

/** Without it suppliers that are locations stay unknown; everything else is read all the same. */
const LOCATIONS_WITHHELD = {
  path: 'orders.fulfillments.location.name',
  message:
    'read_locations has not been granted: who fulfills is known for third-party services only',
};

async function mayReadLocations(source: Source): Promise<boolean> {
  const { data } = await source.query(GrantedScopesDocument, {});
  const scopes = data.currentAppInstallation?.accessScopes ?? [];
  return scopes.some(({ handle }) => handle === 'read_locations');
}

async function findStarted(source: Source, run: SyncRun, query: string): Promise<string | null> {
  const answer = await source.query(RecentBulkOperationsDocument, { first: 10 });
  const since = run.phaseStartedAt.getTime() - CLOCK_TOLERANCE_MS;
  const ours = answer.data.bulkOperations.nodes.filter(
    (operation) =>
      ['CREATED', 'RUNNING', 'COMPLETED'].includes(operation.status) &&
      Date.parse(operation.createdAt) >= since &&
      sameQuery(operation.query, query),
  );
  ours.sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt));
  return ours[0]?.id ?? null;
}

function sameQuery(a: string, b: string): boolean {
  return a.replaceAll(/\s+/g, ' ').trim() === b.replaceAll(/\s+/g, ' ').trim();
}

/** Shopify does not accept our query at all. */
export class BulkQueryRefused extends Error {
  override readonly name = 'BulkQueryRefused';

  constructor(reasons: string) {
    super(`Shopify refused the bulk query: ${reasons}`);
  }
}

/** The operation's id, or null while Shopify has no place for it. Throws when it refuses the query itself. */
async function start(source: Source, query: string): Promise<string | null> {
  const answer = await source.query(RunBulkQueryDocument, { query });
  const result = answer.data.bulkOperationRunQuery;
  if (result?.bulkOperation != null) return result.bulkOperation.id;
  const errors = result?.userErrors ?? [];
  if (errors.some((error) => error.code !== 'INVALID')) return null;
  throw new BulkQueryRefused(errors.map((error) => error.message).join('; '));
}

/** Looks whether the operation has ended, and how. */
export async function awaitBulk(slice: ImportSlice): Promise<Step> {
  const { shopId, domain, run, now } = slice;
  if (run.bulkOperationId === null) return startAgain(slice, { why: 'NO_OPERATION' });
  const source = openSource({ shopId, domain, now });
  const answer = await source.query(BulkOperationStatusDocument, { id: run.bulkOperationId });
  const operation = answer.data.bulkOperation ?? null;
  if (operation === null) return startAgain(slice, { why: 'NOT_FOUND' });
  switch (operation.status) {
    case 'COMPLETED': {
      const { url, fileSize, rootObjectCount } = operation;
      await commitStep(slice, async (sql) => {
        await stepImport(sql, shopId, run, {
          // A shop without orders has no file.
          phase: url == null ? 'reading_events' : 'reading_file',
          resultUrl: url ?? null,
          totalBytes: Number(fileSize ?? 0),
          ordersTotal: Number(rootObjectCount),
          now,
        });
        await source.report(sql);
      });
      return AGAIN;
    }
    case 'FAILED':
    case 'CANCELED':
    case 'EXPIRED':
      return startAgain(slice, { why: operation.errorCode ?? operation.status });
    default:
      return { kind: 'again', delayMs: POLL_MS };
  }
}

/**
 * Starts the operation again; after `MOST_ATTEMPTS` gives bulk up and lets the sweep read every order page by page,
 * which is slower and needs nothing but plain queries.
 */
export async function startAgain(slice: ImportSlice, { why }: { why: string }): Promise<Step> {
  const { shopId, run, now } = slice;
  const isHopeless = run.attempts + 1 >= MOST_ATTEMPTS;
  await commitStep(slice, async (sql) => {
    if (!isHopeless) {
      const withoutPostcode = why === 'ACCESS_DENIED' && run.attempts > 0;
      await restartImport(sql, shopId, run.runId, { withoutPostcode, now });
      return;
    }
    const error = `Bulk operation ended with ${why} ${MOST_ATTEMPTS} times; orders are read page by page instead`;
    await endRun(sql, shopId, run.runId, { state: 'failed', error, now });
    await noteSweep(sql, shopId, { sweptUntil: new Date(0), lastSweepAt: null, nextSweepAt: now });
    await enqueue(sql, 'sweep-shop', { shopId });
  });
  return isHopeless ? DONE : { kind: 'again', delayMs: POLL_MS };
}
