import type { PoolClient } from 'pg';
import { loadDisputeRecords } from '#app/db/disputes.server.ts';
import type { DisputeRecord } from '#app/db/disputes.server.ts';
import { loadOrderRecords, parcelsOfOrders } from '#app/db/order-subjects.server.ts';
import type { OrderRecord, ParcelRecord } from '#app/db/order-subjects.server.ts';
import { recipientPostcodes } from '#app/db/parcel-subjects.server.ts';
import { known, missing } from '#app/domain/findings/fact.ts';
import type { DisputeSubject } from '#app/domain/findings/subjects.ts';
import { gatewaysOf } from '#app/services/subjects/load-returns.server.ts';
import { loadMovements, parcelId } from '#app/services/subjects/parcel-movement.server.ts';
import type { Movement } from '#app/services/subjects/parcel-movement.server.ts';
import type { ShopKnowledge } from '#app/services/subjects/shop-knowledge.server.ts';

/** Disputes as rules see them, in a fixed number of questions. */
export async function loadDisputeSubjects(
  sql: PoolClient,
  shopId: number,
  { ids, shop }: { ids: readonly string[]; shop: ShopKnowledge },
): Promise<Map<string, DisputeSubject>> {
  const records = await loadDisputeRecords(sql, shopId, ids);
  const orderIds = records.flatMap(({ orderId }) => orderId ?? []);
  const orders = new Map(
    (await loadOrderRecords(sql, shopId, orderIds)).map((order) => [order.orderId, order]),
  );
  const parcels = await parcelsOfOrders(sql, shopId, orderIds);
  const numberKeys = parcels.flatMap(({ numberKey }) => numberKey ?? []);
  const told: ToldOfDisputes = {
    shop,
    orders,
    parcels: Map.groupBy(parcels, ({ orderId }) => orderId),
    movements: await loadMovements(sql, shopId, { parcels, now: shop.now }),
    postcodes: await recipientPostcodes(sql, shopId, numberKeys),
  };
  return new Map(records.map((record) => [record.disputeId, disputeSubject(record, told)]));
}

interface ToldOfDisputes {
  shop: ShopKnowledge;
  orders: ReadonlyMap<string, OrderRecord>;
  /** By order. */
  parcels: ReadonlyMap<string, ParcelRecord[]>;
  movements: ReadonlyMap<string, Movement>;
  /** By number. */
  postcodes: ReadonlyMap<string, string>;
}

function disputeSubject(record: DisputeRecord, told: ToldOfDisputes): DisputeSubject {
  const { facts, orderId, readAt } = record;
  const order = told.orders.get(orderId ?? '');
  const parcels = (told.parcels.get(orderId ?? '') ?? []).filter(({ cancelled }) => !cancelled);
  const instant = (text: string | null) => (text === null ? null : new Date(text));
  return {
    kind: 'dispute',
    id: record.disputeId,
    shop: told.shop.context,
    orderId,
    orderName: order?.name ?? null,
    status: record.status,
    type: facts.type,
    reason: facts.reason,
    networkReasonCode: facts.networkReasonCode,
    amount: { minor: facts.minor, currency: facts.currency },
    initiatedAt: record.initiatedAt,
    evidenceDueBy:
      facts.evidenceDueBy === null
        ? missing({ kind: 'empty', field: 'evidenceDueBy' })
        : known(new Date(facts.evidenceDueBy), { at: readAt, origin: 'shopify' }),
    evidenceSentOn: instant(facts.evidenceSentOn),
    finalizedOn: instant(facts.finalizedOn),
    gateway: order === undefined ? null : (gatewaysOf(order)[0] ?? null),
    orderTotal: order === undefined ? null : { minor: order.totalMinor, currency: order.currency },
    deliveredAt: deliveredAt(parcels, told),
    isPostcodeMatched: isPostcodeMatched(parcels, told),
    hasNumber: parcels.some(({ number }) => number !== null),
  };
}

/** When the last parcel was delivered; null while one was not. */
function deliveredAt(parcels: readonly ParcelRecord[], { movements }: ToldOfDisputes): Date | null {
  const instants = parcels.map((parcel) => movements.get(parcelId(parcel))?.deliveredAt ?? null);
  const told = instants.flatMap((at) => at?.getTime() ?? []);
  if (told.length === 0 || told.length < instants.length) return null;
  return new Date(Math.max(...told));
}

/** Whether sources name the buyer's own postcode for what was delivered; null: they name none, or it may not be read. */
function isPostcodeMatched(
  parcels: readonly ParcelRecord[],
  { movements, postcodes }: ToldOfDisputes,
): boolean | null {
  const named = parcels.flatMap((parcel) => {
    const hash = postcodes.get(parcel.numberKey ?? '');
    const isDelivered = movements.get(parcelId(parcel))?.deliveredAt != null;
    if (hash === undefined || parcel.postcodeHash === null || !isDelivered) return [];
    return [hash === parcel.postcodeHash];
  });
  return named.length === 0 ? null : named.every(Boolean);
}
