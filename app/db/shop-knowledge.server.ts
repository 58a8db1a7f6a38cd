import type { PoolClient } from 'pg';
import { readComplianceSettings } from '#app/domain/findings/compliance-settings.ts';
import type { ComplianceSettings } from '#app/domain/findings/compliance-settings.ts';
import type { Attested } from '#app/domain/findings/subjects.ts';

/** The shop's own row with what people said about it. */
export interface ShopRecord {
  domain: string;
  currency: string | null;
  country: string | null;
  timeZone: string | null;
  installedAt: Date;
  /** Granted ones, comma-separated. */
  scopes: string;
  /** Since when prices and policies are recorded; null: not yet. */
  watchingSince: Date | null;
  settings: ComplianceSettings;
  /** Countries from which parcels of the last year came. */
  origins: string[];
}

/** Null when there is no such shop. */
export async function loadShopRecord(
  sql: PoolClient,
  shopId: number,
  now: Date,
): Promise<ShopRecord | null> {
  const { rows } = await sql.query<Omit<ShopRecord, 'settings'> & { settings: unknown }>(
    `select s.domain, s.currency, s.country, s.time_zone as "timeZone", s.installed_at as "installedAt", s.scopes,
       c.watching_since as "watchingSince", m.settings,
       array(select distinct trim(origin) from score_cells
         where shop_id = $1 and who = 'supplier' and grain = 'month'
           and begins_on > ($2::timestamptz - interval '365 days')::date and origin not in ('', '*')
         order by 1) as origins
     from shops s
     left join compliance_state c on c.shop_id = s.shop_id
     left join compliance_settings m on m.shop_id = s.shop_id
     where s.shop_id = $1`,
    [shopId, now],
  );
  const [row] = rows;
  return row === undefined ? null : { ...row, settings: readComplianceSettings(row.settings) };
}

/** A subject's answers that hold at `now`, the newest of each code: by subject id and code. */
export async function validAnswers(
  sql: PoolClient,
  shopId: number,
  { kind, ids, now }: { kind: string; ids: readonly string[]; now: Date },
): Promise<Map<string, Record<string, Attested & { choice: string }>>> {
  const { rows } = await sql.query<Attested & { id: string; code: string; choice: string }>(
    `select distinct on (subject_id, code) subject_id as id, code, answer, choice, note, given_at as at,
       valid_until as until
     from attestations
     where shop_id = $1 and subject_kind = $2 and subject_id = any($3::text[]) and withdrawn_at is null
       and given_at <= $4 and (valid_until is null or valid_until > $4)
     order by subject_id, code, given_at desc, attestation_id`,
    [shopId, kind, ids, now],
  );
  const byId = new Map<string, Record<string, Attested & { choice: string }>>();
  for (const { id, code, ...answer } of rows) {
    byId.set(id, { ...byId.get(id), [code]: answer });
  }
  return byId;
}
