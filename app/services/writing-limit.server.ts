import type { PoolClient } from 'pg';
import { MOST_WRITINGS_AN_HOUR } from '#app/contracts/shopper.ts';
import type { ShopperRefusal } from '#app/contracts/shopper.ts';
import { writingsSince } from '#app/db/ask-limits.server.ts';

const HOUR_MS = 3_600_000;

/**
 * Whether the customer has written as often as an hour allows, over all of the shop's orders; null: not yet. MUST be asked
 * under the customer's lock, so that of texts that come together no more than the allowance is taken.
 */
export async function writingLimit(
  sql: PoolClient,
  { shopId, customerHash, now }: { shopId: number; customerHash: string; now: Date },
): Promise<ShopperRefusal | null> {
  const limit = MOST_WRITINGS_AN_HOUR;
  const since = new Date(now.getTime() - HOUR_MS);
  const writings = await writingsSince(sql, shopId, { customerHash, since, limit });
  const oldest = writings[limit - 1];
  if (oldest === undefined) return null;
  const leftMs = oldest.getTime() + HOUR_MS - now.getTime();
  return {
    refused: 'too_often',
    limit,
    retryAfterSeconds: Math.max(1, Math.ceil(leftMs / 1_000)),
  };
}
