import type { PoolClient } from 'pg';
import { seal } from '#app/db/secret-box.server.ts';
import { registerShop } from '#app/db/shops.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';

/** An order as a test states it: one parcel that two numbers brought to Germany, unless told otherwise. */
export interface OrderOnHand {
  orderId: string;
  name: string;
  /** Parcels, each a fulfillment of its own. */
  parcels: readonly { verdict: string; scans: number; isDelivered: boolean }[];
  /** What a carrier wrote on every scan. */
  carrierText: string;
  /** Whether messages, a delay notice and a shopper's question are there. */
  isTalkedAbout: boolean;
}

export const NOW = new Date('2026-11-20T09:00:00Z');
let lastShop = 0;

export async function aShop(): Promise<{ shopId: number; domain: string }> {
  lastShop += 1;
  const domain = `proof-${lastShop}.myshopify.com`;
  const { shopId } = await registerShop({ domain, scopes: '', now: NOW });
  return { shopId, domain };
}

export async function putOrder(
  shopId: number,
  told: Partial<OrderOnHand> = {},
): Promise<OrderOnHand> {
  const order: OrderOnHand = {
    orderId: '5001',
    name: '#1001',
    parcels: [{ verdict: 'delivered', scans: 7, isDelivered: true }],
    carrierText: 'Shipment handed over',
    isTalkedAbout: false,
    ...told,
  };
  await withShopSql(shopId, async (sql) => {
    await sql.query(
      `insert into orders (shop_id, order_id, name, created_at, processed_at, updated_at, currency, total_minor,
         financial_status, fulfillment_status, destination_country, postcode_hash)
       values ($1, $2, $3, '2026-10-30T08:15:00Z', '2026-10-30T08:15:02Z', '2026-11-12T10:00:00Z', 'EUR', 4990, 'PAID',
         'FULFILLED', 'DE', 'planted-postcode')`,
      [shopId, order.orderId, order.name],
    );
    for (const [index] of order.parcels.entries()) await putParcel(sql, shopId, { order, index });
    if (order.isTalkedAbout) await putTalk(sql, shopId, order);
  });
  return order;
}

const day = (on: number, at = '10:20') => `2026-11-${String(on).padStart(2, '0')}T${at}:00Z`;

async function putParcel(
  sql: PoolClient,
  shopId: number,
  { order, index }: { order: OrderOnHand; index: number },
): Promise<void> {
  const { orderId, name, parcels } = order;
  const parcel = parcels[index];
  if (parcel === undefined) return;
  const fulfillmentId = `${orderId}${index + 1}`;
  const first = `LX00${orderId}${index}CN`;
  const last = `0034${orderId}${index}00012345`;
  await sql.query(
    `insert into fulfillments (shop_id, fulfillment_id, order_id, name, status, created_at, updated_at)
     values ($1, $2, $3, $4, 'SUCCESS', $5, $5)`,
    [shopId, fulfillmentId, orderId, `${name}-F${index + 1}`, day(1)],
  );
  await sql.query(
    `insert into parcels (shop_id, fulfillment_id, position, order_id, order_name, number, number_key, carrier, carrier_key,
       origin, destination, currency, value_minor, shipped_at, delivered_at, verdict, verdict_since, cause, search_text)
     values ($1, $2, 0, $3, $4, $5, $5, 'DHL', 'dhl', 'CN', 'DE', 'EUR', 4990, $6, $7, $8, $9, $10, '')`,
    [
      shopId,
      fulfillmentId,
      orderId,
      name,
      last,
      day(1),
      parcel.isDelivered ? day(12, '14:03') : null,
      parcel.verdict,
      day(12, '14:10'),
      parcel.isDelivered ? 'delivered_by_scan' : 'moving',
    ],
  );
  await sql.query(
    `insert into legs (shop_id, fulfillment_id, position, seq, kind, number, number_key, carrier, started_at, started_basis,
       replaced_at, linked_by, listed, continues_seq)
     values ($1, $2, 0, 1, 'linehaul', $3, $3, 'YunExpress', $5, 'fulfillment_created', $6, 'shopify', true, null),
       ($1, $2, 0, 2, 'last_mile', $4, $4, 'DHL', $6, 'number_changed', null, 'user:7', true, 1)`,
    [shopId, fulfillmentId, first, last, day(1), day(9)],
  );
  await putLink(sql, shopId, { fulfillmentId, first, last });
  await putScans(sql, shopId, { order, parcel, fulfillmentId });
  await sql.query(
    `insert into verdict_changes (shop_id, fulfillment_id, position, changed_at, from_verdict, to_verdict, cause, trigger)
     values ($1, $2, 0, $3, 'unassessed', 'on_track', 'moving', 'first'),
       ($1, $2, 0, $4, 'on_track', $5, $6, 'scan')`,
    [
      shopId,
      fulfillmentId,
      day(1, '11:00'),
      day(12, '14:10'),
      parcel.verdict,
      parcel.isDelivered ? 'delivered_by_scan' : 'moving',
    ],
  );
}

