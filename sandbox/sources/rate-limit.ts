/** A token bucket on the machine's clock: a second's worth may come at once. */
export class RateLimit {
  #buckets = new Map<string, { tokens: number; at: number }>();

  /**
   * Takes a token of the bucket `name`. `remaining` counts whole ones left, `resetAt` is when (epoch ms) the bucket is
   * full again.
   */
  take(
    name: string,
    ratePerSecond: number,
    now = Date.now(),
  ): { isAllowed: boolean; remaining: number; resetAt: number } {
    const before = this.#buckets.get(name) ?? { tokens: ratePerSecond, at: now };
    const refill = ((now - before.at) / 1000) * ratePerSecond;
    const tokens = Math.min(ratePerSecond, before.tokens + refill);
    const isAllowed = tokens >= 1;
    const left = isAllowed ? tokens - 1 : tokens;
    this.#buckets.set(name, { tokens: left, at: now });
    const resetAt = now + ((ratePerSecond - left) / ratePerSecond) * 1000;
    return { isAllowed, remaining: Math.floor(left), resetAt };
  }
}
