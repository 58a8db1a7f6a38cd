import type { PoolClient } from 'pg';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { importBatch } from '#app/db/import-batch.server.ts';
import { writeProducts } from '#app/db/products-write.server.ts';
import type { ProductRow, VariantFacts } from '#app/db/products.server.ts';
import { recordPrices } from '#app/db/price-points.server.ts';
import { writeReturns } from '#app/db/returns.server.ts';
import { writeShopSide } from '#app/db/shop-side.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { placesIn } from '#app/domain/findings/stated-places.ts';
import { SUBJECT_KINDS } from '#app/domain/findings/subjects.ts';
import type { SubjectKind, Subjects } from '#app/domain/findings/subjects.ts';
import { listSubjects, loadSubjects } from '#app/services/subjects/load-subjects.server.ts';
import {
  empty,
  fulfillmentRow,
  legRow,
  parcelRow,
  scanRow,
} from '#tests/integration/db/import-rows.factory.ts';
import { PLACED_AT, installShop, storeOrder } from '#tests/integration/findings/facts.factory.ts';
import { testDatabase } from '#tests/setup/database.ts';

await testDatabase();

const NOW = new Date('2026-11-20T12:00:00Z');
const day = (n: number) => new Date(PLACED_AT.getTime() + n * 86_400_000);
let shops = 0;
let shopId = 0;

beforeEach(async () => {
  shops += 1;
  shopId = await installShop(`facts-${shops}.myshopify.com`);
});

const write = (work: (sql: PoolClient) => Promise<unknown>) => withShopSql(shopId, work);

async function load<K extends SubjectKind>(kind: K, id: string): Promise<Subjects[K]> {
  const found = await withShopSql(shopId, (sql) => loadSubjects(sql, shopId, kind, [id], NOW));
  const one = found.get(id);
  if (one === undefined) throw new Error(`No ${kind} ${id}`);
  return one;
}

/** The order 1001 shipped in one parcel with one number, eight days after it was placed. */
async function ship(
  sql: PoolClient,
  {
    fulfillment = {},
    leg = {},
    scans = [],
  }: {
    fulfillment?: Parameters<typeof fulfillmentRow>[0];
    leg?: Parameters<typeof legRow>[0];
    scans?: Parameters<typeof scanRow>[0][];
  } = {},
): Promise<void> {
  await importBatch(sql, shopId, {
    ...empty,
    fulfillments: [fulfillmentRow({ createdAt: day(8), ...fulfillment })],
    parcels: [parcelRow({ number: 'N1', numberKey: 'N1', currency: 'USD', shippedAt: day(8) })],
    legs: [legRow({ number: 'N1', numberKey: 'N1', startedAt: day(8), ...leg })],
    scans: scans.map((scan, index) =>
      scanRow({ source: 'csv', eventId: `e${index}`, position: 0, legSeq: 0, ...scan }),
    ),
  });
}

