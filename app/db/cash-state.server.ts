import type { PoolClient } from 'pg';
import { z } from 'zod';

const stateSchema = z.object({
  madeAt: z.date().nullable(),
  account: z
    .object({
      balance: z.array(z.object({ minor: z.int(), currency: z.string() })),
      schedule: z.object({
        interval: z.enum(['DAILY', 'WEEKLY', 'MONTHLY', 'MANUAL']),
        weeklyAnchor: z.int().nullable(),
        monthlyAnchor: z.int().nullable(),
      }),
    })
    .nullable(),
  missing: z
    .union([
      z.object({ kind: z.literal('scope'), scope: z.string() }),
      z.object({ kind: z.literal('empty'), field: z.string() }),
    ])
    .nullable(),
  paymentsReadAt: z.date().nullable(),
  gatewaySales: z.array(
    z.object({ gateway: z.string(), isManual: z.boolean(), share: z.number() }),
  ),
  disputeDays: z
    .object({
      itemsByDay: z.array(z.object({ on: z.string(), items: z.int() })),
      cardOrdersByDay: z.array(z.object({ on: z.string(), orders: z.int() })),
    })
    .nullable(),
});

/** What the forecast needs to know of reading payments; null for a shop whose first import has not ended. */
export type CashState = z.infer<typeof stateSchema>;

export async function readCashState(sql: PoolClient, shopId: number): Promise<CashState | null> {
  const { rows } = await sql.query(
    `select cash_made_at as "madeAt", payments_account as account, payments_missing as missing,
       payments_read_at as "paymentsReadAt", gateway_sales as "gatewaySales", dispute_days as "disputeDays" from planning_state where shop_id = $1`,
    [shopId],
  );
  return z.array(stateSchema).parse(rows)[0] ?? null;
}

/**
 * Ends a look at cash. What it read of the orders of some weeks is kept for the page: the ways of being paid in the shop's
 * own currency, and disputes and card orders by day (null: disputes may not be read).
 */
export async function noteCashMade(
  sql: PoolClient,
  shopId: number,
  {
    now,
    nextAt,
    gatewaySales,
    disputeDays,
  }: { now: Date; nextAt: Date } & Pick<CashState, 'gatewaySales' | 'disputeDays'>,
): Promise<void> {
  await sql.query(
    `update planning_state set cash_made_at = $2, next_cash_at = $3, gateway_sales = $4::jsonb, dispute_days = $5::jsonb
      where shop_id = $1`,
    [
      shopId,
      now,
      nextAt,
      JSON.stringify(gatewaySales),
      disputeDays === null ? null : JSON.stringify(disputeDays),
    ],
  );
}

/** Something the forecast rests on has changed: it is due now. */
export async function wantCash(sql: PoolClient, shopId: number, now: Date): Promise<void> {
  await sql.query(
    `update planning_state set next_cash_at = least(next_cash_at, $2) where shop_id = $1`,
    [shopId, now],
  );
}
