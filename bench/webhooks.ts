/**
 * How fast the real web process acknowledges signed webhooks at a steady rate, and whether each one it acknowledged is
 * in the inbox.
 *
 *   npm run bench:webhooks -- [--rate 200] [--seconds 60] [--shops 20]
 *
 * The load is open: deliveries leave on schedule whether or not earlier ones were answered, and latency counts from the
 * schedule, so a stall shows in every delivery it held up. Ends with 1 when a bar is missed.
 */
import { createHmac, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Client, escapeIdentifier } from 'pg';
import { ensureDatabase, startEmbeddedServer } from '#app/db/embedded-server.server.ts';
import { migrate } from '#app/db/migrate.server.ts';
import { SECRET, startWeb } from './web-process.ts';

const P99_BAR_MS = 50;
const SLOWEST_BAR_MS = 1_000;
const ORDERS_PER_SHOP = 500;
const WARM_UP = 200;

const { values: options } = parseArgs({
  options: {
    rate: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '60' },
    shops: { type: 'string', default: '20' },
  },
});
const rate = Number(options.rate);
const total = rate * Number(options.seconds);
const shops = Number(options.shops);

const server = await startEmbeddedServer();
const database = `lastscan_bench_webhooks_${process.pid}`;
const urls = await ensureDatabase(server, database);
await migrate(urls.ownerUrl);
const owner = new Client({ connectionString: urls.adminUrl });
await owner.connect();
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
let stopWeb: () => void = () => {};
let failed = true;
try {
  failed = !(await measure());
} finally {
  stopWeb();
  agent.destroy();
  await owner.end();
  const admin = new Client({ connectionString: server.urlsOf('postgres').adminUrl });
  await admin.connect();
  await admin.query(`drop database if exists ${escapeIdentifier(database)} with (force)`);
  await admin.end();
}
process.exit(failed ? 1 : 0);

async function measure(): Promise<boolean> {
  for (let shop = 0; shop < shops; shop += 1) {
    await owner.query(`select register_shop($1, '', now())`, [domainOf(shop)]);
  }
  await owner.query(`insert into sync_state (shop_id) select shop_id from shops`);
  const { port, stop } = await startWeb(urls);
  stopWeb = stop;
  for (let index = 0; index < WARM_UP; index += 1) await deliver(port, index);

  const pending: Promise<Answer>[] = [];
  const startedAt = performance.now();
  for (let index = 0; index < total; index += 1) {
    const dueAt = startedAt + (index * 1_000) / rate;
    const early = dueAt - performance.now();
    if (early > 1) await sleep(early);
    pending.push(deliverAndTime(port, index, dueAt));
  }
  const answers = await Promise.all(pending);
  const seconds = (performance.now() - startedAt) / 1_000;
  return report(answers, seconds);
}

async function deliverAndTime(port: number, index: number, dueAt: number): Promise<Answer> {
  const { webhookId, status } = await deliver(port, index);
  return { webhookId, status, ms: performance.now() - dueAt };
}

interface Answer {
  webhookId: string;
  /** 0 = no answer. */
  status: number;
  ms: number;
}

async function report(answers: readonly Answer[], seconds: number): Promise<boolean> {
  const acknowledged = answers.filter(({ status }) => status === 200);
  const { rows } = await owner.query<{ stored: string }>(
    `select count(*) as stored from webhook_inbox where webhook_id = any($1)`,
    [acknowledged.map(({ webhookId }) => webhookId)],
  );
  const stored = Number(rows[0]?.stored ?? 0);
  const times = answers.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  const p99 = at(0.99);
  const slowest = times.at(-1) ?? 0;
  const passed =
    stored === answers.length &&
    acknowledged.length === answers.length &&
    p99 <= P99_BAR_MS &&
    slowest <= SLOWEST_BAR_MS;
  console.log(`${cpus().length} cores, PostgreSQL and load on the same machine, ${shops} shops\n`);
  console.log('| | value | bar |\n|---|---:|---:|');
  console.log(
    `| rate asked / achieved, per second | ${rate} / ${(answers.length / seconds).toFixed(0)} | |`,
  );
  console.log(`| delivered | ${answers.length} | |`);
  console.log(`| acknowledged | ${acknowledged.length} | = delivered |`);
  console.log(`| of these stored | ${stored} | = acknowledged |`);
  console.log(`| acknowledged after, p50 | ${at(0.5).toFixed(1)} ms | |`);
  console.log(`| p95 | ${at(0.95).toFixed(1)} ms | |`);
  console.log(`| p99 | ${p99.toFixed(1)} ms | ≤ ${P99_BAR_MS} ms |`);
  console.log(`| slowest | ${slowest.toFixed(1)} ms | ≤ ${SLOWEST_BAR_MS} ms |`);
  console.log(passed ? '\nPASSED' : '\nFAILED');
  return passed;
}

function domainOf(shop: number): string {
  return `bench-${shop}.myshopify.com`;
}

/** One delivery as Shopify sends it; a body of the usual size, most of which must not be kept. */
function deliver(port: number, index: number): Promise<{ webhookId: string; status: number }> {
  const webhookId = randomUUID();
  const order = 1_000 + (index % ORDERS_PER_SHOP);
  const topic = ['orders/updated', 'fulfillments/update', 'fulfillment_events/create'][index % 3];
  const body = JSON.stringify({
    id: topic === 'orders/updated' ? order : order * 10,
    order_id: order,
    fulfillment_id: order * 10,
    updated_at: new Date().toISOString(),
    tracking_numbers: [`LX${order}CN`],
    note: 'x'.repeat(6_000),
  });
  return new Promise((resolve) => {
    const sent = request(
      {
        agent,
        port,
        host: '127.0.0.1',
        method: 'POST',
        path: '/webhooks',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'x-shopify-hmac-sha256': createHmac('sha256', SECRET).update(body).digest('base64'),
          'x-shopify-shop-domain': domainOf(index % shops),
          'x-shopify-topic': topic,
          'x-shopify-webhook-id': webhookId,
          'x-shopify-event-id': randomUUID(),
          'x-shopify-triggered-at': new Date().toISOString(),
          'x-shopify-api-version': '2026-10',
        },
      },
      (response) => {
        response.resume();
        response.on('end', () => resolve({ webhookId, status: response.statusCode ?? 0 }));
      },
    );
    sent.on('error', () => resolve({ webhookId, status: 0 }));
    sent.end(body);
  });
}