describe('an order', () => {
  test('is in the carrier’s hands with the first scan that proves it, not with a label', async () => {
    await write(async (sql) => {
      await storeOrder(sql, shopId);
      await ship(sql, {
        scans: [
          { occurredAt: day(9), milestone: 'announced', physical: false },
          { occurredAt: day(10), milestone: 'accepted', physical: true },
        ],
      });
    });
    const { fulfillments } = await load('order', '1001');
    expect(fulfillments).toMatchObject([
      {
        id: '2001',
        markedAt: day(8),
        parcels: [{ number: 'N1', handedOverAt: day(10), deliveredAt: null }],
      },
    ]);
  });

  test('counts Shopify’s date of transit from the present number on only', async () => {
    await write(async (sql) => {
      await storeOrder(sql, shopId);
      await ship(sql, { fulfillment: { inTransitAt: day(9) }, leg: { startedAt: day(12) } });
    });
    const { fulfillments } = await load('order', '1001');
    expect(fulfillments[0]?.parcels[0]?.handedOverAt).toBeNull();
  });

  test('scans that are dated ahead prove nothing yet', async () => {
    await write(async (sql) => {
      await storeOrder(sql, shopId);
      const ahead = new Date(NOW.getTime() + 3_600_000);
      await ship(sql, { scans: [{ occurredAt: ahead, milestone: 'accepted', physical: true }] });
    });
    const { fulfillments } = await load('order', '1001');
    expect(fulfillments[0]?.parcels[0]?.handedOverAt).toBeNull();
  });

  test('of which only its own row is known says so of everything else', async () => {
    await write(async (sql) => {
      await storeOrder(sql, shopId);
      await sql.query('delete from order_details where shop_id = $1', [shopId]);
    });
    const order = await load('order', '1001');
    for (const fact of [
      order.payments,
      order.lines,
      order.refunds,
      order.isCompany,
      order.isShipped,
    ])
      expect(fact).toMatchObject({ known: false, missing: { kind: 'not_read' } });
    expect(order.buyerCountry).toMatchObject({ known: true, value: 'US' });
  });

  test('with several refunds that were not divided up does not know them', async () => {
    await write((sql) => storeOrder(sql, shopId, { details: { refunds: null } }));
    expect((await load('order', '1001')).refunds).toMatchObject({ missing: { kind: 'not_read' } });
  });

  test('takes its promise from whom it trusts most', async () => {
    const fulfillBy = day(5).toISOString();
    const state = async () => (await load('order', '1001')).promiseToShip;
    await write((sql) => storeOrder(sql, shopId));
    expect(await state()).toMatchObject({ missing: { kind: 'not_read' } });
    const text = 'Ships within 4 days.';
    const times = [
      { kind: 'ship' as const, days: 4, unit: 'calendar' as const, text, where: 'SHIPPING_POLICY' },
    ];
    await write((sql) =>
      writeShopSide(
        sql,
        shopId,
        [{ name: 'statements', value: { times, noCustomsFees: null } }],
        NOW,
      ),
    );
    expect(await state()).toMatchObject({ value: { days: 4, from: 'policy_text', text } });
    await write((sql) => storeOrder(sql, shopId, { details: { fulfillBy } }));
    expect(await state()).toMatchObject({ value: { until: day(5), from: 'fulfill_by' } });
    await write((sql) =>
      storeOrder(sql, shopId, {
        details: { fulfillBy },
        line: { sellingPlan: 'Preorder, ships in 3 weeks' },
      }),
    );
    expect(await state()).toMatchObject({ value: { days: 21, from: 'selling_plan' } });
    await write((sql) =>
      sql.query(
        `insert into compliance_settings (shop_id, settings, updated_at)
         values ($1, '{"promiseToShip": {"days": 2, "unit": "business"}}', now())`,
        [shopId],
      ),
    );
    expect(await state()).toMatchObject({ value: { days: 2, from: 'merchant_setting' } });
  });

  test.each([
    ['an hour before the policy was seen to change', -1, { days: 3, at: day(-30) }],
    ['when the policy was seen to change', 0, { days: 4, at: day(1) }],
    ['before the first version was seen', -24 * 60, { days: 3, at: day(-30) }],
  ])('placed %s is promised what it was told', async (_when, hours, { days, at }) => {
    const time = (each: number) => ({
      kind: 'ship' as const,
      days: each,
      unit: 'calendar' as const,
      text: `Ships within ${each} days.`,
      where: 'SHIPPING_POLICY',
    });
    const noCustomsFees = { text: 'No customs fees.', where: 'SHIPPING_POLICY' };
    const earlier = [{ times: [time(3)], noCustomsFees, seenAt: day(-30), until: day(0) }];
    const value = { times: [time(4)], noCustomsFees: null, earlier };
    const createdAt = new Date(day(0).getTime() + hours * 3_600_000);
    await write(async (sql) => {
      await writeShopSide(sql, shopId, [{ name: 'statements', value }], day(1));
      await storeOrder(sql, shopId, { order: { createdAt } });
    });
    const order = await load('order', '1001');
    expect(order.promiseToShip).toMatchObject({ at, value: { days } });
    expect(order.saysNoCustomsFees).toMatchObject({ value: days === 3 ? noCustomsFees : null });
  });

  test.each([
    [['SHIPPING'], true],
    [['LOCAL', 'SHIPPING'], true],
    [['PICK_UP'], false],
    [['LOCAL'], false],
    [null, true],
  ])('delivered by %j is shipped: %s', async (methods, isShipped) => {
    await write((sql) => storeOrder(sql, shopId, { details: { methods } }));
    expect((await load('order', '1001')).isShipped).toMatchObject({
      known: true,
      value: isShipped,
    });
  });

  test('fifty cost as many questions as one', async () => {
    await write(async (sql) => {
      for (let id = 1_001; id <= 1_050; id += 1)
        await storeOrder(sql, shopId, { order: { orderId: String(id) } });
    });
    const questions = (ids: string[]) =>
      write(async (sql) => {
        const asked = vi.spyOn(sql, 'query');
        const found = await loadSubjects(sql, shopId, 'order', ids, NOW);
        expect(found.size).toBe(ids.length);
        const count = asked.mock.calls.length;
        asked.mockRestore();
        return count;
      });
    const fifty = Array.from({ length: 50 }, (_, index) => String(1_001 + index));
    expect(await questions(fifty)).toBe(await questions(['1001']));
  });
});

