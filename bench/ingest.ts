/**
 * How fast the first import stores a bulk operation's file, beside plain COPY of the very same rows into the same tables
 * in the same run, and how much memory the importing process takes on the way.
 *
 *   npm run bench:ingest -- --orders 200000 [--rounds 3]
 *
 * The import is the app's own, over HTTP from a local server: read, parse, check, reconcile, stage, upsert, checkpoint.
 * Each side gets a fresh database with every index, trigger and policy, round by round; the best round of each side
 * counts. Ends with 1 when a bar is missed.
 */
import { spawn } from 'node:child_process';
import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { cpus, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { Client, escapeIdentifier } from 'pg';
import { z } from 'zod';
import { ensureDatabase, startEmbeddedServer } from '#app/db/embedded-server.server.ts';
import { migrate } from '#app/db/migrate.server.ts';
import { writeBulkFile } from './ingest/bulk-file.ts';
import { copyRows, dumpRows } from './ingest/plain-copy.ts';
import type { CopyRun } from './ingest/plain-copy.ts';

const RATIO_BAR = 0.5;
const RSS_BAR_MIB = 300;
const MEMORY_MARKS = 4;
const MIB = 1 << 20;
/** As in `npm run start:worker`: a heap that follows what lives in it, instead of the machine's size. */
const WORKER_FLAGS = ['--max-semi-space-size=8', '--heap-growing-percent=100'];

const markSchema = z.object({ orders: z.number(), rssBytes: z.number() });
const endSchema = z.object({
  seconds: z.number(),
  peakBytes: z.number(),
  cpuSeconds: z.number(),
  databaseSeconds: z.number(),
});

const { values: options } = parseArgs({
  options: {
    orders: { type: 'string', default: '200000' },
    rounds: { type: 'string', default: '3' },
  },
});
const orders = Number(options.orders);
const directory = mkdtempSync(path.join(tmpdir(), 'lastscan-ingest-'));
const server = await startEmbeddedServer();
const rounds: Round[] = [];
try {
  const file = path.join(directory, 'orders.jsonl');
  await writeBulkFile(file, orders);
  console.log(await hardware());
  console.log(
    `${orders.toLocaleString('en')} orders, ${(statSync(file).size / MIB).toFixed(0)} MiB of JSONL\n`,
  );
  for (let round = 1; round <= Number(options.rounds); round += 1) {
    const measured = await measure(file);
    rounds.push(measured);
    console.table({
      [`${round}: whole import`]: line(measured.rows, measured.imported),
      [`${round}: plain COPY`]: line(measured.rows, measured.copied),
    });
  }
} finally {
  rmSync(directory, { recursive: true, force: true });
}
process.exit(report() ? 0 : 1);

interface Round {
  rows: number;
  imported: ImportRun;
  copied: CopyRun;
}

async function measure(file: string): Promise<Round> {
  const target = await freshDatabase('lastscan_bench_import');
  const imported = await runImport(file, target.runtimeUrl);
  const counts = await dumpRows(target.adminUrl, directory);
  await drop('lastscan_bench_import');
  const other = await freshDatabase('lastscan_bench_copy');
  const copied = await copyRows(other.adminUrl, directory);
  await drop('lastscan_bench_copy');
  return { rows: [...counts.values()].reduce((sum, count) => sum + count, 0), imported, copied };
}

function report(): boolean {
  const bestOf = (side: 'imported' | 'copied') =>
    Math.min(...rounds.map((round) => round[side].seconds));
  const ratio = bestOf('copied') / bestOf('imported');
  const peakBytes = Math.max(...rounds.map(({ imported }) => imported.peakBytes));
  console.log(`ratio of the best rounds ${ratio.toFixed(2)} (bar: at least ${RATIO_BAR})`);
  const marks = rounds.at(-1)?.imported.marks ?? [];
  console.table(
    Object.fromEntries(
      marks.map((mark) => [`${mark.orders} orders`, { 'RSS MiB': mib(mark.rssBytes) }]),
    ),
  );
  console.log(
    `peak RSS of the importing process ${mib(peakBytes)} MiB (bar: at most ${RSS_BAR_MIB})`,
  );
  return ratio >= RATIO_BAR && peakBytes <= RSS_BAR_MIB * MIB;
}

type ImportRun = z.infer<typeof endSchema> & { marks: z.infer<typeof markSchema>[] };

async function runImport(file: string, runtimeUrl: string): Promise<ImportRun> {
  const { origin, close } = await serve(file);
  const child = spawn(
    process.execPath,
    [
      ...WORKER_FLAGS,
      path.join(import.meta.dirname, 'ingest', 'import-child.ts'),
      `${origin}/result.jsonl`,
      String(Math.ceil(orders / MEMORY_MARKS)),
    ],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, DATABASE_URL: runtimeUrl, SHOPIFY_PLATFORM_ORIGIN: origin },
    },
  );
  const marks: ImportRun['marks'] = [];
  let end: z.infer<typeof endSchema> | undefined;
  for await (const text of createInterface(child.stdout)) {
    const message: unknown = JSON.parse(text);
    const mark = markSchema.safeParse(message);
    if (mark.success) marks.push(mark.data);
    else end = endSchema.parse(message);
  }
  close();
  if (end === undefined) throw new Error('The import did not come to its end');
  return { ...end, marks };
}

/** A file server like the one that holds bulk results: whole, or from a byte on. */
async function serve(file: string): Promise<{ origin: string; close: () => void }> {
  const size = statSync(file).size;
  const http = createServer((request, response) => {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    if (from >= size) return void response.writeHead(416).end();
    response.writeHead(from > 0 ? 206 : 200, {
      'content-length': size - from,
      ...(from > 0 ? { 'content-range': `bytes ${from}-${size - 1}/${size}` } : {}),
    });
    const content = createReadStream(file, { start: from });
    content.pipe(response);
    response.on('close', () => content.destroy());
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const address = http.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { origin: `http://127.0.0.1:${port}`, close: () => http.close() };
}

async function freshDatabase(name: string) {
  await drop(name);
  const urls = await ensureDatabase(server, name);
  await migrate(urls.ownerUrl);
  return urls;
}

async function drop(name: string): Promise<void> {
  await asAdmin(`drop database if exists ${escapeIdentifier(name)} with (force)`);
  // Neither side starts with the other's dirty pages.
  await asAdmin('checkpoint');
}

async function asAdmin(statement: string) {
  const admin = new Client({ connectionString: server.urlsOf('postgres').adminUrl });
  await admin.connect();
  try {
    return await admin.query(statement);
  } finally {
    await admin.end();
  }
}

async function hardware(): Promise<string> {
  const { rows } = await asAdmin('show server_version');
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GiB`;
  return `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${memory}, Node ${process.version}, PostgreSQL ${rows[0].server_version}, its defaults, on the same machine`;
}

function line(
  rows: number,
  run: { seconds: number; databaseSeconds: number; cpuSeconds?: number },
) {
  return {
    rows,
    seconds: Number(run.seconds.toFixed(2)),
    'rows/s': Math.round(rows / run.seconds),
    'orders/s': Math.round(orders / run.seconds),
    'CPU s database': run.databaseSeconds,
    'CPU s app': run.cpuSeconds === undefined ? '' : Number(run.cpuSeconds.toFixed(2)),
  };
}

function mib(bytes: number): number {
  return Math.round(bytes / MIB);
}
