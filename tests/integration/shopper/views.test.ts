import { beforeEach, describe, expect, test } from 'vitest';
import { readShopperState } from '#app/db/shopper-state.server.ts';
import { bindCustomer } from '#app/db/shopper-views.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import type { ShopperParcel } from '#app/domain/shopper/shopper-parcel.ts';
import { DEFAULT_SHOPPER_SETTINGS } from '#app/domain/shopper/shopper-settings.ts';
import { loadShopperSettings } from '#app/services/load-shopper-settings.server.ts';
import { saveShopperSettings } from '#app/services/save-shopper-settings.server.ts';
import { rollDay } from '#app/services/tick-roll-day.server.ts';
import { uninstallShop } from '#app/services/uninstall-shop.server.ts';
import { writeShopperViews } from '#app/services/write-shopper-views.server.ts';
import { aParcel, putParcels, shopWith } from '#tests/integration/pages/parcels-on-hand.ts';
import { testDatabase } from '#tests/setup/database.ts';

await testDatabase();
/** A Monday noon. */
const NOW = new Date('2026-11-16T12:00:00Z');
const after = (ms: number) => new Date(NOW.getTime() + ms);
const DAY_MS = 86_400_000;
let shopId = 0;

beforeEach(async () => {
  shopId = await shopWith([]);
});

const save = (changes: object = {}, now = NOW) =>
  saveShopperSettings({
    shopId,
    form: { isOn: true, ...DEFAULT_SHOPPER_SETTINGS, ...changes },
    actor: 'user:1',
    now,
  });
const rows = async (text: string, values: unknown[] = []) =>
  (
    await withShopSql(shopId, (sql) =>
      sql.query<Record<string, unknown>>(text, [shopId, ...values]),
    )
  ).rows;
const marked = async () =>
  (await rows('select order_id from shopper_views_due where shop_id = $1 order by 1')).map((row) =>
    Number(row['order_id']),
  );
const forgetMarks = () => rows('delete from shopper_views_due where shop_id = $1');
const change = (fulfillmentId: number, assignment: string) =>
  rows(`update parcels set ${assignment} where shop_id = $1 and fulfillment_id = $2`, [
    fulfillmentId,
  ]);
/** The queued writes, each a list of orders; taken away as if they had been sent. */
async function queued(): Promise<number[][]> {
  const items = await rows(
    `delete from outbox where shop_id = $1 and kind = 'shopper_views'
     returning array(select jsonb_array_elements_text(payload->'orderIds')::int) as orders`,
  );
  return items.map(({ orders }) => (Array.isArray(orders) ? orders.map(Number) : []));
}
/** The order's view as stored; null: it has none. */
async function viewOf(orderId: number) {
  const found = await rows(
    `select order_key as "orderKey", customer_hash as "customerHash", made_at as "madeAt", parcels
     from shopper_views where shop_id = $1 and order_id = $2`,
    [orderId],
  );
  return found[0] ?? null;
}

describe('an order is marked', () => {
  test('only while the shop shows its shoppers anything', async () => {
    const parcel = aParcel();
    await putParcels(shopId, [parcel]);
    await change(parcel.fulfillmentId, `verdict = 'late'`);
    expect(await marked()).toEqual([]);
    await save();
    await forgetMarks();
    const [first, second] = [aParcel(), aParcel()];
    await putParcels(shopId, [first, second]);
    expect(await marked()).toEqual([first.orderId, second.orderId]);
  });

  test.each([
    [`verdict = 'stalled'`, true],
    [`last_scan_at = now()`, true],
    [`silence_limit_at = now()`, true],
    [`muted = true, muted_until = now()`, false],
    [`probability = 0.5`, false],
  ])('when %s of a parcel: %s', async (assignment, isMarked) => {
    const parcel = aParcel();
    await putParcels(shopId, [parcel]);
    await save();
    await forgetMarks();
    await change(parcel.fulfillmentId, assignment);
    expect(await marked()).toEqual(isMarked ? [parcel.orderId] : []);
  });

  test('when a number of its chain comes', async () => {
    const parcel = aParcel();
    await putParcels(shopId, [parcel]);
    await save();
    await forgetMarks();
    await addLeg(parcel, { seq: 0, number: 'NEW1' });
    expect(await marked()).toEqual([parcel.orderId]);
  });

  test('by turning on: on its way, or ended not more than 30 days ago', async () => {
    const ended = (verdict: 'delivered' | 'lost' | 'returning', ms: number) =>
      aParcel({ verdict, verdictSince: after(ms).toISOString() });
    const open = aParcel({ verdict: 'stalled', verdictSince: after(-90 * DAY_MS).toISOString() });
    const lately = ended('delivered', -30 * DAY_MS);
    const returned = ended('returning', -1);
    const longAgo = [ended('delivered', -30 * DAY_MS - 1), ended('lost', -31 * DAY_MS)];
    await putParcels(shopId, [open, lately, returned, ...longAgo]);
    await save();
    expect(await marked()).toEqual([open, lately, returned].map(({ orderId }) => orderId));
  });

  test('by other settings, and not by the same ones', async () => {
    const parcel = aParcel();
    await putParcels(shopId, [parcel]);
    await save();
    await forgetMarks();
    await save();
    expect(await marked()).toEqual([]);
    await save({ show: { ...DEFAULT_SHOPPER_SETTINGS.show, numbers: false } });
    expect(await marked()).toEqual([parcel.orderId]);
  });

  test('by a new day while a parcel is on its way', async () => {
    const [open, over] = [aParcel(), aParcel({ verdict: 'delivered' })];
    await putParcels(shopId, [open, over]);
    await rollDay({ shopId, now: NOW });
    expect(await marked()).toEqual([]);
    await save();
    await forgetMarks();
    await rollDay({ shopId, now: after(DAY_MS) });
    expect(await marked()).toEqual([open.orderId]);
  });
});

