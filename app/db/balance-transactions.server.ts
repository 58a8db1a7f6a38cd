import type { PoolClient } from 'pg';

/** What moved the balance of Shopify Payments, payouts themselves left out. Amounts in minor units. */
export interface BalanceTransactionRow {
  transactionId: string;
  at: Date;
  type: string;
  currency: string;
  amountMinor: number;
  feeMinor: number;
  netMinor: number;
  orderId: string | null;
  /** Null: in no payout yet. */
  payoutId: string | null;
  payoutStatus: string | null;
}

/** Writes transactions that are new or have changed. */
export async function writeBalanceTransactions(
  sql: PoolClient,
  shopId: number,
  { transactions, readAt }: { transactions: readonly BalanceTransactionRow[]; readAt: Date },
): Promise<void> {
  if (transactions.length === 0) return;
  await sql.query(
    `insert into balance_transactions as t (shop_id, transaction_id, at, type, currency, amount_minor, fee_minor,
       net_minor, order_id, payout_id, payout_status, read_at)
     select $1, n.*, $12
       from unnest($2::bigint[], $3::timestamptz[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::bigint[],
         $9::bigint[], $10::bigint[], $11::text[])
         as n(id, at, type, currency, amount, fee, net, order_id, payout_id, payout_status)
      order by n.id
     on conflict (shop_id, transaction_id) do update set
       at = excluded.at, type = excluded.type, currency = excluded.currency, amount_minor = excluded.amount_minor,
       fee_minor = excluded.fee_minor, net_minor = excluded.net_minor, order_id = excluded.order_id,
       payout_id = excluded.payout_id, payout_status = excluded.payout_status, read_at = excluded.read_at
      where (t.at, t.type, t.currency, t.amount_minor, t.fee_minor, t.net_minor, t.order_id, t.payout_id, t.payout_status)
        is distinct from (excluded.at, excluded.type, excluded.currency, excluded.amount_minor, excluded.fee_minor,
          excluded.net_minor, excluded.order_id, excluded.payout_id, excluded.payout_status)`,
    [
      shopId,
      transactions.map(({ transactionId }) => transactionId),
      transactions.map(({ at }) => at),
      transactions.map(({ type }) => type),
      transactions.map(({ currency }) => currency),
      transactions.map(({ amountMinor }) => amountMinor),
      transactions.map(({ feeMinor }) => feeMinor),
      transactions.map(({ netMinor }) => netMinor),
      transactions.map(({ orderId }) => orderId),
      transactions.map(({ payoutId }) => payoutId),
      transactions.map(({ payoutStatus }) => payoutStatus),
      readAt,
    ],
  );
}

/** Deletes transactions that Shopify no longer has. */
export async function deleteBalanceTransactions(
  sql: PoolClient,
  shopId: number,
  transactionIds: readonly string[],
): Promise<void> {
  if (transactionIds.length === 0) return;
  await sql.query(
    `delete from balance_transactions where shop_id = $1 and transaction_id = any($2::bigint[])`,
    [shopId, transactionIds],
  );
}

/** Transactions in no payout yet, by id after the given one (null = from the start), not older than `from`. */
export async function transactionsInNoPayout(
  sql: PoolClient,
  shopId: number,
  { after, from, limit }: { after: string | null; from: Date; limit: number },
): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select transaction_id::text as id from balance_transactions
      where shop_id = $1 and transaction_id > $2 and payout_id is null and at >= $3
      order by transaction_id limit $4`,
    [shopId, after ?? '0', from, limit],
  );
  return rows.map(({ id }) => id);
}

/** When the newest transaction was processed; null: there is none. */
export async function newestTransactionAt(sql: PoolClient, shopId: number): Promise<Date | null> {
  const { rows } = await sql.query<{ at: Date }>(
    `select at from balance_transactions where shop_id = $1 order by at desc limit 1`,
    [shopId],
  );
  return rows[0]?.at ?? null;
}
