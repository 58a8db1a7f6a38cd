import type { CostModel } from './cost.ts';

/** Shopify's leaky bucket, per app and shop, on the machine's clock. */
export interface ThrottleOptions {
  maximumAvailable: number;
  /** Points per second. Documented plans: 100, 200, 1000 (Plus), 2000. */
  restoreRate: number;
  costModel: CostModel;
}

export const DEFAULT_THROTTLE: ThrottleOptions = {
  maximumAvailable: 2_000,
  restoreRate: 100,
  costModel: 'observed',
};

/** No single query may ask for more. */
export const MAX_QUERY_COST = 1_000;

export class CostBucket {
  #available: number;
  #at = Date.now();
  #options: ThrottleOptions;

  constructor(options: ThrottleOptions) {
    this.#options = options;
    this.#available = options.maximumAvailable;
  }

  /** Takes the points, or takes nothing and answers false. */
  take(points: number): boolean {
    this.#refill();
    if (this.#available < points) return false;
    this.#available -= points;
    return true;
  }

  /** Gives back what an answer did not use. */
  refund(points: number): void {
    this.#refill();
    this.#available = Math.min(
      this.#options.maximumAvailable,
      this.#available + Math.max(0, points),
    );
  }

  /** Virtual hours have passed: no bucket takes longer than seconds to fill. */
  fill(): void {
    this.#available = this.#options.maximumAvailable;
  }

  status(): { maximumAvailable: number; currentlyAvailable: number; restoreRate: number } {
    this.#refill();
    return {
      maximumAvailable: this.#options.maximumAvailable,
      currentlyAvailable: Math.floor(this.#available),
      restoreRate: this.#options.restoreRate,
    };
  }

  #refill(): void {
    const now = Date.now();
    const earned = ((now - this.#at) / 1_000) * this.#options.restoreRate;
    this.#available = Math.min(this.#options.maximumAvailable, this.#available + earned);
    this.#at = now;
  }
}
