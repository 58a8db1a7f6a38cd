import type { WorldRefund, WorldTransaction } from '#sandbox/world/shop-side.ts';
import { gid, graphDecimal, graphInstant } from '../formats.ts';
import type { OrderRecord } from '../records.ts';
import type { ShopStore } from '../shop-store.ts';
import { connectionOf } from './connection.ts';
import type { ConnectionArguments } from './connection.ts';
import type { GraphContext } from './context.ts';
import { moneyBag } from './value-nodes.ts';

/** Leads from a payment, a refund or a return back to what it belongs to (so that the modules form no cycle). */
export interface Ways {
  store: ShopStore;
  order(order: OrderRecord): object;
  /** Null for a return that does not exist. */
  returned(returnId: number): object | null;
}

/** Gateways whose money a person collects: nothing is charged electronically. */
const MANUAL_GATEWAYS = new Set(['bank_deposit', 'cash_on_delivery', 'manual', 'money_order']);

export function transactionNode(
  transaction: WorldTransaction,
  order: OrderRecord,
  { order: orderNode, store }: Pick<Ways, 'order' | 'store'>,
) {
  const { amountMinor, gateway, processedAt } = transaction;
  return {
    __typename: 'OrderTransaction',
    id: gid('OrderTransaction', transaction.id),
    kind: transaction.kind,
    status: transaction.status,
    gateway,
    formattedGateway: gateway.replaceAll('_', ' '),
    amount: graphDecimal(amountMinor, order.currency),
    amountSet: moneyBag(amountMinor, order.currency),
    createdAt: graphInstant(processedAt),
    processedAt: graphInstant(processedAt),
    manualPaymentGateway: MANUAL_GATEWAYS.has(gateway),
    manuallyCapturable: false,
    multiCapturable: false,
    test: false,
    fees: () => feesOf(transaction, order, store),
    order: () => orderNode(order),
  };
}

/** What Shopify Payments kept of a payment; other gateways tell nothing of their fees. */
function feesOf(
  { id, kind, status, gateway, amountMinor }: WorldTransaction,
  { currency }: OrderRecord,
  { payments }: ShopStore,
) {
  const isReceived = status === 'SUCCESS' && (kind === 'SALE' || kind === 'CAPTURE');
  if (!isReceived || gateway !== 'shopify_payments') return [];
  const { feeBp, fixedFeeMinor } = payments.settings;
  const minor = Math.round((amountMinor * feeBp) / 10_000) + fixedFeeMinor;
  return [
    {
      __typename: 'TransactionFee',
      id: gid('TransactionFee', id),
      amount: { amount: graphDecimal(minor, currency), currencyCode: currency },
      flatFee: { amount: graphDecimal(fixedFeeMinor, currency), currencyCode: currency },
      flatFeeName: 'Card transaction fee',
      rate: String(feeBp / 10_000),
      rateName: 'Card rate',
      taxAmount: { amount: graphDecimal(0, currency), currencyCode: currency },
      type: 'processing_fee',
    },
  ];
}

export function refundNode(refund: WorldRefund, order: OrderRecord, ways: Ways) {
  const createdAt = graphInstant(refund.createdAt);
  return {
    __typename: 'Refund',
    id: gid('Refund', refund.id),
    legacyResourceId: String(refund.id),
    createdAt,
    processedAt: createdAt,
    updatedAt: createdAt,
    duties: [],
    totalRefundedSet: moneyBag(refund.totalMinor, order.currency),
    order: () => ways.order(order),
    return: () => (refund.returnId === null ? null : ways.returned(refund.returnId)),
    transactions: (args: ConnectionArguments, context: GraphContext) =>
      connectionOf(
        refund.transactions.map((each) => transactionNode(each, order, ways)),
        args,
        context,
      ),
    refundShippingLines: (args: ConnectionArguments, context: GraphContext) =>
      connectionOf(refundedShipping(refund, order), args, context),
  };
}

/** One line when delivery was paid back, else none. */
function refundedShipping(refund: WorldRefund, order: OrderRecord) {
  if (refund.shippingMinor === 0) return [];
  return [
    {
      __typename: 'RefundShippingLine',
      id: gid('RefundShippingLine', refund.id),
      subtotalAmountSet: moneyBag(refund.shippingMinor, order.currency),
      taxAmountSet: moneyBag(0, order.currency),
      shippingLine: { __typename: 'ShippingLine', id: gid('ShippingLine', order.id) },
    },
  ];
}

/** How the buyer chose to get it; null for an order of nothing that ships. */
export function shippingLineNode(order: OrderRecord, { side }: ShopStore) {
  if (!order.lineItems.some((line) => line.requiresShipping)) return null;
  const { shippingTitle, shippingMinor } = side.moreOf(order);
  const price = moneyBag(shippingMinor, order.currency);
  return {
    __typename: 'ShippingLine',
    id: gid('ShippingLine', order.id),
    title: shippingTitle,
    code: shippingTitle,
    source: 'shopify',
    custom: false,
    isRemoved: false,
    originalPriceSet: price,
    discountedPriceSet: price,
    currentDiscountedPriceSet: price,
  };
}
