import { transferOf } from '#sandbox/payments/ledger.ts';
import type { BalanceTransaction, PaymentsLedger, Payout } from '#sandbox/payments/ledger.ts';
import { gid, graphInstant } from '../formats.ts';
import type { ShopStore } from '../shop-store.ts';
import type { ConnectionArguments } from './connection.ts';
import type { GraphContext } from './context.ts';
import { disputesConnection } from './dispute-nodes.ts';
import { notModelled } from './errors.ts';
import { money } from './goods-values.ts';
import { readSearch, sortedConnection } from './search.ts';

interface ListArguments extends ConnectionArguments {
  query?: string | null;
  sortKey?: string | null;
}

interface View {
  ledger: PaymentsLedger;
  store: ShopStore;
  now: number;
}

const WEEKDAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'] as const;

/** The shop's account at Shopify Payments; null where it has none. */
export function paymentsAccountNode({ store, now }: GraphContext) {
  const ledger = store.payments.at(now);
  if (ledger === null) return null;
  const { id, shop } = store;
  const { interval, weeklyAnchor, monthlyAnchor } = ledger.settings;
  const view = { ledger, store, now };
  return {
    __typename: 'ShopifyPaymentsAccount',
    id: gid('ShopifyPaymentsAccount', id),
    activated: true,
    onboardable: false,
    country: shop.country,
    defaultCurrency: shop.currency,
    balance: () => [
      money(ledger.balanceAt(now), shop.currency),
      ...store.payments.otherBalances.map(({ minor, currency }) => money(minor, currency)),
    ],
    payoutSchedule: {
      interval,
      monthlyAnchor,
      weeklyAnchor: weeklyAnchor === null ? null : (WEEKDAYS[weeklyAnchor - 1] ?? null),
    },
    payouts: (args: ListArguments & { transactionType?: string | null }, context: GraphContext) =>
      payoutsConnection(view, args, context),
    balanceTransactions: (
      args: ListArguments & { hideTransfers?: boolean | null },
      context: GraphContext,
    ) => transactionsConnection(view, args, context),
    disputes: disputesConnection,
  };
}

/** The payout behind an id; null when there is none, or no account. */
export function payoutById(id: number, { store, now }: GraphContext) {
  const ledger = store.payments.at(now);
  const payout = ledger?.payouts.find((each) => each.id === id);
  return ledger === null || payout === undefined
    ? null
    : payoutNode(payout, { ledger, store, now });
}

/** `payouts(…)`, oldest first, searched by id, issued_at and status. */
function payoutsConnection(
  view: View,
  args: ListArguments & { transactionType?: string | null },
  context: GraphContext,
) {
  const { ledger, now } = view;
  const valueOf = PAYOUT_ORDER[args.sortKey ?? 'ISSUED_AT'];
  if (valueOf === undefined) throw notModelled(`payouts sorted by ${args.sortKey}`);
  const search = readSearch<Payout>(args.query, {
    instants: { issued_at: ({ issuedAt }) => issuedAt },
    numbers: { id: ({ id }) => id },
    words: {
      status: (payout, text) => view.store.payments.statusOf(payout, now) === text.toUpperCase(),
    },
  });
  const found = ledger.payouts.filter(
    (payout) =>
      search.accepts(payout) &&
      (args.transactionType == null || args.transactionType === directionOf(payout)),
  );
  return sortedConnection(
    found,
    { valueOf, nodeOf: (payout) => payoutNode(payout, view) },
    args,
    context,
  );
}

const PAYOUT_ORDER: Readonly<Record<string, (payout: Payout) => number>> = {
  ID: ({ id }) => id,
  ISSUED_AT: ({ issuedAt }) => issuedAt,
  AMOUNT: ({ netMinor }) => netMinor,
};

function payoutNode(payout: Payout, { store, now }: View) {
  const { currency } = store.shop;
  const { charges, refunds, adjustments, reserved } = payout.summary;
  const none = money(0, currency);
  return {
    __typename: 'ShopifyPaymentsPayout',
    id: gid('ShopifyPaymentsPayout', payout.id),
    legacyResourceId: String(payout.id),
    issuedAt: graphInstant(payout.issuedAt),
    status: store.payments.statusOf(payout, now),
    transactionType: directionOf(payout),
    net: money(payout.netMinor, currency),
    gross: money(payout.netMinor, currency),
    externalTraceId: `trace-${payout.id}`,
    summary: {
      __typename: 'ShopifyPaymentsPayoutSummary',
      chargesGross: money(charges.grossMinor, currency),
      chargesFee: money(charges.feeMinor, currency),
      refundsFeeGross: money(refunds.grossMinor, currency),
      refundsFee: money(refunds.feeMinor, currency),
      adjustmentsGross: money(adjustments.grossMinor, currency),
      adjustmentsFee: money(adjustments.feeMinor, currency),
      reservedFundsGross: money(reserved.grossMinor, currency),
      reservedFundsFee: money(reserved.feeMinor, currency),
      retriedPayoutsGross: none,
      retriedPayoutsFee: none,
      advanceGross: none,
      advanceFees: none,
      usdcRebateCreditAmount: none,
    },
  };
}

