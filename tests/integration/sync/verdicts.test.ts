import { beforeAll, describe, expect, test } from 'vitest';
import type { FulfillmentEventStatus } from '#sandbox/world/effects.ts';
import { shipOrder } from './ship-order.ts';
import { syncStand } from './stand.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const stand = await syncStand({ orders: 5 });

let lastId = 880_000_000;
/** An order with one shipped fulfillment, as if the merchant had just made it. */
function ship(tracking: { company: string | null; number: string | null; url: string | null }[]) {
  const orderId = (lastId += 10);
  return shipOrder(stand, { orderId, name: `#T${orderId}`, originCountry: 'US', tracking });
}

let lastEvent = 770_000_000;
function scan(fulfillmentId: number, status: FulfillmentEventStatus) {
  const at = stand.platform.clock.now();
  const eventId = (lastEvent += 1);
  stand.platform.apply({
    kind: 'fulfillment_event',
    at,
    shop: stand.shop,
    fulfillmentId,
    eventId,
    status,
    happenedAt: at,
    message: null,
    city: 'Portland',
    country: 'US',
    zip: null,
    estimatedDeliveryAt: null,
  });
}

const usps = (number: string | null) => ({ company: 'USPS', number, url: null });
const parcels = (fulfillmentId: number) =>
  stand.rows(`select * from parcels where fulfillment_id = $1 order by position`, [fulfillmentId]);
const changes = (fulfillmentId: number) =>
  stand.rows(
    `select from_verdict, to_verdict, trigger, detail from verdict_changes where fulfillment_id = $1 order by seq`,
    [fulfillmentId],
  );

beforeAll(async () => {
  await stand.install();
  await stand.settle();
});

