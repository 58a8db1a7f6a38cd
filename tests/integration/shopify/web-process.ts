import { spawn } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { afterAll } from 'vitest';
import { buildIfStale } from '#sandbox/build.ts';

const API_KEY = 'lastscan-local-client-id';
const API_SECRET = 'lastscan-local-client-secret';

/** Starts the real web process over the current build, on a free port; ends it after the file's tests. */
export async function webProcess(environment: Record<string, string>) {
  buildIfStale();
  const child = spawn(process.execPath, ['app/workers/web.server.ts'], {
    env: { ...process.env, NODE_ENV: 'test', PORT: '0', LOG_LEVEL: 'info', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let logs = '';
  const port = await new Promise<number>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      logs += chunk.toString();
      const found = /"port":(\d+)/.exec(logs)?.[1];
      if (found !== undefined) resolve(Number(found));
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', () => reject(new Error(`The web process ended:\n${logs}`)));
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  afterAll(() => void child.kill('SIGKILL'));
  return {
    origin: `http://127.0.0.1:${port}`,
    logs: () => logs,
    async stop(): Promise<number | null> {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** A session token as App Bridge would fetch it, valid for a minute unless changed. */
export function sessionToken(
  shop: string,
  change: Record<string, unknown> = {},
  secret = API_SECRET,
) {
  const now = Math.floor(Date.now() / 1_000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const body = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({
    iss: `https://${shop}/admin`,
    dest: `https://${shop}`,
    aud: API_KEY,
    sub: '42',
    exp: now + 60,
    nbf: now - 5,
    iat: now - 5,
    jti: randomBytes(8).toString('hex'),
    sid: randomBytes(8).toString('hex'),
    ...change,
  })}`;
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
}

/** The query with which the admin opens the app. */
export function adminQuery(shop: string, token: string): string {
  const host = Buffer.from(`admin.shopify.com/store/${shop.split('.')[0]}`).toString('base64url');
  return String(new URLSearchParams({ shop, host, embedded: '1', locale: 'en', id_token: token }));
}
