/** Why a whole call to a source brought nothing (sources/source.ts says what each means). */
export type FailureKind =
  | 'key_refused'
  | 'rate_limited'
  | 'daily_limit'
  | 'quota_exhausted'
  | 'unreachable'
  | 'bad_answer'
  | 'bad_request';

/**
 * Until when a source that failed is left alone; null = not by time at all: a refused key waits for a new one.
 *
 * - Told to slow down: at least as long as the source said.
 * - A day's limit: until the shop's next day begins. A spent quota: probed every hour, because it may be topped up.
 * - Anything else: as long as it has been failing, so that each pause doubles the age of the failure, between bounds.
 */
export function pauseAfter({
  failure,
  failingSince,
  nextDayAt,
  now,
}: {
  failure: { kind: FailureKind; retryAfterMs: number | null };
  /** Since when no call has succeeded; null = this is the first failure. */
  failingSince: Date | null;
  /** Start of the shop's next day. */
  nextDayAt: Date;
  now: Date;
}): Date | null {
  if (failure.kind === 'key_refused') return null;
  if (failure.kind === 'daily_limit') return nextDayAt;
  const asked = Math.min(failure.retryAfterMs ?? 0, LONGEST_ASKED_MS);
  if (failure.kind === 'quota_exhausted') return after(now, Math.max(asked, QUOTA_PROBE_MS));
  const age = failingSince === null ? 0 : Math.max(0, now.getTime() - failingSince.getTime());
  const { leastMs, mostMs } = BOUNDS[failure.kind];
  return after(now, Math.max(asked, Math.min(Math.max(age, leastMs), mostMs)));
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const QUOTA_PROBE_MS = 60 * MINUTE_MS;
/** A source that names a longer pause is not believed: one wrong header must not stop a shop for a week. */
const LONGEST_ASKED_MS = 6 * 60 * MINUTE_MS;
const BOUNDS = {
  rate_limited: { leastMs: 5 * SECOND_MS, mostMs: 5 * MINUTE_MS },
  unreachable: { leastMs: 30 * SECOND_MS, mostMs: 15 * MINUTE_MS },
  bad_answer: { leastMs: MINUTE_MS, mostMs: 30 * MINUTE_MS },
  // Ours to mend: asking again soon would bring the same.
  bad_request: { leastMs: 5 * MINUTE_MS, mostMs: 60 * MINUTE_MS },
} as const;

function after(now: Date, ms: number): Date {
  return new Date(now.getTime() + ms);
}
