import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { beforeEach, describe, expect, test } from 'vitest';
import { testDatabase } from '#tests/setup/database.ts';
import { httpServer, json } from './http-server.ts';

const database = await testDatabase();
const shopify = await httpServer();
process.env.SHOPIFY_PLATFORM_ORIGIN = shopify.origin;
process.env.LOG_LEVEL = 'silent';
process.env.LASTSCAN_KEYS = `test:${randomBytes(32).toString('base64')}`;
const { Session } = await import('@shopify/shopify-api');
const { registerShop, markUninstalled } = await import('#app/db/shops.server.ts');
const { sealedSessionStorage } = await import('#app/services/session-storage.server.ts');
const { keepWarm, offlineToken } = await import('#app/services/offline-token.server.ts');

const run = promisify(execFile);
const MINUTE = 60_000;
const inMs = (ms: number) => new Date(Date.now() + ms);

/** Shopify's token endpoint: rotates, and keeps the old refresh token good until the new one is used. */
let valid: string[];
let issued: number;
function rotate(refreshToken: string) {
  if (!valid.includes(refreshToken)) return null;
  issued += 1;
  const next = `shprt_refresh_${issued}`;
  valid = [refreshToken, next];
  return {
    access_token: `shpat_access_${issued}`,
    expires_in: 3_600,
    refresh_token: next,
    refresh_token_expires_in: 90 * 86_400,
    scope: 'read_orders',
  };
}
const askedToken = (body: string): string => String(JSON.parse(body).refresh_token);
function tokenEndpoint(change: (reply: object) => object = (reply) => reply, delayMs = 0) {
  shopify.answerWith((request, response) => {
    const reply = rotate(askedToken(request.body));
    setTimeout(() => {
      if (reply === null) json(response, { error: 'invalid_grant' }, 400);
      else json(response, change(reply));
    }, delayMs);
  });
}

let count = 0;
let domain: string;
beforeEach(async () => {
  count += 1;
  domain = `token-${count}.myshopify.com`;
  valid = ['shprt_refresh_0'];
  issued = 0;
  await registerShop({ domain, scopes: '', now: new Date() });
  tokenEndpoint();
});

/** Stores what a token exchange would have brought. */
async function store(
  expires: Date | undefined,
  refreshToken: string | undefined = 'shprt_refresh_0',
) {
  await sealedSessionStorage.storeSession(
    new Session({
      id: `offline_${domain}`,
      shop: domain,
      state: '',
      isOnline: false,
      scope: 'read_orders',
      accessToken: 'shpat_access_0',
      ...(expires === undefined ? {} : { expires }),
      ...(refreshToken === undefined
        ? {}
        : { refreshToken, refreshTokenExpires: inMs(90 * 86_400_000) }),
    }),
  );
}

async function rows<T>(text: string): Promise<T[]> {
  const admin = new Client({ connectionString: database.adminUrl });
  await admin.connect();
  try {
    return (await admin.query(text)).rows;
  } finally {
    await admin.end();
  }
}

describe('the session storage', () => {
  test('gives back what was stored, and keeps no token readable', async () => {
    await store(inMs(60 * MINUTE));
    const session = await sealedSessionStorage.loadSession(`offline_${domain}`);
    expect(session).toMatchObject({
      shop: domain,
      isOnline: false,
      accessToken: 'shpat_access_0',
      refreshToken: 'shprt_refresh_0',
      scope: 'read_orders',
    });
    const dump = JSON.stringify(
      await rows("select *, encode(ciphertext, 'escape') from shop_sessions"),
    );
    expect(dump).not.toMatch(/shpat|shprt/);
  });

  test('registers a shop whose first token arrives before its install', async () => {
    domain = `new-${count}.myshopify.com`;
    await store(inMs(60 * MINUTE));
    expect(await offlineToken(domain)).toBe('shpat_access_0');
  });

  test('hides the session of a shop that left, so that its return runs the install', async () => {
    await store(inMs(60 * MINUTE));
    await markUninstalled(domain, inMs(1_000));
    expect(await sealedSessionStorage.loadSession(`offline_${domain}`)).toBeUndefined();
    await expect(offlineToken(domain)).rejects.toMatchObject({ problem: 'no_session' });
  });

  test('deletes, and finds by shop', async () => {
    await store(inMs(60 * MINUTE));
    expect(await sealedSessionStorage.findSessionsByShop(domain)).toHaveLength(1);
    await sealedSessionStorage.deleteSession(`offline_${domain}`);
    expect(await sealedSessionStorage.findSessionsByShop(domain)).toEqual([]);
    expect(await sealedSessionStorage.loadSession(`offline_${domain}`)).toBeUndefined();
  });

  test('never hands the library a session it would renew by itself', async () => {
    await store(inMs(5 * MINUTE + 5_000));
    const session = await sealedSessionStorage.loadSession(`offline_${domain}`);
    expect(session?.accessToken).toBe('shpat_access_1');
    expect(session?.expires?.getTime()).toBeGreaterThan(Date.now() + 59 * MINUTE);
  });

  test('hands out the old session when Shopify refuses, for the library to exchange', async () => {
    await store(inMs(-MINUTE), 'shprt_revoked');
    const session = await sealedSessionStorage.loadSession(`offline_${domain}`);
    expect(session?.accessToken).toBe('shpat_access_0');
  });
});

