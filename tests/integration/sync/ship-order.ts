import type { syncStand } from './stand.ts';

type Stand = Awaited<ReturnType<typeof syncStand>>;
type Created = Extract<Parameters<Stand['platform']['apply']>[0], { kind: 'fulfillment_created' }>;

/** An order with one shipped fulfillment, as if the merchant had just made it; its number is the order's plus one. */
export function shipOrder(
  { platform, shop }: Stand,
  {
    orderId,
    name,
    ...fulfillment
  }: { orderId: number; name: string } & Pick<Created, 'originCountry' | 'tracking'>,
): { orderId: number; fulfillmentId: number } {
  const fulfillmentId = orderId + 1;
  const at = platform.clock.now();
  platform.apply({
    kind: 'order_created',
    at,
    shop,
    order: {
      id: orderId,
      name,
      createdAt: at,
      currency: 'USD',
      totalMinor: 10_001,
      destinationCountry: 'US',
      customer: {
        firstName: 'Ada',
        lastName: 'Lovelace',
        email: 'ada@example.com',
        phone: '+1 202 555 0100',
        address1: '1 Engine St',
        city: 'Portland',
        zip: '97201',
      },
      lineItems: [
        { id: 1, title: 'Lamp', sku: 'L', quantity: 1, unitMinor: 10_001, requiresShipping: true },
      ],
    },
  });
  platform.apply({
    kind: 'fulfillment_created',
    at,
    shop,
    orderId,
    fulfillmentId,
    ...fulfillment,
    lineItemIds: [1],
  });
  return { orderId, fulfillmentId };
}