describe('verdicts', () => {
  test('turn by time alone, and clear in the sync that brings the scan, saying why', async () => {
    const { fulfillmentId } = ship([usps('9400100000000000000001')]);
    await stand.settle();
    expect(await parcels(fulfillmentId)).toMatchObject([{ verdict: 'on_track' }]);
    await stand.platform.advanceBy(12 * DAY_MS);
    await stand.settle();
    expect(await parcels(fulfillmentId)).toMatchObject([{ verdict: 'never_scanned' }]);
    scan(fulfillmentId, 'IN_TRANSIT');
    await stand.settle();
    expect(await parcels(fulfillmentId)).toMatchObject([{ verdict: 'on_track', scan_count: 1 }]);
    const history = await changes(fulfillmentId);
    expect(history.at(-1)).toMatchObject({
      from_verdict: 'never_scanned',
      to_verdict: 'on_track',
      trigger: 'scan',
    });
    expect(history.at(-1)?.detail).toMatchObject({
      eventId: `gid://shopify/FulfillmentEvent/${lastEvent}`,
    });
  });

  test('a replaced number starts its own clock and does not inherit the old number’s scans', async () => {
    const { fulfillmentId } = ship([usps('9400100000000000000002')]);
    scan(fulfillmentId, 'CARRIER_PICKED_UP');
    await stand.settle();
    expect(await parcels(fulfillmentId)).toMatchObject([{ scan_count: 1 }]);
    await stand.platform.advanceBy(3 * HOUR_MS);
    const changedAt = stand.platform.clock.now();
    stand.platform.apply({
      kind: 'tracking_updated',
      at: changedAt,
      shop: stand.shop,
      fulfillmentId,
      tracking: [usps('9400100000000000000003')],
    });
    await stand.settle();
    const [parcel] = await parcels(fulfillmentId);
    expect(parcel).toMatchObject({ number: '9400100000000000000003', scan_count: 0 });
    expect(Math.abs(Number(parcel?.number_seen_at) - changedAt)).toBeLessThan(2_000);
    expect(
      await stand.rows(
        `select seq, started_basis, replaced_at is null as current from legs where fulfillment_id = $1 order by seq`,
        [fulfillmentId],
      ),
    ).toEqual([
      { seq: 0, started_basis: 'fulfillment_created', current: false },
      { seq: 1, started_basis: 'number_changed', current: true },
    ]);
  });

  test('a number dates from the delivery that reported it, though scans came before we looked', async () => {
    const { fulfillmentId } = ship([usps(null)]);
    await stand.settle();
    expect(await parcels(fulfillmentId)).toMatchObject([{ number: null }]);
    // Two days pass at once: number, pickup and delivery are all there when we look.
    const start = stand.platform.clock.now();
    const { shop } = stand;
    const tracking = [usps('9400100000000000000004')];
    stand.platform.apply({
      kind: 'tracking_updated',
      at: start + HOUR_MS,
      shop,
      fulfillmentId,
      tracking,
    });
    await stand.platform.advanceBy(DAY_MS);
    scan(fulfillmentId, 'CARRIER_PICKED_UP');
    await stand.platform.advanceBy(DAY_MS);
    scan(fulfillmentId, 'DELIVERED');
    await stand.settle();
    expect(await parcels(fulfillmentId)).toMatchObject([{ verdict: 'delivered', scan_count: 2 }]);
  });

  test('several numbers share the stream, and their values add up to the order', async () => {
    const { fulfillmentId } = ship([
      usps('9400100000000000000005'),
      usps('9400100000000000000006'),
    ]);
    scan(fulfillmentId, 'IN_TRANSIT');
    await stand.settle();
    const rows = await parcels(fulfillmentId);
    expect(rows).toMatchObject([
      { shared_stream: true, scan_count: 1 },
      { shared_stream: true, scan_count: 1 },
    ]);
    expect(rows.reduce((sum, row) => sum + Number(row.value_minor), 0)).toBe(10_001);
  });

  test('a muted parcel comes back by itself when its time is over', async () => {
    const { fulfillmentId } = ship([usps(null)]);
    await stand.settle();
    const until = new Date(stand.platform.clock.now() + 5 * DAY_MS);
    const { writeMutes } = await import('#app/db/mutes.server.ts');
    const { withShopSql } = await import('#app/db/with-shop.server.ts');
    const shopId = Number((await stand.one(`select shop_id from shops`)).shop_id);
    const change = { fulfillmentId: String(fulfillmentId), position: 0, mutedUntil: until };
    await withShopSql(shopId, (sql) =>
      writeMutes(sql, { shopId, changes: [change], now: stand.clock() }),
    );
    await stand.platform.advanceBy(4 * DAY_MS);
    await stand.settle();
    expect(await parcels(fulfillmentId)).toMatchObject([
      { verdict: 'missing_number', muted: true },
    ]);
    await stand.platform.advanceBy(2 * DAY_MS);
    await stand.settle();
    expect(await parcels(fulfillmentId)).toMatchObject([
      { verdict: 'missing_number', muted: false },
    ]);
  });

  test('silence of the source is not silence of the parcel, and ends when Shopify answers again', async () => {
    const { fulfillmentId } = ship([usps('9400100000000000000007')]);
    await stand.settle();
    stand.platform.switches.apiOutage = true;
    await stand.platform.advanceBy(10 * DAY_MS);
    const { assessDue } = await import('#app/services/assess-due.server.ts');
    const shopId = Number((await stand.one(`select shop_id from shops`)).shop_id);
    await assessDue({ shopId, now: stand.clock() });
    expect(await parcels(fulfillmentId)).toMatchObject([{ verdict: 'source_blind' }]);
    stand.platform.switches.apiOutage = false;
    await stand.settle();
    expect(await parcels(fulfillmentId)).toMatchObject([{ verdict: 'never_scanned' }]);
    expect((await changes(fulfillmentId)).map((change) => change.trigger)).toEqual([
      'first',
      'source',
      'source',
    ]);
  });
});

describe('new settings', () => {
  test('turn every open parcel under the new limits, and the history says that settings did it', async () => {
    const { fulfillmentId } = ship([usps('9400100000000000000008')]);
    await stand.settle();
    await stand.platform.advanceBy(3 * DAY_MS);
    await stand.settle();
    expect(await parcels(fulfillmentId)).toMatchObject([{ verdict: 'on_track' }]);
    const { saveSettings } = await import('#app/services/save-settings.server.ts');
    const { DEFAULT_SETTINGS } = await import('#app/domain/verdicts/settings.ts');
    const shopId = Number((await stand.one(`select shop_id from shops`)).shop_id);
    const form = structuredClone(DEFAULT_SETTINGS);
    form.alerts.mode = 'fixed';
    form.limits.domestic.neverScannedDays = 1;
    expect(await saveSettings({ shopId, form, now: stand.clock() })).toEqual({ ok: true });
    await stand.settle();
    expect(await parcels(fulfillmentId)).toMatchObject([{ verdict: 'never_scanned' }]);
    expect((await changes(fulfillmentId)).at(-1)).toMatchObject({ trigger: 'settings' });
  });
});
