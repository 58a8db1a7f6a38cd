import pg from 'pg';

export type Row = Readonly<Record<string, unknown>>;
/** Rows by table. All rows of a table have the same columns. */
export type Rows = Readonly<Record<string, readonly Row[]>>;

/** Rows of one table in one statement. */
const MOST = 5_000;

/** Writes rows as a superuser and past every trigger, in one transaction. */
export async function putRows(sql: pg.Client, rows: Rows): Promise<void> {
  await sql.query('begin; set local session_replication_role = replica');
  for (const [table, all] of Object.entries(rows)) {
    const [first] = all;
    if (first === undefined) continue;
    const columns = Object.keys(first)
      .map((column) => pg.escapeIdentifier(column))
      .join(', ');
    for (let from = 0; from < all.length; from += MOST) {
      await sql.query(
        `insert into ${table} (${columns}) overriding system value
         select ${columns} from json_populate_recordset(null::${table}, $1::json)`,
        [JSON.stringify(all.slice(from, from + MOST))],
      );
    }
  }
  await sql.query('commit');
}
