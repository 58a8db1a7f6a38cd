import type { Client } from 'pg';
import { seal } from '#app/db/secret-box.server.ts';
import { DEFAULT_SHOPPER_SETTINGS } from '#app/domain/shopper/shopper-settings.ts';

/**
 * Shops that show shoppers so many orders each: two parcels an order, every tenth with a question and its answer, every
 * twentieth with a notice of delay. Order ids are those of `orderIdOf`; the key of each is `keyOf`.
 */
export async function seedShoppers(
  owner: Client,
  { shops, ordersPerShop }: { shops: number; ordersPerShop: number },
): Promise<void> {
  for (let shop = 0; shop < shops; shop += 1) {
    await owner.query(`select register_shop($1, '', now())`, [domainOf(shop)]);
  }
  await owner.query(`update shops set time_zone = 'Europe/Berlin'`);
  await owner.query(
    `insert into shopper_state (shop_id, is_on, settings, updated_at) select shop_id, true, $1, now() from shops`,
    [JSON.stringify(DEFAULT_SHOPPER_SETTINGS)],
  );
  const orders = `(select shop_id, shop_id * 10000000::bigint + n as order_id, n from shops, generate_series(1, $1) n) o`;
  await owner.query(
    `insert into orders (shop_id, order_id, name, created_at, updated_at, currency, total_minor, fulfillment_status)
     select shop_id, order_id, '#' || n, now(), now(), 'EUR', 4990, 'FULFILLED' from ${orders}`,
    [ordersPerShop],
  );
  await owner.query(
    `insert into shopper_views (shop_id, order_id, parcels, digest, made_at, order_key)
     select shop_id, order_id, jsonb_build_array($2::jsonb, $2::jsonb), 'digest', now(), 'key-of-order-' || order_id from ${orders}`,
    [ordersPerShop, JSON.stringify(PARCEL)],
  );
  await owner.query(
    `insert into delay_notices (shop_id, order_id, sent_at, new_ship_by, recorded_by, recorded_at)
     select shop_id, order_id, now(), now() + interval '9 days', 'user:1', now() from ${orders} where n % 20 = 0`,
    [ordersPerShop],
  );
  await owner.query('analyze');
}

/** A question and its answer of every tenth order; MUST run once those are bound to their customers. */
export async function seedAsks(owner: Client): Promise<void> {
  await owner.query(
    `insert into asks (shop_id, order_id, order_name, kind, state, customer_hash, language, request_key, asked_at, due_at, answered_at)
     select shop_id, order_id, '#1', 'damaged', 'answered', customer_hash, 'de', 'request-1', now(), now(), now()
     from shopper_views where order_id % 10 = 0 and customer_hash is not null`,
  );
  const { rows } = await owner.query<{ shopId: number }>(
    `select distinct shop_id as "shopId" from asks`,
  );
  for (const { shopId } of rows) {
    const text = Buffer.from('Die Lampe ist zerbrochen, was kann ich tun? '.repeat(5));
    const { ciphertext, keyId } = seal(text, { shopId, column: 'ask_text' });
    await owner.query(
      `insert into ask_messages (shop_id, ask_id, author, actor, ciphertext, key_id, request_key, at)
       select a.shop_id, a.ask_id, w.author, 'shopper', $2, $3, 'request-' || w.author, now()
       from asks a cross join (values ('shopper'), ('staff')) w (author) where a.shop_id = $1`,
      [shopId, ciphertext, keyId],
    );
  }
  await owner.query('analyze');
}

export function domainOf(shop: number): string {
  return `bench-${shop}.myshopify.com`;
}

/** `shopId` counts from 1, `place` too. */
export function orderIdOf(shopId: number, place: number): string {
  return String(shopId * 10_000_000 + place);
}

export function keyOf(orderId: string): string {
  return `key-of-order-${orderId}`;
}

/** As large as a parcel with three numbers is. */
const PARCEL = {
  id: '9000000001-0',
  state: 'silent',
  verdict: 'stalled',
  since: '2026-11-20T08:00:00.000Z',
  own: { language: 'de', text: 'Das Paket ist unterwegs, seit einigen Tagen ohne neue Meldung.' },
  origin: 'CN',
  destination: 'DE',
  legs: ['supplier', 'linehaul', 'last_mile'].map((kind) => ({
    kind,
    number: 'LX123456789CN',
    carrier: 'Deutsche Post DHL',
    url: 'https://www.dhl.de/en/privatkunden/pakete-empfangen/verfolgen.html?piececode=LX123456789CN',
  })),
  lastScan: { milestone: 'in_transit', at: '2026-11-18T08:00:00.000Z', country: 'CN' },
  silence: {
    from: '2026-11-18T08:00:00.000Z',
    usualUntil: '2026-11-24T08:00:00.000Z',
    basis: 'lane',
  },
  delivery: { earliestOn: '2026-11-28', latestOn: '2026-12-05', confidence: 0.8, basis: 'lane' },
  next: { code: 'next_scan_by', until: '2026-11-24T08:00:00.000Z' },
  need: null,
};
