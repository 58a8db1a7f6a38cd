import type { PoolClient } from 'pg';
import type { SubjectRef } from '#app/domain/findings/subjects.ts';

/** When time alone may turn what a rule says of a subject; null: it cannot. */
export interface RuleReview extends SubjectRef {
  ruleId: string;
  reviewAt: Date | null;
}

/** Plans the reviews of rules and subjects that were judged just now, and takes away those that are not needed any more. */
export async function writeReviews(
  sql: PoolClient,
  shopId: number,
  reviews: readonly RuleReview[],
): Promise<void> {
  if (reviews.length === 0) return;
  await sql.query(
    `with k as (select * from jsonb_to_recordset($2::jsonb) as k(kind text, id text, "ruleId" text, "reviewAt" timestamptz)),
     gone as (
       delete from rule_reviews r using k where r.shop_id = $1 and r.subject_kind = k.kind and r.subject_id = k.id
         and r.rule_id = k."ruleId" and k."reviewAt" is null)
     insert into rule_reviews as r (shop_id, subject_kind, subject_id, rule_id, review_at)
     select $1, kind, id, "ruleId", "reviewAt" from k where "reviewAt" is not null order by kind, id, "ruleId"
     on conflict (shop_id, subject_kind, subject_id, rule_id) do update set review_at = excluded.review_at
       where r.review_at <> excluded.review_at`,
    [shopId, JSON.stringify(reviews)],
  );
}
