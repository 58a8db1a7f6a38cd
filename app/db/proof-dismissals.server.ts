import type { PoolClient } from 'pg';
import type { ProofCode } from '#app/domain/parcels/proof.ts';

/** A person's word that a fact against a number is not so, with the reason. */
export interface Dismissal {
  fulfillmentId: string;
  position: number;
  numberKey: string;
  code: ProofCode;
  reason: string;
  dismissedBy: string;
  dismissedAt: Date;
}

/** The dismissals that hold for the parcels of these fulfillments. */
export async function loadDismissals(
  sql: PoolClient,
  shopId: number,
  fulfillmentIds: readonly string[],
): Promise<Dismissal[]> {
  const { rows } = await sql.query<Dismissal>(
    `select fulfillment_id as "fulfillmentId", position, number_key as "numberKey", code, reason,
       dismissed_by as "dismissedBy", dismissed_at as "dismissedAt"
     from proof_dismissals where shop_id = $1 and fulfillment_id = any($2::bigint[])
     order by dismissed_at, code`,
    [shopId, [...new Set(fulfillmentIds)]],
  );
  return rows;
}

/** Keeps the dismissal; one that is there already gets the newer reason. */
export async function writeDismissal(
  sql: PoolClient,
  shopId: number,
  dismissal: Dismissal,
): Promise<void> {
  await sql.query(
    `insert into proof_dismissals
       (shop_id, fulfillment_id, position, number_key, code, reason, dismissed_by, dismissed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (shop_id, fulfillment_id, position, number_key, code) do update set
       reason = excluded.reason, dismissed_by = excluded.dismissed_by, dismissed_at = excluded.dismissed_at`,
    [
      shopId,
      dismissal.fulfillmentId,
      dismissal.position,
      dismissal.numberKey,
      dismissal.code,
      dismissal.reason,
      dismissal.dismissedBy,
      dismissal.dismissedAt,
    ],
  );
}

/** Takes a dismissal back; returns it as it was, or null when there was none. */
export async function deleteDismissal(
  sql: PoolClient,
  shopId: number,
  key: Pick<Dismissal, 'fulfillmentId' | 'position' | 'numberKey' | 'code'>,
): Promise<Dismissal | null> {
  const { rows } = await sql.query<Dismissal>(
    `delete from proof_dismissals
      where shop_id = $1 and fulfillment_id = $2 and position = $3 and number_key = $4 and code = $5
      returning fulfillment_id as "fulfillmentId", position, number_key as "numberKey", code, reason,
        dismissed_by as "dismissedBy", dismissed_at as "dismissedAt"`,
    [shopId, key.fulfillmentId, key.position, key.numberKey, key.code],
  );
  return rows[0] ?? null;
}
