import { env } from '#app/env.server.ts';

let offsetMs = 0;
let following: ReturnType<typeof setInterval> | undefined;
const FOLLOW_EVERY_MS = 500;
const FOLLOW_TIMEOUT_MS = 2_000;

/** The app's current instant. Everything below the entries takes `now` as an argument; only entries call this. */
export function currentInstant(): Date {
  return new Date(Date.now() + offsetMs);
}

/**
 * Follows the clock at CLOCK_URL (sandbox only) and calls `onJump` when it moves by more than a second against ours.
 * Without CLOCK_URL the machine's clock is the clock and this does nothing. Resolves after the first answer.
 */
export async function followClock(onJump: () => void = () => {}): Promise<void> {
  const url = env().CLOCK_URL;
  if (url === undefined || following !== undefined) return;
  const ask = async () => {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(FOLLOW_TIMEOUT_MS) });
      const body: unknown = await response.json();
      const now =
        typeof body === 'object' && body !== null && 'now' in body
          ? Date.parse(String(body.now))
          : Number.NaN;
      if (Number.isNaN(now)) return;
      const next = now - Date.now();
      const jumped = Math.abs(next - offsetMs) > 1_000;
      offsetMs = next;
      if (jumped) onJump();
    } catch {
      // The stand-in is away: keep the last offset and ask again.
    }
  };
  following = setInterval(() => void ask(), FOLLOW_EVERY_MS);
  following.unref();
  await ask();
}
