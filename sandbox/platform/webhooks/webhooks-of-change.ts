import type { Change, ShopStore } from '../shop-store.ts';
import { productPayload, refundPayload } from './goods-payloads.ts';
import { eventPayload, fulfillmentPayload, levelPayload, orderPayload } from './payloads.ts';
import type { OrderRecord } from '../records.ts';

interface Webhook {
  topic: string;
  /** Made when it is asked for: most changes have no listener. */
  payload(): Record<string, unknown>;
}

/** The webhooks that one change causes, in the order Shopify tends to send them, payloads REST-shaped. */
export function webhooksOf(change: Change, store: ShopStore): Webhook[] {
  const updated = (order: OrderRecord) => ({
    topic: 'orders/updated',
    payload: () => orderPayload(order, store),
  });
  switch (change.kind) {
    case 'order_created':
      return [{ ...updated(change.order), topic: 'orders/create' }];
    case 'order_cancelled':
      return [{ ...updated(change.order), topic: 'orders/cancelled' }, updated(change.order)];
    case 'order_updated':
      return [updated(change.order)];
    case 'refund_created': {
      const { order, refund } = change;
      const payload = () => refundPayload(refund, order, store);
      return [{ topic: 'refunds/create', payload }, updated(order)];
    }
    case 'fulfillment_created':
    case 'fulfillment_updated': {
      const { fulfillment, kind } = change;
      const topic = kind === 'fulfillment_created' ? 'fulfillments/create' : 'fulfillments/update';
      const payload = () => fulfillmentPayload(fulfillment, store);
      return [{ topic, payload }, updated(fulfillment.order)];
    }
    case 'event_created': {
      const { fulfillment, event } = change;
      return [
        {
          topic: 'fulfillment_events/create',
          payload: () => eventPayload(fulfillment, event, store),
        },
        { topic: 'fulfillments/update', payload: () => fulfillmentPayload(fulfillment, store) },
        updated(fulfillment.order),
      ];
    }
    case 'inventory_changed': {
      const { level } = change;
      return [{ topic: 'inventory_levels/update', payload: () => levelPayload(level, store) }];
    }
    case 'product_created':
    case 'product_updated': {
      const { product, kind } = change;
      const topic = kind === 'product_created' ? 'products/create' : 'products/update';
      return [{ topic, payload: () => productPayload(product, store) }];
    }
    case 'product_deleted': {
      const { productId } = change;
      return [{ topic: 'products/delete', payload: () => ({ id: productId }) }];
    }
    case 'incoming_changed':
    case 'settings_changed':
    case 'dispute_changed':
      return [];
  }
}
