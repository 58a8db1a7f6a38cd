import type { PoolClient } from 'pg';
import { findingConditions, type FindingFilter } from '#app/db/finding-conditions.ts';
import { SUBJECT_KEY } from '#app/db/finding-record.server.ts';
import type { Authority } from '#app/domain/findings/rule.ts';
import type { Money } from '#app/domain/shared/money.ts';

export interface OpenCounts {
  broken: number;
  endSoon: number;
  later: number;
  unknown: number;
  suppressed: number;
  nextDeadlineAt: Date | null;
}

/** How the shop's open findings stand; `soon`: until when a deadline counts as near. */
export async function countOpenFindings(
  sql: PoolClient,
  { shopId, now, soon }: { shopId: number; now: Date; soon: Date },
): Promise<OpenCounts> {
  const { rows } = await sql.query<OpenCounts>(
    `select count(*) filter (where stands and verdict = 'fail')::int as broken,
       count(*) filter (where stands and verdict = 'upcoming' and deadline_at <= $3)::int as "endSoon",
       count(*) filter (where stands and verdict = 'upcoming' and (deadline_at is null or deadline_at > $3))::int as later,
       count(*) filter (where stands and verdict = 'unknown')::int as unknown,
       count(*) filter (where not stands)::int as suppressed,
       min(deadline_at) filter (where stands and verdict in ('fail', 'upcoming') and deadline_at > $2) as "nextDeadlineAt"
     from (
       select verdict, deadline_at, suppressed_until is null or suppressed_until <= $2 as stands
       from findings where shop_id = $1 and cured_at is null
     ) open`,
    [shopId, now, soon],
  );
  const [counts] = rows;
  if (counts === undefined) throw new Error('An aggregate always answers');
  return counts;
}

/**
 * What depends on what is broken or ends until `soon`: one amount a currency. An order or product that several findings
 * name counts once, at its largest amount.
 */
export async function sumPressingExposure(
  sql: PoolClient,
  { shopId, now, soon }: { shopId: number; now: Date; soon: Date },
): Promise<Money[]> {
  const { rows } = await sql.query<{ currency: string; minor: string }>(
    `select currency, sum(minor)::text as minor from (
       select ${SUBJECT_KEY} as subject, amount->>'currency' as currency, max((amount->>'minor')::bigint) as minor
       from findings f cross join lateral jsonb_array_elements(f.exposure) amount
       where f.shop_id = $1 and f.cured_at is null and (f.suppressed_until is null or f.suppressed_until <= $2)
         and (f.verdict = 'fail' or (f.verdict = 'upcoming' and f.deadline_at <= $3))
       group by 1, 2
     ) largest group by 1 order by sum(minor) desc, 1`,
    [shopId, now, soon],
  );
  return rows.map(({ currency, minor }) => ({ minor: Number(minor), currency }));
}

/** What open findings come from and whose they are, each combination once: the filters' choices. */
export async function readFindingChoices(
  sql: PoolClient,
  shopId: number,
): Promise<
  { ruleId: string; authority: Authority; jurisdictions: string[]; assignee: string | null }[]
> {
  const { rows } = await sql.query<{
    ruleId: string;
    authority: Authority;
    jurisdictions: string[];
    assignee: string | null;
  }>(
    `select distinct rule_id as "ruleId", authority, jurisdictions, assignee from findings
     where shop_id = $1 and cured_at is null limit 2000`,
    [shopId],
  );
  return rows;
}

/** How many findings match. */
export async function countFindings(
  sql: PoolClient,
  { shopId, filter, now }: { shopId: number; filter: FindingFilter; now: Date },
): Promise<number> {
  const { text, values } = findingConditions(shopId, filter, now);
  const { rows } = await sql.query<{ count: number }>(
    `select count(*)::int as count from findings f where ${text}`,
    values,
  );
  return rows[0]?.count ?? 0;
}

/** Currencies in which the shop's findings name money, in alphabetical order. */
export async function readExposedCurrencies(sql: PoolClient, shopId: number): Promise<string[]> {
  const { rows } = await sql.query<{ currency: string }>(
    `select distinct amount->>'currency' as currency
     from findings f cross join lateral jsonb_array_elements(f.exposure) amount where f.shop_id = $1 order by 1`,
    [shopId],
  );
  return rows.map(({ currency }) => currency);
}
