import type { PoolClient } from 'pg';
import { importBatch } from '#app/db/import-batch.server.ts';
import type { OrderRow } from '#app/db/import-rows.ts';
import type { OrderDetails } from '#app/db/order-details.server.ts';
import { writeOrderDetails, type OrderLineRow } from '#app/db/order-lines.server.ts';
import { registerShop, updateShopFacts } from '#app/db/shops.server.ts';
import { empty, orderRow } from '#tests/integration/db/import-rows.factory.ts';

/** An installed shop in New York that sells in dollars, as of 1 September 2026. */
export async function installShop(domain: string, scopes = ''): Promise<number> {
  const now = new Date('2026-09-01T00:00:00Z');
  const { shopId } = await registerShop({ domain, scopes, now });
  const about = { name: 'Lumen & Oak', currency: 'USD', country: 'US' };
  await updateShopFacts(shopId, { ...about, timeZone: 'America/New_York' });
  return shopId;
}

/** When orders of these tests are placed and paid: Thursday, 1 October 2026. */
export const PLACED_AT = new Date('2026-10-01T14:00:00Z');

/** An order of a consumer in the United States, paid by card, one line of 60.00 USD, nothing shipped. */
export async function storeOrder(
  sql: PoolClient,
  shopId: number,
  {
    order = {},
    details = {},
    line = {},
  }: {
    order?: Partial<OrderRow>;
    details?: Partial<OrderDetails>;
    line?: Partial<OrderLineRow>;
  } = {},
): Promise<void> {
  const row = orderRow({
    createdAt: PLACED_AT,
    processedAt: PLACED_AT,
    updatedAt: PLACED_AT,
    currency: 'USD',
    totalMinor: 6_500,
    fulfillmentStatus: 'UNFULFILLED',
    destinationCountry: 'US',
    ...order,
  });
  await importBatch(sql, shopId, { ...empty, orders: [row] });
  await writeOrderDetails(sql, shopId, {
    details: [{ orderId: row.orderId, details: orderDetails(details) }],
    lines: [orderLine({ orderId: row.orderId, lineId: `${row.orderId}1`, ...line })],
    readAt: row.updatedAt,
  });
}

export function orderDetails(overrides: Partial<OrderDetails> = {}): OrderDetails {
  return {
    payments: [
      {
        kind: 'SALE',
        status: 'SUCCESS',
        gateway: 'shopify_payments',
        isManual: false,
        isStoreCredit: false,
        minor: 6_500,
        at: PLACED_AT.toISOString(),
      },
    ],
    refunds: [],
    shippingMinor: 500,
    shippingTitle: 'Standard',
    dutiesIncluded: false,
    dutiesMinor: null,
    isCompany: false,
    methods: ['SHIPPING'],
    fulfillBy: null,
    deliverBy: null,
    sourceName: 'web',
    returnStatus: null,
    fulfillmentLines: null,
    ...overrides,
  };
}

function orderLine(overrides: Partial<OrderLineRow>): OrderLineRow {
  return {
    orderId: '1001',
    lineId: '1',
    productId: '501',
    variantId: '601',
    title: 'Lamp',
    sku: 'LAMP',
    quantity: 1,
    unfulfilledQuantity: 1,
    requiresShipping: true,
    currency: 'USD',
    totalMinor: 6_000,
    sellingPlan: null,
    orderedAt: PLACED_AT,
    ...overrides,
  };
}
