import type { PoolClient } from 'pg';
import { planDigest } from '#app/db/finding-digest.server.ts';
import type { ComplianceSettings } from '#app/domain/findings/compliance-settings.ts';

/** What was saved, still to be read by `readComplianceSettings`; version 0 and null while nothing was. */
export async function readComplianceSettingsRow(
  sql: PoolClient,
  shopId: number,
): Promise<{ settings: unknown; version: number }> {
  const { rows } = await sql.query<{ settings: unknown; version: number }>(
    `select settings, version from compliance_settings where shop_id = $1`,
    [shopId],
  );
  return rows[0] ?? { settings: null, version: 0 };
}

/** Saves the settings; each save has the next version. The caller asks for a pass over what they concern. */
export async function writeComplianceSettings(
  sql: PoolClient,
  shopId: number,
  { settings, now }: { settings: ComplianceSettings; now: Date },
): Promise<void> {
  await sql.query(
    `insert into compliance_settings as s (shop_id, settings, updated_at) values ($1, $2::jsonb, $3)
     on conflict (shop_id) do update
       set settings = excluded.settings, version = s.version + 1, updated_at = excluded.updated_at`,
    [shopId, JSON.stringify(settings), now],
  );
  await planDigest(sql, shopId, { isOn: settings.digest.isOn, keep: true, now });
}
