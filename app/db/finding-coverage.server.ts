import type { PoolClient } from 'pg';
import type { Missing } from '#app/domain/findings/fact.ts';

/** Open findings of one rule; what is set aside counts too, for it goes on being judged. */
export interface RuleCounts {
  ruleId: string;
  open: number;
  unknown: number;
}

export async function countByRule(sql: PoolClient, shopId: number): Promise<RuleCounts[]> {
  const { rows } = await sql.query<RuleCounts>(
    `select rule_id as "ruleId", count(*) filter (where verdict in ('fail', 'upcoming'))::int as open,
       count(*) filter (where verdict = 'unknown')::int as unknown
     from findings where shop_id = $1 and cured_at is null group by 1`,
    [shopId],
  );
  return rows;
}

/** A kind of fact that a rule's open findings lack, and in how many of them. */
export interface LackCount {
  ruleId: string;
  kind: Missing['kind'];
  /** Of an attestation its code; '' for other kinds. */
  attestation: string;
  findings: number;
}

export async function countLacks(sql: PoolClient, shopId: number): Promise<LackCount[]> {
  const { rows } = await sql.query<LackCount>(
    `select f.rule_id as "ruleId", lack->>'kind' as kind, coalesce(lack->>'attestation', '') as attestation,
       count(distinct f.finding_id)::int as findings
     from findings f cross join lateral jsonb_array_elements(f.missing) lack
     where f.shop_id = $1 and f.cured_at is null and f.verdict = 'unknown'
     group by 1, 2, 3 order by 4 desc, 2, 3`,
    [shopId],
  );
  return rows;
}

/** Since when what cannot be read again is recorded; null: the shop's facts have not been asked for yet. */
export async function readWatchingSince(sql: PoolClient, shopId: number): Promise<Date | null> {
  const { rows } = await sql.query<{ since: Date }>(
    `select watching_since as since from compliance_state where shop_id = $1`,
    [shopId],
  );
  return rows[0]?.since ?? null;
}
