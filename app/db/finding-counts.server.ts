import type { PoolClient } from 'pg';
import {
  findingConditions,
  OF_COMPLIANCE,
  type FindingFilter,
} from '#app/db/finding-conditions.ts';
import { MORE_MONEY } from '#app/db/finding-record.server.ts';
import type { Authority } from '#app/domain/findings/rule.ts';
import type { Money } from '#app/domain/shared/money.ts';

/** What a shop's open findings come to. */
export interface OpenFindings {
  /** By dates and figures. */
  broken: number;
  /** Words and patterns suggest it: to be checked, not said to be broken. */
  toCheck: number;
  endSoon: number;
  later: number;
  unknown: number;
  suppressed: number;
  nextDeadlineAt: Date | null;
  /**
   * What depends on what is broken or ends soon: one amount a currency, the largest first. An order or product that
   * several findings name counts once, at its largest amount.
   */
  exposure: Money[];
  /** What they come from and whose they are, each combination once: the filters' choices. */
  choices: {
    ruleId: string;
    authority: Authority;
    jurisdictions: string[];
    assignee: string | null;
  }[];
}

const MOST_CHOICES = 2_000;

/**
 * How the shop's open findings stand, from one reading of an index that holds all of it; amounts beyond the first of a
 * finding are read from the few that have more. `soon`: until when a deadline counts as near.
 */
export async function readOpenFindings(
  sql: PoolClient,
  { shopId, now, soon }: { shopId: number; now: Date; soon: Date },
): Promise<OpenFindings> {
  const { rows } = await sql.query<OpenFindings>(
    `with open as materialized (
       select f.rule_id, f.authority, f.jurisdictions, f.assignee, f.verdict, f.certainty, f.deadline_at, f.money_minor,
         f.money_currency, f.subject_key, (f.suppressed_until is null or f.suppressed_until <= $2) as stands
       from findings f where f.shop_id = $1 and f.cured_at is null and ${OF_COMPLIANCE}
     ), money as (
       select currency, sum(minor)::bigint as minor from (
         select subject_key, currency, max(minor) as minor from (
           select subject_key, money_currency as currency, money_minor as minor from open
           where money_minor is not null and stands and ${isUrgent('open')}
           union all
           select f.subject_key, amount->>'currency', (amount->>'minor')::bigint from findings f cross join ${MORE_MONEY}
           where f.shop_id = $1 and f.cured_at is null and f.has_more_money and ${OF_COMPLIANCE}
             and (f.suppressed_until is null or f.suppressed_until <= $2) and ${isUrgent('f')}
         ) amounts group by 1, 2
       ) largest group by 1
     ), choices as (
       select distinct rule_id, authority, jurisdictions, assignee from open limit ${MOST_CHOICES}
     )
     select count(*) filter (where stands and verdict = 'fail' and certainty = 'deterministic')::int as broken,
       count(*) filter (where stands and verdict = 'fail' and certainty <> 'deterministic')::int as "toCheck",
       count(*) filter (where stands and verdict = 'upcoming' and deadline_at <= $3)::int as "endSoon",
       count(*) filter (where stands and verdict = 'upcoming' and (deadline_at is null or deadline_at > $3))::int as later,
       count(*) filter (where stands and verdict = 'unknown')::int as unknown,
       count(*) filter (where not stands)::int as suppressed,
       min(deadline_at) filter (where stands and verdict in ('fail', 'upcoming') and deadline_at > $2) as "nextDeadlineAt",
       (select coalesce(jsonb_agg(jsonb_build_object('minor', minor, 'currency', currency) order by minor desc, currency), '[]')
        from money) as exposure,
       (select coalesce(jsonb_agg(jsonb_build_object('ruleId', rule_id, 'authority', authority,
          'jurisdictions', jurisdictions, 'assignee', assignee)), '[]') from choices) as choices
     from open`,
    [shopId, now, soon],
  );
  const [found] = rows;
  if (found === undefined) throw new Error('An aggregate always answers');
  return found;
}

/** Broken by dates and figures, or to be within `$3`. */
function isUrgent(of: string): string {
  return `((${of}.verdict = 'fail' and ${of}.certainty = 'deterministic') or (${of}.verdict = 'upcoming' and ${of}.deadline_at <= $3))`;
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
    `select currency from (
       select money_currency as currency from findings f where shop_id = $1 and cured_at is null and ${OF_COMPLIANCE}
       union
       select money_currency from findings f where shop_id = $1 and cured_at is not null and ${OF_COMPLIANCE}
       union
       select amount->>'currency' from findings f cross join ${MORE_MONEY}
        where f.shop_id = $1 and f.has_more_money and ${OF_COMPLIANCE}
     ) named where currency is not null order by 1`,
    [shopId],
  );
  return rows.map(({ currency }) => currency);
}
