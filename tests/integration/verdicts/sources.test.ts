import { expect, test } from 'vitest';
import { writeSettings } from '#app/db/settings.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { DEFAULT_SETTINGS } from '#app/domain/verdicts/settings.ts';
import { assessParcels } from '#app/services/assess-parcels.server.ts';
import { dismissProof, restoreProof } from '#app/services/dismiss-proof.server.ts';
import { loadParcel } from '#app/services/load-parcel.server.ts';
import {
  aParcel,
  idOf,
  shopWith,
  type ParcelOnHand,
} from '#tests/integration/pages/parcels-on-hand.ts';
import { testDatabase } from '#tests/setup/database.ts';

await testDatabase();
const now = new Date('2026-11-20T12:00:00Z');

interface Told {
  source: string;
  number?: string;
  legSeq?: number;
  milestone: string;
  at: string;
  country?: string | null;
}

/** A shop whose parcels have orders, first legs and a Shopify that has just answered. */
async function shopSelling(
  parcels: readonly ParcelOnHand[],
  orders: Readonly<Record<number, { createdAt: string; postcodeHash?: string }>> = {},
): Promise<number> {
  const shopId = await shopWith(parcels);
  await withShopSql(shopId, async (sql) => {
    for (const { orderId, orderName, destination, fulfillmentId, number, shippedAt } of parcels) {
      const order = orders[orderId] ?? { createdAt: shippedAt };
      await sql.query(
        `insert into orders (shop_id, order_id, name, created_at, updated_at, currency, total_minor,
           destination_country, postcode_hash) values ($1, $2, $3, $4, $4, 'USD', 1999, $5, $6)`,
        [shopId, orderId, orderName, order.createdAt, destination, order.postcodeHash ?? null],
      );
      await sql.query(
        `insert into legs (shop_id, fulfillment_id, position, seq, kind, number, number_key, carrier, carrier_key,
           started_at, started_basis, linked_by)
         values ($1, $2, 0, 0, 'unknown', $3, upper($3), 'YunExpress', 'yunexpress', $4, 'fulfillment_created',
           'shopify')`,
        [shopId, fulfillmentId, number, shippedAt],
      );
      await sql.query(
        `update parcels set number_seen_at = $3 where shop_id = $1 and fulfillment_id = $2`,
        [shopId, fulfillmentId, shippedAt],
      );
    }
    await sql.query(`insert into sync_state (shop_id, source_answered_at) values ($1, $2)`, [
      shopId,
      now,
    ]);
  });
  return shopId;
}

async function tell(shopId: number, parcel: ParcelOnHand, told: readonly Told[]): Promise<void> {
  await withShopSql(shopId, async (sql) => {
    for (const { source, legSeq = 0, milestone, at, country = null } of told) {
      await sql.query(
        `insert into scans (shop_id, fulfillment_id, source, event_id, position, leg_seq, occurred_at, recorded_at,
           received_at, milestone, physical, raw_status, country)
         values ($1, $2, $3, $4, 0, $5, $6, $6, $6, $7, $7 <> 'announced', 'X', $8)`,
        [shopId, parcel.fulfillmentId, source, `${source}-${at}`, legSeq, at, milestone, country],
      );
    }
  });
}

async function answer(
  shopId: number,
  number: string,
  facts: { answeredAt: string; syncedAt?: string; country?: string; postcodeHash?: string },
): Promise<void> {
  await withShopSql(shopId, (sql) =>
    sql.query(
      `insert into source_numbers (shop_id, source, number_key, number, state, pace, answered_at, synced_at,
         recipient_country, recipient_postcode_hash)
       values ($1, 'seventeen_track', $2, $2, 'tracking', 'ended', $3, $4, $5, $6)`,
      [
        shopId,
        number,
        facts.answeredAt,
        facts.syncedAt ?? null,
        facts.country ?? null,
        facts.postcodeHash ?? null,
      ],
    ),
  );
}

async function judge(shopId: number, parcels: readonly ParcelOnHand[]): Promise<void> {
  const fulfillmentIds = parcels.map(({ fulfillmentId }) => String(fulfillmentId));
  await withShopSql(shopId, (sql) =>
    assessParcels(sql, {
      shopId,
      scope: { kind: 'fulfillments', fulfillmentIds },
      occasion: 'sync',
      now,
    }),
  );
}

