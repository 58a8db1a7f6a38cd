import type { PoolClient } from 'pg';
import { askNumberNow, moveSourceScans, writeChains } from '#app/db/chains.server.ts';
import type { LinkRecord } from '#app/db/leg-links.server.ts';
import { ordersOfFulfillments } from '#app/db/orders.server.ts';
import { markDirty } from '#app/db/dirty-orders.server.ts';
import { carrierSlug, trackingUrl } from '#app/domain/numbers/carriers.ts';
import type { JoinRefusal } from '#app/domain/parcels/join-leg.ts';
import { joinLeg, partLeg } from '#app/domain/parcels/join-leg.ts';
import type { ExistingParcel, Leg } from '#app/domain/parcels/reconcile.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';
import { assessParcels } from '#app/services/assess-parcels.server.ts';

/**
 * Joins a link's number to its chain: legs, current number, scans of a sibling that had it, verdict; and has the sources
 * asked at once. `before` is the fulfillment as stored. A refusal writes nothing.
 */
export async function applyConfirmation(
  sql: PoolClient,
  {
    shopId,
    link,
    before,
    actor,
    now,
  }: {
    shopId: number;
    link: LinkRecord;
    before: readonly ExistingParcel[];
    actor: string;
    now: Date;
  },
): Promise<{ ok: true } | { ok: false; code: JoinRefusal }> {
  const { fulfillmentId, position, numberKey, number, carrier } = link;
  const slug = carrierSlug(carrier);
  const joined = joinLeg(
    before,
    { ...link, linkedBy: actor, trackingUrl: slug === null ? null : trackingUrl(slug, number) },
    now,
  );
  if (!joined.ok) return joined;
  const { parcels } = joined;
  await writeChains(sql, shopId, { fulfillmentId, parcels });
  const to = placeOf(parcels, { position, numberKey });
  for (const from of siblingPlaces(parcels, { position, numberKey })) {
    if (to !== null) await moveSourceScans(sql, shopId, { fulfillmentId, from, to });
  }
  await judge(sql, { shopId, fulfillmentId, now });
  await askNumberNow(sql, shopId, { numberKey, now });
  await enqueue(sql, 'ask-sources', { shopId });
  return { ok: true };
}

/**
 * Takes a link's number out of its chain again; what sources said of it stays stored. Shopify is read again soon: whatever
 * it lists by then is the truth.
 */
export async function applyParting(
  sql: PoolClient,
  {
    shopId,
    link,
    before,
    now,
  }: { shopId: number; link: LinkRecord; before: readonly ExistingParcel[]; now: Date },
): Promise<void> {
  const { fulfillmentId, position, numberKey } = link;
  const isOursAtShopify = link.writeState === 'written';
  const parcels = partLeg(before, { position, numberKey, isOursAtShopify }, now);
  await writeChains(sql, shopId, { fulfillmentId, parcels });
  const from = placeOf(parcels, { position, numberKey });
  const back = siblingPlaces(parcels, { position, numberKey }).find(({ isLiving }) => isLiving);
  if (from !== null && back !== undefined) {
    await moveSourceScans(sql, shopId, { fulfillmentId, from, to: back });
  }
  await judge(sql, { shopId, fulfillmentId, now });
  if (!isOursAtShopify) await readAgain(sql, { shopId, fulfillmentId, now });
}

/** Has Shopify asked again about the fulfillment's order. */
export async function readAgain(
  sql: PoolClient,
  { shopId, fulfillmentId, now }: { shopId: number; fulfillmentId: string; now: Date },
): Promise<void> {
  const orderIds = await ordersOfFulfillments(sql, shopId, [fulfillmentId]);
  if (orderIds.length === 0) return;
  await markDirty(sql, shopId, { orderIds, reason: 'link', now });
  await enqueue(sql, 'refetch-orders', { shopId });
}

async function judge(
  sql: PoolClient,
  { shopId, fulfillmentId, now }: { shopId: number; fulfillmentId: string; now: Date },
): Promise<void> {
  const scope = { kind: 'fulfillments', fulfillmentIds: [fulfillmentId] } as const;
  await assessParcels(sql, { shopId, scope, occasion: 'sync', now });
}

interface NumberOnParcel {
  position: number;
  numberKey: string;
}

function placeOf(
  parcels: readonly ExistingParcel[],
  { position, numberKey }: NumberOnParcel,
): { position: number; seq: number } | null {
  const leg = parcels
    .find((parcel) => parcel.position === position)
    ?.legs.findLast((one: Leg) => one.numberKey === numberKey);
  return leg === undefined ? null : { position, seq: leg.seq };
}

/** Where other parcels of the fulfillment have the number. */
function siblingPlaces(
  parcels: readonly ExistingParcel[],
  { position, numberKey }: NumberOnParcel,
): { position: number; seq: number; isLiving: boolean }[] {
  return parcels.flatMap((parcel) => {
    const place = placeOf([parcel], { position: parcel.position, numberKey });
    const isOther = parcel.position !== position;
    return place !== null && isOther ? [{ ...place, isLiving: !parcel.cancelled }] : [];
  });
}
