import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Client } from 'pg';
import { afterAll, describe, expect, test, vi } from 'vitest';
import {
  ensureDatabase,
  startEmbeddedServer,
  stopEmbeddedServer,
} from '#app/db/embedded-server.server.ts';
import { isAlive } from '#app/db/file-lock.server.ts';

// A server of this file's own, because it is killed. Others must be able to pass through its directory.
const home = temporaryHome();
afterAll(async () => {
  await stopEmbeddedServer(home);
  rmSync(home, { recursive: true, force: true });
});

function temporaryHome(): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'lastscan-test-'));
  chmodSync(directory, 0o755);
  return directory;
}

async function ask(url: string, text: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows[0];
  } finally {
    await client.end();
  }
}

/** A process that uses the server until it is told to end. */
async function otherProcess(at: string = home): Promise<{
  printed: string;
  end: (signal: NodeJS.Signals) => Promise<void>;
}> {
  const program = `
    const { startEmbeddedServer } = await import('#app/db/embedded-server.server.ts');
    const server = await startEmbeddedServer(${JSON.stringify(at)});
    console.log(server.processId);
    process.on('SIGTERM', () => process.exit(0));
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [chunk] = await once(child.stdout, 'data');
  return {
    printed: String(chunk).trim(),
    end: async (signal) => {
      child.kill(signal);
      await once(child, 'exit');
    },
  };
}

describe('the embedded server', () => {
  test('is one for processes that start it at the same moment', async () => {
    const [own, ...others] = await Promise.all([
      startEmbeddedServer(home),
      otherProcess(),
      otherProcess(),
      otherProcess(),
    ]);
    expect(others.map(({ printed }) => printed)).toEqual(Array(3).fill(String(own.processId)));
    // Neither a killed nor a normally ending user takes it from those that remain.
    await Promise.all(others.map(({ end }, index) => end(index === 0 ? 'SIGKILL' : 'SIGTERM')));
    expect(await ask(own.urlsOf('postgres').adminUrl, 'select 1 as up')).toEqual({ up: 1 });
  });

  test('keeps UTF-8 text whatever the locale of the process that made it', async () => {
    const server = await startEmbeddedServer(home);
    expect(
      await ask(
        server.urlsOf('postgres').adminUrl,
        `select current_setting('server_encoding') as e`,
      ),
    ).toEqual({ e: 'UTF8' });
  });

  test('makes a database once, also when asked at the same moment', async () => {
    const server = await startEmbeddedServer(home);
    const urls = await Promise.all(
      Array.from({ length: 4 }, () => ensureDatabase(server, 'several words')),
    );
    expect(
      await ask(urls[0]?.ownerUrl ?? '', 'select current_database() as d, current_user as u'),
    ).toEqual({ d: 'several words', u: 'lastscan_owner' });
  });

  test('keeps its passwords where only their owner reads them', () => {
    expect(statSync(path.join(home, 'postgres', 'passwords.json')).mode & 0o077).toBe(0);
  });

  test('comes back with its data and its port after it was killed', async () => {
    const server = await startEmbeddedServer(home);
    await ask(server.urlsOf('several words').ownerUrl, 'create table kept as select 7 as seven');
    process.kill(server.processId, 'SIGKILL');
    const again = await startEmbeddedServer(home);
    expect(again.processId).not.toBe(server.processId);
    expect(again.port).toBe(server.port);
    expect(await ask(again.urlsOf('several words').ownerUrl, 'table kept')).toEqual({ seven: 7 });
  });

  test('is shut down with the last process that used it, and not before', async () => {
    const other = temporaryHome();
    const first = await otherProcess(other);
    const second = await otherProcess(other);
    expect(second.printed).toBe(first.printed);
    await first.end('SIGTERM');
    expect(isAlive(Number(first.printed))).toBe(true);
    await second.end('SIGTERM');
    await vi.waitFor(() => expect(isAlive(Number(first.printed))).toBe(false), 10_000);
    rmSync(other, { recursive: true });
  });
});
