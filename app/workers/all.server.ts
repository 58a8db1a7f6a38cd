import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import { connectionStrings } from '#app/db/database-urls.server.ts';
import { closePool } from '#app/db/pool.server.ts';

const PROCESSES = [
  { entry: 'web.server.ts', flags: [] },
  // As in `npm run start:worker`: on a large machine V8 lets an import's garbage grow far beyond what lives.
  { entry: 'worker.server.ts', flags: ['--max-semi-space-size=8', '--heap-growing-percent=100'] },
];

/** `npm start`: web and worker as two processes; when one ends, the other is ended too and so is this one. */
async function main(): Promise<void> {
  // Without DATABASE_URL the embedded server is started here, so that both find it running and migrated.
  const { runtimeUrl, ownerUrl } = await connectionStrings();
  await closePool();
  const environment = {
    ...process.env,
    DATABASE_URL: runtimeUrl,
    DATABASE_MIGRATION_URL: ownerUrl,
  };
  const children: ChildProcess[] = PROCESSES.map(({ entry, flags }) =>
    spawn(process.execPath, [...flags, path.join(import.meta.dirname, entry)], {
      stdio: 'inherit',
      env: environment,
    }),
  );
  const endAll = (signal: NodeJS.Signals) => {
    for (const child of children) child.kill(signal);
  };
  process.on('SIGTERM', () => endAll('SIGTERM'));
  process.on('SIGINT', () => endAll('SIGINT'));
  for (const child of children) {
    child.on('exit', (code) => {
      process.exitCode ??= code ?? 1;
      endAll('SIGTERM');
    });
  }
}

await main();
