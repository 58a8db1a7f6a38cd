import pg from 'pg';
import { RULES } from '#app/domain/findings/rules/catalogue.ts';

/**
 * What a shop of `parcels` parcels has under Compliance: open findings of every rule about its orders and products, the
 * same number that are over, what happened to them, fixes asked for and answers given. The other shops have a few each.
 */
export async function seedFindings(
  sql: pg.Client,
  { shopId, parcels, now }: { shopId: number; parcels: number; now: Date },
): Promise<void> {
  const open = openFindings(parcels);
  const rules = RULES.filter(({ subject }) => subject !== 'variant' && subject !== 'cash');
  const told = rules.map(({ id, version, authority, severity, certainty, ...rule }) => ({
    id,
    version,
    authority,
    severity,
    certainty,
    jurisdictions: rule.jurisdictions,
    message: rule.messages[0] ?? null,
    attestation: rule.attestations[0] ?? null,
  }));
  const insert = (shops: string, count: number) =>
    sql.query(INSERT.replace('SHOPS', shops), [
      JSON.stringify(told),
      now,
      count,
      parcels,
      rules.length,
    ]);
  await insert(`(values (${shopId})) s(shop_id)`, open * 2);
  await insert(`(select shop_id from shops where shop_id <> ${shopId}) s`, 60);
  for (const statement of AROUND) await sql.query(statement, [now]);
}

/** Open findings of the big shop: one for fifty parcels, never fewer than a page can show. */
export function openFindings(parcels: number): number {
  return Math.max(1_000, Math.round(parcels / 50));
}

/** The id of the n-th finding of every shop. */
export function findingId(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
}

/** `$1` rules, `$2` the instant, `$3` how many, `$4` orders to name, `$5` rules; even ones are open, odd ones over. */
const INSERT = `
  insert into findings (shop_id, finding_id, fingerprint, rule_id, rule_version, subject_kind, subject_id, label, order_id,
    product_id, verdict, authority, severity, severity_rank, certainty, jurisdictions, message, clock_start, deadline_at,
    no_deadline, exposure, exposure_minor, no_exposure, missing, trace, quotes, fixes, first_seen_at, verdict_since,
    judged_at, cured_at, suppressed_until, suppressed_why, suppressed_by, assignee, digest)
  select shop_id, ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, n::text, r->>'id', r->>'version', kind,
    subject::text, case kind when 'order' then '#' || (1000 + subject) else 'Product ' || subject end,
    case kind when 'order' then subject end, case kind when 'product' then subject end, verdict, r->>'authority',
    r->>'severity', case r->>'severity' when 'critical' then 4 when 'high' then 3 when 'medium' then 2 else 1 end,
    r->>'certainty', array(select jsonb_array_elements_text(r->'jurisdictions')),
    case when verdict = 'unknown' then 'null'::jsonb else jsonb_build_object('code', r->>'message', 'params', '{"days": 3}'::jsonb) end,
    $2::timestamptz - interval '20 days', deadline, case when deadline is null then 'standing' end,
    case when minor = 0 then '[]'::jsonb
      when n % 60 = 0 then jsonb_build_array(jsonb_build_object('minor', minor, 'currency', 'EUR'))
      else jsonb_build_array(jsonb_build_object('minor', minor, 'currency', 'USD')) end,
    case when n % 60 = 0 then 0 else minor end, case when minor = 0 then 'no_sum' end,
    case when verdict = 'unknown' then '[{"kind": "not_read", "field": "policies"}]'::jsonb else '[]'::jsonb end,
    (select jsonb_agg(jsonb_build_object('condition', 'c' || c, 'holds', true, 'facts', jsonb_build_array(jsonb_build_object(
      'name', 'fact' || c, 'value', 'value ' || md5(n::text || c), 'at', '2026-11-01T00:00:00Z', 'origin', null,
      'missing', null)))) from generate_series(1, 6) c),
    '[]', '[{"kind": "admin_page", "path": "settings/legal"}]', $2::timestamptz - interval '12 days',
    $2::timestamptz - (n % 300) * interval '1 hour', $2,
    case when n % 2 = 1 then $2::timestamptz - (n % 9000) * interval '1 hour' end,
    case when n % 40 = 0 then $2::timestamptz + interval '9 days' end, case when n % 40 = 0 then 'known' end,
    case when n % 40 = 0 then 'user:1' end, case when n % 10 = 0 then 'user:' || n % 7 end, n::text
  from (
    select s.shop_id, n, r, case when n % 10 < 7 then 'order' else 'product' end as kind,
      case when n % 10 < 7 then 1 + (n * 7919::bigint) % least($4::int, 400000) else 1 + (n * 104729::bigint) % 20000 end as subject,
      case when n % 20 < 9 then 'fail' when n % 20 < 17 then 'upcoming' else 'unknown' end as verdict,
      case when n % 3 > 0 then $2::timestamptz + (n % 1500 - 300) * interval '1 hour' end as deadline,
      case when n % 4 = 0 then 0 else 500 + (n * 31) % 40000 end as minor
    from SHOPS cross join generate_series(1, $3::int) n
    cross join lateral (select $1::jsonb -> (n / 2 * 37 % $5::int) as r) rule
  ) f`;

const AROUND: readonly string[] = [
  `insert into finding_events (shop_id, finding_id, at, kind, actor)
   select shop_id, finding_id, $1::timestamptz - e * interval '2 days', case e when 3 then 'found' else 'turned' end, 'rule'
   from findings cross join generate_series(1, 3) e`,
  `insert into finding_fixes (shop_id, finding_id, fix, state, asked_by, asked_at)
   select shop_id, finding_id, '{"kind": "tag_order", "orderId": "1", "tag": "late"}', 'done', 'user:1', $1::timestamptz
   from findings where fingerprint::int % 25 = 0`,
  `insert into attestations (shop_id, code, subject_kind, subject_id, answer, given_by, given_at)
   select shop_id, rule_id || '.asked', subject_kind, subject_id, 'yes', 'user:1', $1::timestamptz
   from findings where fingerprint::int % 30 = 0`,
  `insert into compliance_settings (shop_id, settings, updated_at) select shop_id, '{}', $1::timestamptz from shops`,
  // Last, for writes of a shop that is being judged mark what rests on them.
  `insert into compliance_state (shop_id, watching_since, products_read_at, next_facts_at, last_full_at)
   select shop_id, $1::timestamptz - interval '200 days', $1, $1::timestamptz + interval '6 hours', $1 from shops`,
  `insert into subjects_to_judge (shop_id, subject_kind, subject_id, groups, marked_at, retry_at, note)
   select shop_id, 'order', n::text, '{order}', $1, case when n % 10 = 0 then $1::timestamptz end, 'US-SHIP-01'
   from shops cross join generate_series(1, 300) n`,
];