const view = (shopId: number, parcel: ParcelOnHand) =>
  loadParcel({ shopId, parcelId: idOf(parcel), now });

test('one number on two buyers’ orders is wrong on the later one, until a person says why not', async () => {
  const first = aParcel({ number: 'YT1000000000000001', shippedAt: '2026-11-10T10:00:00Z' });
  const later = aParcel({ number: 'YT1000000000000001', shippedAt: '2026-11-18T10:00:00Z' });
  const shopId = await shopSelling([first, later], {
    [first.orderId]: { createdAt: '2026-11-09T10:00:00Z', postcodeHash: 'one' },
    [later.orderId]: { createdAt: '2026-11-17T10:00:00Z', postcodeHash: 'other' },
  });
  await tell(shopId, first, [
    { source: 'shopify', milestone: 'accepted', at: '2026-11-19T00:00Z' },
  ]);
  await tell(shopId, later, [
    { source: 'shopify', milestone: 'accepted', at: '2026-11-19T00:00Z' },
  ]);
  await judge(shopId, [first, later]);
  expect(await view(shopId, first)).toMatchObject({ verdict: 'on_track', proofs: [] });
  expect(await view(shopId, later)).toMatchObject({
    verdict: 'wrong_number',
    cause: 'number_same_number_other_order',
    nextStep: 'ask_supplier_for_right_number',
    proofs: [{ code: 'same_number_other_order', weight: 'proof', dismissed: null }],
  });

  const choice = {
    shopId,
    parcelId: idOf(later),
    code: 'same_number_other_order',
    actor: 'user:7',
    now,
  } as const;
  expect(await dismissProof({ ...choice, reason: ' ' })).toEqual({
    ok: false,
    error: 'reason_missing',
  });
  expect(await dismissProof({ ...choice, reason: 'x'.repeat(501) })).toEqual({
    ok: false,
    error: 'reason_too_long',
  });
  expect(await dismissProof({ ...choice, code: 'too_fast', reason: 'no' })).toEqual({
    ok: false,
    error: 'no_such_proof',
  });
  expect(await dismissProof({ ...choice, reason: 'One box for a couple' })).toEqual({ ok: true });
  const dismissed = await view(shopId, later);
  expect(dismissed).toMatchObject({
    verdict: 'on_track',
    proofs: [{ dismissed: { reason: 'One box for a couple' } }],
  });
  expect(dismissed?.changes[0]).toMatchObject({
    trigger: 'person',
    detail: { actor: 'user:7', action: 'dismissed', reason: 'One box for a couple' },
  });
  expect(await restoreProof(choice)).toEqual({ ok: true });
  expect(await restoreProof(choice)).toEqual({ ok: false, error: 'no_such_proof' });
  expect(await view(shopId, later)).toMatchObject({ verdict: 'wrong_number' });
});

test('a number whose recipient lives elsewhere is wrong once it is delivered there', async () => {
  const parcel = aParcel({ number: 'YT1000000000000002', shippedAt: '2026-11-10T10:00:00Z' });
  const shopId = await shopSelling([parcel], {
    [parcel.orderId]: { createdAt: '2026-11-09T10:00:00Z', postcodeHash: 'own' },
  });
  await answer(shopId, 'YT1000000000000002', {
    answeredAt: '2026-11-20T11:00:00Z',
    country: 'US',
    postcodeHash: 'other',
  });
  await tell(shopId, parcel, [
    { source: 'seventeen_track', milestone: 'accepted', at: '2026-11-18T00:00Z', country: 'CN' },
  ]);
  await judge(shopId, [parcel]);
  expect(await view(shopId, parcel)).toMatchObject({
    verdict: 'on_track',
    proofs: [{ code: 'delivered_elsewhere', weight: 'suspicion' }],
  });
  await tell(shopId, parcel, [
    { source: 'seventeen_track', milestone: 'delivered', at: '2026-11-20T00:00Z', country: 'US' },
  ]);
  await judge(shopId, [parcel]);
  expect(await view(shopId, parcel)).toMatchObject({
    verdict: 'wrong_number',
    cause: 'number_delivered_elsewhere',
  });
});