describe('a parcel', () => {
  test('knows who else has its number, and which proofs a person set aside', async () => {
    const proof = {
      weight: 'proof',
      numberKey: 'N1',
      number: 'N1',
      sentence: 'x',
      params: {},
      at: day(9).toISOString(),
    };
    await write(async (sql) => {
      await storeOrder(sql, shopId, { order: { postcodeHash: 'here' } });
      await storeOrder(sql, shopId, {
        order: { orderId: '1002', name: '#1002', postcodeHash: 'there' },
      });
      await ship(sql);
      await importBatch(sql, shopId, {
        ...empty,
        fulfillments: [
          fulfillmentRow({ fulfillmentId: '2002', orderId: '1002', createdAt: day(20) }),
        ],
        parcels: [
          parcelRow({ fulfillmentId: '2002', orderId: '1002', number: 'N1', numberKey: 'N1' }),
        ],
      });
      await sql.query(
        `update parcels set proofs = $2 where shop_id = $1 and fulfillment_id = 2001`,
        [
          shopId,
          JSON.stringify([
            { ...proof, code: 'too_fast' },
            { ...proof, code: 'delivered_elsewhere' },
            { ...proof, code: 'impossible_place', numberKey: 'OLD' },
          ]),
        ],
      );
      await sql.query(
        `insert into proof_dismissals (shop_id, fulfillment_id, position, number_key, code, reason, dismissed_by, dismissed_at)
         values ($1, 2001, 0, 'N1', 'too_fast', 'local stock', 'user:1', now())`,
        [shopId],
      );
    });
    const parcel = await load('parcel', '2001.0');
    expect(parcel.sharers).toMatchObject([
      { orderId: '1002', orderName: '#1002', postcodeHash: 'there', markedAt: day(20) },
    ]);
    expect(parcel.proofs).toMatchObject([
      { code: 'too_fast', dismissal: 'local stock' },
      { code: 'delivered_elsewhere', dismissal: null },
    ]);
    expect(parcel).toMatchObject({
      postcodeHash: 'here',
      number: 'N1',
      isShipped: true,
      isCancelled: false,
    });
  });
});

describe('where a parcel was left', () => {
  const delivered = { occurredAt: day(15), milestone: 'delivered', physical: true, country: 'US' };
  const waiting = { occurredAt: day(14), milestone: 'available_pickup', physical: true };
  test.each([
    ['is told by its delivery', [{ ...delivered, postcodeHash: 'there' }], 'there'],
    ['is not told without a postcode', [delivered], null],
    ['is no buyer’s at a pick-up point', [waiting, { ...delivered, postcodeHash: 'there' }], null],
  ])('%s', async (_fact, scans, hash) => {
    await write(async (sql) => {
      await storeOrder(sql, shopId, { order: { postcodeHash: 'here' } });
      await ship(sql, { scans });
    });
    expect(await load('parcel', '2001.0')).toMatchObject({
      postcodeHash: 'here',
      deliveredPostcodeHash: hash,
    });
  });
});

