import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';

/** A policy as it was read: HTML as the merchant typed it. `locale` '' = the shop's primary language. */
export interface SeenPolicy {
  type: string;
  locale: string;
  body: string;
  url: string | null;
}

/** What is kept of a body. */
const BODY_MAX_BYTES = 1_000_000;

/**
 * Records the policies that are another than last time, and those that were taken away (a version without a body).
 * `policies` MUST be all that there are. Returns how many versions were added.
 */
export async function recordPolicies(
  sql: PoolClient,
  shopId: number,
  { policies, seenAt }: { policies: readonly SeenPolicy[]; seenAt: Date },
): Promise<number> {
  const kept = policies.map((policy) => ({ ...policy, body: cutToBytes(policy.body) }));
  const { rowCount } = await sql.query(
    `with latest as (
       select distinct on (type, locale) type, locale, body is null as is_gone, sha256 from policy_versions
        where shop_id = $1 order by type, locale, seen_at desc
     ), seen as (
       select * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
         as s(type, locale, body, url, sha256)
     )
     insert into policy_versions (shop_id, type, locale, seen_at, body, url, sha256)
     select $1, type, locale, $7, s.body, s.url, coalesce(s.sha256, '')
       from latest l full join seen s using (type, locale)
      where case when s.sha256 is null then not l.is_gone else s.sha256 is distinct from l.sha256 end
      order by type, locale
     on conflict (shop_id, type, locale, seen_at) do update set
       body = excluded.body, url = excluded.url, sha256 = excluded.sha256`,
    [
      shopId,
      kept.map(({ type }) => type),
      kept.map(({ locale }) => locale),
      kept.map(({ body }) => body),
      kept.map(({ url }) => url),
      kept.map(({ body }) => createHash('sha256').update(body).digest('hex')),
      seenAt,
    ],
  );
  return rowCount ?? 0;
}

/** One text of a policy; null: it was taken away. */
export interface PolicyVersion {
  type: string;
  body: string | null;
  seenAt: Date;
}

/** The newest versions of these policies in the shop's primary language, in order of time; at most a hundred. */
export async function policyVersions(
  sql: PoolClient,
  shopId: number,
  types: readonly string[],
): Promise<PolicyVersion[]> {
  const { rows } = await sql.query<PolicyVersion>(
    `select type, body, seen_at as "seenAt" from policy_versions
      where shop_id = $1 and locale = '' and type = any($2::text[])
      order by seen_at desc, type limit 100`,
    [shopId, types],
  );
  return rows.toReversed();
}

/** The policies that are published now, as last seen. */
export async function currentPolicies(
  sql: PoolClient,
  shopId: number,
): Promise<(SeenPolicy & { sha256: string; seenAt: Date })[]> {
  const { rows } = await sql.query<SeenPolicy & { sha256: string; seenAt: Date }>(
    `select * from (
       select distinct on (type, locale) type, locale, body, url, sha256, seen_at as "seenAt" from policy_versions
        where shop_id = $1 order by type, locale, seen_at desc
     ) latest where body is not null order by type, locale`,
    [shopId],
  );
  return rows;
}

function cutToBytes(body: string): string {
  const whole = body.replaceAll('\u0000', '');
  if (Buffer.byteLength(whole) <= BODY_MAX_BYTES) return whole;
  // A character cut in two becomes a replacement character at the end: taken off.
  return Buffer.from(whole)
    .subarray(0, BODY_MAX_BYTES)
    .toString('utf8')
    .replace(/\ufffd$/, '');
}
