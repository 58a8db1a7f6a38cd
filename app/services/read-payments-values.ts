import { z } from 'zod';
import type { BalanceTransactionRow } from '#app/db/balance-transactions.server.ts';
import type { PaymentsAccount } from '#app/db/payments-state.server.ts';
import type { PayoutRow } from '#app/db/payouts.server.ts';
import { amountSchema, clean, gid, instant, text } from '#app/services/shopify-values.ts';

export type Reading<T> = { ok: true; value: T } | { ok: false; reason: string };

/** Reads `shopifyPaymentsAccount` as `PaymentsAccount` asks for it. */
export function readAccount(node: unknown): Reading<PaymentsAccount> {
  return readingOf(accountSchema.safeParse(node));
}

/**
 * Reads a payout. A withdrawal takes its amount from the shop's bank account: its net is negative whichever sign it came
 * with. One whose parts are in another currency than its net is refused: they would not add up.
 */
export function readPayout(node: unknown): Reading<PayoutRow> {
  return readingOf(payoutSchema.safeParse(node));
}

/** Reads a balance transaction; null for one made in test mode, which moves no money. */
export function readBalanceTransaction(node: unknown): Reading<BalanceTransactionRow | null> {
  return readingOf(transactionSchema.safeParse(node));
}

function readingOf<T>(read: z.ZodSafeParseResult<T>): Reading<T> {
  if (read.success) return { ok: true, value: read.data };
  const [issue] = read.error.issues;
  return { ok: false, reason: `${issue?.path.join('.')}: ${issue?.code}` };
}

const WEEKDAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];

const accountSchema = z
  .object({
    activated: z.boolean(),
    defaultCurrency: z.string().length(3),
    balance: z.array(amountSchema),
    payoutSchedule: z.object({
      interval: z.enum(['DAILY', 'WEEKLY', 'MONTHLY', 'MANUAL']),
      weeklyAnchor: text.transform((day) =>
        day == null || !WEEKDAYS.includes(day) ? null : WEEKDAYS.indexOf(day) + 1,
      ),
      monthlyAnchor: z
        .int()
        .min(1)
        .max(31)
        .nullish()
        .transform((day) => day ?? null),
    }),
  })
  .transform(({ payoutSchedule: schedule, ...account }) => ({ ...account, schedule }));

const SUMMARY = {
  chargesGross: amountSchema,
  chargesFee: amountSchema,
  refundsFeeGross: amountSchema,
  refundsFee: amountSchema,
  adjustmentsGross: amountSchema,
  adjustmentsFee: amountSchema,
  reservedFundsGross: amountSchema,
  reservedFundsFee: amountSchema,
  retriedPayoutsGross: amountSchema,
  retriedPayoutsFee: amountSchema,
  advanceGross: amountSchema,
  advanceFees: amountSchema,
};

const payoutSchema = z
  .object({
    id: gid,
    issuedAt: instant,
    status: z.string().max(40),
    transactionType: z.string(),
    net: amountSchema,
    summary: z.object(SUMMARY),
  })
  .transform(({ id, issuedAt, status, transactionType, net, summary }, context) => {
    const parts = Object.entries(summary);
    if (parts.some(([, part]) => part.minor !== 0 && part.currency !== net.currency)) {
      context.addIssue({ code: 'custom', message: 'mixed currencies', path: ['summary'] });
      return z.NEVER;
    }
    return {
      payoutId: id,
      issuedAt,
      status: clean(status),
      currency: net.currency,
      netMinor: transactionType === 'WITHDRAWAL' ? -Math.abs(net.minor) : net.minor,
      summary: Object.fromEntries(parts.map(([name, part]) => [`${name}Minor`, part.minor])),
    };
  });

const transactionSchema = z
  .object({
    id: gid,
    type: z.string().max(80),
    test: z.boolean(),
    transactionDate: instant,
    amount: amountSchema,
    fee: amountSchema,
    net: amountSchema,
    associatedOrder: z.object({ id: gid }).nullish(),
    associatedPayout: z.object({ id: gid.nullish(), status: text }).nullish(),
  })
  .transform((transaction, context) => {
    const { amount, fee, net, associatedOrder: order, associatedPayout: payout } = transaction;
    if (transaction.test) return null;
    if (fee.currency !== net.currency || amount.currency !== net.currency) {
      context.addIssue({ code: 'custom', message: 'mixed currencies', path: ['net'] });
      return z.NEVER;
    }
    return {
      transactionId: transaction.id,
      at: transaction.transactionDate,
      type: clean(transaction.type),
      currency: net.currency,
      amountMinor: amount.minor,
      feeMinor: fee.minor,
      netMinor: net.minor,
      orderId: order?.id ?? null,
      payoutId: payout?.id ?? null,
      payoutStatus: payout?.status ?? null,
    };
  });
