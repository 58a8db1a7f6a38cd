/**
 * Kills web and workers with SIGKILL at random moments of the first import and of webhook traffic, starts them again,
 * and in the end compares every order, fulfillment, event and acknowledged webhook with the local Shopify's own.
 *
 *   npm run test:faults -- [--kills 24] [--orders 1500] [--seed 5]
 *
 * Ends with 1 when something was lost or doubled, or when work did not go on within ten seconds of a kill.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Client, escapeIdentifier } from 'pg';
import { ensureDatabase, startEmbeddedServer } from '#app/db/embedded-server.server.ts';
import { migrate } from '#app/db/migrate.server.ts';
import { readAppConfig } from '#sandbox/platform/app-config.ts';
import { startPlatform } from '#sandbox/platform/platform.ts';
import { seededRandom } from '#sandbox/platform/random.ts';
import { createWorld } from '#sandbox/world/create-world.ts';
import { compareSides, countBrokenEffects } from './invariants.ts';
import { freePort, killable, untilAnswers } from './processes.ts';
import type { KillableProcess } from './processes.ts';

const RESUME_BAR_MS = 10_000;
const ROOT = path.resolve(import.meta.dirname, '..', '..');
const SECRET = 'lastscan-local-client-secret';
const HOUR_MS = 3_600_000;

const { values: options } = parseArgs({
  options: {
    kills: { type: 'string', default: '24' },
    orders: { type: 'string', default: '1500' },
    seed: { type: 'string', default: '5' },
  },
});
const kills = Number(options.kills);
const seed = Number(options.seed);
const random = seededRandom(seed);

interface Kill {
  target: string;
  /** Where the work stood when the process died. */
  during: string;
  /** Until the process's work went on: a web answers again, a dead worker's jobs are free and work moves. */
  resumedMs: number;
}

if (!existsSync(path.join(ROOT, 'build', 'server', 'index.js'))) {
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: 'inherit' });
}
const server = await startEmbeddedServer();
const database = `lastscan_faults_${process.pid}`;
const urls = await ensureDatabase(server, database);
await migrate(urls.ownerUrl);
const owner = new Client({ connectionString: urls.adminUrl });
await owner.connect();
const port = await freePort();
const web = `http://127.0.0.1:${port}`;
const now = new Date('2026-11-18T09:00:00Z');
const world = createWorld({
  seed,
  startAt: now.getTime(),
  shops: 1,
  ordersPerShop: Number(options.orders),
});
const platform = await startPlatform({
  port: 0,
  world,
  app: {
    ...readAppConfig(path.join(ROOT, 'shopify.app.toml')),
    url: web,
    apiSecret: SECRET,
  },
  now,
  seed,
  bulkDurationMs: 1_500,
  // A slow bucket stretches the import over the first half of the kills.
  throttle: { maximumAvailable: 1_000, restoreRate: 100 },
  // What Shopify hides after sixty days would only blur the comparison.
  switches: { duplicateRate: 0.1, reorderWindow: 8, sixtyDayWindow: false },
});
const shop = world.shops[0]?.domain ?? '';
const environment = {
  NODE_ENV: 'development',
  LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'fatal',
  PORT: String(port),
  SHOPIFY_API_KEY: platform.app.apiKey,
  SHOPIFY_API_SECRET: SECRET,
  SHOPIFY_APP_URL: web,
  DATABASE_URL: urls.runtimeUrl,
  DATABASE_MIGRATION_URL: urls.ownerUrl,
  SHOPIFY_PLATFORM_ORIGIN: platform.origin,
  SHOPIFY_ADMIN_ORIGIN: platform.origin,
  CLOCK_URL: `${platform.origin}/sandbox/clock`,
};
const webProcess = killable('web', 'app/workers/web.server.ts', environment);
const workers = [1, 2].map((number) =>
  killable(`worker ${number}`, 'app/workers/worker.server.ts', environment),
);
const all = [webProcess, ...workers];

