import { z } from 'zod';

/**
 * What `order_details.details` holds: what an order says beside its own row. Amounts are minor units of the order's
 * currency, instants ISO texts. Nothing in it names a person.
 */
export type OrderDetails = z.infer<typeof orderDetailsSchema>;
export type StoredPayment = z.infer<typeof paymentSchema>;
export type StoredRefund = z.infer<typeof refundSchema>;

const paymentSchema = z.object({
  kind: z.enum(['AUTHORIZATION', 'SALE', 'CAPTURE', 'REFUND', 'VOID', 'OTHER']),
  status: z.enum(['SUCCESS', 'PENDING', 'FAILURE', 'ERROR', 'OTHER']),
  gateway: z.string(),
  isManual: z.boolean(),
  isStoreCredit: z.boolean(),
  minor: z.int(),
  at: z.string(),
});

const refundSchema = z.object({
  id: z.string(),
  at: z.string(),
  minor: z.int(),
  /** Outbound delivery in it. */
  shippingMinor: z.int(),
  payments: z.array(paymentSchema),
  returnId: z.string().nullable(),
});

export const orderDetailsSchema = z.object({
  payments: z.array(paymentSchema),
  /** Null: there are several, and how they divide up has not been read yet. */
  refunds: z.array(refundSchema).nullable(),
  shippingMinor: z.int(),
  shippingTitle: z.string().nullable(),
  dutiesIncluded: z.boolean(),
  /** Null: none were charged. */
  dutiesMinor: z.int().nullable(),
  /** Null: Shopify did not say. */
  isCompany: z.boolean().nullable(),
  /** Delivery methods of its fulfillment orders; null: not told. */
  methods: z.array(z.string()).nullable(),
  fulfillBy: z.string().nullable(),
  deliverBy: z.string().nullable(),
  /** What made the order: `web`, `subscription_contract`, … */
  sourceName: z.string().nullable(),
  returnStatus: z.string().nullable(),
  /** Lines by fulfillment, where there are several; null: one fulfillment, or not read yet. */
  fulfillmentLines: z.record(z.string(), z.array(z.string())).nullable(),
});
