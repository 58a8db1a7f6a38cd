import { z } from 'zod';
import type { OrderDetails, StoredPayment, StoredRefund } from '#app/db/order-details.server.ts';
import type { OrderLineRow } from '#app/db/order-lines.server.ts';
import {
  clean,
  gid,
  instant,
  moneySchema,
  optionalInstant,
  text,
} from '#app/services/shopify-values.ts';
import type { ReturnFacts } from '#app/services/sync-returns.ts';

/** What an order says beside its own row. Amounts are in the shop's currency. */
export interface OrderBeside {
  details: OrderDetails;
  lines: LineFacts[];
  /** Where the next page of lines begins; null: these are all. */
  linesCursor: string | null;
  /** Null: not asked. */
  returns: ReturnFacts[] | null;
}

export type LineFacts = Omit<OrderLineRow, 'orderId' | 'orderedAt'>;

/** Reads it from an order as bulk results and queries write it; null when it was not asked for, or is unreadable. */
export function readOrderBeside(node: unknown): OrderBeside | null {
  const read = besideSchema.safeParse(node);
  if (!read.success) return null;
  const order = read.data;
  const payments = order.transactions.map(paymentOf);
  const methods = order.fulfillmentOrders.nodes.flatMap(
    ({ deliveryMethod }) => deliveryMethod?.methodType ?? [],
  );
  return {
    details: {
      payments,
      refunds: refundsOf(order, payments),
      shippingMinor: order.totalShippingPriceSet.minor,
      shippingTitle: order.shippingLine?.title.slice(0, 200) ?? null,
      dutiesIncluded: order.dutiesIncluded,
      dutiesMinor: order.currentTotalDutiesSet?.minor ?? null,
      isCompany: order.purchasingEntity === undefined ? null : isCompany(order.purchasingEntity),
      methods: methods.length === 0 ? null : [...new Set(methods)].sort(),
      fulfillBy: earliest(order.fulfillmentOrders.nodes.map(({ fulfillBy }) => fulfillBy)),
      deliverBy: earliest(
        order.fulfillmentOrders.nodes.map(
          ({ deliveryMethod }) => deliveryMethod?.maxDeliveryDateTime ?? null,
        ),
      ),
      sourceName: order.sourceName ?? null,
      returnStatus: order.returnStatus ?? null,
      fulfillmentLines: null,
    },
    lines: order.lineItems.nodes,
    linesCursor:
      order.lineItems.pageInfo?.hasNextPage === true
        ? (order.lineItems.pageInfo.endCursor ?? null)
        : null,
    returns: null,
  };
}

/** Reads a page of an order's lines (`OrderLines`); null when it is no such page. */
export function readLinesPage(node: unknown): { lines: LineFacts[]; cursor: string | null } | null {
  const read = z.object({ lineItems: linesSchema }).safeParse(node);
  if (!read.success) return null;
  const { nodes, pageInfo } = read.data.lineItems;
  return {
    lines: nodes,
    cursor: pageInfo?.hasNextPage === true ? (pageInfo.endCursor ?? null) : null,
  };
}

/** Reads how an order's refunds divide up (`OrderRefunds`); null when it cannot be read. */
export function readRefunds(node: unknown): { orderId: string; refunds: StoredRefund[] } | null {
  const read = dividedRefundsSchema.safeParse(node);
  if (!read.success) return null;
  const refunds = read.data.refunds.map((refund) => ({
    id: refund.id,
    at: (refund.createdAt ?? refund.processedAt).toISOString(),
    minor: refund.totalRefundedSet.minor,
    shippingMinor: refund.refundShippingLines.nodes.reduce(
      (sum, { subtotalAmountSet, taxAmountSet }) =>
        sum + subtotalAmountSet.minor + taxAmountSet.minor,
      0,
    ),
    payments: refund.transactions.nodes.map(paymentOf),
    returnId: null,
  }));
  return { orderId: read.data.id, refunds };
}

const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: text }).optional();
const shortText = (longest: number) =>
  z.string().transform((value) => clean(value).slice(0, longest));

const transactionSchema = z.object({
  kind: z.string(),
  status: z.string(),
  gateway: text,
  manualPaymentGateway: z.boolean().nullish(),
  createdAt: instant,
  processedAt: optionalInstant,
  amountSet: moneySchema,
});

const refundSchema = z.object({
  id: gid,
  // Shopify says that old refunds may have no date of their own.
  createdAt: optionalInstant,
  processedAt: instant,
  totalRefundedSet: moneySchema,
});

const dividedRefundsSchema = z.object({
  id: gid,
  refunds: z.array(
    refundSchema.extend({
      refundShippingLines: z.object({
        nodes: z.array(z.object({ subtotalAmountSet: moneySchema, taxAmountSet: moneySchema })),
      }),
      transactions: z.object({ nodes: z.array(transactionSchema) }),
    }),
  ),
});

