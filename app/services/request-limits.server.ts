import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/**
 * How often shoppers may ask this process, reading and writing apart. Kept in memory, so that a shop served by several
 * processes has as many times the allowance; what must hold over all of them is counted in the database (writing-limit).
 */
const LIMITS = {
  // An order's page asks once a shipment, and again with each look at it.
  read: {
    asker: new RateLimiterMemory({ points: 120, duration: 60 }),
    shop: new RateLimiterMemory({ points: 18_000, duration: 60 }),
  },
  write: {
    asker: new RateLimiterMemory({ points: 20, duration: 60 }),
    shop: new RateLimiterMemory({ points: 1_200, duration: 60 }),
  },
};

/** Counts a request of an asker of a shop; null: it may go on. Else in how many seconds it may be asked again. */
export async function secondsToWait(
  kind: keyof typeof LIMITS,
  { domain, subject }: { domain: string; subject: string | null },
): Promise<number | null> {
  const { asker, shop } = LIMITS[kind];
  // The asker first: what is refused to one takes nothing from the shop's others.
  return (await waitOf(asker, `${domain} ${subject ?? ''}`)) ?? (await waitOf(shop, domain));
}

async function waitOf(limiter: RateLimiterMemory, key: string): Promise<number | null> {
  try {
    await limiter.consume(key);
    return null;
  } catch (refused) {
    if (refused instanceof RateLimiterRes)
      return Math.max(1, Math.ceil(refused.msBeforeNext / 1_000));
    throw refused;
  }
}
