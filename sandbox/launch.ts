import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = path.resolve(import.meta.dirname, '..');
const START_TIMEOUT_MS = 60_000;

export interface StackOptions {
  /** Fixed ports, or null to choose free ones. */
  ports: { admin: number; web: number } | null;
  /** Name of the temporary database. */
  database: string;
  seed: number;
  /** Orders of the main store before the sandbox starts. */
  orders: number;
  /** How many stores; 2 by default. */
  shops?: number;
  /** Real seconds an access token lives. */
  tokenLifetimeSeconds?: number;
  /** Least time that a bulk operation takes at the sandbox, in real milliseconds. */
  bulkDurationMs?: number;
  /** Requests a second that each tracking source allows; by default as the real ones document. */
  sourceCallsPerSecond?: number;
  /** Adds the scripted store that breaks every compliance rule somewhere. */
  compliance?: boolean;
  /** Adds the store whose stock and money can be foretold; `scale` below 1 makes it smaller. */
  planning?: boolean | { scale: number };
  /** Where the children's own output goes: their errors only, or nothing. */
  output: 'errors' | 'none';
}

export interface Stack {
  adminUrl: string;
  appUrl: string;
  databases: { runtimeUrl: string; ownerUrl: string; adminUrl: string };
  stop(): Promise<void>;
}

/**
 * Starts everything a person needs to see the product work: a temporary database, the sandbox platform with its
 * admin page, and the app's web and worker processes, each a process of its own that knows the others by address only.
 */
export async function launchStack(options: StackOptions): Promise<Stack> {
  const children: ChildProcess[] = [];
  const start = (file: string, args: string[], env: Record<string, string>) => {
    const child = spawn(process.execPath, [path.join(ROOT, file), ...args], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['pipe', 'pipe', options.output === 'errors' ? 'inherit' : 'ignore'],
    });
    children.push(child);
    return child;
  };
  const stop = async () => {
    // The database goes last: the others still write.
    for (const child of children.toReversed()) await end(child);
  };

  try {
    const database = start('app/db/commands/temporary.server.ts', [options.database], {});
    const databases: Stack['databases'] = JSON.parse(await firstLine(database));
    const ports = options.ports ?? { admin: await freePort(), web: await freePort() };
    const adminUrl = `http://127.0.0.1:${ports.admin}`;
    const appUrl = `http://127.0.0.1:${ports.web}`;
    const app = {
      NODE_ENV: 'development',
      LOG_LEVEL: options.output === 'errors' ? 'warn' : 'silent',
      PORT: String(ports.web),
      SHOPIFY_API_KEY: 'lastscan-local-client-id',
      SHOPIFY_API_SECRET: 'lastscan-local-client-secret',
      SHOPIFY_APP_URL: appUrl,
      DATABASE_URL: databases.runtimeUrl,
      DATABASE_MIGRATION_URL: databases.ownerUrl,
      APP_BRIDGE_URL: `${adminUrl}/assets/app-bridge.js`,
      SHOPIFY_PLATFORM_ORIGIN: adminUrl,
      SHOPIFY_ADMIN_ORIGIN: adminUrl,
      CLOCK_URL: `${adminUrl}/sandbox/clock`,
      SEVENTEEN_TRACK_URL: `${adminUrl}/sources/17track/track/v2.4`,
      AFTERSHIP_URL: `${adminUrl}/sources/aftership/tracking/2026-07`,
      ...(options.sourceCallsPerSecond === undefined
        ? {}
        : { SOURCE_CALLS_PER_SECOND: String(options.sourceCallsPerSecond) }),
    };
    const sandboxArguments = [
      `--port=${ports.admin}`,
      `--app-url=${appUrl}`,
      `--seed=${options.seed}`,
      `--orders=${options.orders}`,
    ];
    if (options.shops !== undefined) sandboxArguments.push(`--shops=${options.shops}`);
    if (options.tokenLifetimeSeconds !== undefined)
      sandboxArguments.push(`--token-lifetime=${options.tokenLifetimeSeconds}`);
    if (options.bulkDurationMs !== undefined)
      sandboxArguments.push(`--bulk-duration=${options.bulkDurationMs}`);
    if (options.sourceCallsPerSecond !== undefined)
      sandboxArguments.push(`--source-rate=${options.sourceCallsPerSecond}`);
    if (options.compliance === true) sandboxArguments.push('--compliance');
    if (options.planning !== undefined && options.planning !== false)
      sandboxArguments.push('--planning');
    if (typeof options.planning === 'object')
      sandboxArguments.push(`--planning-scale=${options.planning.scale}`);
    const sandbox = start('sandbox/server.ts', sandboxArguments, {
      SHOPIFY_API_KEY: app.SHOPIFY_API_KEY,
      SHOPIFY_API_SECRET: app.SHOPIFY_API_SECRET,
    });
    await firstLine(sandbox);
    drain(start('app/workers/web.server.ts', [], app));
    drain(start('app/workers/worker.server.ts', [], app));
    await answers(`${appUrl}/readyz`);
    return { adminUrl, appUrl, databases, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('The child has no output to read.');
  const lines = createInterface({ input: child.stdout });
  const line = await Promise.race([
    new Promise<string>((resolve) => lines.once('line', resolve)),
    new Promise<never>((_resolve, reject) =>
      child.once('exit', (code) => reject(new Error(`${child.spawnargs[1]} ended with ${code}.`))),
    ),
    sleep(START_TIMEOUT_MS, undefined, { ref: false }).then(() => {
      throw new Error(`${child.spawnargs[1]} did not start within ${START_TIMEOUT_MS / 1000} s.`);
    }),
  ]);
  drain(child);
  return line;
}

/** An unread pipe fills up and stops the child. */
function drain(child: ChildProcess): void {
  child.stdout?.resume();
}

async function answers(url: string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const ok = await fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    if (Date.now() > deadline)
      throw new Error(`${url} did not answer within ${START_TIMEOUT_MS / 1000} s.`);
    await sleep(200);
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const killed = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await gone;
  clearTimeout(killed);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port.');
  return address.port;
}
