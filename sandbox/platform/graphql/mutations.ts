import type { FulfillmentEventStatus, TrackingInfo, WorldEffect } from '#sandbox/world/effects.ts';
import { parseGid } from '../formats.ts';
import type { FulfillmentRecord, OrderRecord } from '../records.ts';
import type { GraphContext } from './context.ts';
import { MAX_PAGE } from './connection.ts';
import { disputeMutations } from './dispute-evidence.ts';
import { metafieldMutations } from './metafield-mutations.ts';
import { fulfillmentNode } from './order-node.ts';
import { productMutations } from './product-mutations.ts';
import { tagMutations } from './tag-mutations.ts';
import { eventNode } from './value-nodes.ts';

interface UserError {
  field: string[] | null;
  message: string;
  code?: string;
}

interface EventInput {
  fulfillmentId: string;
  status: FulfillmentEventStatus;
  happenedAt?: string | null;
  estimatedDeliveryAt?: string | null;
  message?: string | null;
  city?: string | null;
  country?: string | null;
  zip?: string | null;
}

interface TrackingInput {
  company?: string | null;
  number?: string | null;
  numbers?: string[] | null;
  url?: string | null;
  urls?: string[] | null;
}

interface FulfillmentInput {
  lineItemsByFulfillmentOrder: { fulfillmentOrderId: string }[];
  trackingInfo?: TrackingInput | null;
  originAddress?: { countryCode?: string | null } | null;
}

/** Shopify's writes, through the same effects as the world's: they cause the same webhooks. */
export const mutations = {
  ...productMutations,
  ...tagMutations,
  ...metafieldMutations,
  ...disputeMutations,

  fulfillmentEventCreate(
    { fulfillmentEvent: input }: { fulfillmentEvent: EventInput },
    context: GraphContext,
  ) {
    const fulfillment = fulfillmentOf(input.fulfillmentId, context);
    if (fulfillment === null) {
      return { fulfillmentEvent: null, userErrors: [missing('fulfillmentEvent', 'Fulfillment')] };
    }
    const change = commit(context, {
      kind: 'fulfillment_event',
      fulfillmentId: fulfillment.id,
      eventId: context.nextId(),
      status: input.status,
      happenedAt: input.happenedAt == null ? context.now : Date.parse(input.happenedAt),
      estimatedDeliveryAt:
        input.estimatedDeliveryAt == null ? null : Date.parse(input.estimatedDeliveryAt),
      message: input.message ?? null,
      city: input.city ?? null,
      country: input.country ?? null,
      zip: input.zip ?? null,
    });
    const event = change?.kind === 'event_created' ? change.event : null;
    return { fulfillmentEvent: event === null ? null : eventNode(event), userErrors: [] };
  },

  fulfillmentTrackingInfoUpdate(
    {
      fulfillmentId,
      trackingInfoInput,
    }: { fulfillmentId: string; trackingInfoInput: TrackingInput },
    context: GraphContext,
  ) {
    const fulfillment = fulfillmentOf(fulfillmentId, context);
    if (fulfillment === null) {
      return { fulfillment: null, userErrors: [missing('fulfillmentId', 'Fulfillment')] };
    }
    commit(context, {
      kind: 'tracking_updated',
      fulfillmentId: fulfillment.id,
      tracking: trackingOf(trackingInfoInput),
    });
    return { fulfillment: fulfillmentNode(fulfillment, context.store), userErrors: [] };
  },

  fulfillmentCreate(
    { fulfillment: input }: { fulfillment: FulfillmentInput },
    context: GraphContext,
  ) {
    const first = input.lineItemsByFulfillmentOrder[0];
    const order =
      first === undefined ? null : orderOf(first.fulfillmentOrderId, 'FulfillmentOrder', context);
    if (order === null) {
      return { fulfillment: null, userErrors: [missing('fulfillment', 'Fulfillment order')] };
    }
    const done = new Set(order.fulfillments.flatMap((fulfillment) => [...fulfillment.lineItemIds]));
    const lines = order.lineItems.filter((line) => line.requiresShipping && !done.has(line.id));
    if (lines.length === 0) {
      const message = 'The fulfillment order is not in an open state.';
      return { fulfillment: null, userErrors: [{ field: ['fulfillment'], message }] };
    }
    const change = commit(context, {
      kind: 'fulfillment_created',
      orderId: order.id,
      fulfillmentId: context.nextId(),
      originCountry: input.originAddress?.countryCode ?? null,
      tracking: input.trackingInfo == null ? [] : trackingOf(input.trackingInfo),
      lineItemIds: lines.map((line) => line.id),
    });
    return {
      fulfillment:
        change?.kind === 'fulfillment_created'
          ? fulfillmentNode(change.fulfillment, context.store)
          : null,
      userErrors: [],
    };
  },

  bulkOperationRunQuery(
    { query, groupObjects }: { query: string; groupObjects: boolean },
    context: GraphContext,
  ) {
    return context.bulk.run(query, groupObjects);
  },

  bulkOperationCancel({ id }: { id: string }, context: GraphContext) {
    return context.bulk.cancel(id);
  },
};

/** The app's effect happens now, in its own shop. */
function commit(context: GraphContext, effect: EffectBody) {
  return context.commit({ ...effect, at: context.now, shop: context.store.shop.domain });
}
type DistributiveOmit<T, K extends string> = T extends unknown ? Omit<T, K> : never;
type EffectBody = DistributiveOmit<WorldEffect, 'at' | 'shop'>;

function fulfillmentOf(id: string, context: GraphContext): FulfillmentRecord | null {
  const parsed = parseGid(id);
  if (parsed?.type !== 'Fulfillment') return null;
  return context.store.fulfillments.get(parsed.id) ?? null;
}

function orderOf(id: string, type: string, context: GraphContext): OrderRecord | null {
  const parsed = parseGid(id);
  return parsed?.type === type ? (context.store.orders.get(parsed.id) ?? null) : null;
}

function trackingOf(input: TrackingInput): TrackingInfo[] {
  const numbers = (input.numbers ?? (input.number == null ? [] : [input.number])).slice(
    0,
    MAX_PAGE,
  );
  const urls = input.urls ?? (input.url == null ? [] : [input.url]);
  return numbers.map((number, index) => ({
    company: input.company ?? null,
    number,
    url: urls[index] ?? null,
  }));
}

function missing(field: string, what: string): UserError {
  return { field: [field], message: `${what} does not exist.` };
}
