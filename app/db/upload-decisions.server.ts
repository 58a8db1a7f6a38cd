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
  if (how === 'first') return takeFirst(sql, shopId, { uploadId, outcome });
  const change = {
    skip: `decision = 'skip'`,
    reset: `decision = null, fulfillment_id = case when outcome = 'matched' then fulfillment_id end,
       position = case when outcome = 'matched' then position end`,
  }[how];
  const which = {
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

/**
 * The best candidate for every undecided row that has one, but each parcel once: where several rows name it, the first
 * takes it, and none does when another row of the upload has it already. Two numbers for one box are a person's decision.
 */
async function takeFirst(
  sql: PoolClient,
  shopId: number,
  { uploadId, outcome }: { uploadId: string; outcome: 'matched' | 'unsure' | 'unmatched' },
): Promise<number> {
  const { rowCount } = await sql.query(
    `with wished as (
       select line, (candidates->0->>'fulfillmentId')::bigint as fulfillment_id,
              (candidates->0->>'position')::smallint as position
         from upload_rows
        where shop_id = $1 and upload_id = $2 and outcome = $3 and applied_at is null
          and decision is null and jsonb_array_length(candidates) > 0),
     taken as (
       select fulfillment_id, position from upload_rows
        where shop_id = $1 and upload_id = $2 and fulfillment_id is not null
          and (decision = 'apply' or applied_at is not null or (outcome = 'matched' and decision is null))),
     given as (
       select distinct on (fulfillment_id, position) line, fulfillment_id, position from wished
        where (fulfillment_id, position) not in (select fulfillment_id, position from taken)
        order by fulfillment_id, position, line)
     update upload_rows r set decision = 'apply', fulfillment_id = given.fulfillment_id, position = given.position
       from given where r.shop_id = $1 and r.upload_id = $2 and r.line = given.line`,
    [shopId, uploadId, outcome],
  );
  return rowCount ?? 0;
}
