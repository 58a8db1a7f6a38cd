import type { PoolClient } from 'pg';
import { z } from 'zod';
import type { WaitingShop } from '#app/db/cross-shop.server.ts';
import { runtimePool } from '#app/db/pool.server.ts';
import type { SubjectKind, SubjectRef } from '#app/domain/findings/subjects.ts';

/** A subject of which facts have changed; `words` as in app/domain/findings/asked-rules.ts. */
export interface MarkedSubject extends SubjectRef {
  words: string[];
}

/**
 * Takes the marks off the next subjects to be judged, in order of key; of a large shop, those that gather many orders once
 * an hour. A mark that somebody is making right now is left for the next time: what was written with it cannot be read yet.
 */
export async function takeSubjectsToJudge(
  sql: PoolClient,
  shopId: number,
  { now, limit }: { now: Date; limit: number },
): Promise<MarkedSubject[]> {
  // By place and not by key: statistics are of a table that is nearly always empty.
  const { rows } = await sql.query<MarkedSubject & { isGathered: boolean }>(
    `delete from subjects_to_judge where shop_id = $1 and ctid = any(array(
       select ctid from subjects_to_judge where shop_id = $1 and (retry_at is null or retry_at <= $2)
         and (not is_gathered(subject_kind, groups)
           or coalesce((select may_gather($1, gathered_at, $2) from compliance_state where shop_id = $1), true))
       order by subject_kind, subject_id limit $3 for update skip locked))
     returning subject_kind as kind, subject_id as id, groups as words,
       is_gathered(subject_kind, groups) as "isGathered"`,
    [shopId, now, limit],
  );
  const isDrained = rows.length < limit && rows.some(({ isGathered }) => isGathered);
  if (isDrained) await noteGathered(sql, shopId, now);
  return rows.map(({ kind, id, words }) => ({ kind, id, words }));
}

async function noteGathered(sql: PoolClient, shopId: number, now: Date): Promise<void> {
  await sql.query(
    `update compliance_state set gathered_at = $2 where shop_id = $1 and may_gather($1, gathered_at, $2)`,
    [shopId, now],
  );
}

/** Takes the reviews that are due; each is written anew, or taken away, by the judging that follows in this transaction. */
export async function takeDueReviews(
  sql: PoolClient,
  shopId: number,
  { now, limit }: { now: Date; limit: number },
): Promise<MarkedSubject[]> {
  const { rows } = await sql.query<{ kind: SubjectKind; id: string; ruleId: string }>(
    `delete from rule_reviews where shop_id = $1 and ctid = any(array(
       select ctid from rule_reviews where shop_id = $1 and review_at <= $2
       order by review_at limit $3 for update skip locked))
     returning subject_kind as kind, subject_id as id, rule_id as "ruleId"`,
    [shopId, now, limit],
  );
  return rows.map(({ kind, id, ruleId }) => ({ kind, id, words: [`rule:${ruleId}`] }));
}

/** A subject that could not be judged by some rules, or not at all (`'*'`). `note` is for the reader of coverage: no data. */
export interface FailedSubject extends MarkedSubject {
  note: string;
}

/** Marks again what could not be judged: it is tried at `retryAt`, or as soon as a fact of it changes. */
export async function keepFailed(
  sql: PoolClient,
  shopId: number,
  { failed, retryAt }: { failed: readonly FailedSubject[]; retryAt: Date },
): Promise<void> {
  if (failed.length === 0) return;
  await sql.query(
    `insert into subjects_to_judge as m (shop_id, subject_kind, subject_id, groups, retry_at, note)
     select $1, f.kind, f.id, array(select jsonb_array_elements_text(f.words)), $3, f.note
       from jsonb_to_recordset($2::jsonb) as f(kind text, id text, words jsonb, note text)
      order by f.kind, f.id
     on conflict (shop_id, subject_kind, subject_id) do update set note = excluded.note,
       groups = (select array_agg(distinct word order by word) from unnest(m.groups || excluded.groups) as word)`,
    [shopId, JSON.stringify(failed), retryAt],
  );
}

/** What waits to be judged, and what could not be; at most a hundred of the latter by name. */
export async function readJudgingWaits(
  sql: PoolClient,
  shopId: number,
): Promise<{
  waiting: number;
  since: Date | null;
  failed: { kind: SubjectKind; id: string; name: string; note: string }[];
  failedCount: number;
}> {
  const { rows } = await sql.query<{ waiting: number; since: Date | null; failed: number }>(
    `select count(*) filter (where retry_at is null)::int as waiting,
       min(marked_at) filter (where retry_at is null) as since,
       count(*) filter (where retry_at is not null)::int as failed
     from subjects_to_judge where shop_id = $1`,
    [shopId],
  );
  const failed = await sql.query<{ kind: SubjectKind; id: string; name: string; note: string }>(
    `select m.subject_kind as kind, m.subject_id as id, coalesce(m.note, '') as note, coalesce(
       (select o.name from orders o where o.shop_id = $1
         and o.order_id = case m.subject_kind when 'order' then m.subject_id::bigint end),
       (select p.title from products p where p.shop_id = $1
         and p.product_id = case m.subject_kind when 'product' then m.subject_id::bigint end),
       m.subject_id) as name
     from subjects_to_judge m where m.shop_id = $1 and m.retry_at is not null
     order by m.retry_at, m.subject_kind, m.subject_id limit 100`,
    [shopId],
  );
  const [counts] = rows;
  return {
    waiting: counts?.waiting ?? 0,
    since: counts?.since ?? null,
    failed: failed.rows,
    failedCount: counts?.failed ?? 0,
  };
}

/** Installed shops with subjects to judge; the longest-waiting first. */
export async function shopsToJudge(now: Date, limit: number): Promise<WaitingShop[]> {
  return ask('select shop_id, since from shops_to_judge($1, $2)', [now, limit]);
}

/** Installed shops of which everything is to be judged: by another catalogue than last, or because a fact of the shop changed. */
export async function shopsToJudgeAll(catalogue: string, limit: number): Promise<WaitingShop[]> {
  return ask('select shop_id, since from shops_to_judge_all($1, $2)', [catalogue, limit]);
}

/** Installed shops whose daily digest is due. */
export async function shopsWithDueDigest(now: Date, limit: number): Promise<WaitingShop[]> {
  return ask('select shop_id, since from shops_with_due_digest($1, $2)', [now, limit]);
}

const waitingSchema = z.array(
  // Null: never judged, so waiting for longest.
  z.object({ shop_id: z.number(), since: z.date().nullable() }),
);

async function ask(text: string, values: unknown[]): Promise<WaitingShop[]> {
  const pool = await runtimePool();
  const { rows } = await pool.query(text, values);
  return waitingSchema
    .parse(rows)
    .map(({ shop_id: shopId, since }) => ({ shopId, since: since ?? new Date(0) }));
}