describe('an offline token', () => {
  test('is used as it is with more than five minutes left', async () => {
    await store(inMs(6 * MINUTE));
    expect(await offlineToken(domain)).toBe('shpat_access_0');
    expect(shopify.asked).toHaveLength(0);
  });

  test('is refreshed within five minutes of its end, with our own credentials', async () => {
    await store(inMs(4 * MINUTE));
    expect(await offlineToken(domain)).toBe('shpat_access_1');
    const [asked] = shopify.asked;
    expect(asked?.path).toBe('/admin/oauth/access_token');
    expect(asked?.headers['x-forwarded-host']).toBe(domain);
    expect(JSON.parse(asked?.body ?? '')).toMatchObject({
      grant_type: 'refresh_token',
      refresh_token: 'shprt_refresh_0',
      client_id: expect.any(String),
      client_secret: expect.any(String),
    });
  });

  test('that never expires is left alone', async () => {
    await store(undefined, undefined);
    expect(await offlineToken(domain)).toBe('shpat_access_0');
  });

  test('that Shopify rejected is not handed out again', async () => {
    await store(inMs(60 * MINUTE));
    expect(await offlineToken(domain, 'shpat_access_0')).toBe('shpat_access_1');
    // The next one who was rejected with the old token gets the new one without another refresh.
    expect(await offlineToken(domain, 'shpat_access_0')).toBe('shpat_access_1');
    expect(shopify.asked).toHaveLength(1);
  });

  test('still expires after an hour when the reply leaves expires_in out', async () => {
    tokenEndpoint((reply) => ({ ...reply, expires_in: undefined }));
    await store(inMs(-MINUTE));
    await offlineToken(domain);
    const [session] = await sealedSessionStorage.findSessionsByShop(domain);
    const left = (session?.expires?.getTime() ?? 0) - Date.now();
    expect(left).toBeGreaterThan(59 * MINUTE);
    expect(left).toBeLessThanOrEqual(60 * MINUTE);
  });

  test('keeps its refresh token when the reply brings no new one', async () => {
    tokenEndpoint((reply) => ({ ...reply, refresh_token: undefined }));
    await store(inMs(-MINUTE));
    await offlineToken(domain);
    const [session] = await sealedSessionStorage.findSessionsByShop(domain);
    expect(session?.refreshToken).toBe('shprt_refresh_0');
  });

  test('refused for good is a named error, noted for the Health page without a token', async () => {
    await store(inMs(-MINUTE), 'shprt_revoked');
    const error = await offlineToken(domain).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ problem: 'refresh_refused', isRetryable: false });
    expect(String(error)).not.toMatch(/shpat|shprt/);
    const [state] = await rows<{ last_error: string }>(
      `select last_error from sync_state join shops using (shop_id) where domain = '${domain}'`,
    );
    expect(state?.last_error).toBe(
      `No access token for ${domain}: refresh_refused (400 invalid_grant)`,
    );
  });

  test('that cannot be refreshed now is a passing error', async () => {
    await store(inMs(-MINUTE));
    shopify.answerWith((_request, response) => void response.writeHead(503).end());
    await expect(offlineToken(domain)).rejects.toMatchObject({
      problem: 'refresh_unavailable',
      isRetryable: true,
    });
  });

  test('with minutes left serves on while Shopify cannot be asked', async () => {
    await store(inMs(3 * MINUTE));
    shopify.answerWith((_request, response) => void response.writeHead(503).end());
    expect(await offlineToken(domain)).toBe('shpat_access_0');
  });

  test('of a dormant shop is kept warm; of a busy one is left', async () => {
    await store(inMs(-19 * 60 * MINUTE));
    expect(await keepWarm(domain)).toBe('warm');
    await store(inMs(-21 * 60 * MINUTE));
    expect(await keepWarm(domain)).toBe('refreshed');
    expect(shopify.asked).toHaveLength(1);
  });
});

describe('across processes', () => {
  const askTokens = ['tests/integration/shopify/ask-tokens.ts'];

  test('twenty callers in two processes cause one refresh and get one token', async () => {
    await store(inMs(-MINUTE));
    tokenEndpoint(undefined, 300);
    const outputs = await Promise.all([
      run(process.execPath, [...askTokens, domain, '10']),
      run(process.execPath, [...askTokens, domain, '10']),
    ]);
    const tokens: unknown[] = outputs.flatMap(({ stdout }) => JSON.parse(stdout));
    expect(tokens).toHaveLength(20);
    expect(new Set(tokens)).toEqual(new Set(['shpat_access_1']));
    expect(shopify.asked).toHaveLength(1);
  });

  test('a process killed after Shopify rotated and before it could store loses nothing', async () => {
    await store(inMs(-MINUTE));
    const killed = new Promise<void>((resolve) => {
      shopify.answerWith((request) => {
        rotate(askedToken(request.body));
        child.kill('SIGKILL');
        resolve();
      });
    });
    const child = spawn(process.execPath, [...askTokens, domain, '1'], { stdio: 'ignore' });
    await killed;
    tokenEndpoint();
    // The next caller finds the old refresh token, which Shopify still takes, and the lock free.
    expect(await offlineToken(domain)).toBe('shpat_access_2');
  });
});