async function putLink(
  sql: PoolClient,
  shopId: number,
  { fulfillmentId, first, last }: { fulfillmentId: string; first: string; last: string },
): Promise<void> {
  const evidence = [
    { code: 'source_states', params: { source: 'seventeen_track', number: first } },
    { code: 'carrier_of_destination', params: { carrier: 'DHL', country: 'DE' } },
  ];
  const { rows } = await sql.query<{ id: string }>(
    `insert into leg_links (shop_id, fulfillment_id, position, from_number_key, number, number_key, carrier, kind, state, basis,
       source, evidence, proposed_at, decided_at, decided_by)
     values ($1, $2, 0, $3, $4, $4, 'DHL', 'last_mile', 'confirmed', 'source', 'seventeen_track', $5, $6, $7, 'user:7')
     returning link_id as id`,
    [shopId, fulfillmentId, first, last, JSON.stringify(evidence), day(8), day(9)],
  );
  await sql.query(
    `insert into leg_link_events (shop_id, link_id, at, action, actor)
     values ($1, $2, $3, 'proposed', 'seventeen_track'), ($1, $2, $4, 'confirmed', 'user:7')`,
    [shopId, rows[0]?.id, day(8), day(9)],
  );
}

const WAY = [
  ['announced', false, 'CN', 'Shenzhen'],
  ['accepted', true, 'CN', 'Shenzhen'],
  ['departed_origin', true, 'CN', 'Guangzhou'],
  ['arrived_destination', true, 'DE', 'Frankfurt am Main'],
  ['customs_released', true, 'DE', 'Frankfurt am Main'],
  ['domestic_transit', true, 'DE', 'Köln'],
] as const;

async function putScans(
  sql: PoolClient,
  shopId: number,
  {
    order,
    parcel,
    fulfillmentId,
  }: { order: OrderOnHand; parcel: OrderOnHand['parcels'][number]; fulfillmentId: string },
): Promise<void> {
  const scans = Array.from({ length: parcel.scans }, (_, index) => {
    const isDelivery = index === parcel.scans - 1 && parcel.isDelivered;
    const step = WAY[Math.min(index, WAY.length - 1)] ?? WAY[5];
    const [milestone, physical, country, place] = isDelivery
      ? (['delivered', true, 'DE', 'Berlin'] as const)
      : step;
    const at = isDelivery
      ? new Date(day(12, '14:03'))
      : new Date(Date.parse(day(2)) + (index * 9 * 86_400_000) / parcel.scans);
    return {
      source: index % 3 === 0 ? 'seventeen_track' : 'shopify',
      event: `event-${index}`,
      leg: index > 3 ? 2 : 1,
      at,
      received: new Date(at.getTime() + 1_800_000),
      milestone,
      physical,
      message: order.carrierText,
      place,
      country,
      postcode: isDelivery ? 'planted-postcode' : null,
    };
  });
  await sql.query(
    `insert into scans (shop_id, fulfillment_id, source, event_id, position, leg_seq, occurred_at, recorded_at, received_at,
       milestone, physical, raw_status, message, place, country, postcode_hash)
     select $1, $2, source, event, 0, leg, at, at, received, milestone, physical, 'InTransit', message, place, country, postcode
     from jsonb_to_recordset($3::jsonb) x (source text, event text, leg smallint, at timestamptz, received timestamptz,
       milestone text, physical boolean, message text, place text, country text, postcode text)`,
    [shopId, fulfillmentId, JSON.stringify(scans)],
  );
}

async function putTalk(
  sql: PoolClient,
  shopId: number,
  { orderId, name }: OrderOnHand,
): Promise<void> {
  await sql.query(
    `insert into messages (shop_id, fulfillment_id, position, kind, to_name, language, channel, subject, body, state, created_at,
       created_by, sent_at)
     values ($1, $2, 0, 'carrier', 'DHL', 'en', 'mail', $3, $4, 'sent', $5, 'user:7', $5)`,
    [
      shopId,
      `${orderId}1`,
      `Trace for order ${name}`,
      'Hello,\n\nplease open a trace for this parcel.\n\nThank you.',
      day(8, '08:00'),
    ],
  );
  await sql.query(
    `insert into delay_notices (shop_id, order_id, sent_at, new_ship_by, answer, recorded_by, recorded_at)
     values ($1, $2, $3, '2026-11-14T12:00:00Z', 'accepted', 'user:7', $3)`,
    [shopId, orderId, day(7)],
  );
  const { rows } = await sql.query<{ id: string }>(
    `insert into asks (shop_id, order_id, order_name, fulfillment_id, position, kind, state, customer_hash, language,
       request_key, asked_at, due_at)
     values ($1, $2, $3, $4, 0, 'not_received', 'answered', 'planted-customer', 'de', 'ask', $5, $5) returning ask_id as id`,
    [shopId, orderId, name, `${orderId}1`, day(10)],
  );
  for (const [author, text, at] of [
    ['shopper', 'Wo ist mein Paket? Łódź, žluťoučký kůň.', day(10)],
    ['staff', 'It is with DHL and should arrive on Thursday.', day(10, '15:00')],
  ] as const) {
    const { ciphertext, keyId } = seal(Buffer.from(text), { shopId, column: 'ask_text' });
    await sql.query(
      `insert into ask_messages (shop_id, ask_id, author, actor, ciphertext, key_id, request_key, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        shopId,
        rows[0]?.id,
        author,
        author === 'staff' ? 'user:7' : 'shopper',
        ciphertext,
        keyId,
        author,
        at,
      ],
    );
  }
}
