import type { PoolClient } from 'pg';
import type { Cause, VerdictKind } from '#app/domain/verdicts/verdict.ts';

export type ChangeTrigger =
  | 'scan'
  | 'time'
  | 'number'
  | 'settings'
  | 'source'
  | 'first'
  | 'proof' // something became known that speaks for or against the number
  | 'person'; // a person said that it is not so, or took that back

export interface VerdictChange {
  fulfillmentId: string;
  position: number;
  from: VerdictKind | 'unassessed';
  to: VerdictKind;
  cause: Cause;
  trigger: ChangeTrigger;
  /** What brought it: the scan's id, milestone and time, or the number. */
  detail: Record<string, string | number | null>;
}

/** Keeps how verdicts changed and why. */
export async function recordChanges(
  sql: PoolClient,
  shopId: number,
  changes: readonly VerdictChange[],
  now: Date,
): Promise<void> {
  if (changes.length === 0) return;
  await sql.query(
    `insert into verdict_changes
       (shop_id, fulfillment_id, position, changed_at, from_verdict, to_verdict, cause, trigger, detail)
     select $1, c."fulfillmentId", c.position, $3, c."from", c."to", c.cause, c.trigger, c.detail
       from jsonb_to_recordset($2::jsonb) as c(
         "fulfillmentId" bigint, position smallint, "from" text, "to" text, cause text, trigger text, detail jsonb)`,
    [shopId, JSON.stringify(changes), now],
  );
}