let failed = true;
try {
  failed = !(await main());
} finally {
  for (const running of all) await running.stop();
  await platform.stop();
  await owner.end();
  await onServer(`drop database if exists ${escapeIdentifier(database)} with (force)`);
}
process.exit(failed ? 1 : 0);

async function main(): Promise<boolean> {
  console.log(
    `seed ${seed}, ${options.orders} orders, ${kills} kills, 2 workers, ${cpus().length} cores`,
  );
  for (const running of all) running.start();
  await untilAnswers(`${web}/readyz`);
  await visitApp();
  const done: Kill[] = [];
  let traffic: ReturnType<typeof makeTraffic> | null = null;
  while (done.length < kills) {
    // The first half of the kills meets the import; then parcels move and webhooks come.
    if (done.length >= kills / 2) traffic ??= makeTraffic();
    await sleep(300 + random() * 1_700);
    const target = pick();
    done.push(await killAndRestart(target));
    const last = done.at(-1);
    if (last !== undefined)
      console.log(line([String(done.length), last.target, last.during, `${last.resumedMs} ms`]));
  }
  await traffic?.stop();
  await settle();
  return report(done);
}

function pick(): KillableProcess {
  const index = Math.floor(random() * 5);
  // Workers hold the work, so they die more often.
  return (index < 2 ? webProcess : workers[index % workers.length]) ?? webProcess;
}

async function killAndRestart(target: KillableProcess): Promise<Kill> {
  const during = await phase();
  const before = await progress();
  const workerId = target === webProcess ? null : await workerIdOf(target);
  await target.kill();
  const killedAt = Date.now();
  // As a supervisor would: not at once, not never.
  await sleep(200 + random() * 600);
  target.start();
  if (target === webProcess) {
    await untilAnswers(`${web}/healthz`);
  } else {
    await until(async () => (await isFree(workerId)) && (await moves(before)));
  }
  return { target: target.name, during, resumedMs: Date.now() - killedAt };
}

/** The id under which this process takes jobs; null while it has not begun to. */
async function workerIdOf(target: KillableProcess): Promise<string | null> {
  const { rows } = await owner.query<{ worker_id: string }>(
    `select worker_id from worker_heartbeats where kind = $1`,
    [`worker ${target.pid()}`],
  );
  return rows[0]?.worker_id ?? null;
}

/** What the dead one held runs elsewhere or waits free. */
async function isFree(workerId: string | null): Promise<boolean> {
  const { rows } = await owner.query<{ held: string }>(
    `select (select count(*) from graphile_worker._private_jobs where locked_by = $1)
       + (select count(*) from graphile_worker._private_job_queues where locked_by = $1) as held`,
    [workerId],
  );
  return Number(rows[0]?.held ?? 0) === 0;
}

interface Progress {
  moved: string;
  waiting: boolean;
}

async function progress(): Promise<Progress> {
  const { rows } = await owner.query<{ moved: string; waiting: boolean }>(
    `select concat_ws(':',
       (select string_agg(phase || byte_offset || events_fulfillments_done || state, ',' order by started_at) from sync_runs),
       (select count(*) from webhook_inbox where state = 'done'),
       (select count(*) from parcels where verdict <> 'unassessed'),
       (select max(read_at) from orders), (select max(assessed_at) from parcels)) as moved,
     exists (select from dirty_orders) or exists (select from sync_runs where state = 'running') as waiting`,
  );
  return rows[0] ?? { moved: '', waiting: false };
}

/** True when work went on since, or when none is left to go on with. */
async function moves(before: Progress): Promise<boolean> {
  const after = await progress();
  return after.moved !== before.moved || !after.waiting;
}

async function phase(): Promise<string> {
  const { rows } = await owner.query<{ phase: string; state: string }>(
    `select phase, state from sync_runs where kind = 'import' order by started_at desc limit 1`,
  );
  const [run] = rows;
  return run === undefined ? 'install' : run.state === 'running' ? run.phase : 'webhooks';
}

