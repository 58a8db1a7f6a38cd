import type { PoolClient } from 'pg';
import {
  loadOrderLines,
  loadOrderRecords,
  parcelsOfOrders,
} from '#app/db/order-subjects.server.ts';
import type { OrderLineRecord, OrderRecord } from '#app/db/order-subjects.server.ts';
import { loadReturnRecords } from '#app/db/returns.server.ts';
import type { ReturnRecord } from '#app/db/returns.server.ts';
import { known, missing } from '#app/domain/findings/fact.ts';
import type { ReturnSubject } from '#app/domain/findings/subjects.ts';
import {
  buyerCountry,
  detailFact,
  orderRefund,
} from '#app/services/subjects/load-orders.server.ts';
import { loadMovements, parcelId } from '#app/services/subjects/parcel-movement.server.ts';
import type { ShopKnowledge } from '#app/services/subjects/shop-knowledge.server.ts';

/** Returns as rules see them, in a fixed number of questions. One whose order is not here is left out. */
export async function loadReturnSubjects(
  sql: PoolClient,
  shopId: number,
  { ids, shop }: { ids: readonly string[]; shop: ShopKnowledge },
): Promise<Map<string, ReturnSubject>> {
  const records = await loadReturnRecords(sql, shopId, ids);
  const orderIds = records.map(({ orderId }) => orderId);
  const orders = new Map(
    (await loadOrderRecords(sql, shopId, orderIds)).map((order) => [order.orderId, order]),
  );
  const lines = await loadOrderLines(sql, shopId, orderIds);
  const parcels = await parcelsOfOrders(sql, shopId, orderIds);
  const movements = await loadMovements(sql, shopId, { parcels, now: shop.now });
  const delivered = new Map<string, Date>();
  for (const parcel of parcels) {
    const at = movements.get(parcelId(parcel))?.deliveredAt ?? null;
    const last = delivered.get(parcel.orderId);
    if (at !== null && (last === undefined || at > last)) delivered.set(parcel.orderId, at);
  }
  return new Map(
    records.flatMap((record) => {
      const order = orders.get(record.orderId);
      if (order === undefined) return [];
      const told = {
        order,
        lines: lines.get(record.orderId) ?? [],
        deliveredAt: delivered.get(record.orderId) ?? null,
        shop,
      };
      return [[record.returnId, returnSubject(record, told)] as const];
    }),
  );
}

function returnSubject(
  { returnId, facts, readAt }: ReturnRecord,
  {
    order,
    lines,
    deliveredAt,
    shop,
  }: {
    order: OrderRecord;
    lines: readonly OrderLineRecord[];
    deliveredAt: Date | null;
    shop: ShopKnowledge;
  },
): ReturnSubject {
  const { currency, details } = order;
  const bought = lines
    .filter(({ requiresShipping }) => requiresShipping)
    .reduce((sum, { quantity }) => sum + quantity, 0);
  return {
    kind: 'return',
    id: returnId,
    shop: shop.context,
    orderId: order.orderId,
    orderName: order.name,
    buyerCountry: buyerCountry(order),
    isCompany: detailFact(order, 'purchasingEntity', ({ isCompany }) => isCompany),
    status: facts.status,
    requestedAt: new Date(facts.requestedAt),
    reasons: facts.reasons,
    // The last parcel counts: the period runs from then.
    deliveredAt:
      deliveredAt === null
        ? missing({ kind: 'empty', field: 'deliveredAt' })
        : known(deliveredAt, { at: deliveredAt, origin: 'carrier' }),
    goodsBackAt: known(facts.goodsBackAt === null ? null : new Date(facts.goodsBackAt), {
      at: readAt,
      origin: 'shopify',
    }),
    goodsValue: { minor: facts.goodsMinor, currency },
    shippingPaid: detailFact(order, 'totalShippingPriceSet', ({ shippingMinor }) => ({
      minor: shippingMinor,
      currency,
    })),
    isWholeOrder: bought > 0 && facts.quantity >= bought,
    refunds: (details?.refunds ?? [])
      .filter(({ id }) => facts.refundIds.includes(id))
      .map((refund) => orderRefund(refund, currency)),
    paidBy: gatewaysOf(order),
  };
}

/** Gateways that took the buyer's money, each once. */
export function gatewaysOf({ details }: OrderRecord): string[] {
  const paid = (details?.payments ?? []).filter(
    ({ kind, status }) =>
      status === 'SUCCESS' && (kind === 'SALE' || kind === 'CAPTURE' || kind === 'AUTHORIZATION'),
  );
  return [...new Set(paid.map(({ gateway }) => gateway))];
}