describe('settings', () => {
  test('are off and the defaults before anything is saved', async () => {
    expect(await loadShopperSettings({ shopId })).toMatchObject({
      isOn: false,
      settings: DEFAULT_SHOPPER_SETTINGS,
      version: 0,
      writeError: null,
    });
  });

  test('are saved as a whole or not at all', async () => {
    await save({ asks: { isOn: false, answerHours: 8 } });
    expect(await save({ isOn: 'yes', asks: { isOn: true, answerHours: 0 } })).toEqual({
      ok: false,
      errors: [
        { path: 'isOn', code: 'required', params: {} },
        { path: 'asks.answerHours', code: 'out_of_range', params: { min: 1, max: 168 } },
      ],
    });
    expect(await loadShopperSettings({ shopId })).toMatchObject({
      isOn: true,
      version: 1,
      settings: { asks: { isOn: false, answerHours: 8 } },
    });
  });

  test('that a later release wrote unreadably are the defaults, and stay on', async () => {
    await save();
    await rows(`update shopper_state set settings = '{"asks": 7}' where shop_id = $1`);
    const state = await withShopSql(shopId, (sql) => readShopperState(sql, shopId));
    expect(state).toMatchObject({ isOn: true, settings: DEFAULT_SHOPPER_SETTINGS });
  });
});

describe('a view', () => {
  test('has the confirmed chain from the first number to the last, and nothing proposed or replaced', async () => {
    const parcel = aParcel({ number: 'SECOND2' });
    await putParcels(shopId, [parcel]);
    await addLeg(parcel, { seq: 0, number: 'REPLACED0', replacedAt: '2026-11-02' });
    await addLeg(parcel, { seq: 1, number: 'FIRST1', listed: false });
    await addLeg(parcel, { seq: 2, number: 'SECOND2', continuesSeq: 1 });
    await rows(
      `insert into leg_links (shop_id, fulfillment_id, position, from_number_key, number, number_key, kind, basis, state,
         proposed_at)
       values ($1, $2, 0, 'SECOND2', 'PROPOSED3', 'PROPOSED3', 'last_mile', 'source', 'proposed', now())`,
      [parcel.fulfillmentId],
    );
    await save();
    await writeShopperViews({ shopId, now: NOW });
    const [seen] = await parcelsOf(parcel.orderId);
    expect(seen?.legs.map(({ number }) => number)).toEqual(['FIRST1', 'SECOND2']);
  });

  test('has a carrier’s country and never its words', async () => {
    const parcel = aParcel();
    await putParcels(shopId, [parcel]);
    const at = '2026-11-15T08:00:00Z';
    await rows(
      `insert into scans (shop_id, fulfillment_id, source, event_id, position, occurred_at, recorded_at, received_at,
         milestone, physical, raw_status, message, place, country)
       values ($1, $2, 'shopify', 'e1', null, $3, $3, $3, 'accepted', true, 'X', 'Left with Mrs Smith', 'Smithtown', 'CN')`,
      [parcel.fulfillmentId, at],
    );
    await change(parcel.fulfillmentId, `milestone = 'accepted', last_scan_at = '${at}'`);
    await save();
    await writeShopperViews({ shopId, now: NOW });
    const [seen] = await parcelsOf(parcel.orderId);
    expect(seen?.lastScan).toEqual({
      milestone: 'accepted',
      at: '2026-11-15T08:00:00.000Z',
      country: 'CN',
    });
    expect(JSON.stringify(seen)).not.toMatch(/smith/i);
  });

  test('speaks the merchant’s words in the storefront’s first language', async () => {
    const parcel = aParcel({ verdict: 'late' });
    await putParcels(shopId, [parcel]);
    await save({ wording: { late: { de: 'Es dauert.', en: 'It takes longer.' } } });
    await writeShopperViews({ shopId, now: NOW });
    expect((await parcelsOf(parcel.orderId))[0]?.own?.text).toBe('It takes longer.');
    await rows(
      `insert into shop_side (shop_id, name, value, read_at, changed_at) values ($1, 'locales', '["de-AT", "en"]', now(), now())`,
    );
    await change(parcel.fulfillmentId, `verdict_since = now()`);
    await writeShopperViews({ shopId, now: after(1) });
    expect((await parcelsOf(parcel.orderId))[0]?.own?.text).toBe('Es dauert.');
  });

  test('of an order whose parcels are gone is empty, and one that never had any has none', async () => {
    const parcel = aParcel();
    await putParcels(shopId, [parcel]);
    await save();
    await writeShopperViews({ shopId, now: NOW });
    await rows('delete from parcels where shop_id = $1');
    await rows(`insert into shopper_views_due values ($1, $2), ($1, 4)`, [parcel.orderId]);
    await writeShopperViews({ shopId, now: NOW });
    expect(await parcelsOf(parcel.orderId)).toEqual([]);
    expect(await viewOf(4)).toBeNull();
  });

  test('keeps its key, which nobody can guess, and the first customer that named it', async () => {
    const [one, other] = [aParcel(), aParcel()];
    await putParcels(shopId, [one, other]);
    await save();
    await writeShopperViews({ shopId, now: NOW });
    const first = await viewOf(one.orderId);
    expect(first?.['orderKey']).toMatch(/^[\w-]{32}$/);
    expect((await viewOf(other.orderId))?.['orderKey']).not.toBe(first?.['orderKey']);
    const bind = (customerHash: string) =>
      withShopSql(shopId, (sql) =>
        bindCustomer(sql, shopId, { orderId: String(one.orderId), customerHash }),
      );
    expect(await bind('anna')).toBe(true);
    expect(await bind('bert')).toBe(false);
    await change(one.fulfillmentId, `verdict = 'late'`);
    await writeShopperViews({ shopId, now: after(1) });
    expect(await viewOf(one.orderId)).toMatchObject({
      orderKey: first?.['orderKey'],
      customerHash: 'anna',
      madeAt: after(1),
    });
    expect(await bind('anna')).toBe(true);
  });
});

