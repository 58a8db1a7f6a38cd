import { closeSync, openSync, readFileSync, renameSync, unlinkSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const RETRY_EVERY_MS = 50;

/**
 * Runs `work` while this process alone holds the lock file. A lock left by a process that is gone is taken over.
 * Throws when the lock is still held by a living process after `waitMs`.
 */
export async function withFileLock<T>(
  path: string,
  { waitMs }: { waitMs: number },
  work: () => Promise<T>,
): Promise<T> {
  const deadline = Date.now() + waitMs;
  while (!tryLockFile(path)) {
    if (Date.now() > deadline) throw new Error(`${path} is held by process ${holderOf(path)}`);
    await sleep(RETRY_EVERY_MS);
  }
  try {
    return await work();
  } finally {
    unlockFile(path);
  }
}

/** Takes the lock at once or answers false. */
export function tryLockFile(path: string): boolean {
  if (createWithOwnId(path)) return true;
  const holder = holderOf(path);
  if (holder === undefined || isAlive(holder)) return false;
  // Only one of several takers can rename the dead holder's file away.
  const grave = `${path}.${process.pid}`;
  try {
    renameSync(path, grave);
    unlinkSync(grave);
  } catch {
    return false;
  }
  return createWithOwnId(path);
}

/** Gives the lock back. */
export function unlockFile(path: string): void {
  unlinkSync(path);
}

/** Whether a process with this id runs, whoever owns it. */
export function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return !isZombie(processId);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** A container without an init process keeps the entries of ended processes: they still take signals. */
function isZombie(processId: number): boolean {
  try {
    const stat = readFileSync(`/proc/${processId}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z');
  } catch {
    return false;
  }
}

function createWithOwnId(path: string): boolean {
  try {
    const file = openSync(path, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function holderOf(path: string): number | undefined {
  try {
    const holder = Number.parseInt(readFileSync(path, 'utf8'), 10);
    return Number.isNaN(holder) ? undefined : holder;
  } catch {
    return undefined;
  }
}
