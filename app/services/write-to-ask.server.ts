import type { PoolClient } from 'pg';
import { MOST_MESSAGES_OF_AN_ASK } from '#app/contracts/shopper.ts';
import type { ShopperAction, ShopperRefusal } from '#app/contracts/shopper.ts';
import { askToWrite, lockCustomer } from '#app/db/ask-limits.server.ts';
import { addShopperMessage, setAskState } from '#app/db/asks.server.ts';
import { cleanAskText } from '#app/services/ask-text.ts';
import { answeredBy } from '#app/services/shopper-deed.ts';
import type { ShopperDeed } from '#app/services/shopper-deed.ts';
import { writingLimit } from '#app/services/writing-limit.server.ts';

type Write = Extract<ShopperAction, { intent: 'write' }>;

/**
 * Adds to what a shopper asked. An ask that was answered is open again, with a new time; one that still waits keeps its time,
 * so that writing more never puts the answer off. A full one is closed to the shopper, who can ask anew.
 */
export async function writeToAsk(
  sql: PoolClient,
  deed: ShopperDeed,
  write: Write,
): Promise<ShopperRefusal | null> {
  const { shopId, orderId, customerHash, now } = deed;
  const { askId } = write;
  const text = cleanAskText(write.text);
  if (text === '') return { refused: 'empty' };
  const requestKey = `shopper:${write.requestKey}`;
  await lockCustomer(sql, shopId, customerHash);
  const ask = await askToWrite(sql, shopId, { askId, requestKey });
  if (ask === null || ask.orderId !== orderId || ask.customerHash !== customerHash)
    return { refused: 'not_found' };
  if (ask.isRepeated) return null;
  if (ask.state === 'closed') return { refused: 'closed' };
  if (ask.byShopper >= MOST_MESSAGES_OF_AN_ASK)
    return { refused: 'closed', limit: MOST_MESSAGES_OF_AN_ASK };
  const tooOften = await writingLimit(sql, { shopId, customerHash, now });
  if (tooOften !== null) return tooOften;
  await addShopperMessage(sql, shopId, { askId, text, requestKey, at: now });
  if (ask.state === 'answered')
    await setAskState(sql, shopId, { askId, state: 'open', dueAt: answeredBy(deed), closed: null });
  return null;
}
