import type { PoolClient } from 'pg';
import { findingConditions, type FindingFilter } from '#app/db/finding-conditions.ts';
import type { FindingPlace } from '#app/db/finding-pages.server.ts';
import { FINDING_COLUMNS, MORE_MONEY, type ListedFinding } from '#app/db/finding-record.server.ts';
import type { SubjectKind } from '#app/domain/findings/subjects.ts';
import type { Money } from '#app/domain/shared/money.ts';

interface Asked {
  shopId: number;
  filter: FindingFilter;
  now: Date;
}

/** What findings under one heading add up to. */
export interface GroupSum {
  key: string;
  count: number;
  deadlineAt: Date | null;
  /** One amount a currency; what several findings of the group say of one order or product counts once. */
  exposure: Money[];
}

/** Each rule with findings that match: the one with the nearest deadline first, then the one with most money. */
export async function readRuleGroups(
  sql: PoolClient,
  { shopId, filter, now }: Asked,
): Promise<GroupSum[]> {
  const { text, values } = findingConditions(shopId, filter, now);
  const { rows } = await sql.query<GroupSum>(
    `with asked as materialized (
       select f.rule_id as key, f.subject_key as subject, f.deadline_at, f.exposure_minor,
         f.money_minor, f.money_currency from findings f where ${text}
     ), page as (
       select key, count(*)::int as count, min(deadline_at) as deadline_at, sum(exposure_minor) as minor
       from asked group by key
     ), money as (${exposures('f.rule_id', text)})
     select p.key, p.count, p.deadline_at as "deadlineAt", coalesce(m.exposure, '[]') as exposure
     from page p left join money m using (key) order by p.deadline_at, p.minor desc, p.key`,
    values,
  );
  return rows;
}

/**
 * Amounts of each group of `page`, the largest first, one a currency: an order or product counts once, at the largest
 * amount that one of its findings says. The first of each finding lies in `asked`, more are read from the few that have more.
 */
function exposures(key: string, text: string): string {
  return `
  select key, jsonb_agg(jsonb_build_object('minor', minor, 'currency', currency) order by minor desc) as exposure
  from (select key, currency, sum(minor)::bigint as minor from (
    select key, subject, currency, max(minor) as minor from (
      select asked.key, asked.subject, asked.money_currency as currency, asked.money_minor as minor
      from asked join page using (key) where asked.money_minor is not null
      union all
      select ${key}, f.subject_key, amount->>'currency', (amount->>'minor')::bigint
      from findings f join page on page.key = ${key} cross join ${MORE_MONEY} where ${text} and f.has_more_money
    ) amounts group by 1, 2, 3
  ) largest group by 1, 2) summed group by key`;
}

export interface SubjectGroup extends GroupSum {
  label: string;
  subjectKind: SubjectKind;
  subjectId: string;
  orderId: string | null;
  productId: string | null;
  /** `id` is the key. */
  place: FindingPlace;
}

/** Subjects with findings that match, page by page in the order of `readRuleGroups`. */
export async function readSubjectGroups(
  sql: PoolClient,
  {
    shopId,
    filter,
    now,
    beside,
    direction,
    limit,
  }: Asked & { beside: FindingPlace | null; direction: 'next' | 'previous'; limit: number },
): Promise<{ groups: SubjectGroup[]; more: boolean; total: number }> {
  const { text, values } = findingConditions(shopId, filter, now);
  const isForward = direction === 'next';
  const order = isForward ? 'asc' : 'desc';
  const at = values.length + 1;
  // Those without a deadline come last: as if theirs never came.
  const beyond =
    beside === null
      ? ''
      : `where (s.at, s.minor, s.key) ${isForward ? '>' : '<'} ($${at}::timestamptz, $${at + 1}::numeric, $${at + 2}::text)`;
  const place = beside === null ? [] : [beside.at ?? 'infinity', beside.minor, beside.id];
  const { rows } = await sql.query<SubjectGroup & { total: number }>(
    `with asked as materialized (
       select f.subject_key as key, f.subject_key as subject, f.deadline_at, f.exposure_minor,
         f.money_minor, f.money_currency from findings f where ${text}
     ), sums as (
       select key, count(*)::int as count, min(deadline_at) as deadline_at, -sum(exposure_minor) as minor,
         coalesce(min(deadline_at), 'infinity') as at from asked group by key
     ), page as materialized (
       select * from sums s ${beyond} order by s.at ${order}, s.minor ${order}, s.key ${order} limit ${limit + 1}
     ), named as (
       select distinct on (f.subject_key) f.subject_key as key, f.label, f.subject_kind as "subjectKind",
         f.subject_id as "subjectId", f.order_id::text as "orderId", f.product_id::text as "productId"
       from findings f where ${text} and f.subject_key = any(array(select key from page))
       order by f.subject_key, f.subject_kind in ('order', 'product') desc, f.label
     ), money as (${exposures('f.subject_key', text)})
     select named.*, p.count, p.deadline_at as "deadlineAt", coalesce(m.exposure, '[]') as exposure,
       jsonb_build_object('at', to_char(p.deadline_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
         'minor', p.minor::text, 'id', p.key) as place,
       (select count(*)::int from asked) as total
     from page p join named using (key) left join money m using (key)
     order by p.at ${order}, p.minor ${order}, p.key ${order}`,
    [...values, ...place],
  );
  const groups = rows.slice(0, limit);
  return {
    groups: isForward ? groups : groups.reverse(),
    more: rows.length > limit,
    total: rows[0]?.total ?? 0,
  };
}

/** The findings of the given subjects, at most `limit` of each. */
export async function readFirstOfSubjects(
  sql: PoolClient,
  { shopId, filter, now, keys, limit }: Asked & { keys: readonly string[]; limit: number },
): Promise<(ListedFinding & { key: string })[]> {
  const { text, values } = findingConditions(shopId, filter, now);
  const { rows } = await sql.query<ListedFinding & { key: string }>(
    `select * from (
       select ${FINDING_COLUMNS}, f.subject_key as key, row_number() over (
         partition by f.subject_key order by f.deadline_at, -f.exposure_minor, f.finding_id) as place
       from findings f where ${text} and f.subject_key = any($${values.length + 1}::text[])
     ) found where place <= ${limit} order by place`,
    [...values, keys],
  );
  return rows;
}
