import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { orderBlockSchema, type OrderBlock } from '#app/contracts/order-block.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { loadOrderBlock } from '#app/services/load-order-block.server.ts';
import { recheckOrder } from '#app/services/recheck-order.server.ts';
import { aFinding, putFindings } from '#tests/integration/findings/findings-on-hand.ts';
import {
  aParcel,
  idOf,
  shopWith,
  type ParcelOnHand,
} from '#tests/integration/pages/parcels-on-hand.ts';
import { testDatabase } from '#tests/setup/database.ts';

await testDatabase();
process.env['LASTSCAN_KEYS'] = `test:${randomBytes(32).toString('base64')}`;
const now = new Date('2026-11-20T12:00:00Z');
const ORDER = 7_001;

/** A shop with one order and these parcels of it. */
async function shopWithOrder(parcels: readonly ParcelOnHand[]): Promise<number> {
  const shopId = await shopWith(parcels);
  await withShopSql(shopId, async (sql) => {
    await sql.query(
      `insert into orders (shop_id, order_id, name, created_at, updated_at, currency, total_minor)
       values ($1, $2, '#7001', '2026-11-01', '2026-11-01', 'USD', 1999)`,
      [shopId, ORDER],
    );
    await sql.query(`insert into sync_state (shop_id, source_answered_at) values ($1, $2)`, [
      shopId,
      '2026-11-20T11:40:00Z',
    ]);
  });
  return shopId;
}

const blockOf = (shopId: number, { orderId = String(ORDER), locale = 'en' } = {}) =>
  loadOrderBlock({ shopId, orderId, locale, now });

async function shownOf(shopId: number, locale = 'en'): Promise<OrderBlock> {
  const block = await blockOf(shopId, { locale });
  if (block === null) throw new Error('the shop has the order');
  // As the extension reads it, after its way over the wire.
  return orderBlockSchema.parse(JSON.parse(JSON.stringify(block)));
}

