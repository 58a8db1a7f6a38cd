import { Client } from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { runtimePool } from '#app/db/pool.server.ts';
import { withShop, withShopSql } from '#app/db/with-shop.server.ts';
import { testDatabase } from '#tests/setup/database.ts';

const database = await testDatabase();
const day = new Date('2026-11-02T09:00:00Z');

beforeAll(async () => {
  const admin = new Client({ connectionString: database.adminUrl });
  await admin.connect();
  await admin.query(
    `insert into shops (domain, installed_at) values ('one.example', now()), ('two.example', now())`,
  );
  await admin.end();
});

const dirty = (shopId: number, orderId: bigint) => ({
  shopId,
  orderId,
  markedAt: day,
  reason: 'test',
});

describe('the runtime role', () => {
  test('is neither superuser nor owner and cannot bypass row-level security', async () => {
    const pool = await runtimePool();
    const { rows } = await pool.query(
      `select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
         exists (select from pg_class where relowner = pg_roles.oid) as owns_relations,
         exists (select from pg_auth_members where member = pg_roles.oid) as is_member_of_another
       from pg_roles where rolname = current_user`,
    );
    expect(rows).toEqual([
      {
        rolname: 'lastscan_app',
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
        owns_relations: false,
        is_member_of_another: false,
      },
    ]);
  });

  test('sees no rows when no shop is set, on a fresh and on a used connection', async () => {
    await withShop(1, (tx) => tx.dirtyOrder.create({ data: dirty(1, 7n) }));
    const pool = await runtimePool();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => pool.query('select count(*)::int n from dirty_orders')),
    );
    expect(answers.map(({ rows }) => rows[0].n)).toEqual(Array(20).fill(0));
  });
});

describe.each(['withShop', 'withShopSql'] as const)('%s', (door) => {
  const countOf = (shopId: number) =>
    door === 'withShop'
      ? withShop(shopId, (tx) => tx.dirtyOrder.count())
      : withShopSql(shopId, async (sql) => {
          const { rows } = await sql.query('select count(*)::int n from dirty_orders');
          return Number(rows[0].n);
        });
  const add = (shopId: number, orderId: bigint, fails = false) =>
    door === 'withShop'
      ? withShop(shopId, async (tx) => {
          await tx.dirtyOrder.create({ data: dirty(shopId, orderId) });
          if (fails) throw new Error('changed my mind');
        })
      : withShopSql(shopId, async (sql) => {
          await sql.query('insert into dirty_orders values ($1, $2, $3, $4)', [
            shopId,
            orderId,
            day,
            'test',
          ]);
          if (fails) throw new Error('changed my mind');
        });

  test('shows a shop its own rows and not those of another', async () => {
    const [one, two] = [await countOf(1), await countOf(2)];
    await add(1, door === 'withShop' ? 100n : 200n);
    expect([await countOf(1), await countOf(2)]).toEqual([one + 1, two]);
  });

  test('undoes everything when the work throws', async () => {
    const before = await countOf(1);
    await expect(add(1, 300n, true)).rejects.toThrow('changed my mind');
    expect(await countOf(1)).toBe(before);
  });

  test('leaves no shop set on the connection it gives back', async () => {
    await Promise.all(Array.from({ length: 30 }, (_, index) => countOf(1 + (index % 2))));
    const pool = await runtimePool();
    const answers = await Promise.all(
      Array.from({ length: 30 }, () =>
        pool.query(`select coalesce(current_setting('app.shop_id', true), '') s`),
      ),
    );
    expect(new Set(answers.map(({ rows }) => rows[0].s))).toEqual(new Set(['']));
  });

  test.each([0, -1, 1.5, Number.NaN])('refuses %d as a shop id', async (shopId) => {
    await expect(countOf(shopId)).rejects.toThrow('positive integer');
  });
});
