import type { WorldDispute } from '#sandbox/world/shop-side.ts';
import { gid, graphInstant, graphInstantOrNull } from '../formats.ts';
import type { ShopStore } from '../shop-store.ts';
import type { ConnectionArguments } from './connection.ts';
import type { GraphContext } from './context.ts';
import { money } from './goods-values.ts';
import { OrderNode } from './order-node.ts';
import { readSearch, sortedConnection } from './search.ts';

export function disputeNode(dispute: WorldDispute, store: ShopStore) {
  const order = store.orders.get(dispute.orderId);
  return {
    __typename: 'ShopifyPaymentsDispute',
    id: gid('ShopifyPaymentsDispute', dispute.id),
    legacyResourceId: String(dispute.id),
    type: dispute.type,
    status: dispute.status,
    amount: money(dispute.amountMinor, order?.currency ?? store.shop.currency),
    reasonDetails: {
      __typename: 'ShopifyPaymentsDisputeReasonDetails',
      reason: dispute.reason,
      networkReasonCode: dispute.networkReasonCode,
    },
    initiatedAt: graphInstant(dispute.initiatedAt),
    evidenceDueBy: graphInstantOrNull(dispute.evidenceDueBy),
    evidenceSentOn: graphInstantOrNull(dispute.evidenceSentOn),
    finalizedOn: graphInstantOrNull(dispute.finalizedOn),
    order: () => (order === undefined ? null : new OrderNode(order, store)),
    disputeEvidence: () => disputeEvidenceNode(dispute, store),
  };
}

/** What was written for a dispute; files are none. */
export function disputeEvidenceNode(dispute: WorldDispute, store: ShopStore) {
  const { texts, submitted } = store.side.evidenceOf(dispute.id);
  const fulfillments = store.orders.get(dispute.orderId)?.fulfillments ?? [];
  return {
    __typename: 'ShopifyPaymentsDisputeEvidence',
    id: gid('ShopifyPaymentsDisputeEvidence', dispute.id),
    ...texts,
    submitted,
    disputeFileUploads: [],
    dispute: () => disputeNode(dispute, store),
    fulfillments: fulfillments.map(({ id, createdAt, tracking: [first] }) => ({
      __typename: 'ShopifyPaymentsDisputeFulfillment',
      id: gid('ShopifyPaymentsDisputeFulfillment', id),
      shippingCarrier: first?.company ?? null,
      shippingDate: graphInstant(createdAt).slice(0, 10),
      shippingTrackingNumber: first?.number ?? null,
    })),
  };
}

/** `disputes(…)`, oldest first, searched by id, initiated_at and status. */
export function disputesConnection(
  args: ConnectionArguments & { query?: string | null },
  context: GraphContext,
) {
  const { store } = context;
  const search = readSearch<WorldDispute>(args.query, {
    instants: { initiated_at: ({ initiatedAt }) => initiatedAt },
    numbers: { id: ({ id }) => id },
    words: { status: ({ status }, text) => status === text.toUpperCase() },
  });
  const found = [...store.side.disputes.all.values()].filter((each) => search.accepts(each));
  return sortedConnection(
    found,
    { valueOf: ({ initiatedAt }) => initiatedAt, nodeOf: (each) => disputeNode(each, store) },
    args,
    context,
  );
}
