import type { PoolClient } from 'pg';
import { FINDING_COLUMNS, type ListedFinding } from '#app/db/finding-record.server.ts';

/** Lines of a group; the rest is counted. */
const MOST_LINES = 15;
const SOON = `interval '7 days'`;

export interface DigestGroup {
  total: number;
  /** The nearest deadline first, then the gravest; at most fifteen. */
  findings: ListedFinding[];
}

export interface Digest {
  found: DigestGroup;
  due: DigestGroup;
  cured: DigestGroup;
}

/**
 * What a day's mail tells: what was found since `since` and is broken or falls due, what falls due within a week, and what
 * was cured since. What was set aside is told in none; what ended with its rule was not cured.
 */
export async function readDigest(
  sql: PoolClient,
  shopId: number,
  { since, now }: { since: Date; now: Date },
): Promise<Digest> {
  const values = [shopId, since, now];
  const isOpen = `f.cured_at is null and (f.suppressed_until is null or f.suppressed_until <= $3)`;
  const happened = (kinds: string) => `exists (
    select from finding_events e where e.shop_id = $1 and e.finding_id = f.finding_id and e.kind in (${kinds})
      and e.at > $2 and e.at <= $3 and e.detail ->> 'why' is null)`;
  const group = async (condition: string): Promise<DigestGroup> => {
    const { rows } = await sql.query<ListedFinding & { total: number }>(
      `select ${FINDING_COLUMNS}, count(*) over ()::int as total from findings f
       where f.shop_id = $1 and $2::timestamptz is not null and ${condition}
       order by f.deadline_at nulls last, f.severity_rank desc, f.finding_id limit ${MOST_LINES}`,
      values,
    );
    return { total: rows[0]?.total ?? 0, findings: rows };
  };
  return {
    found: await group(
      `${isOpen} and f.verdict in ('fail', 'upcoming') and f.verdict_since > $2
       and ${happened(`'found', 'reopened', 'turned'`)}`,
    ),
    due: await group(
      `${isOpen} and f.verdict = 'upcoming' and f.deadline_at > $3 and f.deadline_at <= $3::timestamptz + ${SOON}`,
    ),
    cured: await group(`f.cured_at > $2 and f.cured_at <= $3 and ${happened(`'cured'`)}`),
  };
}

/** When a shop's next digest is due, and since when it tells; null: none is wanted. */
export async function readDigestTime(sql: PoolClient, shopId: number): Promise<Date | null> {
  const { rows } = await sql.query<{ at: Date | null }>(
    `select next_digest_at as at from compliance_state where shop_id = $1`,
    [shopId],
  );
  return rows[0]?.at ?? null;
}

/** Plans the next digest for eight in the morning of the shop, strictly after `now`; or none. `keep`: one that is planned stays. */
export async function planDigest(
  sql: PoolClient,
  shopId: number,
  { isOn, keep, now }: { isOn: boolean; keep: boolean; now: Date },
): Promise<void> {
  await sql.query(
    `insert into compliance_state as c (shop_id, watching_since, next_facts_at, next_digest_at)
     select shop_id, $2, $2, case when $3 then eight.at end from shops s
       cross join lateral (select coalesce(s.time_zone, 'UTC') as zone) z
       cross join lateral (select ($2::timestamptz at time zone zone)::date + time '08:00' as today) day
       cross join lateral (select case when today at time zone zone > $2 then today else today + interval '1 day' end
         at time zone zone as at) eight
      where s.shop_id = $1
     on conflict (shop_id) do update set next_digest_at = case when $3 and $4
       then coalesce(c.next_digest_at, excluded.next_digest_at) else excluded.next_digest_at end`,
    [shopId, now, isOn, keep],
  );
}

/** Notes the day that a digest was written for. */
export async function noteDigest(sql: PoolClient, shopId: number, day: string): Promise<void> {
  await sql.query(`update compliance_state set digest_sent_on = $2 where shop_id = $1`, [
    shopId,
    day,
  ]);
}
