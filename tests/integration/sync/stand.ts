import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll } from 'vitest';
import { z } from 'zod';
import { testDatabase } from '#tests/setup/database.ts';
import { readAppConfig } from '#sandbox/platform/app-config.ts';
import { startPlatform } from '#sandbox/platform/platform.ts';
import type { PlatformOptions } from '#sandbox/platform/platform.ts';
import { createWorld } from '#sandbox/world/create-world.ts';

const SECRET = 'lastscan-local-client-secret';
const LONGEST_SETTLE_MS = 25_000;

/**
 * A local Shopify, a database and this process as the app between them: webhooks arrive over HTTP, jobs run in a real
 * worker. Call at the top level of a test file.
 */
export async function syncStand(options: {
  orders: number;
  seed?: number;
  platform?: Partial<Pick<PlatformOptions, 'switches' | 'throttle' | 'bulkDurationMs'>>;
}) {
  const database = await testDatabase();
  const seed = options.seed ?? 11;
  const now = new Date('2026-11-18T09:00:00Z');
  const inbox = createServer();
  await new Promise<void>((resolve) => inbox.listen(0, '127.0.0.1', resolve));
  const app = {
    ...readAppConfig(path.resolve(import.meta.dirname, '..', '..', '..', 'shopify.app.toml')),
    url: `http://127.0.0.1:${portOf(inbox.address())}`,
    apiSecret: SECRET,
  };
  const world = createWorld({
    seed,
    startAt: now.getTime(),
    shops: 1,
    ordersPerShop: options.orders,
  });
  const platform = await startPlatform({
    port: 0,
    world,
    app,
    now,
    seed,
    bulkDurationMs: 60,
    ...options.platform,
    // Tests move time by weeks; what Shopify hides after sixty days would only blur what they compare.
    switches: { sixtyDayWindow: false, ...options.platform?.switches },
    throttle: { maximumAvailable: 20_000, restoreRate: 5_000, ...options.platform?.throttle },
  });
  process.env.SHOPIFY_PLATFORM_ORIGIN = platform.origin;
  process.env.SHOPIFY_API_SECRET = SECRET;
  process.env.LOG_LEVEL = 'silent';
  process.env.LASTSCAN_KEYS = `test:${randomBytes(32).toString('base64')}`;
  const { receiveWebhook } = await import('#app/services/receive-webhook.server.ts');
  const { beginInstall } = await import('#app/services/begin-install.server.ts');
  const { sealedSessionStorage } = await import('#app/services/session-storage.server.ts');
  const { tickShops } = await import('#app/services/tick-shops.server.ts');
  const { runJobs } = await import('#app/jobs/run.server.ts');
  const { Session } = await import('@shopify/shopify-api');

  const clock = () => new Date(platform.clock.now());
  inbox.on('request', async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
    try {
      const receipt = await receiveWebhook({
        headers,
        rawBody: Buffer.concat(chunks),
        now: clock(),
      });
      response.writeHead(receipt.status).end(receipt.outcome);
    } catch {
      response.writeHead(500).end();
    }
  });
  const owner = new Client({ connectionString: database.adminUrl });
  await owner.connect();
  const shop = world.shops[0]?.domain ?? '';

  const stand = {
    platform,
    shop,
    clock,
    owner,
    /** Managed install and token exchange, as the first visit of the app does. */
    async install() {
      await platform.install(shop);
      const response = await fetch(`${platform.origin}/admin/oauth/access_token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-host': shop },
        body: JSON.stringify({
          client_id: app.apiKey,
          client_secret: SECRET,
          grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
          subject_token: platform.sessionToken(shop),
          subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
          requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
          expiring: '1',
        }),
      });
      const token = tokenSchema.parse(await response.json());
      await beginInstall({ domain: shop, scopes: token.scope, now: clock() });
      await sealedSessionStorage.storeSession(
        new Session({
          id: `offline_${shop}`,
          shop,
          state: '',
          isOnline: false,
          scope: token.scope,
          accessToken: token.access_token,
          expires: new Date(Date.now() + token.expires_in * 1_000),
          refreshToken: token.refresh_token,
        }),
      );
    },
    startWorker: () => runJobs({ concurrency: 2, clock }),
    tick: () => tickShops({ now: clock() }),
    /** Runs jobs until nothing is due at the platform's present instant and no webhook is on its way. */
    async settle() {
      const worker = await runJobs({ concurrency: 2, clock });
      try {
        await stand.settled();
      } finally {
        await worker.stop();
      }
    },
    /** Waits until a worker that runs elsewhere has nothing left to do. */
    async settled() {
      const deadline = Date.now() + LONGEST_SETTLE_MS;
      for (;;) {
        await platform.idle();
        const { settled } = await tickShops({ now: clock() });
        if (settled) return;
        if (Date.now() > deadline) {
          const jobs = await owner.query(
            `select task_id, payload, attempts, last_error, run_at from graphile_worker._private_jobs`,
          );
          throw new Error(`Not settled: ${JSON.stringify(jobs.rows)}`);
        }
        await sleep(40);
      }
    },
    /** Rows of one query, across row-level security. */
    async rows(text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
      return (await owner.query<Record<string, unknown>>(text, values)).rows;
    },
    async one(text: string, values: unknown[] = []): Promise<Record<string, unknown>> {
      const [row] = await stand.rows(text, values);
      if (row === undefined) throw new Error(`No row: ${text}`);
      return row;
    },
    /** What both sides hold, in one form. */
    async bothSides() {
      const store = platform.store(shop);
      const theirs = {
        orders: [...store.orders.keys()].map(String).sort(),
        fulfillments: [...store.fulfillments.keys()].map(String).sort(),
        events: [...store.fulfillments.values()]
          .flatMap((fulfillment) => store.eventsOf(fulfillment).map((event) => String(event.id)))
          .sort(),
      };
      const text = async (query: string) =>
        (await stand.rows(query)).map((row) => String(row.id)).sort();
      const ours = {
        orders: await text(`select order_id as id from orders`),
        fulfillments: await text(`select fulfillment_id as id from fulfillments`),
        events: await text(`select substring(event_id from '[0-9]+$') as id from scans`),
      };
      return { ours, theirs };
    },
  };
  afterAll(async () => {
    await owner.end();
    await platform.stop();
    inbox.closeAllConnections();
    inbox.close();
  });
  return stand;
}

const tokenSchema = z.object({
  access_token: z.string(),
  expires_in: z.number(),
  refresh_token: z.string(),
  scope: z.string(),
});

function portOf(address: string | AddressInfo | null): number {
  if (typeof address !== 'object' || address === null) throw new Error('Not listening');
  return address.port;
}
