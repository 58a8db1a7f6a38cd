import { draftActionSchema, type DraftResult } from '#app/contracts/evidence.ts';
import { draftsOfDispute, openDisputeOfOrder } from '#app/db/dispute-drafts.server.ts';
import { addToOutbox } from '#app/db/outbox.server.ts';
import { isOrderErased, readPackFacts } from '#app/db/pack-facts.server.ts';
import { readShopFacts } from '#app/db/settings.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { env } from '#app/env.server.ts';
import type { Language } from '#app/i18n/languages.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';
import { draftText } from '#app/services/evidence-draft-text.ts';
import { logOf } from '#app/services/read-log.server.ts';

/**
 * Queues a plain account of an order to be written into its dispute's evidence, as a draft. What is written is made here from
 * what is stored, never taken from the page.
 */
export async function draftDispute({
  shopId,
  orderId,
  language,
  actor,
  body,
  now,
}: {
  shopId: number;
  orderId: string;
  language: Language;
  actor: string;
  body: unknown;
  now: Date;
}): Promise<DraftResult> {
  const { data: action } = draftActionSchema.safeParse(body);
  if (action === undefined) return { ok: false, code: 'bad_input' };
  const { disputeId, mode } = action;
  return withShopSql(shopId, async (sql): Promise<DraftResult> => {
    const dispute = await openDisputeOfOrder(sql, shopId, orderId);
    const facts = await readPackFacts(sql, shopId, orderId);
    if (dispute?.disputeId !== disputeId || facts === null)
      return { ok: false, code: 'no_such_dispute' };
    const { domain } = await readShopFacts(sql, shopId);
    if (await isOrderErased(sql, shopId, { domain, orderId })) return { ok: false, code: 'erased' };
    const drafts = await draftsOfDispute(sql, shopId, disputeId);
    if (drafts.some(({ state }) => state === 'waiting'))
      return { ok: false, code: 'already_asked' };
    const log = await logOf(sql, shopId);
    const verifyPage = `${env().SHOPIFY_APP_URL}/verify`;
    const text = draftText({ facts, verifyPage, origin: log?.origin ?? null }, language);
    const isAdded = await addToOutbox(sql, shopId, {
      kind: 'dispute_evidence',
      // Asked by two people at once, done once.
      effectKey: `${disputeId}:${drafts.length}`,
      payload: { disputeId, text, mode, actor },
      now,
    });
    if (!isAdded) return { ok: false, code: 'already_asked' };
    await enqueue(sql, 'send-outbox', { shopId }, { sooner: true });
    return { ok: true };
  });
}