describe('a price', () => {
  const variant = (overrides: Partial<VariantFacts> = {}): VariantFacts => ({
    id: '601',
    title: 'Default Title',
    sku: 'LAMP',
    barcode: null,
    priceMinor: 6_000,
    compareAtMinor: null,
    inventoryPolicy: 'DENY',
    inventoryQuantity: 3,
    isTracked: true,
    requiresShipping: true,
    hsCode: '940521',
    hsByCountry: {},
    originCountry: 'CN',
    weightGrams: 500,
    hasUnitPrice: false,
    sellingPlans: [],
    metafields: {},
    ...overrides,
  });
  const product = (variants: VariantFacts[]): ProductRow => ({
    productId: '501',
    title: 'Lamp',
    status: 'ACTIVE',
    createdAt: new Date('2026-01-01T00:00:00Z'),
    updatedAt: day(0),
    facts: {
      description: '',
      vendor: 'Lumen',
      productType: '',
      tags: [],
      category: null,
      mediaCount: 1,
      isPublished: true,
      currency: 'USD',
      metafields: {},
      statedShipTime: null,
      saysNoCustomsFees: null,
      variants,
    },
  });
  const seen = (at: Date, priceMinor: number, compareAtMinor: number | null, country = '') =>
    write((sql) =>
      recordPrices(sql, shopId, {
        prices: [{ variantId: '601', country, currency: 'USD', priceMinor, compareAtMinor }],
        seenAt: at,
      }),
    );

  test.each([
    ['goes on where the shop’s own was the same', 6_000, [day(-5), day(-1), day(2)]],
    ['begins anew where it was another one', 5_500, [day(-1), day(2)]],
  ])('in the shop’s own country %s, and stands for it', async (_fact, firstMinor, dates) => {
    await write((sql) =>
      writeProducts(sql, shopId, { products: [product([variant()])], readAt: day(0) }),
    );
    const loaded = () =>
      withShopSql(shopId, (sql) =>
        loadSubjects(sql, shopId, 'price', ['601@shop', '601@US', '601@DE'], NOW),
      );
    await seen(day(-5), 6_000, null);
    expect([...(await loaded()).keys()]).toEqual(['601@shop']);
    await seen(day(-1), firstMinor, null, 'US');
    await seen(day(-1), 7_000, null, 'DE');
    await seen(day(2), 5_000, 6_000);
    await seen(day(2), 5_000, 6_000, 'US');
    expect([...(await loaded()).keys()].toSorted()).toEqual(['601@DE', '601@US']);
    const { history } = await load('price', '601@US');
    expect(history.map(({ at }) => at)).toEqual(dates);
    expect((await load('price', '601@DE')).history).toHaveLength(1);
  });

  test('tells its record, what was sold since the claim began, and whether it was ever sold at the higher price', async () => {
    await write(async (sql) => {
      await writeProducts(sql, shopId, { products: [product([variant()])], readAt: day(0) });
      await storeOrder(sql, shopId, { line: { totalMinor: 6_000 } });
    });
    await seen(day(-5), 6_000, null);
    await seen(day(-1), 5_000, 6_000);
    await seen(day(3), 4_500, 6_000);
    expect(await load('price', '601@shop')).toMatchObject({
      label: 'Lamp',
      country: null,
      isSold: true,
      recordedSince: day(-5),
      history: [
        { at: day(-5) },
        { at: day(-1) },
        { at: day(3), price: { minor: 4_500, currency: 'USD' } },
      ],
      // The order came after the claim of the day before.
      salesSinceClaim: [{ minor: 6_000, currency: 'USD' }],
      soldAtCompareAt: true,
    });
  });

  test('a line takes the customs facts of its variant, and a shared SKU is told', async () => {
    await write(async (sql) => {
      const products = [product([variant(), variant({ id: '602' })])];
      await writeProducts(sql, shopId, { products, readAt: day(0) });
      await storeOrder(sql, shopId);
    });
    const { lines } = await load('order', '1001');
    expect(lines).toMatchObject({ value: [{ hsCode: '940521', originCountry: 'CN' }] });
    const { variants, openOrders } = await load('product', '501');
    expect(variants.map(({ isSkuShared }) => isSkuShared)).toEqual([true, true]);
    expect(openOrders).toEqual([
      { country: 'US', value: { minor: 6_000, currency: 'USD' }, variantId: '601' },
    ]);
  });

  test('a product that says the same is not written again, and keeps where it is not sold', async () => {
    const products = [product([variant()])];
    expect(await write((sql) => writeProducts(sql, shopId, { products, readAt: day(0) }))).toEqual([
      '501',
    ]);
    expect(await write((sql) => writeProducts(sql, shopId, { products, readAt: day(1) }))).toEqual(
      [],
    );
    await write((sql) =>
      sql.query(
        `update products set facts = jsonb_set(facts, '{notSoldIn}', '["FR"]') where shop_id = $1`,
        [shopId],
      ),
    );
    const changed = [product([variant({ priceMinor: 7_000 })])];
    expect(
      await write((sql) => writeProducts(sql, shopId, { products: changed, readAt: day(2) })),
    ).toEqual(['501']);
    await write((sql) =>
      writeShopSide(
        sql,
        shopId,
        [{ name: 'shipping_zones', value: { countries: ['DE', 'FR'], restOfWorld: false } }],
        NOW,
      ),
    );
    expect((await load('product', '501')).soldIn).toMatchObject({ known: true, value: ['DE'] });
  });
});

