import pg from 'pg';

/** Rows that the database has read so far, by table: fetched by index, and read from end to end. */
export type Reads = ReadonlyMap<string, { byIndex: number; bySequence: number }>;

/** Reads of these tables, by default those that rules rest on. MUST be asked when no other connection works. */
export async function readsSoFar(
  adminUrl: string,
  tables: readonly string[] = GROWING,
): Promise<Reads> {
  const sql = new pg.Client({ connectionString: adminUrl });
  await sql.connect();
  try {
    // Counters of a connection come in when it is idle; those of this one are told to at once.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await sql.query('select pg_stat_force_next_flush()');
    const { rows } = await sql.query<{ name: string; byIndex: string; bySequence: string }>(
      `select case when relname ~ '^scans_p' then 'scans' else relname end as name,
         sum(coalesce(idx_tup_fetch, 0)) as "byIndex", sum(seq_tup_read) as "bySequence"
       from pg_stat_user_tables where relname = any($1) or relname ~ '^scans_p' group by 1`,
      [tables],
    );
    return new Map(
      rows.map(({ name, byIndex, bySequence }) => [
        name,
        { byIndex: Number(byIndex), bySequence: Number(bySequence) },
      ]),
    );
  } finally {
    await sql.end();
  }
}

/** What was read between two moments. */
export function readsBetween(before: Reads, after: Reads): Reads {
  return new Map(
    [...after].map(([name, { byIndex, bySequence }]) => {
      const then = before.get(name) ?? { byIndex: 0, bySequence: 0 };
      return [name, { byIndex: byIndex - then.byIndex, bySequence: bySequence - then.bySequence }];
    }),
  );
}

export function sumOf(reads: Reads): number {
  return [...reads.values()].reduce(
    (sum, { byIndex, bySequence }) => sum + byIndex + bySequence,
    0,
  );
}

const GROWING = [
  'orders',
  'order_details',
  'order_lines',
  'fulfillments',
  'parcels',
  'legs',
  'products',
  'variants',
  'price_points',
  'returns',
  'disputes',
  'findings',
];
