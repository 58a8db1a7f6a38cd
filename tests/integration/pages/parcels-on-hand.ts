import { registerShop } from '#app/db/shops.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import type { VerdictKind } from '#app/domain/verdicts/verdict.ts';

/** A parcel as a test states it: valid by default, a test names only what matters. */
export interface ParcelOnHand {
  fulfillmentId: number;
  position: number;
  orderId: number;
  orderName: string;
  number: string | null;
  carrier: string | null;
  carrierKey: string | null;
  origin: string | null;
  destination: string | null;
  currency: string;
  valueMinor: number;
  shippedAt: string;
  verdict: VerdictKind | 'unassessed';
  verdictSince: string | null;
  reviewAt: string | null;
  mutedUntil: string | null;
  muted: boolean;
  searchText: string;
}

let lastId = 1_000;

export function aParcel(told: Partial<ParcelOnHand> = {}): ParcelOnHand {
  lastId += 1;
  const orderName = told.orderName ?? `#${lastId}`;
  const number = told.number === undefined ? `LX${lastId}CN` : told.number;
  const carrier = told.carrier === undefined ? 'YunExpress' : told.carrier;
  return {
    fulfillmentId: lastId,
    position: 0,
    orderId: lastId,
    orderName,
    number,
    carrier,
    carrierKey: carrier?.toLowerCase() ?? null,
    origin: 'CN',
    destination: 'US',
    currency: 'USD',
    valueMinor: 1_999,
    shippedAt: '2026-11-01T10:00:00Z',
    verdict: 'on_track',
    verdictSince: told.verdict === 'unassessed' ? null : '2026-11-02T10:00:00Z',
    reviewAt: null,
    mutedUntil: null,
    muted: (told.mutedUntil ?? null) !== null,
    searchText: `${orderName} ${number ?? ''}`.toLowerCase(),
    ...told,
  };
}

/** A shop of its own with these parcels, written as the runtime role writes them. */
export async function shopWith(parcels: readonly ParcelOnHand[]): Promise<number> {
  lastId += 1;
  const { shopId } = await registerShop({
    domain: `shop-${lastId}.myshopify.com`,
    scopes: '',
    now: new Date('2026-10-01T00:00:00Z'),
  });
  await putParcels(shopId, parcels);
  return shopId;
}

export async function putParcels(shopId: number, parcels: readonly ParcelOnHand[]): Promise<void> {
  await withShopSql(shopId, async (sql) => {
    await sql.query(
      `insert into fulfillments (shop_id, fulfillment_id, order_id, name, status, created_at, updated_at)
       select distinct $1::int, "fulfillmentId", "orderId", "orderName" || '-F1', 'SUCCESS', "shippedAt", "shippedAt"
       from jsonb_to_recordset($2::jsonb)
         x ("fulfillmentId" bigint, "orderId" bigint, "orderName" text, "shippedAt" timestamptz)
       on conflict do nothing`,
      [shopId, JSON.stringify(parcels)],
    );
    await sql.query(
      `insert into parcels (shop_id, fulfillment_id, position, order_id, order_name, number, number_key, carrier,
         carrier_key, origin, destination, currency, value_minor, shipped_at, verdict, verdict_since, review_at,
         muted_until, muted, search_text)
       select $1, "fulfillmentId", position, "orderId", "orderName", number, upper(number), carrier, "carrierKey",
         origin, destination, currency, "valueMinor", "shippedAt", verdict, "verdictSince", "reviewAt",
         "mutedUntil", muted, "searchText"
       from jsonb_to_recordset($2::jsonb) x (
         "fulfillmentId" bigint, position smallint, "orderId" bigint, "orderName" text, number text, carrier text,
         "carrierKey" text, origin char(2), destination char(2), currency char(3), "valueMinor" bigint,
         "shippedAt" timestamptz, verdict text, "verdictSince" timestamptz, "reviewAt" timestamptz,
         "mutedUntil" timestamptz, muted boolean, "searchText" text)`,
      [shopId, JSON.stringify(parcels)],
    );
  });
}

/** `${fulfillmentId}-${position}`, as in addresses. */
export function idOf(parcel: { fulfillmentId: number; position: number }): string {
  return `${parcel.fulfillmentId}-${parcel.position}`;
}
