import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Client } from 'pg';
import { importBatch } from '#app/db/import-batch.server.ts';
import { deleteOrders } from '#app/db/orders.server.ts';
import { readScores } from '#app/db/score-cells.server.ts';
import { shopsWithParcelsToScore } from '#app/db/score-marks.server.ts';
import { registerShop } from '#app/db/shops.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { STEPS } from '#app/domain/scorecards/parcel-score.ts';
import { cellsOf } from '#app/domain/scorecards/score-cell.ts';
import { scoreMarked, scoreParcels } from '#app/services/score-parcels.server.ts';
import {
  fulfillmentRow,
  legRow,
  orderRow,
  parcelRow,
  scanRow,
} from '#tests/integration/db/import-rows.factory.ts';
import { testDatabase } from '#tests/setup/database.ts';

const database = await testDatabase();
const admin = new Client({ connectionString: database.adminUrl });
beforeAll(() => admin.connect());
afterAll(() => admin.end());

const now = new Date('2026-11-20T09:00:00Z');
const PARCELS = 6;
let shops = 0;
let shopId = 0;

/** A shop with parcels paid on 2 November, scanned on the 4th, judged to be on their way. */
beforeEach(async () => {
  shops += 1;
  ({ shopId } = await registerShop({ domain: `shop-${shops}.myshopify.com`, scopes: '', now }));
  const ids = Array.from({ length: PARCELS }, (_, index) => String(2_001 + index));
  const batch = {
    orders: ids.map((id) => orderRow({ orderId: id, name: `#${id}` })),
    fulfillments: ids.map((id) => fulfillmentRow({ fulfillmentId: id, orderId: id })),
    parcels: ids.map((id) => parcelRow({ fulfillmentId: id, orderId: id, numberKey: `N${id}` })),
    legs: ids.map((id) => legRow({ fulfillmentId: id, numberKey: `N${id}` })),
    scans: ids.map((id) =>
      scanRow({
        fulfillmentId: id,
        eventId: `a${id}`,
        occurredAt: new Date('2026-11-04T09:00:00Z'),
      }),
    ),
  };
  await withShopSql(shopId, (sql) => importBatch(sql, shopId, batch));
  await judge('on_track');
});

/** What an assessment writes. */
async function judge(verdict: string, fulfillmentIds?: readonly string[]): Promise<void> {
  await withShopSql(shopId, (sql) =>
    sql.query(
      `update parcels set verdict = $2, verdict_since = $4
       where shop_id = $1 and ($3::bigint[] is null or fulfillment_id = any($3))`,
      [shopId, verdict, fulfillmentIds ?? null, now],
    ),
  );
}

async function deliver(fulfillmentId: string, at: string): Promise<void> {
  await withShopSql(shopId, async (sql) => {
    const scan = scanRow({
      fulfillmentId,
      eventId: `d${fulfillmentId}`,
      milestone: 'delivered',
      country: 'DE',
      occurredAt: new Date(at),
    });
    await importBatch(sql, shopId, {
      orders: [],
      fulfillments: [],
      parcels: [],
      legs: [],
      scans: [scan],
    });
  });
  await judge('delivered', [fulfillmentId]);
}

async function scoreAll(): Promise<void> {
  while ((await scoreMarked({ shopId, now })).kind === 'again');
}

type Cell = Record<string, unknown> & { counts: Record<string, number> };

async function cells(): Promise<Cell[]> {
  const { rows } = await admin.query<Cell>(
    `select who, grain, origin, destination, begins_on::text as "beginsOn", name_key as "nameKey", name, parcels, counts, jsonb_build_object(${STEPS.map((step) => `'${step}', ${step}`).join(', ')}) as steps
     from score_cells where shop_id = $1 order by 1, 2, 3, 4, 5, 6`,
    [shopId],
  );
  return rows;
}

/** What the counters must hold by what each parcel says it has added. */
async function recounted(): Promise<unknown[]> {
  const { rows } = await admin.query(
    'select distinct fulfillment_id as id from parcel_scores where shop_id = $1',
    [shopId],
  );
  const scores = await withShopSql(shopId, (sql) =>
    readScores(
      sql,
      shopId,
      rows.map(({ id }) => String(id)),
    ),
  );
  const inOrder = (cell: {
    who: string;
    grain: string;
    origin: string;
    destination: string;
    beginsOn: string;
    nameKey: string;
  }) =>
    [cell.who, cell.grain, cell.origin, cell.destination, cell.beginsOn, cell.nameKey].join('|');
  return cellsOf(scores.map(({ score }) => ({ score, times: 1 }))).sort((a, b) =>
    inOrder(a) < inOrder(b) ? -1 : 1,
  );
}

/** The counters of one carrier over all lanes, months together. */
async function totals(
  who: 'carrier' | 'supplier',
  nameKey: string,
): Promise<Record<string, number>> {
  const sum: Record<string, number> = {};
  for (const cell of await cells()) {
    if (cell['who'] !== who || cell['grain'] !== 'month' || cell['origin'] !== '*') continue;
    if (cell['nameKey'] !== nameKey) continue;
    for (const [counter, n] of Object.entries(cell.counts)) sum[counter] = (sum[counter] ?? 0) + n;
  }
  return sum;
}

