/**
 * How fast the real web process answers order status pages at a steady rate, over many shops, orders and customers, beside
 * what the same process needs to ask its database at all.
 *
 *   npm run bench:shopper -- [--rate 200] [--seconds 60] [--shops 20] [--orders 1000]
 *
 * The load is open: requests leave on schedule whether or not earlier ones were answered, and latency counts from the
 * schedule. Nine of ten are of signed-in customers; the first visit to an order binds it. Ends with 1 when a bar is missed.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { holdsBars } from './bars.ts';
import { openLoop, quantile } from './open-loop.ts';
import { ownDatabase } from './own-database.ts';
import { domainOf, keyOf, orderIdOf, seedAsks, seedShoppers } from './shopper/seed.ts';
import { SECRET, startWeb } from './web-process.ts';

const P95_BAR_MS = 50;
const WARM_UP = { perSecond: 100, seconds: 4 };
const YARDSTICK_CALLS = 300;

const { values: options } = parseArgs({
  options: {
    rate: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '60' },
    shops: { type: 'string', default: '20' },
    orders: { type: 'string', default: '1000' },
  },
});
const load = { perSecond: Number(options.rate), seconds: Number(options.seconds) };
const shops = Number(options.shops);
const ordersPerShop = Number(options.orders);

process.env['LASTSCAN_KEYS'] = `bench:${randomBytes(32).toString('base64')}`;
const { urls, drop } = await ownDatabase(`lastscan_bench_shopper_${process.pid}`);
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
  await drop();
}
process.exit(failed ? 1 : 0);

async function measure(): Promise<boolean> {
  await seedShoppers(owner, { shops, ordersPerShop });
  const { port, stop } = await startWeb(urls);
  stopWeb = stop;
  await openLoop(WARM_UP, (index) => visit(port, index));
  await seedAsks(owner);
  const yardstick = await yardstickOf(port);
  const cpuBefore = await cpuSecondsOf(port);
  const { timed, tookSeconds } = await openLoop(load, (index) => visit(port, index));
  const cpuMs = (1_000 * ((await cpuSecondsOf(port)) - cpuBefore)) / timed.length;
  const ms = timed.map((each) => each.ms);
  const shown = timed.filter(({ answer }) => answer.status === 200);
  const withAsks = shown.filter(({ answer }) => answer.hasAsks).length;
  const { rows } = await owner.query<{ bound: number }>(
    `select count(*)::int as bound from shopper_views where customer_hash is not null`,
  );
  console.log(
    `${cpus().length} cores, PostgreSQL and load on the same machine, ${shops} shops of ${ordersPerShop} orders\n`,
  );
  console.log('| | p50 ms | p95 ms | p99 ms |\n|---|---:|---:|---:|');
  console.log(`| an order’s page at ${load.perSecond}/s | ${threeOf(ms)} |`);
  console.log(`| /readyz of the same process, one after another | ${threeOf(yardstick)} |\n`);
  const rate = (timed.length / tookSeconds).toFixed(0);
  console.log(
    `${timed.length} asked in ${tookSeconds.toFixed(1)} s (${rate}/s), ${shown.length} shown, ${withAsks} with questions, ` +
      `${rows[0]?.bound} orders bound to their customers; ${cpuMs.toFixed(2)} ms of the web process’s processor time each\n`,
  );
  const p95 = quantile(ms, 0.95);
  return holdsBars(
    [
      [`95 of 100 are answered within ${P95_BAR_MS} ms (${p95.toFixed(1)} ms)`, p95 <= P95_BAR_MS],
      ['every customer is shown the order', shown.length === timed.length],
      ['some of them have asked', withAsks > 0],
    ],
    [],
  );
}

function threeOf(ms: readonly number[]): string {
  return [0.5, 0.95, 0.99].map((share) => quantile(ms, share).toFixed(1)).join(' | ');
}

/** What it costs this process to ask its database at all. */
async function yardstickOf(port: number): Promise<number[]> {
  const ms: number[] = [];
  for (let call = 0; call < YARDSTICK_CALLS; call += 1) {
    const startedAt = performance.now();
    await get(port, '/readyz', {});
    ms.push(performance.now() - startedAt);
  }
  return ms;
}

/** Processor time that the web process has used so far. */
async function cpuSecondsOf(port: number): Promise<number> {
  const { body } = await get(port, '/metrics', {});
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(body)?.[1]);
}

/** A visit as the extension makes it. Orders are drawn far apart, so that neighbours in time share no shop. */
async function visit(port: number, index: number): Promise<{ status: number; hasAsks: boolean }> {
  const shop = index % shops;
  const place = 1 + ((Math.floor(index / shops) * 7_919) % ordersPerShop);
  const orderId = orderIdOf(shop + 1, place);
  const isSignedIn = index % 10 !== 9;
  const { status, body } = await get(port, `/shopper/orders/${orderId}?language=de`, {
    authorization: `Bearer ${tokenOf(domainOf(shop), isSignedIn ? orderId : null, index)}`,
    'x-lastscan-order-key': keyOf(orderId),
  });
  return { status, hasAsks: body.includes('zerbrochen') };
}

function tokenOf(domain: string, customer: string | null, index: number): string {
  const now = Math.floor(Date.now() / 1_000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const times = { exp: now + 300, nbf: now - 5, iat: now - 5 };
  const who = customer === null ? {} : { sub: `gid://shopify/Customer/${customer}` };
  const claims = {
    dest: domain,
    aud: 'lastscan-local-client-id',
    jti: `token-${index}`,
    ...times,
    ...who,
  };
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${signed}.${createHmac('sha256', SECRET).update(signed).digest('base64url')}`;
}

/** Status 0 = no answer. */
function get(
  port: number,
  address: string,
  headers: Record<string, string>,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve) => {
    const sent = request({ agent, port, host: '127.0.0.1', path: address, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    sent.on('error', () => resolve({ status: 0, body: '' }));
    sent.end();
  });
}
