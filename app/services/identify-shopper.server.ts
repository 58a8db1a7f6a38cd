import { timingSafeEqual } from 'node:crypto';
import type { PoolClient } from 'pg';
import { customerHash } from '#app/db/privacy-keys.server.ts';
import { readShopperDoor } from '#app/db/shopper-door.server.ts';
import { bindCustomer } from '#app/db/shopper-views.server.ts';
import type { ShopperSettings } from '#app/domain/shopper/shopper-settings.ts';

/** Somebody who may see an order. */
export interface Shopper {
  orderId: string;
  /** Each a `ShopperParcel`, as any release wrote it. */
  parcels: unknown[];
  settings: ShopperSettings;
  /** Null: nobody is signed in, who sees the parcels and nothing else. */
  customerHash: string | null;
}

/**
 * Whether the asker may see the order, by two proofs. The order's key stands in its metafield, which only whoever sees its
 * status page can read; and an order is its customer's, who is kept as a keyed hash when a signed-in one first brings the
 * key. Null, whatever the reason: the order is another's, or nowhere, the key is wrong, or the shop shows nothing.
 */
export async function identifyShopper(
  sql: PoolClient,
  {
    shopId,
    orderId,
    orderKey,
    customer,
  }: { shopId: number; orderId: string; orderKey: string | null; customer: string | null },
): Promise<Shopper | null> {
  const id = ORDER_ID.test(orderId) ? orderId : NO_ORDER;
  const { isOn, settings, view, key } = await readShopperDoor(sql, shopId, id);
  const hash = customer === null ? null : customerHash(key, customer);
  if (!isOn || view === null) return null;
  const hasKey = orderKey !== null && isSame(orderKey, view.orderKey);
  const shopper = { orderId: id, parcels: view.parcels, settings };
  if (hash === null) return hasKey ? { ...shopper, customerHash: null } : null;
  const isTheirs =
    view.customerHash === null
      ? hasKey && (await bindCustomer(sql, shopId, { orderId: id, customerHash: hash }))
      : isSame(hash, view.customerHash);
  return isTheirs ? { ...shopper, customerHash: hash } : null;
}

/** Eighteen digits fit the database; Shopify's have fewer. */
const ORDER_ID = /^[1-9]\d{0,17}$/;
/** Asked for in the place of an id that is none, so that both take the same way. */
const NO_ORDER = '0';

function isSame(given: string, kept: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(kept)];
  return a.length === b.length && timingSafeEqual(a, b);
}
