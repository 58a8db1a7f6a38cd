import type { PoolClient } from 'pg';
import type { ParcelRecord } from '#app/db/order-subjects.server.ts';
import { loadLegs, loadScans } from '#app/db/parcels-assess.server.ts';
import type { StoredLeg, StoredScan } from '#app/db/parcels-assess.server.ts';
import { chainScans } from '#app/services/chain-scans.ts';

/** What was heard of a parcel on its way. */
export interface Movement {
  /** First scan that proves that the carrier had it. */
  handedOverAt: Date | null;
  deliveredAt: Date | null;
  /** Where the delivery scan says it was. */
  deliveredCountry: string | null;
  /** Hashed postcode of where it was left; null: not told, or it waited at a pick-up point, which has one of its own. */
  deliveredPostcodeHash: string | null;
  isAtPickUpPoint: boolean;
  /** First scan of any kind. */
  firstScanAt: Date | null;
  /** Every number of the chain it travels on. */
  chainNumbers: string[];
}

/** How parcels moved, by `parcelId`, in two questions whatever their number. */
export async function loadMovements(
  sql: PoolClient,
  shopId: number,
  { parcels, now }: { parcels: readonly ParcelRecord[]; now: Date },
): Promise<Map<string, Movement>> {
  const ids = parcels.map(({ fulfillmentId }) => fulfillmentId);
  const legs = await loadLegs(sql, shopId, ids);
  const scans = await loadScans(sql, shopId, ids);
  return new Map(
    parcels.map((parcel) => {
      const own = (legs.get(parcel.fulfillmentId) ?? []).filter(
        ({ position }) => position === parcel.position,
      );
      // Sources do send scans that are dated ahead: they prove nothing until then.
      const heard = (scans.get(parcel.fulfillmentId) ?? []).filter(
        ({ occurredAt }) => occurredAt <= now,
      );
      return [parcelId(parcel), movementOf(parcel, { legs: own, scans: heard })];
    }),
  );
}

/** A parcel's id as a subject. */
export function parcelId({
  fulfillmentId,
  position,
}: {
  fulfillmentId: string;
  position: number;
}): string {
  return `${fulfillmentId}.${position}`;
}

function movementOf(
  parcel: ParcelRecord,
  told: { legs: readonly StoredLeg[]; scans: readonly StoredScan[] },
): Movement {
  const { entries, chain, scans } = chainScans(parcel, told);
  const timeline = entries.map(({ scan }) => scan);
  const delivered = timeline.find(
    ({ milestone, physical }) => physical && milestone === 'delivered',
  );
  const isAtPickUpPoint = timeline.some(({ milestone }) => milestone === 'available_pickup');
  const began = chain[0]?.startedAt ?? null;
  // Shopify's own dates stay when a fulfillment gets another number: they count from the first number on only.
  const isOfThisNumber = (at: Date | null) =>
    at !== null && !parcel.sharedStream && (began === null || at >= began) ? at : null;
  return {
    handedOverAt:
      timeline.find(({ physical }) => physical)?.occurredAt ?? isOfThisNumber(parcel.inTransitAt),
    deliveredAt:
      delivered?.occurredAt ?? parcel.deliveredAt ?? isOfThisNumber(parcel.fulfillmentDeliveredAt),
    deliveredCountry: delivered?.country ?? null,
    deliveredPostcodeHash: isAtPickUpPoint ? null : hashOfDoor(scans),
    isAtPickUpPoint,
    firstScanAt: timeline[0]?.occurredAt ?? null,
    chainNumbers: chain.map(({ number }) => number),
  };
}

/** Of the statements about one delivery, one that names the place by its postcode. */
function hashOfDoor(scans: readonly StoredScan[]): string | null {
  const named = scans.find(
    ({ physical, milestone, postcodeHash }) =>
      physical && milestone === 'delivered' && postcodeHash != null,
  );
  return named?.postcodeHash ?? null;
}
