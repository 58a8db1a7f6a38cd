import type { PoolClient } from 'pg';

/** What was saved, still to be read by `readCashSettings` of the domain; version 0 and null while nothing was. */
export async function readCashSettingsRow(
  sql: PoolClient,
  shopId: number,
): Promise<{ settings: unknown; version: number }> {
  const { rows } = await sql.query<{ settings: unknown; version: number }>(
    `select settings, version from cash_settings where shop_id = $1`,
    [shopId],
  );
  return rows[0] ?? { settings: null, version: 0 };
}

/** Saves the settings when nobody has since `version`; false when somebody has. */
export async function writeCashSettings(
  sql: PoolClient,
  shopId: number,
  { settings, version, now }: { settings: unknown; version: number; now: Date },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into cash_settings as s (shop_id, settings, updated_at) values ($1, $2::jsonb, $4)
     on conflict (shop_id) do update
       set settings = excluded.settings, version = s.version + 1, updated_at = excluded.updated_at
     where s.version = $3`,
    [shopId, JSON.stringify(settings), version, now],
  );
  return rowCount === 1;
}
