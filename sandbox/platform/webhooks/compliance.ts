import { unpackCustomer } from '../records.ts';
import type { ShopStore } from '../shop-store.ts';
import { shopPayload } from './payloads.ts';

/** Topics that a person or a test triggers; no effect of the world causes them. */
export type TriggerTopic =
  'customers/data_request' | 'customers/redact' | 'shop/redact' | 'shop/update';

/** Payloads of the privacy topics, with the personal data Shopify really sends: of all orders of the newest customer, or of one. */
export function compliancePayload(
  topic: TriggerTopic,
  store: ShopStore,
  orderId?: number,
): Record<string, unknown> {
  if (topic === 'shop/update') return shopPayload(store);
  const shop = { shop_id: store.id, shop_domain: store.shop.domain };
  if (topic === 'shop/redact') return shop;
  const order =
    orderId === undefined ? [...store.orders.values()].at(-1) : store.orders.get(orderId);
  if (order === undefined) throw new Error(`No order ${orderId ?? ''} in ${store.shop.domain}`);
  const { email, phone } = unpackCustomer(order.packedCustomer);
  const customer = { id: order.customerId, email, phone };
  const orders = orderId === undefined ? store.customers.ordersOf(order.customerId) : [orderId];
  return topic === 'customers/redact'
    ? { ...shop, customer, orders_to_redact: orders }
    : { ...shop, customer, orders_requested: orders, data_request: { id: 9_999 } };
}
