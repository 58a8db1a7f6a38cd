import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registerShop } from '#app/db/shops.server.ts';
import {
  deleteSessions,
  listSessions,
  loadSession,
  loadSessionIn,
  resealSessions,
  storeSession,
  storeSessionIn,
  withSessionLock,
} from '#app/db/shop-sessions.server.ts';
import { testDatabase } from '#tests/setup/database.ts';

const database = await testDatabase();
const now = new Date('2026-11-02T09:00:00Z');
const admin = new Client({ connectionString: database.adminUrl });
const [oldKey, newKey] = ['old', 'new'].map((id) => `${id}:${randomBytes(32).toString('base64')}`);
let one = 0;
let two = 0;

beforeAll(async () => {
  process.env.LASTSCAN_KEYS = oldKey;
  await admin.connect();
  one = (await registerShop({ domain: 'one.myshopify.com', scopes: '', now })).shopId;
  two = (await registerShop({ domain: 'two.myshopify.com', scopes: '', now })).shopId;
});
afterAll(() => admin.end());

const session = (sessionId: string, token: string) => ({
  sessionId,
  json: JSON.stringify({ accessToken: token }),
  expiresAt: new Date('2026-11-02T10:00:00Z'),
  refreshExpiresAt: null,
});

describe('a stored session', () => {
  test('comes back as it was, and the last one stored counts', async () => {
    await storeSession(one, session('offline', 'planted-token-1'), now);
    await storeSession(one, session('offline', 'planted-token-2'), now);
    expect(await loadSession(one, 'offline')).toEqual(session('offline', 'planted-token-2'));
    expect(await loadSession(one, 'other')).toBeNull();
    expect(await loadSession(two, 'offline')).toBeNull();
  });

  test('leaves no token readable in its table', async () => {
    const { rows } = await admin.query('select ciphertext from shop_sessions');
    expect(rows).toHaveLength(1);
    expect(rows[0].ciphertext.includes('planted-token')).toBe(false);
  });

  test('does not open after it was copied to another shop or over another session', async () => {
    await admin.query(
      `insert into shop_sessions select $1, session_id, ciphertext, key_id, null, null, now() from shop_sessions where shop_id = $2`,
      [two, one],
    );
    await expect(loadSession(two, 'offline')).rejects.toThrow('does not open');
    await admin.query(
      `insert into shop_sessions select shop_id, 'copied', ciphertext, key_id, null, null, now() from shop_sessions where shop_id = $1`,
      [one],
    );
    await expect(loadSession(one, 'copied')).rejects.toThrow('does not open');
    await deleteSessions(one, 'copied');
    await deleteSessions(two, null);
    expect(await listSessions(two)).toEqual([]);
    expect(await listSessions(one)).toHaveLength(1);
  });

  test('opens with the newest key alone after rotation', async () => {
    process.env.LASTSCAN_KEYS = `${newKey},${oldKey}`;
    expect(await resealSessions(one)).toBe(1);
    expect(await resealSessions(one)).toBe(0);
    process.env.LASTSCAN_KEYS = newKey;
    expect(await loadSession(one, 'offline')).toEqual(session('offline', 'planted-token-2'));
  });
});

describe('the session lock', () => {
  test('lets one work at a time for a shop, and shops do not wait for each other', async () => {
    let inside = 0;
    let most = 0;
    const refresh = (shopId: number) =>
      withSessionLock(shopId, async (sql) => {
        inside += 1;
        most = Math.max(most, inside);
        await sql.query('select pg_sleep(0.02)');
        inside -= 1;
      });
    await Promise.all([refresh(one), refresh(one), refresh(one)]);
    expect(most).toBe(1);
    await Promise.all([refresh(one), refresh(two)]);
    expect(most).toBe(2);
  });

  test('shows the next in line what the one before it stored', async () => {
    await storeSession(one, session('count', '0'), now);
    await Promise.all(
      Array.from({ length: 5 }, () =>
        withSessionLock(one, async (sql) => {
          const found = await loadSessionIn(sql, one, 'count');
          const token = String(found?.json.match(/\d+/)?.[0]);
          await storeSessionIn(sql, one, session('count', String(Number(token) + 1)), now);
        }),
      ),
    );
    expect((await loadSession(one, 'count'))?.json).toContain('"5"');
  });

  test('undoes what was stored when the work throws', async () => {
    const failing = withSessionLock(one, async (sql) => {
      await storeSessionIn(sql, one, session('count', '99'), now);
      throw new Error('the network broke');
    });
    await expect(failing).rejects.toThrow('the network broke');
    expect((await loadSession(one, 'count'))?.json).toContain('"5"');
  });
});
