import { createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { PoolClient } from 'pg';
import { customerKey } from '#app/db/privacy-keys.server.ts';
import { isUnderOldKey, open } from '#app/db/secret-box.server.ts';
import { shopperSettingsOf } from '#app/db/shopper-state.server.ts';
import type { ShopperSettings } from '#app/domain/shopper/shopper-settings.ts';

/** What decides whether somebody may see an order, and what is then shown. */
export interface ShopperDoor {
  /** Whether the shop shows its shoppers anything. */
  isOn: boolean;
  settings: ShopperSettings;
  /** Null: the shop has no view of such an order. */
  view: { parcels: unknown[]; orderKey: string; customerHash: string | null } | null;
  /** Under which the shop's customers are hashed. */
  key: KeyObject;
}

/** In one question, since it is asked with every look at an order; the same question whether or not the order is there. */
export async function readShopperDoor(
  sql: PoolClient,
  shopId: number,
  orderId: string,
): Promise<ShopperDoor> {
  const { rows } = await sql.query<{
    isOn: boolean | null;
    settings: unknown;
    parcels: unknown[] | null;
    orderKey: string | null;
    customerHash: string | null;
    ciphertext: Buffer | null;
    keyId: string | null;
  }>(
    `select t.is_on as "isOn", t.settings, v.parcels, v.order_key as "orderKey", v.customer_hash as "customerHash",
       k.ciphertext, k.key_id as "keyId"
     from (select $1::int as shop_id) s
     left join shopper_state t on t.shop_id = s.shop_id
     left join shopper_views v on v.shop_id = s.shop_id and v.order_id = $2
     left join shop_secrets k on k.shop_id = s.shop_id and k.secret_name = '${KEY_COLUMN}'`,
    [shopId, orderId],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('a row of left joins is always there');
  const { isOn, settings, parcels, orderKey, customerHash, ciphertext, keyId } = row;
  const isKept = ciphertext !== null && keyId !== null && !isUnderOldKey(keyId);
  return {
    isOn: isOn ?? false,
    settings: shopperSettingsOf(settings),
    view: parcels === null || orderKey === null ? null : { parcels, orderKey, customerHash },
    key: isKept
      ? createSecretKey(open({ ciphertext, keyId }, { shopId, column: KEY_COLUMN }))
      : await customerKey(sql, shopId),
  };
}

const KEY_COLUMN = 'customer_key';
