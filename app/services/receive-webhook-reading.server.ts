import { createHash } from 'node:crypto';
import { z } from 'zod';

/** What a delivery asks us to do. */
export type WebhookEffect =
  | { kind: 'none' }
  | { kind: 'order'; orderId: string }
  | { kind: 'product'; productId: string; isGone: boolean }
  | { kind: 'stock' }
  | { kind: 'uninstall' }
  | { kind: 'job'; job: 'refresh-shop' | 'import-shop' }
  | { kind: 'privacy' };

export interface WebhookReading {
  /** What may be kept: ids and times. */
  payload: Record<string, unknown>;
  /** Whose privacy it is about, `gid://shopify/Customer/<id>`: MUST NOT be kept but as a hash. Left out: nobody's alone. */
  customer?: string;
  effect: WebhookEffect;
  /** Why the body could not be used; null when it could. */
  error: 'not_json' | `missing ${string}` | null;
}

// 64-bit ids exceed what a JSON number holds exactly; Shopify's are below 2^53 today, and strings pass too.
const id = z.union([
  z.number().int().positive().transform(String),
  z.string().regex(/^[0-9]{1,19}$/),
]);
const time = z.string().max(40).optional().catch(undefined);

const ofOrder = z
  .object({ id, updated_at: time })
  .transform((body) => ({ orderId: body.id, updatedAt: body.updated_at }));
// Numbers name no person. They are kept because the payload is frozen at the moment of the change: when several changes
// are read at once, only the deliveries still tell which number was there since when.
const numbers = z
  .array(z.string().max(200))
  .max(50)
  .catch(() => [])
  .default(() => []);
const ofFulfillment = z
  .object({ id, order_id: id, updated_at: time, tracking_numbers: numbers })
  .transform((body) => ({
    orderId: body.order_id,
    fulfillmentId: body.id,
    updatedAt: body.updated_at,
    trackingNumbers: body.tracking_numbers,
  }));
const ofFulfillmentEvent = z
  .object({ id, order_id: id, fulfillment_id: id, created_at: time })
  .transform((body) => ({
    orderId: body.order_id,
    fulfillmentId: body.fulfillment_id,
    eventId: body.id,
    createdAt: body.created_at,
  }));
const ofOrderEdit = z
  .object({ order_edit: z.object({ id, order_id: id, created_at: time }) })
  .transform(({ order_edit: edit }) => ({ orderId: edit.order_id, createdAt: edit.created_at }));

const ofRefund = z.object({ id, order_id: id, created_at: time }).transform((body) => ({
  orderId: body.order_id,
  refundId: body.id,
  createdAt: body.created_at,
}));
const ofProduct = z
  .object({ id, updated_at: time })
  .transform((body) => ({ productId: body.id, updatedAt: body.updated_at }));

const ofStock = z
  .object({ inventory_item_id: id, location_id: id.optional().catch(undefined), updated_at: time })
  .transform((body) => ({
    inventoryItemId: body.inventory_item_id,
    locationId: body.location_id,
    updatedAt: body.updated_at,
  }));

const ORDER_TOPICS: Record<string, z.ZodType<{ orderId: string } & Record<string, unknown>>> = {
  'orders/create': ofOrder,
  'orders/updated': ofOrder,
  'orders/cancelled': ofOrder,
  'orders/edited': ofOrderEdit,
  'fulfillments/create': ofFulfillment,
  'fulfillments/update': ofFulfillment,
  'fulfillment_events/create': ofFulfillmentEvent,
  'fulfillment_events/delete': ofFulfillmentEvent,
  'refunds/create': ofRefund,
};

const PRODUCT_TOPICS: ReadonlySet<string> = new Set([
  'products/create',
  'products/update',
  'products/delete',
]);

const SHOP_TOPICS: Record<string, WebhookEffect> = {
  'app/uninstalled': { kind: 'uninstall' },
  'app/scopes_update': { kind: 'job', job: 'refresh-shop' },
  'shop/update': { kind: 'job', job: 'refresh-shop' },
  'bulk_operations/finish': { kind: 'job', job: 'import-shop' },
};

const COMPLIANCE: Record<string, z.ZodType<Record<string, unknown>>> = {
  'customers/data_request': z
    .object({
      data_request: z.object({ id }).optional(),
      orders_requested: z.array(id).max(10_000).default([]),
    })
    .transform((body) => ({
      dataRequestId: body.data_request?.id ?? null,
      orderIds: body.orders_requested,
    })),
  'customers/redact': z
    .object({ orders_to_redact: z.array(id).max(10_000).default([]) })
    .transform((body) => ({ orderIds: body.orders_to_redact })),
  'shop/redact': z.object({}).transform(() => ({})),
};

const withCustomer = z.object({ customer: z.object({ id }) });

/** Reads what a delivery is about, and drops everything else of it at once. */
export function readWebhook(topic: string, rawBody: Buffer): WebhookReading {
  const body = parseJson(rawBody);
  if (body === undefined) return failed(rawBody, 'not_json');

  const orderTopic = ORDER_TOPICS[topic];
  if (orderTopic !== undefined) {
    const read = orderTopic.safeParse(body);
    if (!read.success) return failed(rawBody, missing(read.error));
    return {
      payload: read.data,
      effect: { kind: 'order', orderId: read.data.orderId },
      error: null,
    };
  }
  if (PRODUCT_TOPICS.has(topic)) {
    const read = ofProduct.safeParse(body);
    if (!read.success) return failed(rawBody, missing(read.error));
    const { productId } = read.data;
    const isGone = topic === 'products/delete';
    return { payload: read.data, effect: { kind: 'product', productId, isGone }, error: null };
  }
  if (topic === 'inventory_levels/update') {
    const read = ofStock.safeParse(body);
    if (!read.success) return failed(rawBody, missing(read.error));
    return { payload: read.data, effect: { kind: 'stock' }, error: null };
  }
  const compliance = COMPLIANCE[topic];
  if (compliance !== undefined) {
    const read = compliance.safeParse(body);
    if (!read.success) return failed(rawBody, missing(read.error));
    const { data } = withCustomer.safeParse(body);
    return {
      payload: read.data,
      ...(data && { customer: `gid://shopify/Customer/${data.customer.id}` }),
      effect: { kind: 'privacy' },
      error: null,
    };
  }
  return { payload: {}, effect: SHOP_TOPICS[topic] ?? { kind: 'none' }, error: null };
}

function parseJson(rawBody: Buffer): unknown {
  try {
    const body: unknown = JSON.parse(rawBody.toString('utf8'));
    return body;
  } catch {
    return undefined;
  }
}

function missing(error: z.ZodError): `missing ${string}` {
  return `missing ${error.issues[0]?.path.join('.') ?? 'body'}`;
}

/** Digest and size tell one broken body from another; the text itself may hold personal data and is not kept. */
function failed(rawBody: Buffer, error: NonNullable<WebhookReading['error']>): WebhookReading {
  return {
    payload: {
      bytes: rawBody.length,
      sha256: createHash('sha256').update(rawBody).digest('hex'),
    },
    effect: { kind: 'none' },
    error,
  };
}
