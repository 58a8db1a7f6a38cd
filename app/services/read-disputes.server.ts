import type { PoolClient } from 'pg';
import { z } from 'zod';
import { writeDisputes } from '#app/db/disputes.server.ts';
import type { DisputeRecord } from '#app/db/disputes.server.ts';
import { writeShopSide } from '#app/db/shop-side.server.ts';
import type { CatalogueSlice } from '#app/services/catalogue-slice.ts';
import { amountSchema, gid, instant, optionalInstant, text } from '#app/services/shopify-values.ts';
import { OPTIONAL_READS } from '#app/shopify/optional-reads.ts';
import { DisputesDocument } from '#app/shopify/generated/documents.ts';

/** Networks give 120 days; what is older than half a year is over. */
const LOOK_BACK_MS = 180 * 86_400_000;
/** 50 a page; a shop with more disputes than this has other worries. */
const MOST_PAGES = 40;

/** Reads the disputes of half a year, newest first; without the scope only notes that it is missing. */
export async function readDisputes({
  shopId,
  source,
  scopes,
  now,
}: CatalogueSlice): Promise<(sql: PoolClient) => Promise<void>> {
  const scope = OPTIONAL_READS.Disputes;
  if (!scopes.has(scope)) {
    const missing = { kind: 'scope', scope } as const;
    return (sql) => writeShopSide(sql, shopId, [{ name: 'disputes', missing }], now);
  }
  const disputes: Omit<DisputeRecord, 'readAt'>[] = [];
  const since = now.getTime() - LOOK_BACK_MS;
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { data }: Awaited<ReturnType<typeof ask>> = await ask(source, after);
    const { nodes, pageInfo } = data.disputes;
    const read = nodes.flatMap(disputeOf);
    disputes.push(...read.filter(({ initiatedAt }) => initiatedAt.getTime() >= since));
    after = pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
    const isPast = read.some(({ initiatedAt }) => initiatedAt.getTime() < since);
    if (after === null || isPast) break;
  }
  return async (sql) => {
    await writeShopSide(sql, shopId, [{ name: 'disputes', value: true }], now);
    await writeDisputes(sql, shopId, { disputes, readAt: now });
  };
}

function ask(source: CatalogueSlice['source'], after: string | null) {
  return source.query(DisputesDocument, { after });
}

const disputeSchema = z
  .object({
    id: gid,
    status: z.string(),
    type: z.enum(['CHARGEBACK', 'INQUIRY']),
    initiatedAt: instant,
    evidenceDueBy: optionalInstant,
    evidenceSentOn: optionalInstant,
    finalizedOn: optionalInstant,
    amount: amountSchema,
    reasonDetails: z.object({ reason: z.string(), networkReasonCode: text }),
    order: z.object({ id: gid }).nullish(),
  })
  .transform((dispute) => {
    const { minor, currency } = dispute.amount;
    return {
      disputeId: dispute.id,
      orderId: dispute.order?.id ?? null,
      status: dispute.status,
      initiatedAt: dispute.initiatedAt,
      facts: {
        type: dispute.type,
        reason: dispute.reasonDetails.reason,
        networkReasonCode: dispute.reasonDetails.networkReasonCode ?? null,
        minor,
        currency,
        evidenceDueBy: dispute.evidenceDueBy?.toISOString() ?? null,
        evidenceSentOn: dispute.evidenceSentOn?.toISOString() ?? null,
        finalizedOn: dispute.finalizedOn?.toISOString() ?? null,
      },
    };
  });

function disputeOf(node: unknown): Omit<DisputeRecord, 'readAt'>[] {
  const read = disputeSchema.safeParse(node);
  return read.success ? [read.data] : [];
}
