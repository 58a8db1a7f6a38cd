import { createReadStream, createWriteStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { BACKENDS, processorSeconds } from './processor-seconds.ts';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

/** The tables that the import's file phase fills, in the order of writing. */
export const TABLES = [
  'orders',
  'fulfillments',
  'parcels',
  'legs',
  'order_details',
  'order_lines',
] as const;

/** Writes the tables' rows to files in COPY's own format. Returns how many rows each has. */
export async function dumpRows(adminUrl: string, directory: string): Promise<Map<string, number>> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  const counts = new Map<string, number>();
  for (const table of TABLES) {
    const copy = client.query(copyTo(`copy ${table} to stdout`));
    await pipeline(copy, createWriteStream(path.join(directory, table)));
    counts.set(table, copy.rowCount);
  }
  await client.end();
  return counts;
}

export interface CopyRun {
  seconds: number;
  /** Processor time of the connection's server process. */
  databaseSeconds: number;
}

/**
 * Copies the files into the tables of a fresh database that has the same indexes and triggers: one COPY a table, no
 * parsing, no checks of what is there, as superuser (PostgreSQL refuses COPY FROM under row-level security).
 */
export async function copyRows(adminUrl: string, directory: string): Promise<CopyRun> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(`insert into shops (domain, installed_at) values ('bench', now())`);
  const startedAt = performance.now();
  for (const table of TABLES)
    await pipeline(
      createReadStream(path.join(directory, table), { highWaterMark: 1 << 20 }),
      client.query(copyFrom(`copy ${table} from stdin`)),
    );
  const seconds = (performance.now() - startedAt) / 1000;
  const { rows } = await client.query(BACKENDS);
  const databaseSeconds = processorSeconds(Number(rows[0]?.pid)) ?? 0;
  await client.end();
  return { seconds, databaseSeconds };
}
