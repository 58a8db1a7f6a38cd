import * as z from 'zod/mini';
import { readOrderMetafield } from '#app/contracts/read-order-metafield.ts';
import {
  METAFIELD_KEY,
  METAFIELD_NAMESPACE,
  type ShopperParcelView,
} from '#app/contracts/shopper.ts';

export interface OrderNeed {
  /** Shopify's number of the order, and the name its customer knows it by. */
  orderId: string;
  orderName: string;
  need: NonNullable<ShopperParcelView['need']>;
}

/** What the signed-in customer's latest orders need of them, newest first, one need an order. Empty where nothing is known. */
export async function fetchOrderNeeds(): Promise<OrderNeed[]> {
  try {
    const response = await fetch(CUSTOMER_ACCOUNT_API, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ query: LATEST_ORDERS }),
    });
    return orderNeeds(await response.json());
  } catch {
    return [];
  }
}

const CUSTOMER_ACCOUNT_API = 'shopify://customer-account/api/2026-07/graphql.json';

const LATEST_ORDERS = `query LatestOrders {
  customer {
    orders(first: 20, sortKey: PROCESSED_AT, reverse: true) {
      nodes {
        id
        name
        metafield(namespace: "${METAFIELD_NAMESPACE}", key: "${METAFIELD_KEY}") { value }
      }
    }
  }
}`;

const answerSchema = z.object({
  data: z.object({
    customer: z.object({
      orders: z.object({
        nodes: z.array(
          z.object({
            id: z.string(),
            name: z.string(),
            metafield: z.nullable(z.object({ value: z.string() })),
          }),
        ),
      }),
    }),
  }),
});

function orderNeeds(json: unknown): OrderNeed[] {
  const answer = answerSchema.safeParse(json);
  if (!answer.success) return [];
  return answer.data.data.customer.orders.nodes.flatMap(({ id, name, metafield }) => {
    const parcels = readOrderMetafield(metafield?.value)?.parcels ?? [];
    const need = parcels.find((parcel) => parcel.need !== null)?.need ?? null;
    const orderId = /\d+$/u.exec(id)?.[0];
    return need === null || orderId === undefined ? [] : [{ orderId, orderName: name, need }];
  });
}
