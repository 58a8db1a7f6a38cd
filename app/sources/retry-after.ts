/** No source is waited for longer on its own word: a wrong header must not silence a shop for days. */
export const LONGEST_PAUSE_MS = 3_600_000;

/**
 * How long an answer asks us to wait: `retry-after` (seconds or an HTTP date), else `x-ratelimit-reset` (Unix seconds, or
 * seconds to go). Between 0 and an hour; null when the answer does not say.
 */
export function retryAfterMs(headers: Headers, machineNowMs: number): number | null {
  const after = headers.get('retry-after')?.trim() ?? '';
  if (/^\d{1,9}(?:\.\d+)?$/.test(after)) return bounded(Number(after) * 1000);
  const date = after === '' ? Number.NaN : Date.parse(after);
  if (!Number.isNaN(date)) return bounded(date - machineNowMs);
  const reset = headers.get('x-ratelimit-reset')?.trim() ?? '';
  if (!/^\d{1,12}$/.test(reset)) return null;
  const seconds = Number(reset);
  return bounded(seconds < UNIX_SECONDS_FROM ? seconds * 1000 : seconds * 1000 - machineNowMs);
}

/** 2001; smaller numbers count the seconds to go. */
const UNIX_SECONDS_FROM = 1_000_000_000;

function bounded(ms: number): number {
  return Math.round(Math.min(Math.max(ms, 0), LONGEST_PAUSE_MS));
}
