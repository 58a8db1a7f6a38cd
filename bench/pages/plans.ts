import pg from 'pg';
import { z } from 'zod';
import { runtimePool } from '#app/db/pool.server.ts';

/** A sequential scan over a tenant's table that a page's query was seen to make. */
export interface SequentialScan {
  table: string;
  query: string;
}

/**
 * Runs `work` while PostgreSQL itself reports the plan of every statement the runtime role executes, those inside
 * functions included (auto_explain), and returns how many plans came and which read a table that has a `shop_id`
 * from end to end. A table of at most one page is left out: none of it can be read without all of it. MUST be called before the pool is opened; close the pool afterwards to stop the reports.
 */
export async function watchPlans(
  adminUrl: string,
  work: () => Promise<void>,
): Promise<{ plans: number; queries: number; scans: SequentialScan[] }> {
  await report(adminUrl, true);
  const tables = await tenantTables(adminUrl);
  const seen: { plan: Plan; query: string }[] = [];
  const unread: string[] = [];
  const listen = (message: { message?: string | undefined }): void => {
    const text = message.message ?? '';
    const start = text.indexOf('plan:\n');
    if (start < 0) return;
    const parsed = reportSchema.safeParse(JSON.parse(text.slice(start + 'plan:\n'.length)));
    if (parsed.success) seen.push({ plan: parsed.data.Plan, query: parsed.data['Query Text'] });
    else unread.push(text.slice(0, 300));
  };
  try {
    const pool = await runtimePool();
    pool.on('connect', (client) => client.on('notice', listen));
    await work();
  } finally {
    await report(adminUrl, false);
  }
  if (unread.length > 0) throw new Error(`A plan that cannot be read: ${unread[0]}`);
  const scans = seen.flatMap(({ plan, query }) =>
    sequentialScans(plan)
      .filter((table) => tables.has(table))
      .map((table) => ({ table, query: query.replaceAll(/\s+/g, ' ').trim() })),
  );
  const unique = new Map(scans.map((scan) => [`${scan.table} ${scan.query}`, scan]));
  return {
    plans: seen.length,
    queries: new Set(seen.map(({ query }) => query)).size,
    scans: [...unique.values()],
  };
}

interface Plan {
  'Node Type': string;
  'Relation Name'?: string | undefined;
  Plans?: Plan[] | undefined;
}
const planSchema: z.ZodType<Plan> = z.object({
  'Node Type': z.string(),
  'Relation Name': z.string().optional(),
  get Plans() {
    return z.array(planSchema).optional();
  },
});
const reportSchema = z.object({ 'Query Text': z.string(), Plan: planSchema });

/** The tables a plan reads from end to end. */
function sequentialScans(plan: Plan): string[] {
  const own = plan['Node Type'].includes('Seq Scan') ? [plan['Relation Name'] ?? '?'] : [];
  return [...own, ...(plan.Plans ?? []).flatMap(sequentialScans)];
}

/** Makes new connections of the runtime role send the plan of each statement as a notice. */
async function report(adminUrl: string, on: boolean): Promise<void> {
  const settings = {
    session_preload_libraries: 'auto_explain',
    'auto_explain.log_min_duration': '0',
    'auto_explain.log_nested_statements': 'on',
    'auto_explain.log_format': 'json',
    'auto_explain.log_level': 'notice',
  };
  await asAdmin(adminUrl, async (sql) => {
    const { rows } = await sql.query<{ name: string }>('select current_database() as name');
    const database = pg.escapeIdentifier(rows[0]?.name ?? '');
    await sql.query(`load 'auto_explain'`);
    for (const [name, value] of Object.entries(settings)) {
      const change = on ? `set ${name} = ${pg.escapeLiteral(value)}` : `reset ${name}`;
      await sql.query(`alter role lastscan_app in database ${database} ${change}`);
    }
  });
}

/** As large as the last `analyze` found them. */
async function tenantTables(adminUrl: string): Promise<ReadonlySet<string>> {
  return asAdmin(adminUrl, async (sql) => {
    const { rows } = await sql.query<{ name: string }>(
      `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'shop_id'
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relpages > 1`,
    );
    return new Set(rows.map(({ name }) => name));
  });
}

async function asAdmin<T>(adminUrl: string, work: (sql: pg.Client) => Promise<T>): Promise<T> {
  const sql = new pg.Client({ connectionString: adminUrl });
  await sql.connect();
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}
