import type { PoolClient } from 'pg';
import { z } from 'zod';
import type { Milestone } from '#app/domain/scans/scan.ts';
import type { Cause, VerdictKind } from '#app/domain/verdicts/verdict.ts';

/** A parcel as stored, with what of it concerns its shopper. */
export interface ShopperParcelRecord {
  fulfillmentId: string;
  position: number;
  orderId: string;
  verdict: VerdictKind | 'unassessed';
  cause: Cause | null;
  verdictSince: Date | null;
  cancelled: boolean;
  origin: string | null;
  destination: string | null;
  milestone: Milestone | null;
  lastScanAt: Date | null;
  /** Of the last scan; null where no source says. */
  lastScanCountry: string | null;
  estimatedDeliveryAt: Date | null;
  silenceFrom: Date | null;
  silenceLimitAt: Date | null;
  silenceKey: string | null;
}

/** Every parcel of these orders, in order of shipment and position. */
export async function readShopperParcels(
  sql: PoolClient,
  shopId: number,
  orderIds: readonly string[],
): Promise<ShopperParcelRecord[]> {
  const { rows } = await sql.query<ShopperParcelRecord>(
    `select p.fulfillment_id::text as "fulfillmentId", p.position, p.order_id::text as "orderId", p.verdict, p.cause,
       p.verdict_since as "verdictSince", p.cancelled, p.origin, p.destination, p.milestone,
       p.last_scan_at as "lastScanAt", s.country as "lastScanCountry",
       p.estimated_delivery_at as "estimatedDeliveryAt", p.silence_from as "silenceFrom",
       p.silence_limit_at as "silenceLimitAt", p.silence_key as "silenceKey"
     from parcels p left join lateral (
       select c.country from scans c
       where c.shop_id = $1 and c.fulfillment_id = p.fulfillment_id and (c.position is null or c.position = p.position)
         and c.occurred_at = p.last_scan_at and c.milestone = p.milestone
       order by c.country nulls last limit 1
     ) s on true
     where p.shop_id = $1 and p.order_id = any($2::bigint[])
     order by p.order_id, p.fulfillment_id, p.position`,
    [shopId, orderIds],
  );
  return rows;
}

/** The language the shop's storefront speaks first (BCP 47); null while Shopify has not told. */
export async function primaryLocale(sql: PoolClient, shopId: number): Promise<string | null> {
  const { rows } = await sql.query(
    `select value->>0 as locale from shop_side where shop_id = $1 and name = 'locales' and missing is null`,
    [shopId],
  );
  return localeSchema.parse(rows)[0]?.locale ?? null;
}

const localeSchema = z.array(z.object({ locale: z.string().nullable() }));
