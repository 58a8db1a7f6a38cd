import type { PoolClient } from 'pg';
import { parseShopperSettings } from '#app/domain/shopper/parse-shopper-settings.ts';
import {
  DEFAULT_SHOPPER_SETTINGS,
  type ShopperSettings,
} from '#app/domain/shopper/shopper-settings.ts';

export interface ShopperState {
  /** While it is off nothing is made, written or answered. */
  isOn: boolean;
  settings: ShopperSettings;
  /** 0: nothing has been saved yet. */
  version: number;
  updatedAt: Date | null;
  /** Why the last write of metafields failed; words under `shopper.writeError.<code>`. Null: it did not. */
  writeError: ShopperWriteError | null;
}

/** `scope_missing`: the shop has not granted `write_orders`. */
const SHOPPER_WRITE_ERRORS = ['scope_missing', 'refused', 'unreachable'] as const;
export type ShopperWriteError = (typeof SHOPPER_WRITE_ERRORS)[number];

/** What the shop shows its shoppers; off, with the defaults, while nothing was saved or what was saved is not readable. */
export async function readShopperState(sql: PoolClient, shopId: number): Promise<ShopperState> {
  const { rows } = await sql.query<{
    isOn: boolean;
    settings: unknown;
    version: number;
    updatedAt: Date;
    writeError: string | null;
  }>(
    `select is_on as "isOn", settings, version, updated_at as "updatedAt", write_error as "writeError"
     from shopper_state where shop_id = $1`,
    [shopId],
  );
  const [row] = rows;
  if (row === undefined) return NEVER_SAVED;
  const { isOn, settings, version, updatedAt, writeError } = row;
  return {
    isOn,
    settings: shopperSettingsOf(settings),
    version,
    updatedAt,
    writeError: SHOPPER_WRITE_ERRORS.find((code) => code === writeError) ?? null,
  };
}

const NEVER_SAVED: ShopperState = {
  isOn: false,
  settings: DEFAULT_SHOPPER_SETTINGS,
  version: 0,
  updatedAt: null,
  writeError: null,
};

/** What was saved; null, and what an older release saved and this one cannot read, are the defaults. */
export function shopperSettingsOf(saved: unknown): ShopperSettings {
  const parsed = parseShopperSettings(saved ?? {});
  return parsed.ok ? parsed.settings : DEFAULT_SHOPPER_SETTINGS;
}

/** Saves what the shop shows; each save has the next version and tries writing anew. */
export async function writeShopperState(
  sql: PoolClient,
  shopId: number,
  { isOn, settings, now }: { isOn: boolean; settings: ShopperSettings; now: Date },
): Promise<void> {
  await sql.query(
    `insert into shopper_state as s (shop_id, is_on, settings, updated_at, on_since)
     values ($1, $2::boolean, $3::jsonb, $4::timestamptz, case when $2 then $4 end)
     on conflict (shop_id) do update set is_on = excluded.is_on, settings = excluded.settings,
       on_since = case when excluded.is_on then coalesce(s.on_since, excluded.updated_at) end,
       version = s.version + 1, updated_at = excluded.updated_at, write_error = null`,
    [shopId, isOn, JSON.stringify(settings), now],
  );
}

/** Notes why metafields could not be written; null: they could. */
export async function noteWriteError(
  sql: PoolClient,
  shopId: number,
  error: ShopperWriteError | null,
): Promise<void> {
  await sql.query(
    `update shopper_state set write_error = $2 where shop_id = $1 and write_error is distinct from $2`,
    [shopId, error],
  );
}
