import type { PoolClient } from 'pg';

/** Rows in one portion: enough to be cheap, few enough to let the process do other things in between. */
const PORTION = 1_000;

/**
 * The rows of a query as of one instant, a portion at a time, in the caller's transaction. One query at a time, and read to
 * its end.
 */
export async function* inPortions(
  sql: PoolClient,
  text: string,
  values: readonly unknown[],
): AsyncGenerator<Record<string, unknown>[]> {
  await sql.query(`declare portions no scroll cursor for ${text}`, [...values]);
  for (;;) {
    const { rows } = await sql.query<Record<string, unknown>>(
      `fetch forward ${PORTION} from portions`,
    );
    if (rows.length > 0) yield rows;
    if (rows.length < PORTION) break;
  }
  await sql.query('close portions');
}
