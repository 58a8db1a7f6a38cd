import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { z } from 'zod';
import { locateInstallation, type EmbeddedInstallation } from '#app/db/embedded-binaries.server.ts';
import { isAlive, tryLockFile, unlockFile, withFileLock } from '#app/db/file-lock.server.ts';

/** Connection strings of one database on the embedded server. */
export interface DatabaseUrls {
  /** Role lastscan_app: row-level security holds. */
  runtimeUrl: string;
  /** Role lastscan_owner: owns the schema and runs migrations; neither superuser nor bypassing RLS. */
  ownerUrl: string;
  /** Superuser: sees every shop's rows. For setting up and inspecting in tests only. */
  adminUrl: string;
}

export interface EmbeddedServer {
  port: number;
  processId: number;
  urlsOf(database: string): DatabaseUrls;
}

const CHECKOUT = path.resolve(import.meta.dirname, '..', '..');
const DATA_DIRECTORY = path.join(CHECKOUT, '.data');
const START_TIMEOUT_MS = 30_000;
const ANSWER_TIMEOUT_MS = 2_000;

/**
 * Starts PostgreSQL in `.data/postgres`, or adopts the one that already runs there (started by another process, or
 * left behind by a killed one). Several processes may call this at once. When the last process that called it
 * ends normally, the server is shut down. It keeps its port while that is free.
 * Another `dataDirectory` is another server: for tests that kill it.
 */
export async function startEmbeddedServer(
  dataDirectory: string = DATA_DIRECTORY,
): Promise<EmbeddedServer> {
  const installation = locateInstallation(dataDirectory);
  const lock = path.join(installation.home, 'lock');
  return withFileLock(lock, { waitMs: START_TIMEOUT_MS }, async () => {
    registerUser(installation);
    const secrets = ensureCluster(installation);
    const running = await adopt(installation, secrets);
    if (running !== undefined) return running;
    return launch(installation, secrets);
  });
}

/** Creates the database, owned by lastscan_owner, when it does not exist yet. */
export async function ensureDatabase(server: EmbeddedServer, name: string): Promise<DatabaseUrls> {
  const admin = new Client({ connectionString: server.urlsOf('postgres').adminUrl });
  await admin.connect();
  try {
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0)
      await admin.query(`create database ${escapeIdentifier(name)} owner lastscan_owner`);
  } catch (error) {
    // Another process created it between our question and our order.
    if (!(error instanceof Error && 'code' in error && /^(42P04|23505)$/.test(String(error.code))))
      throw error;
  } finally {
    await admin.end();
  }
  return server.urlsOf(name);
}

/** Shuts the embedded server down, whoever uses it. Answers whether one was running. */
export async function stopEmbeddedServer(dataDirectory: string = DATA_DIRECTORY): Promise<boolean> {
  const installation = locateInstallation(dataDirectory);
  const processId = postmasterOf(installation)?.processId;
  if (processId === undefined || !isAlive(processId)) return false;
  process.kill(processId, 'SIGINT');
  while (isAlive(processId)) await sleep(20);
  return true;
}

const secretsSchema = z.object({ admin: z.string(), owner: z.string(), app: z.string() });
type Secrets = z.infer<typeof secretsSchema>;