const lineSchema = z
  .object({
    id: gid,
    title: shortText(500),
    sku: text,
    quantity: z.int(),
    unfulfilledQuantity: z.int(),
    requiresShipping: z.boolean(),
    discountedTotalSet: moneySchema,
    sellingPlan: z.object({ name: shortText(200) }).nullish(),
    product: z.object({ id: gid }).nullish(),
    variant: z.object({ id: gid }).nullish(),
  })
  .transform((line) => ({
    lineId: line.id,
    productId: line.product?.id ?? null,
    variantId: line.variant?.id ?? null,
    title: line.title,
    sku: line.sku ? clean(line.sku).slice(0, 255) : null,
    quantity: line.quantity,
    unfulfilledQuantity: line.unfulfilledQuantity,
    requiresShipping: line.requiresShipping,
    totalMinor: line.discountedTotalSet.minor,
    currency: line.discountedTotalSet.currency,
    sellingPlan: line.sellingPlan?.name ?? null,
  }));

const linesSchema = z.object({ nodes: z.array(lineSchema), pageInfo });

const besideSchema = z.object({
  sourceName: text,
  returnStatus: text,
  totalPriceSet: moneySchema,
  totalShippingPriceSet: moneySchema,
  totalRefundedShippingSet: moneySchema,
  dutiesIncluded: z.boolean(),
  currentTotalDutiesSet: moneySchema.nullish(),
  shippingLine: z.object({ title: shortText(200) }).nullish(),
  // Left out: not asked, or withheld. Null: the buyer has no account, so it is no company.
  purchasingEntity: z.object({ __typename: z.string() }).nullable().optional(),
  transactions: z.array(transactionSchema),
  refunds: z.array(refundSchema),
  lineItems: linesSchema,
  fulfillmentOrders: z.object({
    nodes: z.array(
      z.object({
        fulfillBy: optionalInstant,
        deliveryMethod: z
          .object({ methodType: z.string(), maxDeliveryDateTime: optionalInstant })
          .nullish(),
      }),
    ),
  }),
});

type Transaction = z.infer<typeof transactionSchema>;

const PAYMENT_KINDS: Readonly<Record<string, StoredPayment['kind']>> = {
  AUTHORIZATION: 'AUTHORIZATION',
  EMV_AUTHORIZATION: 'AUTHORIZATION',
  SALE: 'SALE',
  CAPTURE: 'CAPTURE',
  REFUND: 'REFUND',
  VOID: 'VOID',
};
const PAYMENT_STATUSES: Readonly<Record<string, StoredPayment['status']>> = {
  SUCCESS: 'SUCCESS',
  PENDING: 'PENDING',
  AWAITING_RESPONSE: 'PENDING',
  FAILURE: 'FAILURE',
  ERROR: 'ERROR',
};
const STORE_CREDIT: ReadonlySet<string> = new Set([
  'gift_card',
  'shopify_store_credit',
  'store_credit',
]);

function paymentOf(transaction: Transaction): StoredPayment {
  const gateway = transaction.gateway ?? '';
  return {
    kind: PAYMENT_KINDS[transaction.kind] ?? 'OTHER',
    status: PAYMENT_STATUSES[transaction.status] ?? 'OTHER',
    gateway: clean(gateway).slice(0, 100),
    isManual: transaction.manualPaymentGateway ?? false,
    isStoreCredit: STORE_CREDIT.has(gateway.toLowerCase()),
    minor: transaction.amountSet.minor,
    at: (transaction.processedAt ?? transaction.createdAt).toISOString(),
  };
}

/** Of a single refund the order's sums tell everything; several have to be asked for. */
function refundsOf(
  order: Pick<z.infer<typeof besideSchema>, 'refunds' | 'totalRefundedShippingSet'>,
  payments: readonly StoredPayment[],
): StoredRefund[] | null {
  const [refund] = order.refunds;
  if (refund === undefined) return [];
  if (order.refunds.length > 1) return null;
  return [
    {
      id: refund.id,
      at: (refund.createdAt ?? refund.processedAt).toISOString(),
      minor: refund.totalRefundedSet.minor,
      shippingMinor: order.totalRefundedShippingSet.minor,
      payments: payments.filter(({ kind }) => kind === 'REFUND'),
      returnId: null,
    },
  ];
}

function isCompany(entity: { __typename: string } | null): boolean {
  return entity?.__typename === 'PurchasingCompany';
}

function earliest(instants: readonly (Date | null)[]): string | null {
  const times = instants.flatMap((at) => at?.getTime() ?? []);
  return times.length === 0 ? null : new Date(Math.min(...times)).toISOString();
}
