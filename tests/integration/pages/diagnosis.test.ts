import { expect, test } from 'vitest';
import { applyScores } from '#app/db/score-cells.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { scoreOf } from '#app/domain/scorecards/parcel-score.ts';
import { goodParcel } from '#app/domain/scorecards/score-facts.fixture.ts';
import { habitsOf } from '#app/services/diagnosis-past.server.ts';
import { loadParcel } from '#app/services/load-parcel.server.ts';
import {
  aParcel,
  idOf,
  shopWith,
  type ParcelOnHand,
} from '#tests/integration/pages/parcels-on-hand.ts';
import { testDatabase } from '#tests/setup/database.ts';

await testDatabase();
/** A Monday noon. */
const now = new Date('2026-11-16T12:00:00Z');

interface ToldScan {
  milestone: string;
  at: string;
  physical: boolean;
}

async function putScan(
  shopId: number,
  { fulfillmentId }: ParcelOnHand,
  { milestone, at, physical }: ToldScan,
): Promise<void> {
  await withShopSql(shopId, (sql) =>
    sql.query(
      `insert into scans (shop_id, fulfillment_id, source, event_id, position, leg_seq, occurred_at, recorded_at, received_at,
         milestone, physical, raw_status) values ($1, $2, 'shopify', $3, 0, 0, $4, $4, $4, $3, $5, 'X')`,
      [shopId, fulfillmentId, milestone, at, physical],
    ),
  );
}

/** A shop with one parcel that is silent since a scan, on the curve of a key. */
async function shopWithSilence(
  told: Partial<ParcelOnHand>,
  { key, from, scan }: { key: string; from: string | null; scan: ToldScan },
): Promise<{ shopId: number; parcelId: string }> {
  const parcel = aParcel(told);
  const shopId = await shopWith([parcel]);
  await putScan(shopId, parcel, scan);
  await withShopSql(shopId, async (sql) => {
    await sql.query(
      `insert into legs (shop_id, fulfillment_id, position, seq, kind, number, number_key, carrier, carrier_key, started_at,
         started_basis, linked_by)
       values ($1, $2, 0, 0, 'unknown', 'LX1CN', 'LX1CN', 'YunExpress', 'yunexpress', '2026-11-01', 'fulfillment_created', 'shopify')`,
      [shopId, parcel.fulfillmentId],
    );
    await sql.query(
      `update parcels set silence_key = $3, silence_from = $4 where shop_id = $1 and fulfillment_id = $2`,
      [shopId, parcel.fulfillmentId, key, from],
    );
    await sql.query(`insert into sync_state (shop_id, source_answered_at) values ($1, $2)`, [
      shopId,
      now,
    ]);
  });
  return { shopId, parcelId: idOf(parcel) };
}

test('a question of customs is diagnosed, though a verdict counts no silence after it', async () => {
  const at = '2026-11-09T08:00:00Z';
  const { shopId, parcelId } = await shopWithSilence(
    { verdict: 'customs_hold' },
    {
      key: 'customs_request|linehaul|yunexpress|CN|US',
      from: null,
      scan: { milestone: 'customs_action_needed', at, physical: true },
    },
  );
  const view = await loadParcel({ shopId, parcelId, now });
  expect(view?.diagnosis?.causes[0]).toMatchObject({ cause: 'customs' });
});

test('a scan that fell into a stop which is over is told as a reason', async () => {
  const at = '2026-11-04T08:00:00Z';
  const { shopId, parcelId } = await shopWithSilence(
    { verdict: 'stalled' },
    {
      key: 'delivery|last_mile|yunexpress|CN|US',
      from: at,
      scan: { milestone: 'out_for_delivery', at, physical: true },
    },
  );
  await withShopSql(shopId, (sql) =>
    sql.query(
      `insert into source_incidents (shop_id, kind, carrier, began_at, noticed_at, ended_at)
       values ($1, 'carrier', 'yunexpress', '2026-11-04T09:00Z', '2026-11-05T00:00Z', '2026-11-09T00:00Z'),
         ($1, 'carrier', 'yanwen', '2026-11-04T09:00Z', '2026-11-05T00:00Z', '2026-11-15T00:00Z')`,
      [shopId],
    ),
  );
  const view = await loadParcel({ shopId, parcelId, now });
  expect(view?.diagnosis?.causes[0]).toMatchObject({ cause: 'source_lag' });
  const reason = view?.diagnosis?.causes[0].reasons.find(({ fact }) => fact === 'past_stop');
  expect(reason?.params).toMatchObject({ until: '2026-11-09T00:00:00.000Z' });
});

test('habits are shares of the newest parcels, and of none too few', async () => {
  const parcels = Array.from({ length: 21 }, () => aParcel());
  const shopId = await shopWith(parcels);
  const habits = () =>
    withShopSql(shopId, (sql) =>
      habitsOf(sql, shopId, { carrier: 'YunExpress', supplier: ' good  Supplier', now }),
    );
  for (const [index, parcel] of parcels.slice(0, 20).entries()) {
    const at = '2026-11-04T08:00:00Z';
    if (index < 15) await putScan(shopId, parcel, { milestone: 'announced', at, physical: false });
  }
  expect(await habits()).toEqual({ noticeShare: null, supplierEarlyShare: null });
  await withShopSql(shopId, async (sql) => {
    await sql.query(
      `update parcels set last_physical_at = $2 where shop_id = $1 and fulfillment_id <> $3`,
      [shopId, now, parcels[20]?.fulfillmentId],
    );
    const supplier = { key: 'good supplier', name: 'Good Supplier' };
    const changes = Array.from({ length: 20 }, (_, index) => ({
      fulfillmentId: String(90_000 + index),
      position: 0,
      before: null,
      after: scoreOf(
        goodParcel({
          supplier,
          shippedAt: new Date('2026-11-01T00:00:00Z'),
          isHandOverLate: index < 5,
        }),
      ),
    }));
    await applyScores(sql, shopId, changes);
  });
  expect(await habits()).toEqual({ noticeShare: 0.75, supplierEarlyShare: 0.25 });
});