/** Time passes in steps of half an hour, so that parcels move and webhooks come the whole while. */
function makeTraffic(): { stop(): Promise<void> } {
  const end = new AbortController();
  const running = (async () => {
    while (!end.signal.aborted) {
      await platform.advanceBy(HOUR_MS / 2);
      await sleep(700);
    }
  })();
  return {
    async stop() {
      end.abort();
      await running;
    },
  };
}

/** Lets Shopify's retries end (four hours), the sweep repair the rest, and both sides come to rest. */
async function settle(): Promise<void> {
  for (let hour = 0; hour < 6; hour += 1) {
    await platform.advanceBy(HOUR_MS);
    await platform.idle();
    const at = new Date(platform.clock.now());
    await until(async () => {
      const { rows } = await owner.query<{ through: Date | null }>(
        `select max(ticked_through) as through from worker_heartbeats`,
      );
      return (rows[0]?.through ?? new Date(0)) >= at;
    }, 120_000);
  }
}

async function report(done: readonly Kill[]): Promise<boolean> {
  const sides = await compareSides(platform, shop, owner);
  const effects = await countBrokenEffects(owner);
  const slowest = Math.max(...done.map((kill) => kill.resumedMs));
  const statuses = platform.stats(shop).webhooks;
  console.log('\n| | at Shopify | here | lost | doubled |\n|---|---:|---:|---:|---:|');
  for (const side of sides) {
    console.log(
      `| ${side.name}${side.name === 'webhooks' ? ' acknowledged' : ''} | ${side.shopify} | ${side.ours} | ${side.lost} | ${side.doubled} |`,
    );
  }
  console.log('\n| effects that a repeated job would break | |\n|---|---:|');
  for (const effect of effects) console.log(`| ${effect.name} | ${effect.broken} |`);
  console.log(
    `\n${done.length} kills: ${count(done, 'web')} of web, ${done.length - count(done, 'web')} of workers; ` +
      `webhooks sent ${statuses.sent}, retried ${statuses.retried}, duplicated ${statuses.duplicated}, dropped ${statuses.lost}`,
  );
  console.log(
    `work went on after at most ${slowest} ms (bar ${RESUME_BAR_MS}), median ${median(done.map((kill) => kill.resumedMs))} ms`,
  );
  const isWhole =
    sides.every((side) => side.lost === 0 && side.doubled === 0) &&
    effects.every((effect) => effect.broken === 0);
  const passed = isWhole && slowest <= RESUME_BAR_MS;
  console.log(passed ? 'PASSED' : 'FAILED');
  return passed;
}

/** The first visit in the admin: token exchange and install. */
async function visitApp(): Promise<void> {
  await platform.install(shop);
  const query = new URLSearchParams({
    shop,
    host: Buffer.from(`admin.shopify.com/store/${shop.split('.')[0]}`).toString('base64'),
    embedded: '1',
    id_token: platform.sessionToken(shop),
  });
  const response = await fetch(`${web}/app?${query}`, {
    headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x64) Chrome/140.0 Safari/537.36' },
  });
  if (!response.ok) throw new Error(`The app answered its first visit with ${response.status}`);
}

async function until(isTrue: () => Promise<boolean>, longestMs = 30_000): Promise<void> {
  const since = Date.now();
  while (!(await isTrue())) {
    if (Date.now() - since > longestMs) throw new Error('What was waited for did not happen');
    await sleep(25);
  }
}

async function onServer(statement: string): Promise<void> {
  const client = new Client({ connectionString: server.urlsOf('postgres').adminUrl });
  await client.connect();
  await client.query(statement);
  await client.end();
}

function count(done: readonly Kill[], target: string): number {
  return done.filter((kill) => kill.target === target).length;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
