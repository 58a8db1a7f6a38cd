import { importBatch } from '#app/db/import-batch.server.ts';
import { loadExisting } from '#app/db/orders-existing.server.ts';
import { postcodeKey } from '#app/db/privacy-keys.server.ts';
import { redactedFulfillments } from '#app/db/privacy.server.ts';
import {
  countUnreadFulfillments,
  noteEventsRead,
  unreadFulfillments,
} from '#app/db/scans.server.ts';
import { noteGaps } from '#app/db/sync-state.server.ts';
import { stepImport } from '#app/db/sync-runs.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { AGAIN } from '#app/jobs/contracts.ts';
import type { Step } from '#app/jobs/contracts.ts';
import { assessParcels } from '#app/services/assess-parcels.server.ts';
import { commitStep } from '#app/services/import-slice.server.ts';
import type { ImportSlice } from '#app/services/import-slice.server.ts';
import { readOn } from '#app/services/refetch-read-orders.server.ts';
import { postcodeHash } from '#app/services/report-privacy.ts';
import { readFulfillmentEvents } from '#app/services/sync-order-facts.server.ts';
import type { EventsPage } from '#app/services/sync-order-facts.server.ts';
import { planScans, withoutPerson } from '#app/services/sync-plan-scans.ts';
import { openSource } from '#app/services/sync-source.server.ts';
import type { Source } from '#app/services/sync-source.server.ts';
import { FulfillmentEventsDocument } from '#app/shopify/generated/documents.ts';

/** 30 × (1 + 25 + 2) = 840 points of requested cost under the documented rule, below the 1,000 of one query. */
const FULFILLMENTS_PER_READ = 30;
const EVENTS_PER_FULFILLMENT = 25;

/**
 * Reads the events of the next fulfillments whose events were never read, within the throttle budget (the client waits
 * for it), and judges their parcels at once, so that the queues fill while the import runs. The mark "read" on the
 * fulfillment is the checkpoint: it is set with the scans and verdicts, in one transaction.
 */
export async function importEvents(slice: ImportSlice): Promise<Step> {
  const { shopId, domain, run, now } = slice;
  const { ids, total } = await withShopSql(shopId, async (sql) => ({
    ids: await unreadFulfillments(sql, shopId, FULFILLMENTS_PER_READ),
    total: run.eventsFulfillmentsTotal ?? (await countUnreadFulfillments(sql, shopId)),
  }));
  if (ids.length === 0) {
    // Webhooks may have read some of them before us: the total is what this run had to do.
    const eventsFulfillmentsTotal = run.eventsFulfillmentsDone;
    await commitStep(slice, (sql) =>
      stepImport(sql, shopId, run, { phase: 'assessing', eventsFulfillmentsTotal, now }),
    );
    return AGAIN;
  }
  const source = openSource({ shopId, domain, now });
  const pages = await readEvents(source, ids);
  await commitStep(slice, async (sql) => {
    const { parcels } = await loadExisting(sql, shopId, ids);
    const forgotten = await redactedFulfillments(sql, shopId, { domain, fulfillmentIds: ids });
    const key = await postcodeKey(sql, shopId);
    const planned = [...pages].map(([fulfillmentId, page]) =>
      planScans({
        fulfillmentId,
        events: forgotten.has(fulfillmentId) ? withoutPerson(page.events) : page.events,
        parcels: parcels.get(fulfillmentId) ?? [],
        hashPostcode: (place) => postcodeHash(place, key),
        receivedAt: now,
      }),
    );
    const scans = planned.flatMap(({ rows }) => rows);
    const unreadable = planned.flatMap((plan) => plan.unreadable);
    const empty = { orders: [], fulfillments: [], parcels: [], legs: [] };
    await importBatch(sql, shopId, { ...empty, scans });
    await noteEventsRead(sql, shopId, ids, now);
    await noteGaps(
      sql,
      shopId,
      unreadable.map(() => ({ path: 'fulfillment.events', message: 'event without a date' })),
      now,
    );
    await stepImport(sql, shopId, run, {
      addEvents: scans.length,
      addEventsFulfillments: ids.length,
      eventsFulfillmentsTotal: total,
      now,
    });
    await source.report(sql);
    const scope = { kind: 'fulfillments', fulfillmentIds: ids } as const;
    await assessParcels(sql, { shopId, scope, occasion: 'sync', now });
  });
  return AGAIN;
}

/** Every event of each fulfillment. One that Shopify does not show (any more) is left out. */
async function readEvents(
  source: Source,
  ids: readonly string[],
): Promise<Map<string, EventsPage>> {
  const answer = await source.query(FulfillmentEventsDocument, {
    ids: ids.map((id) => `gid://shopify/Fulfillment/${id}`),
    first: EVENTS_PER_FULFILLMENT,
    after: null,
  });
  const pages = new Map<string, EventsPage>();
  for (const node of answer.data.nodes) {
    const read = readFulfillmentEvents(node);
    if (read === null) continue;
    const { fulfillmentId, page } = read;
    pages.set(
      fulfillmentId,
      page.endCursor === null ? page : await readOn(source, fulfillmentId, page),
    );
  }
  return pages;
}
