import type { PoolClient } from 'pg';

export interface SuppressionChange {
  id: string;
  /** Null: not set aside. */
  suppressed: { until: Date; why: string; by: string } | null;
}

/**
 * Sets findings aside, or brings them back, and returns how each stood before, for those the shop has. A finding that is
 * set aside goes on being judged. Each change is written down with who made it.
 */
export async function writeSuppressions(
  sql: PoolClient,
  {
    shopId,
    changes,
    actor,
    now,
  }: { shopId: number; changes: readonly SuppressionChange[]; actor: string; now: Date },
): Promise<SuppressionChange[]> {
  const { rows } = await sql.query<{
    id: string;
    until: Date | null;
    why: string | null;
    by: string | null;
  }>(
    `with asked as (
       select * from unnest($2::uuid[], $3::timestamptz[], $4::text[], $5::text[]) asked (finding_id, until, why, by)
     ), before as (
       select f.finding_id, f.suppressed_until, f.suppressed_why, f.suppressed_by, asked.until, asked.why, asked.by
       from asked cross join lateral (
         select * from findings f where f.shop_id = $1 and f.finding_id = asked.finding_id for update
       ) f
     ), changed as (
       update findings f set suppressed_until = before.until, suppressed_why = before.why, suppressed_by = before.by
       from before where f.shop_id = $1 and f.finding_id = before.finding_id
     ), noted as (
       insert into finding_events (shop_id, finding_id, at, kind, actor, detail)
       select $1, finding_id, $6, case when until is null then 'unsuppressed' else 'suppressed' end, $7,
         case when until is null then '{}' else jsonb_build_object(
           'until', to_char(until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'why', why) end
       from before
     )
     select finding_id::text as id, suppressed_until as until, suppressed_why as why, suppressed_by as by from before`,
    [
      shopId,
      changes.map(({ id }) => id),
      changes.map(({ suppressed }) => suppressed?.until ?? null),
      changes.map(({ suppressed }) => suppressed?.why ?? null),
      changes.map(({ suppressed }) => suppressed?.by ?? null),
      now,
      actor,
    ],
  );
  return rows.map(({ id, until, why, by }) => ({
    id,
    suppressed: until === null ? null : { until, why: why ?? '', by: by ?? '' },
  }));
}

export interface AssigneeChange {
  id: string;
  /** Null: nobody. */
  assignee: string | null;
}

/** Gives findings to somebody, or to nobody, and returns whose each was before, for those the shop has. */
export async function writeAssignees(
  sql: PoolClient,
  {
    shopId,
    changes,
    actor,
    now,
  }: { shopId: number; changes: readonly AssigneeChange[]; actor: string; now: Date },
): Promise<AssigneeChange[]> {
  const { rows } = await sql.query<AssigneeChange>(
    `with asked as (
       select * from unnest($2::uuid[], $3::text[]) asked (finding_id, assignee)
     ), before as (
       select f.finding_id, f.assignee, asked.assignee as next from asked cross join lateral (
         select * from findings f where f.shop_id = $1 and f.finding_id = asked.finding_id for update
       ) f
     ), changed as (
       update findings f set assignee = before.next
       from before where f.shop_id = $1 and f.finding_id = before.finding_id
     ), noted as (
       insert into finding_events (shop_id, finding_id, at, kind, actor, detail)
       select $1, finding_id, $4, case when next is null then 'unassigned' else 'assigned' end, $5,
         jsonb_build_object('assignee', next) from before
     )
     select finding_id::text as id, assignee from before`,
    [shopId, changes.map(({ id }) => id), changes.map(({ assignee }) => assignee), now, actor],
  );
  return rows;
}
