import type { PoolClient } from 'pg';
import { z } from 'zod';
import type { DraftState, DisputeView } from '#app/contracts/evidence.ts';

/** A dispute that somebody may still have to answer. */
export interface OpenDispute extends Pick<DisputeView, 'disputeId' | 'status'> {
  dueAt: Date | null;
}

/** The order's newest dispute that is not decided; null: none is known. */
export async function openDisputeOfOrder(
  sql: PoolClient,
  shopId: number,
  orderId: string,
): Promise<OpenDispute | null> {
  const { rows } = await sql.query<OpenDispute>(
    `select dispute_id::text as "disputeId", status, (facts->>'evidenceDueBy')::timestamptz as "dueAt"
     from disputes where shop_id = $1 and order_id = $2 and status in ('NEEDS_RESPONSE', 'UNDER_REVIEW')
     order by initiated_at desc, dispute_id desc limit 1`,
    [shopId, orderId],
  );
  return rows[0] ?? null;
}

/** What was to be written into a dispute's evidence. */
export interface DraftRecord {
  state: DraftState;
  /** A code; null: nothing went wrong, or not yet. */
  error: string | null;
  askedAt: Date;
  text: string;
}

export const draftPayloadSchema = z.object({
  disputeId: z.string(),
  text: z.string(),
  mode: z.enum(['fill', 'append']),
  actor: z.string(),
});

/** A dispute's drafts, newest first. */
export async function draftsOfDispute(
  sql: PoolClient,
  shopId: number,
  disputeId: string,
): Promise<DraftRecord[]> {
  const { rows } = await sql.query<DraftRecord>(
    `select state, error, created_at as "askedAt", payload->>'text' as text from outbox
     where shop_id = $1 and kind = 'dispute_evidence' and payload->>'disputeId' = $2
     order by created_at desc, outbox_id limit ${MOST_DRAFTS}`,
    [shopId, disputeId],
  );
  return rows;
}

const MOST_DRAFTS = 50;
