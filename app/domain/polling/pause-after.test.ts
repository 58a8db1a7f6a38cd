import { describe, expect, test } from 'vitest';
import { pauseAfter, type FailureKind } from './pause-after.ts';

const now = new Date('2026-11-12T10:00:00Z');
const nextDayAt = new Date('2026-11-12T16:00:00Z');
const pauseSeconds = (
  kind: FailureKind,
  { retryAfterMs = null, failingForS }: { retryAfterMs?: number | null; failingForS?: number } = {},
) => {
  const failingSince =
    failingForS === undefined ? null : new Date(now.getTime() - failingForS * 1_000);
  const until = pauseAfter({ failure: { kind, retryAfterMs }, failingSince, nextDayAt, now });
  return until === null ? null : (until.getTime() - now.getTime()) / 1_000;
};

test('a refused key is not a matter of time', () => {
  expect(pauseSeconds('key_refused', { retryAfterMs: 60_000 })).toBeNull();
});

test('a daily limit lasts until the next day of the shop begins', () => {
  expect(pauseSeconds('daily_limit', { retryAfterMs: 1_000 })).toBe(6 * 3_600);
});

test('a spent quota is probed every hour', () => {
  expect(pauseSeconds('quota_exhausted')).toBe(3_600);
  expect(pauseSeconds('quota_exhausted', { failingForS: 86_400 })).toBe(3_600);
});

describe('a source that fails', () => {
  test.each([
    ['unreachable', undefined, 30],
    ['unreachable', 30, 30],
    ['unreachable', 31, 31],
    ['unreachable', 900, 900],
    ['unreachable', 901, 900],
    ['rate_limited', undefined, 5],
    ['rate_limited', 301, 300],
    ['bad_answer', undefined, 60],
    ['bad_answer', 7_200, 1_800],
    ['bad_request', undefined, 300],
    ['bad_request', 86_400, 3_600],
  ] as const)('is left alone after %s for %s s of failing: %d s', (kind, failingForS, seconds) => {
    expect(pauseSeconds(kind, { failingForS })).toBe(seconds);
  });

  test('is left alone at least as long as it asks, up to six hours', () => {
    expect(pauseSeconds('rate_limited', { retryAfterMs: 120_000 })).toBe(120);
    expect(pauseSeconds('rate_limited', { retryAfterMs: 7 * 86_400_000 })).toBe(6 * 3_600);
  });

  test('is not asked sooner because a clock stood wrong', () => {
    expect(pauseSeconds('unreachable', { failingForS: -3_600 })).toBe(30);
  });
});
