import type { PoolClient } from 'pg';

/** How one attempt to send ended. `cancelled` = it is not wanted any more. */
export type SendOutcome =
  | { kind: 'sent' }
  | { kind: 'cancelled' }
  /** `waitMs`: what the other side asked us to wait; null = it did not say. */
  | { kind: 'failed'; code: string; isRetryable: boolean; waitMs: number | null };

/** What becomes of an item after an attempt: `waiting` = another attempt is due. */
export type SendEnd = 'sent' | 'cancelled' | 'failed' | 'waiting';

/** One attempt, made outside any transaction. */
export interface Sending {
  outcome: SendOutcome;
  /** Writes the consequences in the transaction that closes the item. */
  conclude: (sql: PoolClient, end: SendEnd) => Promise<void>;
}

const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 3_600_000;
/** With doubling pauses up to an hour: about five hours. */
const MOST_ATTEMPTS = 12;

/** Retryable or terminal, decided here alone: when to try again after the `attempts`th attempt, or null = given up. */
export function retryAt(
  outcome: Extract<SendOutcome, { kind: 'failed' }>,
  { attempts, now }: { attempts: number; now: Date },
): Date | null {
  if (!outcome.isRetryable || attempts >= MOST_ATTEMPTS) return null;
  const doubled = Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS);
  return new Date(now.getTime() + Math.max(doubled, outcome.waitMs ?? 0));
}
