import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { addToOutbox, waitingPayloads } from '#app/db/outbox.server.ts';
import { readShopperState, type ShopperState } from '#app/db/shopper-state.server.ts';
import {
  isAnythingShown,
  takeDueShopperViews,
  takeUnwrittenViews,
} from '#app/db/shopper-views.server.ts';
import { installedDomain } from '#app/db/sync-lifecycle.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { AGAIN, DONE } from '#app/jobs/contracts.ts';
import type { Step } from '#app/jobs/contracts.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';
import { makeShopperViews } from '#app/services/make-shopper-views.server.ts';
import { ORDERS_OF_A_WRITE, shopperWriteSchema } from '#app/services/send-shopper-views.server.ts';

/** Orders in one transaction. */
const SLICE = 200;
/** Writes that wait at a time; while Shopify takes none, no more are queued behind them. */
const MOST_WAITING = 40;

const IN_A_MINUTE: Step = { kind: 'again', delayMs: 60_000 };

/**
 * Makes the views of orders that have changed and hands those to the outbox that an order's metafield does not say yet, an
 * order at most once a minute. While the view is off, what was written is emptied. Works a slice at a time; a slice that was
 * killed has neither made nor handed over anything.
 */
export async function writeShopperViews({
  shopId,
  now,
}: {
  shopId: number;
  now: Date;
}): Promise<Step> {
  return withShopSql(shopId, async (sql) => {
    if ((await installedDomain(sql, shopId)) === null) return DONE;
    const state = await readShopperState(sql, shopId);
    const orderIds = await takeDueShopperViews(sql, shopId, SLICE);
    if (state.isOn) {
      await makeShopperViews(sql, { shopId, orderIds, settings: state.settings, now });
    }
    const handed = await handOver(sql, { shopId, state, now });
    if (orderIds.length === SLICE || handed === SLICE) return AGAIN;
    // The tick looks after shops that show something; one that has stopped comes back by itself until nothing is left.
    return !state.isOn && (await isAnythingShown(sql, shopId)) ? IN_A_MINUTE : DONE;
  });
}

/** How many orders were taken to be written. */
async function handOver(
  sql: PoolClient,
  { shopId, state, now }: { shopId: number; state: ShopperState; now: Date },
): Promise<number> {
  const waiting = await waitingPayloads(sql, shopId, {
    kind: 'shopper_views',
    limit: MOST_WAITING,
  });
  if (waiting.length >= MOST_WAITING) return 0;
  const taken = await takeUnwrittenViews(sql, shopId, { isOn: state.isOn, now, limit: SLICE });
  // Without the permission nothing is asked of Shopify; once it is there, all are written (see tick-roll-day).
  if (taken.length === 0 || state.writeError === 'scope_missing') return taken.length;
  // A write that still waits reads what is newest when it is sent: these go out with it.
  const goOutAnyway = new Set(
    waiting.flatMap((payload) => shopperWriteSchema.parse(payload).orderIds),
  );
  const orders = taken.filter(({ orderId }) => !goOutAnyway.has(orderId));
  for (let from = 0; from < orders.length; from += ORDERS_OF_A_WRITE) {
    const batch = orders.slice(from, from + ORDERS_OF_A_WRITE);
    await addToOutbox(sql, shopId, {
      kind: 'shopper_views',
      effectKey: effectKeyOf(batch),
      payload: { orderIds: batch.map(({ orderId }) => orderId) },
      now,
    });
  }
  await enqueue(sql, 'send-outbox', { shopId });
  return taken.length;
}

/** Of what is to be written: the same content twice is one write. */
function effectKeyOf(batch: readonly { orderId: string; digest: string }[]): string {
  const content = batch.map(({ orderId, digest }) => `${orderId} ${digest}`).join('\n');
  return createHash('sha256').update(content).digest('base64url');
}