describe('a destination', () => {
  test('is claimed by the sentence that names it, else by one that names no country', async () => {
    const time = (text: string, days: number) => ({
      kind: 'deliver' as const,
      days,
      unit: 'calendar' as const,
      text,
      where: 'SHIPPING_POLICY',
      places: placesIn(text),
    });
    const times = [time('Delivery to Germany takes 5 days.', 5), time('Delivery takes 9 days.', 9)];
    await write((sql) =>
      writeShopSide(
        sql,
        shopId,
        [
          { name: 'statements', value: { times, noCustomsFees: null } },
          { name: 'shipping_zones', value: { countries: ['DE', 'US'], restOfWorld: false } },
        ],
        NOW,
      ),
    );
    expect((await load('destination', 'DE')).claim).toMatchObject({ value: { deliveryDays: 5 } });
    expect((await load('destination', 'US')).claim).toMatchObject({ value: { deliveryDays: 9 } });
  });

  test('tells how long its parcels took, and what is on its way', async () => {
    const now = day(40);
    await write(async (sql) => {
      await storeOrder(sql, shopId);
      await ship(sql, { scans: [{ occurredAt: day(10), milestone: 'accepted', physical: true }] });
      await sql.query(`update parcels set verdict = 'on_track' where shop_id = $1`, [shopId]);
    });
    const found = await withShopSql(shopId, (sql) =>
      loadSubjects(sql, shopId, 'destination', ['US'], now),
    );
    expect(found.get('US')).toMatchObject({
      orderToScan: { n: 1, p50: 10, p90: 10 },
      orderToDoor: null,
      open: [{ orderedAt: PLACED_AT, value: { minor: 6_500, currency: 'USD' } }],
    });
  });
});

describe('a return', () => {
  test('has the refunds that were for it, and knows whether it is the whole order', async () => {
    const refund = (id: string) => ({
      id,
      at: day(12).toISOString(),
      minor: 500,
      shippingMinor: 0,
      payments: [],
      returnId: null,
    });
    const facts = {
      name: '#1001-R1',
      status: 'OPEN' as const,
      requestedAt: day(11).toISOString(),
      approvedAt: null,
      closedAt: null,
      reasons: ['unwanted'],
      quantity: 1,
      goodsMinor: 6_000,
      goodsBackAt: null,
      refundIds: ['9'],
    };
    await write(async (sql) => {
      await storeOrder(sql, shopId, { details: { refunds: [refund('8'), refund('9')] } });
      await writeReturns(sql, shopId, {
        returns: [{ returnId: '71', orderId: '1001', facts }],
        readAt: NOW,
      });
    });
    expect(await load('return', '71')).toMatchObject({
      isWholeOrder: true,
      refunds: [{ id: '9' }],
      paidBy: ['shopify_payments'],
      goodsBackAt: { known: true, value: null },
      deliveredAt: { known: false },
    });
  });
});

test('subjects of every kind are walked page by page, each once, and another shop’s never', async () => {
  await write(async (sql) => {
    for (const orderId of ['1001', '1002']) await storeOrder(sql, shopId, { order: { orderId } });
    await ship(sql);
  });
  const walk = async (kind: SubjectKind, of: number) => {
    const ids: string[] = [];
    for (let after: string | null = null; ; after = ids.at(-1) ?? null) {
      const page: string[] = await withShopSql(of, (sql) =>
        listSubjects(sql, of, kind, { after, limit: 1, now: NOW }),
      );
      ids.push(...page);
      if (page.length === 0) return ids;
    }
  };
  expect(await walk('order', shopId)).toEqual(['1001', '1002']);
  expect(await walk('parcel', shopId)).toEqual(['2001.0']);
  expect(await walk('destination', shopId)).toEqual(['US']);
  expect(await walk('shop', shopId)).toEqual(['shop']);
  const other = await installShop(`facts-other-${shops}.myshopify.com`);
  for (const kind of SUBJECT_KINDS.filter((each) => each !== 'shop'))
    expect(await walk(kind, other)).toEqual([]);
});
