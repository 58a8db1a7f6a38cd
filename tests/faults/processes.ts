import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = path.resolve(import.meta.dirname, '..', '..');
const START_TIMEOUT_MS = 30_000;

/** A process of the app that can be killed without warning and started again. */
export interface KillableProcess {
  readonly name: string;
  /** Of the process that runs now; undefined when none does. */
  pid(): number | undefined;
  /** SIGKILL: no handler runs, no connection is closed in good order. Resolves when it is gone. */
  kill(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

export function killable(
  name: string,
  file: string,
  environment: Record<string, string>,
): KillableProcess {
  let child: ChildProcess | undefined;
  const end = async (signal: NodeJS.Signals) => {
    const running = child;
    child = undefined;
    if (running === undefined || running.exitCode !== null || running.signalCode !== null) return;
    const gone = new Promise((resolve) => running.once('exit', resolve));
    running.kill(signal);
    const tooLong = setTimeout(() => running.kill('SIGKILL'), 15_000);
    await gone;
    clearTimeout(tooLong);
  };
  return {
    name,
    pid: () => child?.pid,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    start() {
      child = spawn(process.execPath, [path.join(ROOT, file)], {
        cwd: ROOT,
        env: { ...process.env, ...environment },
        stdio: ['ignore', 'inherit', 'inherit'],
      });
    },
  };
}

/** Resolves with the milliseconds until the address answers 2xx. */
export async function untilAnswers(url: string): Promise<number> {
  const since = Date.now();
  for (;;) {
    const isThere = await fetch(url, { signal: AbortSignal.timeout(1_000) }).then(
      (response) => response.ok,
      () => false,
    );
    if (isThere) return Date.now() - since;
    if (Date.now() - since > START_TIMEOUT_MS) throw new Error(`${url} does not answer`);
    await sleep(25);
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port');
  return address.port;
}
