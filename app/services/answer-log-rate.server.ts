import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Requests of one address a minute: whoever mirrors a log of a million entries takes under ten. */
export const REQUESTS_A_MINUTE = 1_200;

/**
 * Counts a request of an address against its minute; gives the seconds to wait when there were too many, else null. Each
 * web process counts for itself.
 */
export async function secondsToWait(address: string): Promise<number | null> {
  try {
    await limiter.consume(address);
    return null;
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    return Math.max(1, Math.ceil(refused.msBeforeNext / 1_000));
  }
}

const limiter = new RateLimiterMemory({ points: REQUESTS_A_MINUTE, duration: 60 });
