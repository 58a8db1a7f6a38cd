import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { findShop } from '#app/db/shops.server.ts';
import { DEFAULT_SHOPPER_SETTINGS } from '#app/domain/shopper/shopper-settings.ts';
import type { ShopperSettings } from '#app/domain/shopper/shopper-settings.ts';
import { aParcel, putParcels, shopWith } from '#tests/integration/pages/parcels-on-hand.ts';

const SECRET = 'lastscan-local-client-secret';

export interface ShopOnHand {
  shopId: number;
  domain: string;
}

/** A shop of its own, in UTC, that shows shoppers their orders. */
export async function shopperShop(settings: Partial<ShopperSettings> = {}): Promise<ShopOnHand> {
  const shopId = await shopWith([]);
  const domain = await withShopSql(shopId, async (sql) => {
    await sql.query(
      `insert into shopper_state (shop_id, is_on, settings, updated_at) values ($1, true, $2, '2026-11-01')`,
      [shopId, JSON.stringify({ ...DEFAULT_SHOPPER_SETTINGS, ...settings })],
    );
    const { rows } = await sql.query<{ domain: string }>(
      `update shops set time_zone = 'UTC' where shop_id = $1 returning domain`,
      [shopId],
    );
    return rows[0]?.domain ?? '';
  });
  if ((await findShop(domain)) === null) throw new Error('the shop is not found by its domain');
  return { shopId, domain };
}

export interface OrderOnHand extends ShopOnHand {
  orderId: string;
  orderKey: string;
  parcelId: string;
  /** `gid://shopify/Customer/<id>` of whoever bought it. */
  customer: string;
}

/** As long as Shopify's own, so that no figure on a page is one of them by chance. */
let lastId = 7_310_000_000_000;

/** An order of a customer of its own, with one parcel and its view; not bound to anybody yet. */
export async function shopperOrder(shop: ShopOnHand, customer?: string): Promise<OrderOnHand> {
  const { shopId } = shop;
  lastId += 1;
  const parcel = aParcel({ orderId: lastId, fulfillmentId: lastId });
  const { orderId, orderName } = parcel;
  const orderKey = randomBytes(16).toString('base64url');
  await putParcels(shopId, [parcel]);
  await withShopSql(shopId, async (sql) => {
    await sql.query(
      `insert into orders (shop_id, order_id, name, created_at, updated_at, currency, total_minor, fulfillment_status)
       values ($1, $2, $3, '2026-11-01', '2026-11-01', 'USD', 1999, 'FULFILLED') on conflict do nothing`,
      [shopId, orderId, orderName],
    );
    await sql.query(
      `insert into shopper_views (shop_id, order_id, parcels, digest, made_at, order_key)
       values ($1, $2, $3, 'digest', '2026-11-02', $4)`,
      [
        shopId,
        orderId,
        JSON.stringify([{ id: `${parcel.fulfillmentId}-0`, state: 'silent' }]),
        orderKey,
      ],
    );
  });
  return {
    ...shop,
    orderId: String(orderId),
    orderKey,
    parcelId: `${parcel.fulfillmentId}-0`,
    customer: customer ?? `gid://shopify/Customer/${parcel.fulfillmentId}`,
  };
}

/** A session token of a customer-account extension, valid for five minutes unless changed. */
export function customerToken(
  domain: string,
  change: Record<string, unknown> = {},
  { secret = SECRET, header = {} }: { secret?: string; header?: Record<string, unknown> } = {},
): string {
  const now = Math.floor(Date.now() / 1_000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = {
    dest: domain,
    aud: 'lastscan-local-client-id',
    exp: now + 300,
    nbf: now,
    iat: now,
    jti: randomUUID(),
    ...change,
  };
  const signed = `${part({ alg: 'HS256', typ: 'JWT', ...header })}.${part(claims)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