describe('writing', () => {
  test('goes in calls of 25 orders at most', async () => {
    const parcels = Array.from({ length: 60 }, () => aParcel());
    await putParcels(shopId, parcels);
    await save();
    expect(await writeShopperViews({ shopId, now: NOW })).toEqual({ kind: 'done' });
    const writes = await queued();
    expect(writes.map((orders) => orders.length).sort()).toEqual([10, 25, 25]);
    expect(writes.flat().sort()).toEqual(parcels.map(({ orderId }) => orderId).sort());
  });

  test('takes more than a slice in several', async () => {
    await putParcels(
      shopId,
      Array.from({ length: 201 }, () => aParcel()),
    );
    await save();
    expect(await writeShopperViews({ shopId, now: NOW })).toMatchObject({ kind: 'again' });
    expect(await writeShopperViews({ shopId, now: NOW })).toEqual({ kind: 'done' });
    expect((await queued()).flat()).toHaveLength(201);
  });

  test('happens again after 60 seconds and not after 59.999', async () => {
    const parcel = aParcel();
    await putParcels(shopId, [parcel]);
    await save();
    await writeShopperViews({ shopId, now: NOW });
    expect(await queued()).toEqual([[parcel.orderId]]);
    await change(parcel.fulfillmentId, `verdict = 'late'`);
    await writeShopperViews({ shopId, now: after(59_999) });
    expect(await queued()).toEqual([]);
    expect((await parcelsOf(parcel.orderId))[0]?.state).toBe('late');
    await writeShopperViews({ shopId, now: after(60_000) });
    expect(await queued()).toEqual([[parcel.orderId]]);
  });

  test('does not happen when a shopper would see the same', async () => {
    const parcel = aParcel({ verdict: 'delivered' });
    await putParcels(shopId, [parcel]);
    await save();
    await writeShopperViews({ shopId, now: NOW });
    await queued();
    await change(parcel.fulfillmentId, `next_step = 'wait'`);
    await writeShopperViews({ shopId, now: after(DAY_MS) });
    expect(await queued()).toEqual([]);
    expect((await viewOf(parcel.orderId))?.['madeAt']).toEqual(after(DAY_MS));
  });

  test('is not queued twice while one waits: that one reads what is newest', async () => {
    const [one, other] = [aParcel(), aParcel()];
    await putParcels(shopId, [one, other]);
    await save();
    await writeShopperViews({ shopId, now: NOW });
    const third = aParcel();
    await putParcels(shopId, [third]);
    await change(one.fulfillmentId, `verdict = 'late'`);
    await writeShopperViews({ shopId, now: after(60_000) });
    expect((await queued()).sort()).toEqual([[one.orderId, other.orderId], [third.orderId]]);
  });

  test('stops queueing while 40 writes wait, and goes on afterwards', async () => {
    await rows(
      `insert into outbox (shop_id, kind, effect_key, payload, next_attempt_at, created_at)
       select $1, 'shopper_views', 'old' || n, '{"orderIds": []}', now(), now() from generate_series(1, 40) n`,
    );
    const parcel = aParcel();
    await putParcels(shopId, [parcel]);
    await save();
    await writeShopperViews({ shopId, now: NOW });
    expect((await queued()).flat()).toEqual([]);
    await writeShopperViews({ shopId, now: NOW });
    expect(await queued()).toEqual([[parcel.orderId]]);
  });

  test('stops with the view, which first empties what it wrote', async () => {
    const [shown, never] = [aParcel(), aParcel()];
    await putParcels(shopId, [shown]);
    await save();
    await writeShopperViews({ shopId, now: NOW });
    await queued();
    await save({ isOn: false });
    // Too soon after it was written: the job comes back for it.
    expect(await writeShopperViews({ shopId, now: after(59_999) })).toEqual({
      kind: 'again',
      delayMs: 60_000,
    });
    expect(await queued()).toEqual([]);
    await putParcels(shopId, [never]);
    await change(shown.fulfillmentId, `verdict = 'late'`);
    expect(await writeShopperViews({ shopId, now: after(60_000) })).toEqual({ kind: 'done' });
    expect(await queued()).toEqual([[shown.orderId]]);
    await writeShopperViews({ shopId, now: after(120_000) });
    expect(await queued()).toEqual([]);
    await save({}, after(120_000));
    await writeShopperViews({ shopId, now: after(120_000) });
    expect((await queued()).flat().sort()).toEqual([shown.orderId, never.orderId]);
  });

  test('asks nothing of Shopify while the permission is missing, and all of it once a new day finds it', async () => {
    const parcel = aParcel();
    await putParcels(shopId, [parcel]);
    await save();
    await rows(`update shopper_state set write_error = 'scope_missing' where shop_id = $1`);
    await writeShopperViews({ shopId, now: NOW });
    await writeShopperViews({ shopId, now: after(60_000) });
    expect(await queued()).toEqual([]);
    expect(await parcelsOf(parcel.orderId)).toHaveLength(1);
    await rollDay({ shopId, now: after(DAY_MS) });
    await writeShopperViews({ shopId, now: after(DAY_MS) });
    expect(await queued()).toEqual([]);
    await rows(`update shops set scopes = 'read_orders,write_orders' where shop_id = $1`);
    await rollDay({ shopId, now: after(2 * DAY_MS) });
    await writeShopperViews({ shopId, now: after(2 * DAY_MS) });
    expect(await queued()).toEqual([[parcel.orderId]]);
  });

  test('begins anew after the shop was gone: what stands at Shopify then is not known', async () => {
    const parcel = aParcel();
    await putParcels(shopId, [parcel]);
    await save();
    await writeShopperViews({ shopId, now: NOW });
    expect(await queued()).toEqual([[parcel.orderId]]);
    await withShopSql(shopId, (sql) => uninstallShop(sql, { shopId, triggeredAt: NOW, now: NOW }));
    await rows(
      `update shops set status = 'installed', scopes = 'read_orders,write_orders' where shop_id = $1`,
    );
    await rollDay({ shopId, now: after(DAY_MS) });
    await writeShopperViews({ shopId, now: after(DAY_MS) });
    expect(await queued()).toEqual([[parcel.orderId]]);
  });
});

async function parcelsOf(orderId: number): Promise<ShopperParcel[]> {
  const parcels: unknown = (await viewOf(orderId))?.['parcels'];
  return Array.isArray(parcels) ? parcels : [];
}

async function addLeg(
  { fulfillmentId, position }: { fulfillmentId: number; position: number },
  leg: {
    seq: number;
    number: string;
    listed?: boolean;
    continuesSeq?: number;
    replacedAt?: string;
  },
): Promise<void> {
  await rows(
    `insert into legs (shop_id, fulfillment_id, position, seq, kind, number, number_key, started_at, started_basis,
       replaced_at, linked_by, listed, continues_seq)
     values ($1, $2, $3, $4, 'unknown', $5, $5, '2026-11-01', 'fulfillment_created', $6, 'shopify', $7, $8)`,
    [
      fulfillmentId,
      position,
      leg.seq,
      leg.number,
      leg.replacedAt ?? null,
      leg.listed ?? true,
      leg.continuesSeq ?? null,
    ],
  );
}
