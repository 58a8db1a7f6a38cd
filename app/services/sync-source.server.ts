import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { PoolClient } from 'pg';
import { noteAnswer, noteGaps } from '#app/db/sync-state.server.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';
import { offlineToken } from '#app/services/offline-token.server.ts';
import { adminClient } from '#app/shopify/admin-client.server.ts';
import type { AdminAnswer } from '#app/shopify/admin-client.server.ts';

/** One shop's Shopify for the length of a job's slice. */
export interface Source {
  query<Data, Variables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<AdminAnswer<Data>>;
  /**
   * Writes what the answers told besides data: that the source lives, its throttle, its version, withheld fields.
   * MUST come before parcels are judged in the same transaction: the judgement asks how old the source's answer is.
   */
  report(sql: PoolClient): Promise<void>;
}

/** Opens the shop's Admin API; every answer counts for the source clock at `now`. */
export function openSource({
  shopId,
  domain,
  now,
}: {
  shopId: number;
  domain: string;
  now: Date;
}): Source {
  const client = adminClient({
    shop: domain,
    accessToken: (rejected) => offlineToken(domain, rejected),
  });
  let latest: AdminAnswer<unknown> | null = null;
  let gaps: { path: string; message: string }[] = [];
  return {
    async query(document, variables) {
      const answer = await client.query(document, variables);
      latest = answer;
      gaps.push(...answer.gaps);
      return answer;
    },
    async report(sql) {
      if (latest === null) return;
      await noteGaps(sql, shopId, gaps, now);
      gaps = [];
      const { servedVersion, throttle } = latest;
      const wasBlind = await noteAnswer(sql, shopId, { answeredAt: now, servedVersion, throttle });
      // Parcels that waited for the source can be judged again.
      if (wasBlind) await enqueue(sql, 'assess-due', { shopId });
    },
  };
}
