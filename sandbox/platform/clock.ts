/**
 * Virtual time: ticks with the machine's clock plus an offset that only grows. Parcels, orders, webhooks' trigger
 * times and retries live on it; token lifetimes and throttling do not (they belong to transport).
 */
export interface VirtualClock {
  /** Epoch ms of virtual time. */
  now(): number;
  /** Moves to an instant that lies ahead; an instant in the past changes nothing. */
  jumpTo(instantMs: number): void;
}

export function virtualClock(startMs: number): VirtualClock {
  let offsetMs = startMs - Date.now();
  const now = () => Date.now() + offsetMs;
  return {
    now,
    jumpTo(instantMs) {
      offsetMs += Math.max(0, instantMs - now());
    },
  };
}
