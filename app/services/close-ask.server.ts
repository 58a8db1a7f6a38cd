import type { AskResult } from '#app/contracts/asks.ts';
import { askToWrite } from '#app/db/ask-limits.server.ts';
import { setAskState } from '#app/db/asks.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';

interface Closing {
  shopId: number;
  askId: string;
  actor: string;
  now: Date;
}

/** Closes an ask: the shopper can write no more to it. Closing a closed one changes nothing. */
export async function closeAsk({ shopId, askId, actor, now }: Closing): Promise<AskResult> {
  return withShopSql(shopId, async (sql): Promise<AskResult> => {
    const ask = await askToWrite(sql, shopId, { askId, requestKey: '' });
    if (ask === null) return { ok: false, code: 'gone', field: null };
    if (ask.state !== 'closed')
      await setAskState(sql, shopId, { askId, state: 'closed', closed: { at: now, by: actor } });
    return { ok: true, done: 'close', state: 'closed' };
  });
}

/** Undoes a closing: the ask waits for whoever was to write, by the time promised before. */
export async function reopenAsk({
  shopId,
  askId,
}: Pick<Closing, 'shopId' | 'askId'>): Promise<AskResult> {
  return withShopSql(shopId, async (sql): Promise<AskResult> => {
    const ask = await askToWrite(sql, shopId, { askId, requestKey: '' });
    if (ask === null) return { ok: false, code: 'gone', field: null };
    if (ask.state !== 'closed') return { ok: true, done: 'reopen', state: ask.state };
    const state = ask.isStaffsTurn ? 'open' : 'answered';
    await setAskState(sql, shopId, { askId, state, closed: null });
    return { ok: true, done: 'reopen', state };
  });
}
