import type { PoolClient } from 'pg';

/** A person's choice of one of the row's candidates; false when it is none of them or the row is not open to choice. */
export async function chooseCandidate(
  sql: PoolClient,
  shopId: number,
  choice: { uploadId: string; line: number; fulfillmentId: string; position: number },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update upload_rows set decision = 'apply', fulfillment_id = $4::bigint, position = $5::smallint
      where shop_id = $1 and upload_id = $2 and line = $3 and applied_at is null
        and outcome in ('unsure', 'unmatched', 'matched')
        and candidates @> jsonb_build_array(jsonb_build_object('fulfillmentId', $4::text, 'position', $5::int))`,
    [shopId, choice.uploadId, choice.line, choice.fulfillmentId, choice.position],
  );
  return rowCount === 1;
}

/** Leaves rows out, or takes a person's decision back. Returns how many changed. */
export async function setDecision(
  sql: PoolClient,
  shopId: number,
  {
    uploadId,
    lines,
    decision,
  }: { uploadId: string; lines: readonly number[]; decision: 'skip' | null },
): Promise<number> {
  const { rowCount } = await sql.query(
    `update upload_rows set decision = $4,
       fulfillment_id = case when outcome = 'matched' then fulfillment_id end,
       position = case when outcome = 'matched' then position end
      where shop_id = $1 and upload_id = $2 and line = any($3::int[]) and applied_at is null
        and outcome in ('matched', 'unsure', 'unmatched')`,
    [shopId, uploadId, lines, decision],
  );
  return rowCount ?? 0;
}

/**
 * Decides every row of one outcome at once: `first` takes the best candidate of those that are undecided and have one,
 * `skip` leaves the undecided out, `reset` takes all decisions back. Returns how many changed.
 */
export async function decideAll(
  sql: PoolClient,
  shopId: number,
  {
    uploadId,
    outcome,
    how,
  }: {
    uploadId: string;
    outcome: 'matched' | 'unsure' | 'unmatched';
    how: 'first' | 'skip' | 'reset';
  },
): Promise<number> {
  const change = {
    first: `decision = 'apply', fulfillment_id = (candidates->0->>'fulfillmentId')::bigint,
       position = (candidates->0->>'position')::smallint`,
    skip: `decision = 'skip'`,
    reset: `decision = null, fulfillment_id = case when outcome = 'matched' then fulfillment_id end,
       position = case when outcome = 'matched' then position end`,
  }[how];
  const which = {
    first: `decision is null and jsonb_array_length(candidates) > 0`,
    skip: `decision is null`,
    reset: `decision is not null`,
  }[how];
  const { rowCount } = await sql.query(
    `update upload_rows set ${change}
      where shop_id = $1 and upload_id = $2 and outcome = $3 and applied_at is null and ${which}`,
    [shopId, uploadId, outcome],
  );
  return rowCount ?? 0;
}
