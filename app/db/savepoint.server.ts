import type { PoolClient } from 'pg';

/**
 * Does `work` under a savepoint of the caller's transaction: when it throws, what it wrote is taken back and the
 * transaction goes on. Null = it went well; else what it threw.
 */
export async function underSavepoint(
  sql: PoolClient,
  work: () => Promise<void>,
): Promise<{ error: unknown } | null> {
  await sql.query('savepoint one_of_many');
  try {
    await work();
    await sql.query('release savepoint one_of_many');
    return null;
  } catch (error) {
    await sql.query('rollback to savepoint one_of_many');
    return { error };
  }
}
