import type { AskResult } from '#app/contracts/asks.ts';
import { MOST_ANSWERS_OF_AN_ASK } from '#app/contracts/asks.ts';
import { LONGEST_ASK } from '#app/contracts/shopper.ts';
import { askToWrite } from '#app/db/ask-limits.server.ts';
import { addMessage, setAskState } from '#app/db/asks.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { cleanAskText } from '#app/services/ask-text.ts';

/**
 * Writes staff's answer to a shopper, who reads it on the order's page. `close`: nothing more is to be said. The same request
 * key again changes nothing; a closed ask is to be opened again first.
 */
export async function answerAsk({
  shopId,
  askId,
  actor,
  text,
  requestKey,
  close,
  now,
}: {
  shopId: number;
  askId: string;
  actor: string;
  text: string;
  requestKey: string;
  close: boolean;
  now: Date;
}): Promise<AskResult> {
  const words = cleanAskText(text);
  if (words === '') return { ok: false, code: 'empty', field: 'text' };
  if (words.length > LONGEST_ASK) return { ok: false, code: 'too_long', field: 'text' };
  // Apart from the shopper's keys, which somebody else chooses.
  const key = `staff:${requestKey}`;
  return withShopSql(shopId, async (sql): Promise<AskResult> => {
    const ask = await askToWrite(sql, shopId, { askId, requestKey: key });
    if (ask === null) return { ok: false, code: 'gone', field: null };
    if (ask.isRepeated) return { ok: true, done: 'answer', state: ask.state };
    if (ask.state === 'closed') return { ok: false, code: 'closed', field: null };
    if (ask.byStaff >= MOST_ANSWERS_OF_AN_ASK) return { ok: false, code: 'too_many', field: null };
    const message = {
      askId,
      author: 'staff',
      actor,
      text: words,
      requestKey: key,
      at: now,
    } as const;
    await addMessage(sql, shopId, message);
    const state = close ? 'closed' : 'answered';
    const closed = close ? { at: now, by: actor } : null;
    await setAskState(sql, shopId, { askId, state, answeredAt: now, closed });
    return { ok: true, done: 'answer', state };
  });
}
