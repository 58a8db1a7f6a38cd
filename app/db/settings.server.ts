import type { PoolClient } from 'pg';
import type { ShopSettings } from '#app/domain/verdicts/limits.ts';

/** What was saved, still to be parsed (an older release may have written it); null when nothing was. */
export async function readSettings(
  sql: PoolClient,
  shopId: number,
): Promise<{ settings: unknown; version: number; updatedAt: Date } | null> {
  const { rows } = await sql.query<{ settings: unknown; version: number; updatedAt: Date }>(
    `select settings, version, updated_at as "updatedAt" from shop_settings where shop_id = $1`,
    [shopId],
  );
  return rows[0] ?? null;
}

/** Saves the shop's settings; each save has the next version. */
export async function writeSettings(
  sql: PoolClient,
  { shopId, settings, now }: { shopId: number; settings: ShopSettings; now: Date },
): Promise<void> {
  await sql.query(
    `insert into shop_settings as s (shop_id, settings, updated_at) values ($1, $2::jsonb, $3)
     on conflict (shop_id) do update
       set settings = excluded.settings, version = s.version + 1, updated_at = excluded.updated_at`,
    [shopId, JSON.stringify(settings), now],
  );
}

/** The shop's own facts; null where Shopify has not told yet. */
export interface ShopFacts {
  domain: string;
  name: string | null;
  timeZone: string | null;
  currency: string | null;
}

/** The shop's facts. Throws when the shop is gone: a signed-in request has one. */
export async function readShopFacts(sql: PoolClient, shopId: number): Promise<ShopFacts> {
  const { rows } = await sql.query<ShopFacts>(
    `select domain, name, time_zone as "timeZone", currency from shops where shop_id = $1`,
    [shopId],
  );
  const [row] = rows;
  if (row === undefined) throw new Error(`Shop ${shopId} is not here`);
  return row;
}
