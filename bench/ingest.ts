/**
 * How fast the first import stores a bulk operation's file, beside plain COPY of the very same rows into the same tables
 * in the same run, and how much memory the importing process takes on the way.
 *
 *   npm run bench:ingest -- --orders 200000 [--rounds 1]
 *
 * The import is the app's own, over HTTP from a local server: read, parse, check, reconcile, stage, upsert, checkpoint.
 * Each side gets a fresh database with every index, trigger and policy. Ends with 1 when a bar is missed.
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

const RATIO_BAR = 0.5;
const RSS_BAR_MIB = 300;
const MEMORY_MARKS = 4;
const MIB = 1 << 20;
/** As in `npm run start:worker`: a heap that follows what lives in it, instead of the machine's size. */
const WORKER_FLAGS = ['--max-semi-space-size=16', '--heap-growing-percent=100'];

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
    rounds: { type: 'string', default: '1' },
  },
});
const orders = Number(options.orders);
const directory = mkdtempSync(path.join(tmpdir(), 'lastscan-ingest-'));
const server = await startEmbeddedServer();
let passed = true;
try {
  const file = path.join(directory, 'orders.jsonl');
  await writeBulkFile(file, orders);
  console.log(await hardware());
  console.log(
    `${orders.toLocaleString('en')} orders, ${(statSync(file).size / MIB).toFixed(0)} MiB of JSONL\n`,
  );
  for (let round = 0; round < Number(options.rounds); round += 1)
    passed = (await measure(file)) && passed;
} finally {
  rmSync(directory, { recursive: true, force: true });
}
process.exit(passed ? 0 : 1);

async function measure(file: string): Promise<boolean> {
  const imported = await freshDatabase('lastscan_bench_import');
  const run = await runImport(file, imported.runtimeUrl);
  const counts = await dumpRows(imported.adminUrl, directory);
  await drop('lastscan_bench_import');
  const copied = await freshDatabase('lastscan_bench_copy');
  const copy = await copyRows(copied.adminUrl, directory);
  await drop('lastscan_bench_copy');

  const rows = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const ratio = copy.seconds / run.seconds;
  console.log([...counts].map(([table, count]) => `${table} ${count}`).join(', '));
  console.table({
    'whole import': { ...line(rows, run.seconds), 'database CPU s': run.databaseSeconds },
    'plain COPY': { ...line(rows, copy.seconds), 'database CPU s': copy.databaseSeconds },
  });
  console.log(
    `ratio ${ratio.toFixed(2)} (bar: at least ${RATIO_BAR}); the importing process used ${run.cpuSeconds.toFixed(1)} s of processor time, beside the database`,
  );
  console.table(
    Object.fromEntries(
      run.marks.map((mark) => [`${mark.orders} orders`, { 'RSS MiB': mib(mark.rssBytes) }]),
    ),
  );
  console.log(
    `peak RSS of the importing process ${mib(run.peakBytes)} MiB (bar: at most ${RSS_BAR_MIB})\n`,
  );
  return ratio >= RATIO_BAR && run.peakBytes <= RSS_BAR_MIB * MIB;
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

function line(rows: number, seconds: number) {
  return {
    rows,
    seconds: Number(seconds.toFixed(2)),
    'rows/s': Math.round(rows / seconds),
    'orders/s': Math.round(orders / seconds),
  };
}

function mib(bytes: number): number {
  return Math.round(bytes / MIB);
}
