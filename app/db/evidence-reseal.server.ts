import { resealLogKey } from '#app/db/evidence-keys.server.ts';
import { replaceSealed, SEALED_RECORD, sealedLeaves } from '#app/db/evidence-leaves.server.ts';
import { lockLog } from '#app/db/evidence-logs.server.ts';
import { queuedAsks, replaceQueuedAsk } from '#app/db/evidence-queue.server.ts';
import { ASK_TEXT } from '#app/db/asks.server.ts';
import { isUnderOldKey, open, seal } from '#app/db/secret-box.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';

const PAGE = 500;

/**
 * Seals again, under the newest key, what the shop's log keeps sealed: the key it signs with, what shoppers wrote, and what
 * of that still waits. Returns how many.
 */
export async function resealEvidence(shopId: number): Promise<number> {
  let resealed = await withShopSql(shopId, async (sql) => {
    await lockLog(sql, shopId);
    const place = { shopId, column: ASK_TEXT };
    const waiting = await queuedAsks(sql, shopId);
    const old = waiting.filter(({ keyId }) => isUnderOldKey(keyId));
    for (const { seq, ...sealed } of old)
      await replaceQueuedAsk(sql, shopId, { seq, ...seal(open(sealed, place), place) });
    return old.length + (await resealLogKey(sql, shopId));
  });
  for (let after = -1; ;) {
    const page = await resealPage(shopId, after);
    resealed += page.resealed;
    if (page.last === null) return resealed;
    after = page.last;
  }
}

async function resealPage(
  shopId: number,
  after: number,
): Promise<{ resealed: number; last: number | null }> {
  return withShopSql(shopId, async (sql) => {
    const place = { shopId, column: SEALED_RECORD };
    const page = await sealedLeaves(sql, shopId, { after, limit: PAGE });
    const old = page.filter(({ keyId }) => isUnderOldKey(keyId));
    for (const { leafIndex, sealed, keyId } of old) {
      const again = seal(open({ ciphertext: sealed, keyId }, place), place);
      const content = { sealed: again.ciphertext, keyId: again.keyId };
      await replaceSealed(sql, shopId, { leafIndex, ...content });
    }
    return { resealed: old.length, last: page.at(-1)?.leafIndex ?? null };
  });
}
