import type { PoolClient } from 'pg';
import { z } from 'zod';
import type { PayoutSchedule } from '#app/domain/cash/cash-facts.ts';
import type { Money } from '#app/domain/shared/money.ts';

/** Shopify Payments as it stood when it was read. */
export interface PaymentsAccount {
  /** False: its set-up has not been completed. */
  activated: boolean;
  defaultCurrency: string;
  /** One a currency; may be negative. */
  balance: readonly Money[];
  schedule: PayoutSchedule;
}

/** Why payments cannot be read, wholly or (a scope of payouts, with an account) in part. */
export type PaymentsMissing =
  | { kind: 'scope'; scope: string }
  /** The shop does not use Shopify Payments. */
  | { kind: 'empty'; field: string };

/** Where reading payments stands between two slices. */
export interface PaymentsPass {
  /** `payouts` → `settle` (transactions that were in no payout) → `transactions` (new ones); the middle one if payouts are new. */
  step: 'payouts' | 'settle' | 'transactions';
  /** Where the step goes on; null = from its start. */
  cursor: string | null;
  startedAt: Date;
  /** The step asks for what is not older. */
  from: Date;
  /** Objects read with this `from`. */
  seen: number;
  isDaily: boolean;
  hasNewPayouts: boolean;
}

export interface PaymentsState {
  nextPaymentsAt: Date;
  /** When the last pass began; null: none has come to its end. */
  paymentsReadAt: Date | null;
  /** Null: none is under way. */
  pass: PaymentsPass | null;
  missing: PaymentsMissing | null;
}

/** Null for a shop whose first import has not ended. */
export async function readPaymentsState(
  sql: PoolClient,
  shopId: number,
): Promise<PaymentsState | null> {
  const { rows } = await sql.query(
    `select next_payments_at as "nextPaymentsAt", payments_read_at as "paymentsReadAt", payments_pass as pass,
       payments_missing as missing
       from planning_state where shop_id = $1`,
    [shopId],
  );
  return z.array(stateSchema).parse(rows)[0] ?? null;
}

/** Keeps what the account says, and why it or its payouts say nothing. */
export async function writePaymentsAccount(
  sql: PoolClient,
  shopId: number,
  { account, missing }: { account: PaymentsAccount | null; missing: PaymentsMissing | null },
): Promise<void> {
  await sql.query(
    `update planning_state set payments_account = $2, payments_missing = $3 where shop_id = $1`,
    [shopId, jsonOrNull(account), jsonOrNull(missing)],
  );
}

/** The account stays as read; what hangs on it may not be read. */
export async function notePaymentsMissing(
  sql: PoolClient,
  shopId: number,
  missing: PaymentsMissing,
): Promise<void> {
  await sql.query(`update planning_state set payments_missing = $2 where shop_id = $1`, [
    shopId,
    JSON.stringify(missing),
  ]);
}

/** When Shopify Payments pays out, as last read; null: not known. */
export async function payoutSchedule(
  sql: PoolClient,
  shopId: number,
): Promise<PayoutSchedule | null> {
  const { rows } = await sql.query(
    `select payments_account->'schedule' as schedule from planning_state where shop_id = $1`,
    [shopId],
  );
  return (
    z.array(z.object({ schedule: scheduleSchema.nullable() })).parse(rows)[0]?.schedule ?? null
  );
}

/** Notes where the pass stands. */
export async function writePaymentsPass(
  sql: PoolClient,
  shopId: number,
  pass: PaymentsPass,
): Promise<void> {
  await sql.query(`update planning_state set payments_pass = $2 where shop_id = $1`, [
    shopId,
    JSON.stringify(pass),
  ]);
}

/** Ends the pass; `readAt`: null = it was given up. */
export async function endPaymentsPass(
  sql: PoolClient,
  shopId: number,
  { readAt, nextAt }: { readAt: Date | null; nextAt: Date },
): Promise<void> {
  await sql.query(
    `update planning_state set payments_pass = null, payments_read_at = coalesce($2, payments_read_at),
       next_payments_at = $3,
       -- Once payments are known for the first time, the forecast of cash is another one.
       next_cash_at = case when payments_read_at is null and $2 is not null
         then least(next_cash_at, $2) else next_cash_at end
      where shop_id = $1`,
    [shopId, readAt, nextAt],
  );
}

function jsonOrNull(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}

const scheduleSchema = z.object({
  interval: z.enum(['DAILY', 'WEEKLY', 'MONTHLY', 'MANUAL']),
  weeklyAnchor: z.int().nullable(),
  monthlyAnchor: z.int().nullable(),
});

const stateSchema = z.object({
  nextPaymentsAt: z.date(),
  paymentsReadAt: z.date().nullable(),
  pass: z
    .object({
      step: z.enum(['payouts', 'settle', 'transactions']),
      cursor: z.string().nullable(),
      startedAt: z.coerce.date(),
      from: z.coerce.date(),
      seen: z.int(),
      isDaily: z.boolean(),
      hasNewPayouts: z.boolean(),
    })
    .nullable(),
  missing: z
    .union([
      z.object({ kind: z.literal('scope'), scope: z.string() }),
      z.object({ kind: z.literal('empty'), field: z.string() }),
    ])
    .nullable(),
});