test('assessed parcels wait to be counted; counted, they wait no more', async () => {
  expect((await shopsWithParcelsToScore(1_000)).map((shop) => shop.shopId)).toContain(shopId);
  await scoreAll();
  expect((await shopsWithParcelsToScore(1_000)).map((shop) => shop.shopId)).not.toContain(shopId);
  expect(await totals('carrier', 'china-post')).toMatchObject({ parcels: PARCELS });
  expect(await totals('supplier', 'shenzhen warehouse')).toMatchObject({ parcels: PARCELS });
});

test('counting twice is counting once', async () => {
  await scoreAll();
  const once = await cells();
  await withShopSql(shopId, (sql) =>
    scoreParcels(sql, { shopId, fulfillmentIds: ['2001', '2002', '2003'], now }),
  );
  expect(await cells()).toEqual(once);
  expect(once).toEqual(await recounted());
});

test('a parcel that has arrived takes back what it counted on its way', async () => {
  await scoreAll();
  await deliver('2001', '2026-11-10T09:00:00Z');
  await scoreAll();
  expect(await totals('carrier', 'china-post')).toMatchObject({
    parcels: PARCELS,
    'outcome:delivered': 1,
    'outcome:unknown': PARCELS - 1,
  });
  expect(await cells()).toEqual(await recounted());
});

test('whatever the order in which parcels change, the counters are the same', async () => {
  await scoreAll();
  const days = ['2026-11-08', '2026-11-09', '2026-11-16', '2026-11-12'];
  for (const [index, day] of days.entries()) {
    await deliver(String(2_001 + ((index * 3) % 4)), `${day}T09:00:00Z`);
    await scoreAll();
  }
  const stepwise = await cells();
  await admin.query('delete from score_cells where shop_id = $1', [shopId]);
  await admin.query('delete from parcel_scores where shop_id = $1', [shopId]);
  await withShopSql(shopId, (sql) =>
    scoreParcels(sql, {
      shopId,
      fulfillmentIds: ['2006', '2001', '2003', '2005', '2002', '2004'],
      now,
    }),
  );
  expect(await cells()).toEqual(stepwise);
});

describe('what counts is counted again when it changes:', () => {
  const change = (text: string) => withShopSql(shopId, (sql) => sql.query(text, [shopId]));
  test.each([
    [
      'another supplier',
      `update parcels set supplier = 'Yiwu hub' where shop_id = $1 and fulfillment_id = 2001`,
      'supplier',
      'yiwu hub',
      { parcels: 1 },
    ],
    [
      'the order is paid back',
      `update orders set financial_status = 'REFUNDED' where shop_id = $1 and order_id = 2001`,
      'carrier',
      'china-post',
      { 'outcome:refunded': 1, 'lost:EUR': 1_990 },
    ],
    [
      'it is called off',
      `update parcels set cancelled = true where shop_id = $1 and fulfillment_id = 2001`,
      'carrier',
      'china-post',
      { parcels: PARCELS - 1 },
    ],
    [
      'it is in trouble',
      `update parcels set verdict = 'stalled' where shop_id = $1 and fulfillment_id = 2001`,
      'carrier',
      'china-post',
      { 'trouble:EUR': 1_990 },
    ],
    [
      'its share of the order',
      `update parcels set verdict = 'stalled', value_minor = 5 where shop_id = $1`,
      'carrier',
      'china-post',
      { 'trouble:EUR': 5 * PARCELS },
    ],
  ] as const)('%s', async (_, text, who, nameKey, expected) => {
    await scoreAll();
    await change(text);
    await scoreAll();
    expect(await totals(who, nameKey)).toMatchObject(expected);
    expect(await cells()).toEqual(await recounted());
  });

  test.each([
    [
      'a look without news',
      `update parcels set assessed_at = now(), review_at = now() where shop_id = $1`,
    ],
    ['muting', `update parcels set muted = true where shop_id = $1`],
  ])('%s is no change', async (_, text) => {
    await scoreAll();
    await change(text);
    const { rowCount } = await admin.query('select from parcels_to_score where shop_id = $1', [
      shopId,
    ]);
    expect(rowCount).toBe(0);
  });
});

test('deleted orders leave no trace in the counters', async () => {
  await scoreAll();
  await withShopSql(shopId, (sql) => deleteOrders(sql, shopId, ['2001', '2002']));
  expect(await totals('carrier', 'china-post')).toMatchObject({ parcels: PARCELS - 2 });
  expect(await cells()).toEqual(await recounted());
  await withShopSql(shopId, (sql) => deleteOrders(sql, shopId, ['2003', '2004', '2005', '2006']));
  expect(await cells()).toEqual([]);
});

test('a slice that fails leaves its parcels waiting and the counters as they were', async () => {
  await scoreAll();
  const before = await cells();
  await judge('stalled');
  const failing = withShopSql(shopId, async (sql) => {
    await scoreParcels(sql, { shopId, fulfillmentIds: ['2001'], now });
    throw new Error('killed');
  });
  await expect(failing).rejects.toThrow('killed');
  expect(await cells()).toEqual(before);
  await scoreAll();
  expect(await totals('carrier', 'china-post')).toMatchObject({ 'trouble:EUR': 1_990 * PARCELS });
});

test('one shop counts for itself alone', async () => {
  await scoreAll();
  const first = await cells();
  const firstShop = shopId;
  ({ shopId } = await registerShop({ domain: 'stranger.myshopify.com', scopes: '', now }));
  expect(await cells()).toEqual([]);
  await withShopSql(shopId, (sql) =>
    scoreParcels(sql, { shopId, fulfillmentIds: ['2001', '2002'], now }),
  );
  expect(await cells()).toEqual([]);
  shopId = firstShop;
  expect(await cells()).toEqual(first);
});
