import { failOutbox, finishOutbox, forgetOutbox, takeOutbox } from '#app/db/outbox.server.ts';
import type { OutboxItem, OutboxKind } from '#app/db/outbox.server.ts';
import { installedDomain } from '#app/db/sync-lifecycle.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { AGAIN, DONE } from '#app/jobs/contracts.ts';
import type { Step } from '#app/jobs/contracts.ts';
import { retryAt } from '#app/services/outbox-sending.ts';
import type { Sending, SendEnd, SendOutcome } from '#app/services/outbox-sending.ts';
import { sendDigestMail } from '#app/services/send-digest-mail.server.ts';
import { sendDisputeEvidence } from '#app/services/send-dispute-evidence.server.ts';
import { closeMessageMail, sendMessageMail } from '#app/services/send-message-mail.server.ts';
import { sendShopFix } from '#app/services/send-shop-fix.server.ts';
import { sendShopperViews } from '#app/services/send-shopper-views.server.ts';
import { sendTrackingWrite } from '#app/services/write-back.server.ts';

/** Bounded, because each item is a call to somebody else's server. */
const ITEMS_PER_SLICE = 10;

type Sender = (item: { shopId: number; payload: unknown; now: Date }) => Promise<Sending>;

/** Who sends what. A sender is safe to repeat: it may be cut off after the effect and before it is noted. */
const SENDERS: Record<OutboxKind, Sender> = {
  tracking_write: sendTrackingWrite,
  mail: sendMail,
  digest: sendDigestMail,
  shop_fix: sendShopFix,
  dispute_evidence: sendDisputeEvidence,
  shopper_views: sendShopperViews,
};

/** Sent so often that keeping each would grow the table without end; what was written stands beside its cause. */
const LEAVE_NO_TRACE: ReadonlySet<OutboxKind> = new Set(['shopper_views']);

/**
 * Sends what is due, one after another: what leaves was written with its cause, is sent outside any transaction, and is
 * closed together with its consequences. An item whose sender throws stays held and comes back when its lease has ended.
 */
export async function sendOutbox({ shopId, now }: { shopId: number; now: Date }): Promise<Step> {
  const items = await withShopSql(shopId, async (sql) => {
    if ((await installedDomain(sql, shopId)) === null) return [];
    return takeOutbox(sql, shopId, { now, limit: ITEMS_PER_SLICE });
  });
  let failure: unknown = null;
  for (const item of items) {
    try {
      await send(item, { shopId, now });
    } catch (error) {
      failure ??= error;
    }
  }
  // One bad item never stops the rest; the queue then names and counts the failure.
  if (failure !== null) throw failure;
  return items.length < ITEMS_PER_SLICE ? DONE : AGAIN;
}

async function send(
  item: OutboxItem,
  { shopId, now }: { shopId: number; now: Date },
): Promise<void> {
  const { outboxId, payload, attempts } = item;
  const { outcome, conclude } = await SENDERS[item.kind]({ shopId, payload, now });
  const again = outcome.kind === 'failed' ? retryAt(outcome, { attempts, now }) : null;
  const end: SendEnd = outcome.kind === 'failed' && again !== null ? 'waiting' : outcome.kind;
  await withShopSql(shopId, async (sql) => {
    if (outcome.kind === 'failed') {
      await failOutbox(sql, shopId, { outboxId, error: outcome.code, retryAt: again });
    } else {
      await finishOutbox(sql, shopId, { outboxId, state: outcome.kind, now });
    }
    await conclude(sql, end);
    if (LEAVE_NO_TRACE.has(item.kind)) await forgetOutbox(sql, shopId, outboxId);
  });
}

async function sendMail({
  shopId,
  payload,
  now,
}: {
  shopId: number;
  payload: unknown;
  now: Date;
}): Promise<Sending> {
  const mail = await sendMessageMail({ shopId, payload });
  const outcome: SendOutcome =
    mail.kind === 'sent'
      ? mail
      : { kind: 'failed', code: mail.code, isRetryable: mail.kind === 'later', waitMs: null };
  return {
    outcome,
    conclude: async (sql, end) => {
      if (end !== 'sent' && end !== 'failed') return;
      const error = outcome.kind === 'failed' ? outcome.code : null;
      await closeMessageMail(sql, { shopId, payload, outcome: { state: end, error }, now });
    },
  };
}
