import { describe, expect, it } from 'vitest';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { loadParcel } from '#app/services/load-parcel.server.ts';
import { aParcel, idOf, putParcels, shopWith } from '#tests/integration/pages/parcels-on-hand.ts';
import { testDatabase } from '#tests/setup/database.ts';

await testDatabase();
/** A Monday noon. */
const now = new Date('2026-11-16T12:00:00Z');

describe('a parcel’s page', () => {
  it('holds its own scans and those its fulfillment shares, newest first, at most 500', async () => {
    const first = aParcel({ position: 0 });
    const second = aParcel({ ...first, position: 1 });
    const shopId = await shopWith([first]);
    await putParcels(shopId, [second]);
    await withShopSql(shopId, (sql) =>
      sql.query(
        `insert into scans (shop_id, fulfillment_id, source, event_id, position, occurred_at, recorded_at, received_at,
           milestone, physical, raw_status)
         select $1, $2, 'shopify', kind || n, position, $3::timestamptz - n * interval '1 hour', $3, $3, 'unknown', true, 'X'
         from (values ('own', 0, 400), ('other', 1, 10), ('shared', null, 300)) k (kind, position, many),
           generate_series(1, many) n`,
        [shopId, first.fulfillmentId, now],
      ),
    );
    const view = await loadParcel({ shopId, parcelId: idOf(first), now });
    const events = view?.scans.map((scan) => scan.eventId) ?? [];
    expect(events).toHaveLength(500);
    expect(events.slice(0, 2).sort()).toEqual(['own1', 'shared1']);
    expect(events.filter((event) => event.startsWith('other'))).toEqual([]);
    const instants = view?.scans.map((scan) => scan.occurredAt) ?? [];
    expect(instants).toEqual(instants.toSorted().reverse());
  });

  it('holds every number and every change of verdict, newest first, and both clocks', async () => {
    const parcel = aParcel({ verdict: 'stalled' });
    const shopId = await shopWith([parcel]);
    const key = [shopId, parcel.fulfillmentId];
    await withShopSql(shopId, async (sql) => {
      await sql.query(
        `insert into legs (shop_id, fulfillment_id, position, seq, kind, number, number_key, started_at, started_basis,
           replaced_at, linked_by)
         values ($1, $2, 0, 1, 'unknown', 'OLD1', 'OLD1', '2026-11-01', 'fulfillment_created', '2026-11-05', 'shopify'),
           ($1, $2, 0, 2, 'unknown', 'NEW2', 'NEW2', '2026-11-05', 'number_changed', null, 'shopify')`,
        key,
      );
      await sql.query(
        `insert into verdict_changes (shop_id, fulfillment_id, position, changed_at, from_verdict, to_verdict, cause, trigger)
         values ($1, $2, 0, '2026-11-02', 'unassessed', 'on_track', 'moving', 'first'),
           ($1, $2, 0, '2026-11-09', 'on_track', 'stalled', 'silent_unknown_stage', 'time')`,
        key,
      );
      await sql.query(
        `insert into sync_state (shop_id, source_answered_at) values ($1, '2026-11-16T11:58:00Z')`,
        [shopId],
      );
      await sql.query(
        `update parcels set last_physical_at = '2026-11-04T08:00:00Z', number_seen_at = '2026-11-05T00:00:00Z'
         where shop_id = $1 and fulfillment_id = $2`,
        key,
      );
    });
    const view = await loadParcel({ shopId, parcelId: idOf(parcel), now });
    expect(view?.legs.map((leg) => [leg.number, leg.replacedAt])).toEqual([
      ['NEW2', null],
      ['OLD1', '2026-11-05T00:00:00.000Z'],
    ]);
    expect(view?.changes.map((change) => [change.from, change.to, change.trigger])).toEqual([
      ['on_track', 'stalled', 'time'],
      ['unassessed', 'on_track', 'first'],
    ]);
    expect(view?.clocks).toEqual({
      lastPhysicalScanAt: '2026-11-04T08:00:00.000Z',
      numberSeenAt: '2026-11-05T00:00:00.000Z',
      answeredBy: 'shopify',
      sourceAnsweredAt: '2026-11-16T11:58:00.000Z',
    });
  });

  it('counts silence in working days: a weekend adds nothing, and the bar ends at one and a half', async () => {
    const parcel = aParcel({ origin: null, destination: null, verdict: 'on_track' });
    const shopId = await shopWith([parcel]);
    const since = (from: string, limitDays: number, limitAt: string) =>
      withShopSql(shopId, (sql) =>
        sql.query(
          `update parcels set silence_from = $3, silence_limit_days = $4, silence_limit_at = $5
           where shop_id = $1 and fulfillment_id = $2`,
          [shopId, parcel.fulfillmentId, from, limitDays, limitAt],
        ),
      );
    const silence = async () =>
      (await loadParcel({ shopId, parcelId: idOf(parcel), now }))?.silence;
    expect(await silence()).toBeNull();
    // Friday midnight to Monday noon.
    await since('2026-11-13T00:00:00Z', 3, '2026-11-18T00:00:00Z');
    expect(await silence()).toMatchObject({ days: 1.5, fraction: 0.5 });
    await since('2026-11-02T00:00:00Z', 3, '2026-11-05T00:00:00Z');
    expect(await silence()).toMatchObject({ days: 10.5, fraction: 1.5 });
  });

  it.each(['', '0-0', 'abc', '1-0; drop table parcels', '99999999999999999999-0', '12345-0'])(
    'is null for %j',
    async (parcelId) => {
      const shopId = await shopWith([]);
      expect(await loadParcel({ shopId, parcelId, now })).toBeNull();
    },
  );
});
