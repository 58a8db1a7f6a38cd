import type { PoolClient } from 'pg';
import { loadScans } from '#app/db/parcels-assess.server.ts';
import type { StoredScan } from '#app/db/parcels-assess.server.ts';
import { ordersOfParcels } from '#app/db/chains.server.ts';
import { loadExisting } from '#app/db/orders-existing.server.ts';
import { carrierSlug, findCarrier, knownCarrierName } from '#app/domain/numbers/carriers.ts';
import { recogniseNumber } from '#app/domain/numbers/recognise.ts';
import type { ExistingParcel } from '#app/domain/parcels/reconcile.ts';
import { cleanCarrierText } from '#app/domain/scans/clean-text.ts';
import { legOfScan } from '#app/domain/parcels/attribute-scans.ts';
import type { CarrierFacts, LinkableParcel } from '#app/domain/parcels/propose-links.ts';

/** A fulfillment as the linking rules need it. */
export interface LinkableFulfillment {
  fulfillmentId: string;
  orderId: string;
  destination: string | null;
  existing: ExistingParcel[];
  parcels: LinkableParcel[];
}

/** Loads fulfillments with their legs and what was heard of each, in four questions whatever their number. */
export async function loadLinkable(
  sql: PoolClient,
  shopId: number,
  fulfillmentIds: readonly string[],
): Promise<LinkableFulfillment[]> {
  const ids = [...new Set(fulfillmentIds)];
  const { parcels } = await loadExisting(sql, shopId, ids);
  const orders = await ordersOfParcels(sql, shopId, ids);
  const scans = await loadScans(sql, shopId, ids);
  return ids.flatMap((fulfillmentId) => {
    const existing = parcels.get(fulfillmentId);
    const order = orders.get(fulfillmentId);
    if (existing === undefined || order === undefined) return [];
    const { orderId, destination } = order;
    const heard = scans.get(fulfillmentId) ?? [];
    return [
      {
        fulfillmentId,
        orderId,
        destination,
        existing,
        parcels: existing.map((parcel) => linkable(parcel, { heard, destination })),
      },
    ];
  });
}

function linkable(
  { position, cancelled, legs }: ExistingParcel,
  { heard, destination }: { heard: readonly StoredScan[]; destination: string | null },
): LinkableParcel {
  const own = heard.filter((scan) => scan.position === position).sort(byTime);
  return {
    position,
    cancelled,
    destination,
    legs: legs.map((leg) => ({
      ...leg,
      scans: own.filter((scan) => seqOf(scan, legs) === leg.seq),
      carrierFacts: carrierFacts(leg, destination),
    })),
  };
}

/** Shopify's stream says nothing of numbers: its scans belong to the leg that was listed when they were recorded. */
function seqOf(scan: StoredScan, legs: ExistingParcel['legs']): number | null {
  return scan.source === 'shopify' ? (legOfScan(scan, legs)?.seq ?? null) : scan.legSeq;
}

function byTime(a: StoredScan, b: StoredScan): number {
  return a.occurredAt.getTime() - b.occurredAt.getTime();
}

/** The carrier as it is named, else as the number itself tells. */
export function carrierFacts(
  leg: { number: string; carrier: string | null },
  destination: string | null,
): CarrierFacts {
  const slug =
    carrierSlug(leg.carrier) ??
    recogniseNumber(leg.number, { destination, statedCarrier: leg.carrier }).best?.carrier ??
    null;
  const known = slug === null ? null : findCarrier(slug);
  if (known === null) return { name: leg.carrier, home: null, role: null };
  const home = known.countries[0] ?? null;
  return { name: known.name, home: home === '*' ? null : home, role: known.role };
}

/** A carrier's display name, from a slug or any spelling we know; what we do not know stays as it was told. */
export function carrierNameOf(told: string | null): string | null {
  if (told === null || told.trim() === '') return null;
  return knownCarrierName(told.trim()).slice(0, LONGEST_CARRIER);
}

const LONGEST_CARRIER = 200;

const LONGEST_NUMBER = 200;

/** A number as typed, without what would not show. */
export function cleanNumber(number: string): string {
  return (cleanCarrierText(number) ?? '').slice(0, LONGEST_NUMBER);
}
