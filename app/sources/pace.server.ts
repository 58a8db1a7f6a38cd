import { env } from '#app/env.server.ts';
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

/** A lane is a limit of one account: its name holds the account's key only as a hash. */
export function paceLane(...parts: string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('base64url');
}

/**
 * Waits until the next call of this lane may be made. All clients of this process share the lanes; another process with
 * the same key is told off by the source itself (429).
 */
export async function pace(lane: string, callsPerSecond: number): Promise<void> {
  const now = performance.now();
  const at = Math.max(now, freeAt.get(lane) ?? 0);
  freeAt.set(lane, at + 1000 / (env().SOURCE_CALLS_PER_SECOND ?? callsPerSecond));
  if (freeAt.size > MAX_LANES) forgetIdle(now);
  // Timers may fire a fraction early.
  if (at > now) await pause(Math.ceil(at - now) + 1);
}

const MAX_LANES = 5_000;
const freeAt = new Map<string, number>();

function forgetIdle(now: number): void {
  for (const [lane, at] of freeAt) if (at <= now) freeAt.delete(lane);
}
