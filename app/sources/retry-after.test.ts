import { expect, test } from 'vitest';
import { LONGEST_PAUSE_MS, retryAfterMs } from '#app/sources/retry-after.ts';

const NOW = Date.parse('2026-06-08T08:00:00Z');

test.each([
  [{ 'retry-after': '2' }, 2_000],
  [{ 'retry-after': '0' }, 0],
  [{ 'retry-after': '3600' }, 3_600_000],
  [{ 'retry-after': '3601' }, LONGEST_PAUSE_MS],
  [{ 'retry-after': 'Mon, 08 Jun 2026 08:00:30 GMT' }, 30_000],
  [{ 'retry-after': 'Mon, 08 Jun 2026 07:00:00 GMT' }, 0],
  [{ 'retry-after': 'soon' }, null],
  [{ 'retry-after': 'soon', 'x-ratelimit-reset': '5' }, 5_000],
  [{ 'x-ratelimit-reset': String(NOW / 1000 + 7) }, 7_000],
  [{ 'x-ratelimit-reset': String(NOW / 1000 - 7) }, 0],
  [{ 'x-ratelimit-reset': 'x' }, null],
  [{ 'retry-after': '4', 'x-ratelimit-reset': '5' }, 4_000],
  [{}, null],
])('%j asks for a pause of %s ms', (headers, ms) => {
  expect(retryAfterMs(new Headers(Object.entries(headers)), NOW)).toBe(ms);
});
