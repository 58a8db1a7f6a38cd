import type { PoolClient } from 'pg';
import { withShopSql } from '#app/db/with-shop.server.ts';
import type { Milestone } from '#app/domain/scans/scan.ts';
import { assessParcels } from '#app/services/assess-parcels.server.ts';
import { learnLanes } from '#app/services/learn-lanes.server.ts';
import { makeLaneModel } from '#app/services/make-lane-model.server.ts';
import { shopWith, type ParcelOnHand } from '#tests/integration/pages/parcels-on-hand.ts';

/** A Friday. */
export const NOW = new Date('2026-11-20T12:00:00Z');
const DAY_MS = 86_400_000;

export function daysAgo(days: number): string {
  return new Date(NOW.getTime() - days * DAY_MS).toISOString();
}

/** What a source says of a parcel; `eventId` is the day unless it corrects another. */
export interface Told {
  milestone: Milestone;
  at: string;
  country?: string | null;
  eventId?: string;
}

/** A usual way from CN to US that began so many days ago and took twelve. */
export function usualWay(daysBefore: number): Told[] {
  const at = (day: number) => daysAgo(daysBefore - day);
  return [
    { milestone: 'accepted', at: at(1), country: 'CN' },
    { milestone: 'departed_origin', at: at(2), country: 'CN' },
    { milestone: 'arrived_destination', at: at(8), country: 'US' },
    { milestone: 'out_for_delivery', at: at(11.5), country: 'US' },
    { milestone: 'delivered', at: at(12), country: 'US' },
  ];
}

export function inShop<T>(shopId: number, work: (sql: PoolClient) => Promise<T>): Promise<T> {
  return withShopSql(shopId, work);
}

/** A shop whose parcels have orders and first legs, and a Shopify that has just answered. */
export async function learningShop(parcels: readonly ParcelOnHand[]): Promise<number> {
  const shopId = await shopWith(parcels);
  await inShop(shopId, async (sql) => {
    await sql.query(`insert into sync_state (shop_id, source_answered_at) values ($1, $2)`, [
      shopId,
      NOW,
    ]);
    await addLegs(sql, shopId);
  });
  return shopId;
}

/** The legs and orders of parcels that have none yet. */
export async function addLegs(sql: PoolClient, shopId: number): Promise<void> {
  await sql.query(
    `insert into legs (shop_id, fulfillment_id, position, seq, kind, number, number_key, carrier, carrier_key,
       started_at, started_basis, linked_by)
     select shop_id, fulfillment_id, position, 0, 'unknown', number, number_key, carrier, carrier_key, shipped_at,
       'fulfillment_created', 'shopify' from parcels where shop_id = $1 and number is not null on conflict do nothing`,
    [shopId],
  );
  await sql.query(
    `insert into orders (shop_id, order_id, name, created_at, updated_at, currency, total_minor, destination_country)
     select shop_id, order_id, order_name, shipped_at - interval '1 day', shipped_at, 'USD', 1999, destination
     from parcels where shop_id = $1 on conflict do nothing`,
    [shopId],
  );
}

/** Writes what a source says, in the order given; the same event again is a correction. */
export async function tell(
  sql: PoolClient,
  shopId: number,
  { parcel, told }: { parcel: Pick<ParcelOnHand, 'fulfillmentId'>; told: readonly Told[] },
): Promise<void> {
  await sql.query(
    `insert into scans (shop_id, fulfillment_id, source, event_id, position, leg_seq, occurred_at, recorded_at,
       received_at, milestone, physical, raw_status, country)
     select $1, $2, 'shopify', t."eventId", 0, 0, t.at, t.at, t.at, t.milestone, t.milestone not in ('announced', 'lost'),
       'X', t.country
     from jsonb_to_recordset($3::jsonb) as t("eventId" text, at timestamptz, milestone text, country char(2))
     on conflict (shop_id, fulfillment_id, source, event_id) do update
       set occurred_at = excluded.occurred_at, milestone = excluded.milestone, country = excluded.country`,
    [
      shopId,
      parcel.fulfillmentId,
      JSON.stringify(told.map((scan) => ({ eventId: scan.eventId ?? scan.at, ...scan }))),
    ],
  );
}

export async function assess(
  sql: PoolClient,
  shopId: number,
  parcels: readonly Pick<ParcelOnHand, 'fulfillmentId'>[],
  now = NOW,
): Promise<void> {
  const fulfillmentIds = parcels.map(({ fulfillmentId }) => String(fulfillmentId));
  const scope = { kind: 'fulfillments', fulfillmentIds } as const;
  await assessParcels(sql, { shopId, scope, occasion: 'sync', now });
}

/** Says it and judges it, as one sync does. */
export async function hear(
  shopId: number,
  parcel: Pick<ParcelOnHand, 'fulfillmentId'>,
  told: readonly Told[],
  now = NOW,
): Promise<void> {
  await inShop(shopId, async (sql) => {
    await tell(sql, shopId, { parcel, told });
    await assess(sql, shopId, [parcel], now);
  });
}

/** The same of many parcels at once. */
export async function hearAll(
  shopId: number,
  ways: readonly { parcel: Pick<ParcelOnHand, 'fulfillmentId'>; told: readonly Told[] }[],
  now = NOW,
): Promise<void> {
  await inShop(shopId, async (sql) => {
    for (const way of ways) await tell(sql, shopId, way);
    await assess(
      sql,
      shopId,
      ways.map(({ parcel }) => parcel),
      now,
    );
  });
}

/** Until nothing is left to be learned. */
export async function learnAll(shopId: number, now = NOW): Promise<void> {
  for (;;) if ((await learnLanes({ shopId, now })).kind === 'done') return;
}

export async function learnAndModel(shopId: number, now = NOW): Promise<void> {
  await learnAll(shopId, now);
  await makeLaneModel({ shopId, now });
}

/** Every counter that is not nothing, in order. */
export async function counters(shopId: number): Promise<string[]> {
  return inShop(shopId, async (sql) => {
    const { rows } = await sql.query<{ line: string }>(
      `select concat_ws(' ', kind, key, period, array_remove(array(
           select case when n <> 0 then place - 1 || ':' || n end from unnest(bins) with ordinality as u(n, place)), null),
         'stuck ' || stuck) as line
       from lane_cells where shop_id = $1 and (stuck <> 0 or 0 <> any(bins))
       union all select concat_ws(' ', reason, period, count) from lane_set_aside where shop_id = $1 and count <> 0
       order by 1`,
      [shopId],
    );
    return rows.map(({ line }) => line);
  });
}

export async function marked(shopId: number): Promise<number> {
  return inShop(shopId, async (sql) => {
    const { rowCount } = await sql.query(`select from parcels_to_learn where shop_id = $1`, [
      shopId,
    ]);
    return rowCount ?? 0;
  });
}
