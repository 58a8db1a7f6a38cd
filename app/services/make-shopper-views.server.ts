import { createHash } from 'node:crypto';
import { canonicalize } from 'json-canonicalize';
import type { PoolClient } from 'pg';
import { loadLegs } from '#app/db/parcels-assess.server.ts';
import { readSettings } from '#app/db/settings.server.ts';
import {
  primaryLocale,
  readShopperParcels,
  type ShopperParcelRecord,
} from '#app/db/shopper-facts.server.ts';
import { upsertShopperViews } from '#app/db/shopper-views.server.ts';
import { chainOf, type ChainLink } from '#app/domain/parcels/chain.ts';
import type { StoredChainLeg } from '#app/domain/shopper/shopper-legs.ts';
import { shopperParcelOf } from '#app/domain/shopper/shopper-parcel-of.ts';
import type { ShopperParcel } from '#app/domain/shopper/shopper-parcel.ts';
import type { ShopperSettings } from '#app/domain/shopper/shopper-settings.ts';
import { env } from '#app/env.server.ts';
import { parcelKey } from '#app/services/assess-facts.server.ts';
import { laneModelOf } from '#app/services/lane-models.server.ts';
import { settingsOf } from '#app/services/load-settings.server.ts';
import { shopperFactsOf, type ShopperFrame } from '#app/services/make-shopper-views-facts.ts';

/**
 * Makes the views of these orders as of `now` and keeps them; in the caller's transaction, with a handful of questions
 * however many the orders. An order of which no parcel is left keeps its view, empty.
 */
export async function makeShopperViews(
  sql: PoolClient,
  {
    shopId,
    orderIds,
    settings,
    now,
  }: { shopId: number; orderIds: readonly string[]; settings: ShopperSettings; now: Date },
): Promise<void> {
  if (orderIds.length === 0) return;
  const records = await readShopperParcels(sql, shopId, orderIds);
  const legs = await loadLegs(
    sql,
    shopId,
    records.map(({ fulfillmentId }) => fulfillmentId),
  );
  const frame = await openFrame(sql, shopId, now);
  const language = (await primaryLocale(sql, shopId)) ?? 'en';
  const chains = Map.groupBy([...legs.values()].flat(), parcelKey);
  const parcels = Map.groupBy(records, ({ orderId }) => orderId);
  const api = env().SHOPIFY_APP_URL;
  const seen = (record: ShopperParcelRecord): ShopperParcel => {
    const chain: (StoredChainLeg & ChainLink)[] = chainOf(chains.get(parcelKey(record)) ?? []);
    return shopperParcelOf(shopperFactsOf(record, chain, frame), { settings, language });
  };
  const views = orderIds.map((orderId) => {
    const view = (parcels.get(orderId) ?? []).map(seen);
    return { orderId, parcels: view, digest: digestOf({ api, parcels: view }) };
  });
  await upsertShopperViews(sql, shopId, { views, now });
}

async function openFrame(sql: PoolClient, shopId: number, now: Date): Promise<ShopperFrame> {
  const settings = settingsOf(await readSettings(sql, shopId));
  const { silence, delivery } = await laneModelOf(sql, shopId);
  return { settings, silence, delivery, now };
}

/** Of everything that a metafield says, save when it was written. */
function digestOf(content: { api: string; parcels: readonly ShopperParcel[] }): string {
  return createHash('sha256').update(canonicalize(content)).digest('base64url');
}
