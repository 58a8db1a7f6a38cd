import { Client } from 'pg';
import { inject } from 'vitest';

/** Rows of the app's database as its superuser sees them: the tests look from outside, past row-level security. */
export async function rows(
  sql: string,
  values: unknown[] = [],
): Promise<Record<string, unknown>[]> {
  const database = new Client({ connectionString: inject('stack').databases.adminUrl });
  await database.connect();
  try {
    return (await database.query<Record<string, unknown>>(sql, values)).rows;
  } finally {
    await database.end();
  }
}

/** The number a statement returns as `n`. */
export async function single(sql: string, values: unknown[] = []): Promise<number> {
  const [first] = await rows(sql, values);
  return Number(first?.['n'] ?? Number.NaN);
}
