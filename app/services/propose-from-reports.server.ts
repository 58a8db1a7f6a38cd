import type { PoolClient } from 'pg';
import { fulfillmentsWithNumbers, provenWrong } from '#app/db/chains.server.ts';
import { chainOf } from '#app/domain/parcels/chain.ts';
import type { LinkEvidence } from '#app/domain/parcels/link.ts';
import { kindOf, proposeLinks } from '#app/domain/parcels/propose-links.ts';
import type { SourceName } from '#app/domain/scans/source-name.ts';
import { carrierFacts, cleanNumber, loadLinkable } from '#app/services/link-facts.server.ts';
import type { LinkableFulfillment } from '#app/services/link-facts.server.ts';
import { proposeLink } from '#app/services/link-legs.server.ts';

/**
 * Proposes what a source's reports tell of next numbers, in the caller's transaction and after the reports' scans are in:
 * stated successors, and what the scans of a fulfillment's numbers suggest together.
 */
export async function proposeFromReports(
  sql: PoolClient,
  told: {
    shopId: number;
    source: SourceName;
    reports: readonly {
      numberKey: string;
      number: string;
      successor: {
        number: string;
        carrier: string | null;
        carrierName: string | null;
      } | null;
    }[];
    now: Date;
  },
): Promise<void> {
  const { shopId, source, reports, now } = told;
  const owners = await fulfillmentsWithNumbers(
    sql,
    shopId,
    reports.map((report) => report.numberKey),
  );
  if (owners.length === 0) return;
  const ids = owners.map(({ fulfillmentId }) => fulfillmentId);
  const fulfillments = await loadLinkable(sql, shopId, ids);
  // Where somebody else's number was uploaded, what follows it is somebody else's parcel too.
  const wrong = await provenWrong(sql, shopId, ids);
  for (const { numberKey: from, number, successor } of reports) {
    if (successor === null) continue;
    const holding = fulfillments.flatMap((fulfillment) =>
      fulfillment.parcels
        .filter(
          ({ cancelled, legs, position }) =>
            !cancelled &&
            !wrong.has(`${fulfillment.fulfillmentId}-${position}`) &&
            chainOf(legs).some((leg) => leg.numberKey === from),
        )
        .map((parcel) => ({ fulfillment, parcel })),
    );
    const orders = new Set(holding.map(({ fulfillment }) => fulfillment.orderId)).size;
    const doubts: LinkEvidence[] =
      orders > 1 ? [{ code: 'from_on_other_orders', params: { count: orders - 1 } }] : [];
    for (const { fulfillment, parcel } of holding) {
      const { fulfillmentId, destination } = fulfillment;
      const carrier = successor.carrier ?? successor.carrierName;
      const states: LinkEvidence = {
        code: 'source_states',
        params: { source, number: cleanNumber(number) },
      };
      await proposeLink(sql, {
        shopId,
        fulfillmentId,
        position: parcel.position,
        fromNumberKey: from,
        number: successor.number,
        carrier,
        kind: kindOf(carrierFacts({ number: successor.number, carrier }, destination), destination),
        basis: 'source',
        source,
        evidence: [states, ...doubts],
        now,
      });
    }
  }
  await proposeSuggested(sql, { shopId, fulfillments, source, now });
}

/** Proposes what the stored scans of these fulfillments suggest: after Shopify's numbers changed. */
export async function proposeFromChanges(
  sql: PoolClient,
  { shopId, fulfillmentIds, now }: { shopId: number; fulfillmentIds: readonly string[]; now: Date },
): Promise<void> {
  if (fulfillmentIds.length === 0) return;
  const fulfillments = await loadLinkable(sql, shopId, fulfillmentIds);
  await proposeSuggested(sql, { shopId, fulfillments, source: 'shopify', now });
}

async function proposeSuggested(
  sql: PoolClient,
  told: {
    shopId: number;
    fulfillments: readonly LinkableFulfillment[];
    source: SourceName;
    now: Date;
  },
): Promise<void> {
  const { shopId, fulfillments, source, now } = told;
  for (const { fulfillmentId, parcels } of fulfillments) {
    for (const suggested of proposeLinks(parcels)) {
      await proposeLink(sql, { ...suggested, shopId, fulfillmentId, source, now });
    }
  }
}
