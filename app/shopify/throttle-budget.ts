/** Shopify's leaky bucket for one app and shop, as its last answer described it. Points; restored per second. */
export interface ThrottleState {
  available: number;
  maximum: number;
  restorePerSecond: number;
}

/** Our idea of one shop's bucket, which other processes drain too: every answer corrects it. */
export interface ThrottleBudget {
  /** Milliseconds until a query of this cost fits; 0 = now. Never waits for more than the whole bucket holds. */
  waitMs(cost: number, nowMs: number): number;
  /** Takes the cost of a query that is about to leave, so that two sent together count together. */
  take(cost: number, nowMs: number): void;
  /** Takes over what an answer says. */
  learn(state: ThrottleState, nowMs: number): void;
}

export function throttleBudget(): ThrottleBudget {
  let known: (ThrottleState & { atMs: number }) | null = null;
  const availableAt = (nowMs: number): number => {
    if (known === null) return Number.POSITIVE_INFINITY;
    const restored = (Math.max(0, nowMs - known.atMs) / 1_000) * known.restorePerSecond;
    return Math.min(known.maximum, known.available + restored);
  };
  return {
    waitMs(cost, nowMs) {
      if (known === null || known.restorePerSecond <= 0) return 0;
      const missing = Math.min(cost, known.maximum) - availableAt(nowMs);
      return missing <= 0 ? 0 : Math.ceil((missing / known.restorePerSecond) * 1_000);
    },
    take(cost, nowMs) {
      if (known === null) return;
      known = { ...known, available: availableAt(nowMs) - cost, atMs: nowMs };
    },
    learn(state, nowMs) {
      known = { ...state, atMs: nowMs };
    },
  };
}
