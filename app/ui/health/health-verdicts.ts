import type { HealthView } from '#app/contracts/pages.ts';

/** Whether a line of the Health page is fine, wants a look, or is not known yet. */
export type Condition = 'fine' | 'look' | 'unknown';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** The sweep runs each hour; one that has missed two turns is overdue. */
const SWEEP_LATE_MS = 2 * HOUR_MS;
/** A job that waits longer than this waits for a worker, not for its turn. */
const QUEUE_OLD_SECONDS = 300;
/** Time enough to install an update. */
const API_SOON_MS = 90 * DAY_MS;
const THROTTLE_LOW = 0.2;

const since = (at: string, now: string) => Date.parse(now) - Date.parse(at);

export function webhookState({ lastWebhookAt }: HealthView, now: string): 'never' | 'old' | 'fine' {
  if (lastWebhookAt === null) return 'never';
  return since(lastWebhookAt, now) > DAY_MS ? 'old' : 'fine';
}

export function sweepState({ lastSweepAt }: HealthView, now: string): 'never' | 'late' | 'fine' {
  if (lastSweepAt === null) return 'never';
  return since(lastSweepAt, now) > SWEEP_LATE_MS ? 'late' : 'fine';
}

export function sourceState(
  { sourceAnsweredAt }: HealthView,
  now: string,
): 'never' | 'old' | 'fine' {
  if (sourceAnsweredAt === null) return 'never';
  return since(sourceAnsweredAt, now) > SWEEP_LATE_MS ? 'old' : 'fine';
}

/** Counts that Shopify has not given are not a difference. */
export function parityState({ parity }: HealthView): 'never' | 'equal' | 'differs' {
  if (parity === null) return 'never';
  const pairs = [
    [parity.shopifyOrders, parity.ourOrders],
    [parity.shopifyFulfillments, parity.ourFulfillments],
    [parity.ourFulfillments, parity.polledFulfillments],
  ] as const;
  const isEqual = pairs.every(([theirs, ours]) => theirs === null || theirs === ours);
  return isEqual && parity.differences.length === 0 ? 'equal' : 'differs';
}

export function apiState(
  { api }: HealthView,
  now: string,
): 'fine' | 'soon' | 'over' | 'served_other' {
  if (api.served !== null && api.served !== api.version) return 'served_other';
  const left = Date.parse(api.supportedUntil) - Date.parse(now);
  if (left <= 0) return 'over';
  return left <= API_SOON_MS ? 'soon' : 'fine';
}

export function queueState({ queue }: HealthView): 'empty' | 'old' | 'fine' {
  if (queue.waiting === 0) return 'empty';
  return (queue.oldestSeconds ?? 0) > QUEUE_OLD_SECONDS ? 'old' : 'fine';
}

export function throttleState({ throttle }: HealthView): 'unknown' | 'low' | 'fine' {
  if (throttle === null) return 'unknown';
  return throttle.available < throttle.maximum * THROTTLE_LOW ? 'low' : 'fine';
}

/** A quiet store has no news and a low budget refills by itself: neither is anybody's work. */
export const CONDITION_OF = {
  never: 'unknown',
  unknown: 'unknown',
  fine: 'fine',
  equal: 'fine',
  empty: 'fine',
  low: 'fine',
  old: 'look',
  late: 'look',
  differs: 'look',
  soon: 'look',
  over: 'look',
  served_other: 'look',
} as const satisfies Record<string, Condition>;
