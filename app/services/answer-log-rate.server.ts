import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Requests of one address a minute: whoever mirrors a log of a million entries takes under ten. */
export const REQUESTS_A_MINUTE = 1_200;

/** What an address has left of its minute; `waitSeconds` null: this request is still one of them. */
export interface Allowance {
  remaining: number;
  waitSeconds: number | null;
}

/** Counts a request of an address against its minute. Each web process counts for itself. */
export async function spendRequest(address: string): Promise<Allowance> {
  try {
    const { remainingPoints } = await limiter.consume(address);
    return { remaining: remainingPoints, waitSeconds: null };
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    return { remaining: 0, waitSeconds: Math.max(1, Math.ceil(refused.msBeforeNext / 1_000)) };
  }
}

const limiter = new RateLimiterMemory({ points: REQUESTS_A_MINUTE, duration: 60 });
