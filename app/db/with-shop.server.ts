import type { Prisma } from '@prisma/client';
import type { PoolClient } from 'pg';
import { prisma, runtimePool } from '#app/db/pool.server.ts';

/** A transaction that sees one shop's rows. */
export type Tx = Prisma.TransactionClient;

const WAIT_FOR_CONNECTION_MS = 10_000;
const TRANSACTION_TIMEOUT_MS = 30_000;

/**
 * The door to tenant data: runs `work` in one transaction in which row-level security shows the shop's rows and no
 * others. Commits when `work` resolves, rolls back when it throws. Every query still names its `shopId`, so that
 * indexes are used and a slip shows in review.
 */
export async function withShop<T>(shopId: number, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await prisma();
  return client.$transaction(
    async (tx) => {
      await tx.$queryRaw`select set_config('app.shop_id', ${shopIdText(shopId)}, true)`;
      return work(tx);
    },
    { maxWait: WAIT_FOR_CONNECTION_MS, timeout: TRANSACTION_TIMEOUT_MS },
  );
}

/** The same door for SQL: bulk writes and the sync. The connection must not be kept after `work` ends. */
export async function withShopSql<T>(
  shopId: number,
  work: (sql: PoolClient) => Promise<T>,
): Promise<T> {
  const setting = shopIdText(shopId);
  const pool = await runtimePool();
  const sql = await pool.connect();
  let broken = false;
  try {
    // Local to the transaction: set for longer, the next borrower of the connection would see this shop's rows.
    // Both in one round trip, which takes no parameters: the setting is digits and nothing else.
    await sql.query(`begin; select set_config('app.shop_id', '${setting}', true)`);
    const result = await work(sql);
    await sql.query('commit');
    return result;
  } catch (error) {
    await sql.query('rollback').catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    sql.release(broken);
  }
}

function shopIdText(shopId: number): string {
  if (!Number.isInteger(shopId) || shopId <= 0) throw new Error('A shop id is a positive integer');
  return String(shopId);
}
