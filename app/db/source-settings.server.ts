import type { PoolClient } from 'pg';
import type { LinkSettings } from '#app/contracts/sources.ts';

/** How the shop wants links handled; everything off until it says so. */
export async function readSourceSettings(sql: PoolClient, shopId: number): Promise<LinkSettings> {
  const { rows } = await sql.query<LinkSettings>(
    `select confirm_stated as "confirmStated", write_back as "writeBack" from source_settings where shop_id = $1`,
    [shopId],
  );
  return rows[0] ?? { confirmStated: false, writeBack: false };
}

/** Saves how the shop wants links handled. */
export async function writeSourceSettings(
  sql: PoolClient,
  shopId: number,
  { settings, now }: { settings: LinkSettings; now: Date },
): Promise<void> {
  await sql.query(
    `insert into source_settings (shop_id, confirm_stated, write_back, updated_at) values ($1, $2, $3, $4)
     on conflict (shop_id) do update set confirm_stated = excluded.confirm_stated,
       write_back = excluded.write_back, updated_at = excluded.updated_at`,
    [shopId, settings.confirmStated, settings.writeBack, now],
  );
}