function directionOf({ netMinor }: Payout): 'DEPOSIT' | 'WITHDRAWAL' {
  return netMinor < 0 ? 'WITHDRAWAL' : 'DEPOSIT';
}

/** `balanceTransactions(…)`, oldest first, searched by id, processed_at, payout_status, transaction_type and payout. */
function transactionsConnection(
  view: View,
  args: ListArguments & { hideTransfers?: boolean | null },
  context: GraphContext,
) {
  const { ledger, now } = view;
  const valueOf = TRANSACTION_ORDER[args.sortKey ?? 'PROCESSED_AT'];
  if (valueOf === undefined) throw notModelled(`balance transactions sorted by ${args.sortKey}`);
  const payouts = new Map(ledger.payouts.map((payout) => [payout.id, payout]));
  const payoutStatus = ({ payoutId }: BalanceTransaction) => {
    const payout = payoutId === null ? undefined : payouts.get(payoutId);
    return payout === undefined ? 'PENDING' : view.store.payments.statusOf(payout, now);
  };
  const search = readSearch<BalanceTransaction>(args.query, {
    instants: { processed_at: ({ at }) => wholeSeconds(at) },
    numbers: { id: ({ id }) => id, payments_transfer_id: ({ payoutId }) => payoutId ?? Number.NaN },
    words: {
      payout_status: (each, text) => text.toUpperCase().split(',').includes(payoutStatus(each)),
      transaction_type: ({ type }, text) => text.toUpperCase().split(',').includes(type),
    },
  });
  const transfers =
    args.hideTransfers === true
      ? []
      : ledger.payouts.filter(({ issuedAt }) => issuedAt <= now).map(transferOf);
  return sortedConnection(
    [...ledger.transactions, ...transfers].filter((each) => search.accepts(each)),
    { valueOf, nodeOf: (each) => transactionNode(each, payoutStatus(each), view) },
    args,
    context,
  );
}

const TRANSACTION_ORDER: Readonly<Record<string, (transaction: BalanceTransaction) => number>> = {
  ID: ({ id }) => id,
  PROCESSED_AT: ({ at }) => wholeSeconds(at),
  AMOUNT: ({ amountMinor }) => amountMinor,
  NET: ({ netMinor }) => netMinor,
};

const SOURCE_OF: Readonly<Record<BalanceTransaction['type'], string>> = {
  CHARGE: 'CHARGE',
  REFUND: 'REFUND',
  DISPUTE_WITHDRAWAL: 'DISPUTE',
  DISPUTE_REVERSAL: 'DISPUTE',
  RESERVED_FUNDS: 'SYSTEM_ADJUSTMENT',
  RESERVED_FUNDS_REVERSAL: 'SYSTEM_ADJUSTMENT',
  TRANSFER: 'TRANSFER',
};

function transactionNode(transaction: BalanceTransaction, payoutStatus: string, { store }: View) {
  const { currency } = store.shop;
  const { type, orderId, payoutId, sourceId } = transaction;
  const order = orderId === null ? undefined : store.orders.get(orderId);
  const isPayment = type === 'CHARGE' || type === 'REFUND';
  return {
    __typename: 'ShopifyPaymentsBalanceTransaction',
    id: gid('ShopifyPaymentsBalanceTransaction', transaction.id),
    type,
    sourceType: SOURCE_OF[type],
    sourceId: sourceId === null ? null : String(sourceId),
    sourceOrderTransactionId: isPayment && sourceId !== null ? String(sourceId) : null,
    test: false,
    transactionDate: graphInstant(transaction.at),
    amount: money(transaction.amountMinor, currency),
    fee: money(transaction.feeMinor, currency),
    net: money(transaction.netMinor, currency),
    adjustmentReason: null,
    adjustmentsOrders: [],
    associatedOrder:
      order === undefined
        ? null
        : {
            __typename: 'ShopifyPaymentsAssociatedOrder',
            id: gid('Order', order.id),
            name: order.name,
          },
    associatedPayout: {
      __typename: 'ShopifyPaymentsBalanceTransactionAssociatedPayout',
      id: payoutId === null ? null : gid('ShopifyPaymentsPayout', payoutId),
      status: payoutStatus,
    },
  };
}

function wholeSeconds(at: number): number {
  return Math.floor(at / 1_000) * 1_000;
}
