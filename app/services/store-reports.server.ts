import type { PoolClient } from 'pg';
import { redactedOrders } from '#app/db/privacy.server.ts';
import { countDay } from '#app/db/source-days.server.ts';
import { writeFacts } from '#app/db/source-numbers.server.ts';
import { legsOfNumbers, writeSourceScans } from '#app/db/source-scans.server.ts';
import type { LegOfNumber, SourceScanRow } from '#app/db/source-scans.server.ts';
import { installedDomain, lockSync } from '#app/db/sync-lifecycle.server.ts';
import type { SourceName } from '#app/domain/scans/source-name.ts';
import { assessParcels } from '#app/services/assess-parcels.server.ts';
import { proposeFromReports } from '#app/services/propose-from-reports.server.ts';
import type { KeptReport } from '#app/services/report-privacy.ts';

/**
 * Stores what a source says of numbers, in the caller's transaction: its scans with every parcel that has the number,
 * what it says of the way, the next numbers it states as proposals, and the verdicts that follow. Repeating a report, or
 * giving an older one after a newer, adds nothing. Reports of numbers that no parcel has are counted as `unknown`.
 */
export async function storeReports(
  sql: PoolClient,
  {
    shopId,
    source,
    reports,
    now,
  }: {
    shopId: number;
    source: Exclude<SourceName, 'shopify'>;
    reports: readonly KeptReport[];
    now: Date;
  },
): Promise<{ scans: number; unknown: number; fulfillmentIds: string[] }> {
  const domain = await installedDomain(sql, shopId);
  if (domain === null || reports.length === 0) return { scans: 0, unknown: 0, fulfillmentIds: [] };
  await lockSync(sql, shopId);
  const legs = await legsOfNumbers(
    sql,
    shopId,
    reports.map(({ numberKey }) => numberKey),
  );
  const redacted = await redactedOrders(
    sql,
    domain,
    legs.map(({ orderId }) => orderId),
  );
  const byNumber = Map.groupBy(legs, ({ numberKey }) => numberKey);
  const rows = reports.flatMap((report) =>
    (byNumber.get(report.numberKey) ?? []).flatMap((leg) =>
      scansOfLeg(report, leg, { isRedacted: redacted.has(leg.orderId), now }),
    ),
  );
  const fresh = await writeSourceScans(sql, shopId, { rows, receivedAt: now });
  const ofRedacted = new Set(
    legs.filter(({ orderId }) => redacted.has(orderId)).map(({ numberKey }) => numberKey),
  );
  const facts = reports.map((report) =>
    ofRedacted.has(report.numberKey)
      ? { ...report, recipient: { ...report.recipient, postcodeHash: null } }
      : report,
  );
  await writeFacts(sql, shopId, { source, reports: facts, now });
  await countDay(sql, shopId, { source, now, scans: fresh.length });
  await proposeFromReports(sql, { shopId, source, reports, now });
  const fulfillmentIds = [...new Set(legs.map(({ fulfillmentId }) => fulfillmentId))];
  if (fulfillmentIds.length > 0) {
    const scope = { kind: 'fulfillments', fulfillmentIds } as const;
    await assessParcels(sql, { shopId, scope, occasion: 'sync', now });
  }
  const unknown = reports.filter(({ numberKey }) => !byNumber.has(numberKey)).length;
  return { scans: fresh.length, unknown, fulfillmentIds };
}

/** A buyer who asked to be forgotten: what carriers wrote of the way does not come back with a later report. */
function scansOfLeg(
  report: KeptReport,
  leg: LegOfNumber,
  { isRedacted, now }: { isRedacted: boolean; now: Date },
): SourceScanRow[] {
  const { fulfillmentId, position, seq: legSeq } = leg;
  return report.scans.map((scan) => ({
    ...scan,
    // Most sources do not say when they heard of it: not after we did.
    recordedAt: scan.recordedAt < now ? scan.recordedAt : now,
    ...(isRedacted ? { message: null, place: null } : {}),
    fulfillmentId,
    position,
    legSeq,
  }));
}
