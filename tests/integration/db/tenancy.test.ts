import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importBatch } from '#app/db/import-batch.server.ts';
import { runtimePool } from '#app/db/pool.server.ts';
import { registerShop } from '#app/db/shops.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { wholeBatch } from '#tests/integration/db/import-rows.factory.ts';
import { testDatabase } from '#tests/setup/database.ts';

const database = await testDatabase();
const now = new Date('2026-11-02T09:00:00Z');
const admin = new Client({ connectionString: database.adminUrl });
await admin.connect();
const tables = await tenantTables();
let owner = 0;
let stranger = 0;

/** Which of its partitions holds a shop is a matter of its id. */
function isPartition(table: string): boolean {
  return /_p\d+$/.test(table);
}

/** Every table with a shop_id, partitions included: a new one is under test without being named here. */
async function tenantTables(): Promise<string[]> {
  const { rows } = await admin.query(
    `select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'shop_id' and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`,
  );
  return rows.map((row) => String(row.relname));
}

/** A row of the owner's, made up from the table's columns: text 'x', numbers 1, json {}, instants now. */
async function insertStatement(table: string, shopId: number): Promise<string> {
  const { rows } = await admin.query(
    `select a.attname, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull, a.atthasdef, a.attidentity <> '' as identity,
       (select substring(pg_get_constraintdef(k.oid) from '''([^'']+)''') from pg_constraint k
         where k.conrelid = a.attrelid and k.contype = 'c' and k.conkey = array[a.attnum] limit 1) as allowed
     from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     order by a.attnum`,
    [table],
  );
  // A fact that is not there says why.
  const needed = rows.filter(
    (row) => (row.attnotnull || row.attname === 'missing') && !row.identity,
  );
  const valueOf = (row: Record<string, unknown>) => {
    const type = String(row.type);
    if (row.attname === 'shop_id') return String(shopId);
    if (typeof row.allowed === 'string') return `'${row.allowed}'`;
    if (type.endsWith('[]')) return `'{}'`;
    if (/int|double/.test(type)) return '1';
    if (/time|date/.test(type)) return 'now()';
    if (type === 'boolean') return 'false';
    if (type === 'jsonb') return `'{}'`;
    if (type === 'uuid') return 'gen_random_uuid()';
    if (type === 'bytea') return `'\\x00'`;
    return `'${type.startsWith('character') ? 'XX' : 'x'}'`;
  };
  return `insert into ${table} (${needed.map((row) => row.attname).join(', ')})
    values (${needed.map(valueOf).join(', ')})`;
}

beforeAll(async () => {
  owner = (await registerShop({ domain: 'owner.myshopify.com', scopes: '', now })).shopId;
  stranger = (await registerShop({ domain: 'stranger.myshopify.com', scopes: '', now })).shopId;
  await withShopSql(owner, (sql) => importBatch(sql, owner, wholeBatch()));
  // A row here and there: that its parent is a made-up one plays no part.
  await admin.query('set session_replication_role = replica');
  for (const table of tables) {
    if (table === 'shops' || isPartition(table)) continue;
    const { rowCount } = await admin.query(`select from ${table} where shop_id = $1`, [owner]);
    if (rowCount === 0) await admin.query(await insertStatement(table, owner));
  }
  await admin.query('set session_replication_role = origin');
});
afterAll(() => admin.end());

test('there are tenant tables to try', () => {
  expect(tables.length).toBeGreaterThan(30);
});

describe.each(tables)('%s', (table) => {
  test('has row-level security enabled and forced, with a policy for the runtime role', async () => {
    const { rows } = await admin.query(
      `select c.relrowsecurity, c.relforcerowsecurity,
         exists (select from pg_policy p where p.polrelid = c.oid and 'lastscan_app'::regrole = any(p.polroles)) as has_policy
       from pg_class c where c.oid = $1::regclass`,
      [table],
    );
    expect(rows).toEqual([{ relrowsecurity: true, relforcerowsecurity: true, has_policy: true }]);
  });

  test('has a primary key that begins with shop_id', async () => {
    const { rows } = await admin.query(
      `select a.attname from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
        where i.indrelid = $1::regclass and i.indisprimary`,
      [table],
    );
    expect(rows).toEqual([{ attname: 'shop_id' }]);
  });

  test('shows another shop nothing, and lets it change and delete nothing', async () => {
    const seen = await withShopSql(stranger, async (sql) => {
      const visible = await sql.query(`select from ${table} where shop_id = $1`, [owner]);
      const changed = await sql
        .query(`update ${table} set shop_id = shop_id where shop_id = $1`, [owner])
        .catch((error: unknown) => {
          // An identity column cannot be set at all.
          if (table === 'shops') return { rowCount: 0, error };
          throw error;
        });
      return [visible.rowCount, changed.rowCount];
    });
    expect(seen).toEqual([0, 0]);
    const deleted = await withShopSql(stranger, (sql) =>
      sql.query(`delete from ${table} where shop_id = $1`, [owner]),
    );
    expect(deleted.rowCount).toBe(0);
  });

  test('refuses a row for another shop', async () => {
    const statement = await insertStatement(table, owner);
    if (table === 'shops') return;
    await expect(withShopSql(stranger, (sql) => sql.query(statement))).rejects.toThrow(
      /row-level security/,
    );
  });

  test('shows nothing when no shop is set', async () => {
    const pool = await runtimePool();
    const { rowCount } = await pool.query(`select from ${table}`);
    expect(rowCount).toBe(0);
  });

  test('shows the shop its own rows', async () => {
    if (isPartition(table)) return;
    const own = await withShopSql(owner, (sql) => sql.query(`select from ${table}`));
    expect(own.rowCount).toBeGreaterThan(0);
  });
});

describe('the second role', () => {
  test('cannot log in, owns no table and is not a superuser', async () => {
    const { rows } = await admin.query(
      `select rolcanlogin, rolsuper, rolbypassrls,
         exists (select from pg_class where relowner = r.oid and relkind in ('r', 'p')) as owns
       from pg_roles r where rolname = 'lastscan_system'`,
    );
    expect(rows).toEqual([
      { rolcanlogin: false, rolsuper: false, rolbypassrls: false, owns: false },
    ]);
  });

  test('cannot be taken on by the runtime role', async () => {
    const pool = await runtimePool();
    await expect(pool.query('set role lastscan_system')).rejects.toThrow('permission denied');
  });

  test('reads no token, no settings and no scan', async () => {
    for (const table of ['scans', 'shop_settings', 'legs', 'saved_views']) {
      const { rows } = await admin.query(
        `select has_any_column_privilege('lastscan_system', $1, 'select') as may`,
        [table],
      );
      expect([table, rows[0].may]).toEqual([table, false]);
    }
    const { rows } = await admin.query(
      `select has_column_privilege('lastscan_system', 'shop_sessions', 'ciphertext', 'select') as may`,
    );
    expect(rows[0].may).toBe(false);
  });

  test('lends its rights through functions that pin their search path and that not everyone may call', async () => {
    const { rows } = await admin.query(
      `select p.proname, p.proconfig::text as config,
         has_function_privilege('lastscan_app', p.oid, 'execute') as app,
         exists (select from aclexplode(p.proacl) a where a.grantee = 0) as everyone
       from pg_proc p where p.prosecdef and p.pronamespace = 'public'::regnamespace`,
    );
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows)
      expect([
        row.proname,
        row.config?.includes('search_path=pg_catalog'),
        row.app,
        row.everyone,
      ]).toEqual([row.proname, true, true, false]);
  });
});