test('a source that answers without having synced leaves the silence unjudged, and its clock says so', async () => {
  const parcel = aParcel({ number: 'YT1000000000000003', shippedAt: '2026-11-02T10:00:00Z' });
  const shopId = await shopSelling([parcel]);
  await tell(shopId, parcel, [
    { source: 'seventeen_track', milestone: 'accepted', at: '2026-11-03T00:00Z', country: 'CN' },
  ]);
  await answer(shopId, 'YT1000000000000003', {
    answeredAt: '2026-11-20T11:30:00Z',
    syncedAt: '2026-11-08T11:30:00Z',
  });
  await judge(shopId, [parcel]);
  expect(await view(shopId, parcel)).toMatchObject({
    verdict: 'source_blind',
    cause: 'source_silent',
    clocks: { answeredBy: 'seventeen_track', sourceAnsweredAt: '2026-11-08T11:30:00.000Z' },
  });
  await withShopSql(shopId, (sql) =>
    sql.query(`update source_numbers set synced_at = '2026-11-20T11:00:00Z' where shop_id = $1`, [
      shopId,
    ]),
  );
  await judge(shopId, [parcel]);
  expect(await view(shopId, parcel)).toMatchObject({ verdict: 'stalled' });
});

test('a carrier that has stopped for everyone holds the alarm back, and its end lifts that', async () => {
  const parcel = aParcel({ number: 'YT1000000000000004', shippedAt: '2026-11-11T10:00:00Z' });
  const shopId = await shopSelling([parcel]);
  const settings = { ...DEFAULT_SETTINGS, alerts: { mode: 'fixed', flaggedOf100: 10 } as const };
  await withShopSql(shopId, (sql) => writeSettings(sql, { shopId, settings, now }));
  await tell(shopId, parcel, [
    { source: 'shopify', milestone: 'accepted', at: '2026-11-12T00:00Z', country: 'CN' },
  ]);
  await withShopSql(shopId, (sql) =>
    sql.query(
      `insert into source_incidents (shop_id, kind, carrier, began_at, noticed_at)
       values ($1, 'carrier', 'yunexpress', '2026-11-18T00:00Z', '2026-11-18T12:00Z')`,
      [shopId],
    ),
  );
  await judge(shopId, [parcel]);
  expect(await view(shopId, parcel)).toMatchObject({
    verdict: 'source_blind',
    cause: 'carrier_incident',
    reviewAt: null,
  });
  await withShopSql(shopId, (sql) =>
    sql.query(`update source_incidents set ended_at = $2 where shop_id = $1`, [shopId, now]),
  );
  await judge(shopId, [parcel]);
  expect(await view(shopId, parcel)).toMatchObject({ verdict: 'stalled' });
});

test('what two sources tell of one chain is one timeline under its numbers', async () => {
  const parcel = aParcel({ number: 'YT1000000000000005', shippedAt: '2026-11-11T10:00:00Z' });
  const shopId = await shopSelling([parcel]);
  await withShopSql(shopId, (sql) =>
    sql.query(
      `insert into legs (shop_id, fulfillment_id, position, seq, kind, number, number_key, carrier, carrier_key,
         started_at, started_basis, linked_by, listed, continues_seq)
       values ($1, $2, 0, 1, 'last_mile', 'LAST1', 'LAST1', 'USPS', 'usps', $3, 'number_changed', 'user:7', false, 0)`,
      [shopId, parcel.fulfillmentId, now],
    ),
  );
  await tell(shopId, parcel, [
    { source: 'shopify', milestone: 'domestic_transit', at: '2026-11-12T00:00Z' },
    {
      source: 'seventeen_track',
      milestone: 'departed_origin',
      at: '2026-11-12T00:04Z',
      country: 'CN',
    },
    {
      source: 'aftership',
      legSeq: 1,
      milestone: 'delivered',
      at: '2026-11-19T00:00Z',
      country: 'US',
    },
  ]);
  await judge(shopId, [parcel]);
  const shown = await view(shopId, parcel);
  expect(shown).toMatchObject({ verdict: 'delivered' });
  expect(
    shown?.timeline.map(({ scan, also }) => [
      shown.scans[scan]?.milestone,
      also.map((place) => shown.scans[place]?.source),
    ]),
  ).toEqual([
    ['delivered', []],
    ['departed_origin', ['shopify']],
  ]);
});