describe('an order on its page in admin', () => {
  test('shows each parcel with its verdict, both clocks, its next step and where it is in the app', async () => {
    const silent = aParcel({ orderId: ORDER, verdict: 'stalled', shippedAt: '2026-11-01T10:00Z' });
    const scanned = aParcel({
      orderId: ORDER,
      verdict: 'delivered',
      shippedAt: '2026-11-02T10:00Z',
    });
    const shopId = await shopWithOrder([scanned, silent]);
    await withShopSql(shopId, (sql) =>
      sql.query(
        `update parcels set next_step = 'ask_carrier_to_trace', last_physical_at = '2026-11-17T12:00Z',
           answered_by = 'seventeen_track', source_answered_at = '2026-11-20T11:00Z'
         where shop_id = $1 and fulfillment_id = $2`,
        [shopId, silent.fulfillmentId],
      ),
    );
    const { parcels } = await shownOf(shopId);
    expect(parcels).toEqual([
      {
        id: idOf(silent),
        number: silent.number,
        carrier: 'YunExpress',
        verdict: 'stalled',
        verdictText: 'Silent',
        nextStepText: 'Ask the carrier to trace it',
        tone: 'critical',
        lastScanAt: '2026-11-17T12:00:00.000Z',
        silentSince: '2026-11-17T12:00:00.000Z',
        sourceName: '17TRACK',
        sourceAnsweredAt: '2026-11-20T11:00:00.000Z',
        path: `/app/parcels/${idOf(silent)}`,
      },
      expect.objectContaining({
        id: idOf(scanned),
        verdictText: 'Delivered',
        tone: 'success',
        nextStepText: null,
        silentSince: null,
        sourceName: 'Shopify',
        sourceAnsweredAt: '2026-11-20T11:40:00.000Z',
      }),
    ]);
  });

  test('counts the silence of a parcel without a scan from its number, and without a number from the shipping', async () => {
    const announced = aParcel({ orderId: ORDER, verdict: 'never_scanned' });
    const bare = aParcel({ orderId: ORDER, verdict: 'missing_number', number: null });
    const shopId = await shopWithOrder([announced, bare]);
    await withShopSql(shopId, (sql) =>
      sql.query(`update parcels set number_seen_at = '2026-11-03T09:00Z' where shop_id = $1`, [
        shopId,
      ]),
    );
    const { parcels } = await shownOf(shopId);
    expect(parcels.map(({ lastScanAt, silentSince }) => [lastScanAt, silentSince])).toEqual([
      [null, '2026-11-03T09:00:00.000Z'],
      [null, '2026-11-01T10:00:00.000Z'],
    ]);
  });

  test.each([
    ['zh-CN', '停滞', '请承运商查件'],
    ['zh-Hant-TW', '停滯', '請物流業者查件'],
    ['de', 'Silent', 'Ask the carrier to trace it'],
  ])(
    'speaks the admin’s language %s, English where Lastscan speaks none of it',
    async (...told) => {
      const [locale, verdictText, nextStepText] = told;
      const shopId = await shopWithOrder([aParcel({ orderId: ORDER, verdict: 'stalled' })]);
      await withShopSql(shopId, (sql) =>
        sql.query(`update parcels set next_step = 'ask_carrier_to_trace' where shop_id = $1`, [
          shopId,
        ]),
      );
      expect((await shownOf(shopId, locale)).parcels).toMatchObject([
        { verdictText, nextStepText },
      ]);
    },
  );

  test('lists the three nearest warnings, counts the others, and leaves out what is over or set aside', async () => {
    const shopId = await shopWithOrder([]);
    const at = (day: number) => `2026-11-${day}T00:00:00Z`;
    const open = [24, 21, 23, 22, 25].map((day) =>
      aFinding({ orderId: ORDER, deadlineAt: at(day) }),
    );
    await putFindings(shopId, [
      ...open,
      aFinding({ orderId: ORDER, curedAt: at(19) }),
      aFinding({ orderId: ORDER, suppressedUntil: at(28), suppressedWhy: 'x', suppressedBy: 'y' }),
      aFinding({ orderId: ORDER + 1 }),
    ]);
    const { findings, moreFindings } = await shownOf(shopId);
    expect(findings.map(({ deadlineAt }) => deadlineAt)).toEqual(
      [21, 22, 23].map((day) => new Date(at(day)).toISOString()),
    );
    expect(findings[0]).toMatchObject({
      id: open[1]?.id,
      path: `/app/compliance/${open[1]?.id}`,
    });
    expect(findings.every(({ title }) => title.length > 0)).toBe(true);
    expect(moreFindings).toBe(2);
  });

  test('counts the questions of its shopper that wait for an answer', async () => {
    const shopId = await shopWithOrder([]);
    await withShopSql(shopId, (sql) =>
      sql.query(
        `insert into asks (shop_id, order_id, order_name, kind, state, customer_hash, language, request_key, asked_at, due_at)
         select $1, order_id, '#7001', 'other', state, 'h', 'en', order_id || state, $3, $3
         from (values ($2::bigint, 'open'), ($2, 'answered'), ($2 + 1, 'open')) x (order_id, state)`,
        [shopId, ORDER, now],
      ),
    );
    expect((await shownOf(shopId)).openAsks).toBe(1);
  });

  test('of a shop that has none of it yet has no parcels', async () => {
    const shopId = await shopWithOrder([]);
    expect(await shownOf(shopId)).toMatchObject({ parcels: [], findings: [], openAsks: 0 });
  });
});

describe('an order that is not there, another shop’s, or no order at all', () => {
  test.each([['7002'], ['0'], ['abc'], ['9223372036854775808'], ['7001 '], ['']])(
    'is nothing: %j',
    async (orderId) => {
      const shopId = await shopWithOrder([]);
      expect(await blockOf(shopId, { orderId })).toBeNull();
      expect(await recheckOrder({ shopId, orderId, now })).toBe(false);
    },
  );

  test('stays the other shop’s', async () => {
    await shopWithOrder([aParcel({ orderId: ORDER })]);
    const stranger = await shopWith([]);
    expect(await blockOf(stranger)).toBeNull();
    expect(await recheckOrder({ shopId: stranger, orderId: String(ORDER), now })).toBe(false);
  });
});

test('an order is read again once however often it is asked for, and says so until it has been', async () => {
  const shopId = await shopWithOrder([aParcel({ orderId: ORDER })]);
  expect((await shownOf(shopId)).isRechecking).toBe(false);
  const ask = () => recheckOrder({ shopId, orderId: String(ORDER), now });
  expect([await ask(), await ask()]).toEqual([true, true]);
  expect((await shownOf(shopId)).isRechecking).toBe(true);
  const queued = await withShopSql(shopId, (sql) =>
    sql.query(`select reason, marks::int from dirty_orders where shop_id = $1 and order_id = $2`, [
      shopId,
      ORDER,
    ]),
  );
  expect(queued.rows).toEqual([{ reason: 'recheck', marks: 2 }]);
});
