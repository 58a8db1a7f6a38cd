import type { PoolClient } from 'pg';
import { DRAFT_ERRORS, type DisputeView, type EvidenceView } from '#app/contracts/evidence.ts';
import { draftsOfDispute, openDisputeOfOrder } from '#app/db/dispute-drafts.server.ts';
import {
  countRecords,
  isOrderErased,
  isOrderHere,
  readPackFacts,
} from '#app/db/pack-facts.server.ts';
import { readShopFacts } from '#app/db/settings.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { env } from '#app/env.server.ts';
import type { Language } from '#app/i18n/languages.ts';
import { draftText } from '#app/services/evidence-draft-text.ts';
import { checkpointsOfOrder, logOf } from '#app/services/read-log.server.ts';

/** What of an order can be handed to somebody who asks for proof; null: the shop has no such order. */
export async function loadEvidence({
  shopId,
  orderId,
  language,
  now,
}: {
  shopId: number;
  orderId: string;
  /** Of the draft for a dispute. */
  language: Language;
  now: Date;
}): Promise<EvidenceView | null> {
  return withShopSql(shopId, async (sql) => {
    if (!(await isOrderHere(sql, shopId, orderId))) return null;
    const { domain } = await readShopFacts(sql, shopId);
    const isErased = await isOrderErased(sql, shopId, { domain, orderId });
    const { logged, waiting } = await countRecords(sql, shopId, orderId);
    const log = await logOf(sql, shopId);
    const [newest] =
      log === null ? [] : await checkpointsOfOrder(sql, shopId, { since: now, most: 1 });
    return {
      state: isErased ? 'erased' : logged + waiting === 0 ? 'nothing_recorded' : 'ready',
      records: logged,
      waiting,
      log:
        log === null || newest === undefined
          ? null
          : {
              origin: log.origin,
              key: log.verifierKey,
              size: newest.size,
              signedAt: newest.signedAt.toISOString(),
            },
      dispute: isErased
        ? null
        : await disputeOf(sql, { shopId, orderId, language, origin: log?.origin ?? null }),
    };
  });
}

async function disputeOf(
  sql: PoolClient,
  {
    shopId,
    orderId,
    language,
    origin,
  }: { shopId: number; orderId: string; language: Language; origin: string | null },
): Promise<DisputeView | null> {
  const dispute = await openDisputeOfOrder(sql, shopId, orderId);
  const facts = dispute === null ? null : await readPackFacts(sql, shopId, orderId);
  if (dispute === null || facts === null) return null;
  const verifyPage = `${env().SHOPIFY_APP_URL}/verify`;
  const { disputeId, status, dueAt } = dispute;
  const [last] = await draftsOfDispute(sql, shopId, disputeId);
  return {
    disputeId,
    status,
    dueAt: dueAt?.toISOString() ?? null,
    text: draftText({ facts, verifyPage, origin }, language),
    last:
      last === undefined
        ? null
        : {
            state: last.state,
            error: DRAFT_ERRORS.find((code) => code === last.error) ?? null,
            askedAt: last.askedAt.toISOString(),
          },
  };
}
