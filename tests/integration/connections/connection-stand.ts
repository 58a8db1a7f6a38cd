import { createHash, createHmac, randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { afterAll } from 'vitest';
import { testDatabase } from '#tests/setup/database.ts';
import { httpServer, json } from '#tests/integration/shopify/http-server.ts';
import { wholeBatch } from '#tests/integration/db/import-rows.factory.ts';

export const KEY = 'planted-key-0123456789ABCDEF';
export const OTHER_KEY = 'planted-other-key-0123456789';

/**
 * A database with two shops, and one local server in the place of 17TRACK's and AfterShip's APIs. Call at the top level of
 * a test file; the app's modules are loaded after the environment points at both.
 */
export async function connectionStand() {
  const database = await testDatabase();
  const server = await httpServer();
  process.env.SEVENTEEN_TRACK_URL = server.origin;
  process.env.AFTERSHIP_URL = server.origin;
  process.env.LOG_LEVEL = 'silent';
  process.env.LASTSCAN_KEYS = `first:${randomBytes(32).toString('base64')}`;
  const { registerShop } = await import('#app/db/shops.server.ts');
  const { importBatch } = await import('#app/db/import-batch.server.ts');
  const { withShopSql } = await import('#app/db/with-shop.server.ts');
  const owner = new Client({ connectionString: database.adminUrl });
  await owner.connect();
  afterAll(() => owner.end());
  const now = new Date('2026-11-12T15:00:00Z');
  const newShop = async (name: string) =>
    (await registerShop({ domain: `${name}.myshopify.com`, scopes: '', now })).shopId;
  const [one, two] = [await newShop('one'), await newShop('two')];
  // UTC+8: the shop's day ends at 16:00 UTC.
  await owner.query(`update shops set time_zone = 'Asia/Shanghai'`);
  await withShopSql(one, (sql) => importBatch(sql, one, wholeBatch()));
  return {
    one,
    two,
    now,
    owner,
    server,
    withShopSql,
    sourcesAnswer: () => server.answerWith(answerAsSource),
    /** Rows of one query, across row-level security. */
    async rows(text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
      return (await owner.query<Record<string, unknown>>(text, values)).rows;
    },
    /** Every row of every table as text: what is nowhere in it is not kept. */
    async everythingStored(): Promise<string> {
      const { rows } = await owner.query<{ name: string }>(
        `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`,
      );
      const tables: string[] = [];
      for (const { name } of rows) {
        const { rows: found } = await owner.query<{ line: string }>(
          `select t::text as line from ${name} t`,
        );
        tables.push(...found.map(({ line }) => line));
      }
      return tables.join('\n');
    },
  };
}

type Answering = Parameters<Awaited<ReturnType<typeof httpServer>>['answerWith']>[0];

/** Takes both planted keys, as each source says so; anything else is refused as each documents it. */
const answerAsSource: Answering = (request, response) => {
  const key = request.headers['17token'] ?? request.headers['as-api-key'];
  const isKnown = key === KEY || key === OTHER_KEY;
  if (request.path.startsWith('/getquota')) {
    if (!isKnown) {
      return json(response, { code: -18010002, data: { errors: [{ code: -18010002 }] } }, 401);
    }
    const quota = { quota_total: 1_000, quota_used: 250, quota_remain: 750 };
    return json(response, { code: 0, data: quota });
  }
  return isKnown
    ? json(response, { meta: { code: 200 }, data: { trackings: [], pagination: {} } })
    : json(
        response,
        { meta: { code: 401, message: 'Invalid API Key', type: 'Unauthorized' } },
        401,
      );
};

/** Signs as 17TRACK does: with the key, over the raw body. */
export function signedBySeventeenTrack(body: string, key = KEY): Headers {
  return new Headers({ sign: createHash('sha256').update(`${body}/${key}`).digest('hex') });
}

export function signedByAfterShip(body: string, secret: string): Headers {
  const digest = createHmac('sha256', secret).update(body).digest('base64');
  return new Headers({ 'aftership-hmac-sha256': digest });
}

export function signedInbound(body: string, { secret, now }: { secret: string; now: Date }) {
  const at = Math.floor(now.getTime() / 1_000);
  const digest = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
  return new Headers({ 'lastscan-signature': `t=${at},v1=${digest}` });
}
