import { z } from 'zod';

/** What every job is told: which shop. What is to be done stands in the shop's tables, so a job never goes stale. */
export const jobPayload = z.object({ shopId: z.number().int().positive() });

interface JobPolicy {
  /** Lower runs first within a shop's queue. */
  priority: number;
  /** Attempts before the queue gives up; the tick queues work that is still due again. */
  maxAttempts: number;
}

/**
 * Every job: where it stands in the line and how stubborn it is. Jobs of one shop share a serial queue, so two never
 * write the same shop at once, and each does a bounded slice and then puts itself back: a big shop shares the workers.
 * The sweep goes before the reviews, so that after a gap in time silence is judged on fresh facts; a model of lanes before
 * them too, so that they are judged by it. Learning and sealing come last: they take nothing from the first import.
 */
export const JOBS = {
  'process-privacy': { priority: -5, maxAttempts: 25 },
  'refresh-shop': { priority: 0, maxAttempts: 25 },
  'sweep-shop': { priority: 1, maxAttempts: 25 },
  'refetch-orders': { priority: 2, maxAttempts: 25 },
  'read-pushes': { priority: 2, maxAttempts: 25 },
  'ask-sources': { priority: 2, maxAttempts: 25 },
  'watch-sources': { priority: 3, maxAttempts: 25 },
  'roll-day': { priority: 3, maxAttempts: 25 },
  'make-lane-model': { priority: 3, maxAttempts: 25 },
  'assess-due': { priority: 4, maxAttempts: 25 },
  'reassess-shop': { priority: 4, maxAttempts: 25 },
  'work-uploads': { priority: 4, maxAttempts: 25 },
  'send-outbox': { priority: 4, maxAttempts: 25 },
  'import-shop': { priority: 5, maxAttempts: 25 },
  'check-parity': { priority: 6, maxAttempts: 5 },
  'keep-warm': { priority: 6, maxAttempts: 5 },
  'read-shop-side': { priority: 6, maxAttempts: 25 },
  'read-products': { priority: 6, maxAttempts: 25 },
  'read-stock': { priority: 6, maxAttempts: 25 },
  'read-payments': { priority: 6, maxAttempts: 25 },
  'plan-variants': { priority: 6, maxAttempts: 25 },
  'plan-shop': { priority: 7, maxAttempts: 25 },
  'forecast-cash': { priority: 7, maxAttempts: 25 },
  'judge-subjects': { priority: 6, maxAttempts: 25 },
  'judge-all': { priority: 7, maxAttempts: 25 },
  'write-digest': { priority: 7, maxAttempts: 25 },
  'write-shopper-views': { priority: 5, maxAttempts: 25 },
  'learn-lanes': { priority: 7, maxAttempts: 25 },
  'seal-evidence': { priority: 7, maxAttempts: 25 },
  'score-parcels': { priority: 7, maxAttempts: 25 },
} as const satisfies Record<string, JobPolicy>;

export type JobName = keyof typeof JOBS;
export const JOB_NAMES: readonly JobName[] = [
  'process-privacy',
  'refresh-shop',
  'sweep-shop',
  'refetch-orders',
  'read-pushes',
  'seal-evidence',
  'ask-sources',
  'watch-sources',
  'roll-day',
  'make-lane-model',
  'assess-due',
  'reassess-shop',
  'work-uploads',
  'send-outbox',
  'import-shop',
  'check-parity',
  'keep-warm',
  'read-shop-side',
  'read-products',
  'read-stock',
  'read-payments',
  'plan-variants',
  'plan-shop',
  'forecast-cash',
  'judge-subjects',
  'judge-all',
  'write-digest',
  'write-shopper-views',
  'learn-lanes',
  'score-parcels',
];

/** The serial queue of a shop's jobs. */
export function shopQueue(shopId: number): string {
  return `shop:${shopId}`;
}

/** One waiting job of a kind per shop: asking again while it waits changes nothing. */
export function jobKey(name: JobName, shopId: number): string {
  return `${name}:${shopId}`;
}

/** How a slice of a job ended: finished, or to be taken up again (after a pause on the machine's clock). */
export type Step = { kind: 'done' } | { kind: 'again'; delayMs: number };

export const DONE: Step = { kind: 'done' };
export const AGAIN: Step = { kind: 'again', delayMs: 0 };