function ensureCluster(installation: EmbeddedInstallation): Secrets {
  const secretsFile = path.join(installation.home, 'passwords.json');
  const data = path.join(installation.home, 'data');
  if (existsSync(path.join(data, 'PG_VERSION')) && existsSync(secretsFile))
    return secretsSchema.parse(JSON.parse(readFileSync(secretsFile, 'utf8')));
  rmSync(data, { recursive: true, force: true });
  const password = () => randomBytes(24).toString('base64url');
  const secrets = { admin: password(), owner: password(), app: password() };
  const passwordFile = path.join(installation.home, 'initial-password');
  writeFileSync(passwordFile, `${secrets.admin}\n`, { mode: 0o600 });
  if (installation.account !== undefined)
    chownSync(passwordFile, installation.account.uid, installation.account.gid);
  // Without encoding and locale a cluster made in a bare environment becomes SQL_ASCII.
  const made = spawnSync(
    installation.initdb,
    [
      `--pgdata=${data}`,
      '--username=postgres',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C.UTF-8',
    ],
    { encoding: 'utf8', ...installation.account, cwd: installation.home },
  );
  rmSync(passwordFile);
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? made.stderr}`);
  writeFileSync(secretsFile, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
}

async function adopt(
  installation: EmbeddedInstallation,
  secrets: Secrets,
): Promise<EmbeddedServer | undefined> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const postmaster = postmasterOf(installation);
    if (postmaster === undefined || !isAlive(postmaster.processId)) return undefined;
    const server = describe(postmaster, secrets);
    // It may be starting, recovering from a crash or shutting down: wait until it answers or is gone.
    if (await answers(server)) return server;
    if (Date.now() > deadline) throw new Error(noAnswer(installation));
    await sleep(50);
  }
}

async function launch(
  installation: EmbeddedInstallation,
  secrets: Secrets,
): Promise<EmbeddedServer> {
  const portFile = path.join(installation.home, 'port');
  const lastPort = existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : 0;
  const port = await freePort(lastPort).catch(() => freePort(0));
  writeFileSync(portFile, String(port));
  const log = openSync(path.join(installation.home, 'server.log'), 'a');
  const child = spawn(
    installation.postgres,
    [
      ['-D', path.join(installation.home, 'data'), '-p', String(port)],
      ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
      ['-c', 'max_connections=200', '-c', 'timezone=UTC', '-c', 'log_timezone=UTC'],
    ].flat(),
    // Detached, so that Ctrl-C in one terminal does not take the database from the others.
    {
      ...installation.account,
      cwd: installation.home,
      detached: true,
      stdio: ['ignore', log, log],
    },
  );
  child.unref();
  const server = describe({ processId: child.pid ?? 0, port }, secrets);
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await answers(server))) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(noAnswer(installation));
    await sleep(20);
  }
  await ensureRoles(server, secrets);
  return server;
}

/** Roles that log in. Their rights come from the migrations. */
async function ensureRoles(server: EmbeddedServer, secrets: Secrets): Promise<void> {
  const admin = new Client({ connectionString: server.urlsOf('postgres').adminUrl });
  await admin.connect();
  const roles = [
    ['lastscan_owner', 'createdb createrole', secrets.owner],
    ['lastscan_app', '', secrets.app],
  ] as const;
  for (const [role, rights, password] of roles) {
    const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [role]);
    const verb = rowCount === 0 ? 'create' : 'alter';
    await admin.query(`${verb} role ${role} login ${rights} password ${escapeLiteral(password)}`);
  }
  await admin.end();
}

function postmasterOf({ home }: EmbeddedInstallation) {
  const file = path.join(home, 'data', 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  const [processId, port] = [Number(lines[0]), Number(lines[3])];
  return processId > 0 ? { processId, port } : undefined;
}

function describe(at: { processId: number; port: number }, secrets: Secrets): EmbeddedServer {
  const url = (role: string, password: string, database: string) =>
    `postgres://${role}:${password}@127.0.0.1:${at.port}/${encodeURIComponent(database)}`;
  return {
    ...at,
    urlsOf: (database) => ({
      runtimeUrl: url('lastscan_app', secrets.app, database),
      ownerUrl: url('lastscan_owner', secrets.owner, database),
      adminUrl: url('postgres', secrets.admin, database),
    }),
  };
}

async function answers(server: EmbeddedServer): Promise<boolean> {
  const client = new Client({
    connectionString: server.urlsOf('postgres').adminUrl,
    connectionTimeoutMillis: ANSWER_TIMEOUT_MS,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

function noAnswer({ home }: EmbeddedInstallation): string {
  return `The development database does not answer; see ${path.join(home, 'server.log')}, or set DATABASE_URL.`;
}

/** The wanted port, or with 0 any free one; rejects when the wanted one is taken. */
function freePort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        resolve(typeof address === 'object' && address !== null ? address.port : 0),
      );
    });
  });
}

const registered = new Set<string>();
/** Notes that this process uses the server, and shuts it down at a normal end when no other process does. */
function registerUser(installation: EmbeddedInstallation): void {
  if (registered.has(installation.home)) return;
  registered.add(installation.home);
  const users = path.join(installation.home, 'users');
  mkdirSync(users, { recursive: true });
  writeFileSync(path.join(users, String(process.pid)), '');
  process.on('exit', () => {
    rmSync(path.join(users, String(process.pid)), { force: true });
    const lock = path.join(installation.home, 'lock');
    if (!tryLockFile(lock)) return;
    const living = readdirSync(users).filter((user) => isAlive(Number(user)));
    if (living.length === 0) rmSync(users, { recursive: true });
    const postmaster = postmasterOf(installation);
    if (living.length === 0 && postmaster !== undefined && isAlive(postmaster.processId))
      process.kill(postmaster.processId, 'SIGINT');
    unlockFile(lock);
  });
}
