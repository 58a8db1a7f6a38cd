import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { importBatch } from '#app/db/import-batch.server.ts';
import type { ImportBatch } from '#app/db/import-rows.ts';
import { registerShop } from '#app/db/shops.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import {
  empty,
  fulfillmentRow,
  legRow,
  orderRow,
  parcelRow,
  scanRow,
  wholeBatch,
} from '#tests/integration/db/import-rows.factory.ts';
import { testDatabase } from '#tests/setup/database.ts';

await testDatabase();
const at = (minute: number) => new Date(Date.UTC(2026, 10, 2, 9, minute));
let shopId = 0;
let shops = 0;

beforeEach(async () => {
  shops += 1;
  const shop = await registerShop({ domain: `${shops}.myshopify.com`, scopes: '', now: at(0) });
  shopId = shop.shopId;
});

const write = (batch: Partial<ImportBatch>) =>
  withShopSql(shopId, (sql) => importBatch(sql, shopId, { ...empty, ...batch }));
const read = (text: string) =>
  withShopSql(shopId, async (sql) => (await sql.query(text, [shopId])).rows);
const nothing = { orders: 0, fulfillments: 0, parcels: 0, legs: 0, scans: 0 };

describe('a batch', () => {
  test('is stored with every column as given', async () => {
    await write({
      orders: [orderRow({ postcodeHash: 'h', cancelledAt: at(7) })],
      parcels: [parcelRow({ estimatedDeliveryAt: at(8), sharedStream: true })],
      scans: [scanRow({ position: null, legSeq: null, message: null })],
    });
    expect(await read('select * from orders where shop_id = $1')).toMatchObject([
      {
        shop_id: shopId,
        order_id: '1001',
        total_minor: '1990',
        postcode_hash: 'h',
        created_at: at(0),
        cancelled_at: at(7),
        closed_at: null,
      },
    ]);
    expect(await read('select * from parcels where shop_id = $1')).toMatchObject([
      {
        number: 'LX123456789CN',
        verdict: 'unassessed',
        shared_stream: true,
        cancelled: false,
        estimated_delivery_at: at(8),
        search_text: '#1001 lx123456789cn',
      },
    ]);
    expect(await read('select * from scans where shop_id = $1')).toMatchObject([
      { event_id: '3001', position: null, leg_seq: null, message: null, physical: true },
    ]);
  });

  test.each([
    ['a tab, a line feed and a carriage return', 'a\tb\nc\r\nd'],
    ['a backslash before n and the sign for null', '\\n \\N \\.'],
    ['quotes, semicolons and SQL', `'); drop table orders; --"`],
    ['Chinese, an emoji and a right-to-left mark', '已签收 📦 \u202e'],
    ['an end-of-data line', '\n\\.\n'],
    ['nothing', ''],
  ])('keeps %s as text', async (_, text) => {
    await write({ scans: [scanRow({ message: text })] });
    expect(await read('select message from scans where shop_id = $1')).toEqual([{ message: text }]);
  });

  test('drops NUL, which PostgreSQL cannot store, and keeps the rest', async () => {
    await write({ scans: [scanRow({ message: 'a\0b' })] });
    expect(await read('select message from scans where shop_id = $1')).toEqual([{ message: 'ab' }]);
  });

  test('that comes twice changes nothing the second time', async () => {
    expect((await write(wholeBatch())).written).toEqual({
      orders: 1,
      fulfillments: 1,
      parcels: 1,
      legs: 1,
      scans: 1,
    });
    expect(await write(wholeBatch())).toEqual({
      written: nothing,
      staleOrderIds: [],
      staleFulfillmentIds: [],
    });
  });

  test('may share its transaction with another', async () => {
    await withShopSql(shopId, async (sql) => {
      await importBatch(sql, shopId, { ...empty, orders: [orderRow({ orderId: '1' })] });
      await importBatch(sql, shopId, { ...empty, orders: [orderRow({ orderId: '2' })] });
    });
    expect(await read('select order_id from orders where shop_id = $1 order by 1')).toEqual([
      { order_id: '1' },
      { order_id: '2' },
    ]);
  });

  test('may be empty', async () => {
    expect(await write({})).toEqual({
      written: nothing,
      staleOrderIds: [],
      staleFulfillmentIds: [],
    });
  });

  test('is refused whole when it is for a shop other than the one of the transaction', async () => {
    await expect(
      withShopSql(shopId, (sql) => importBatch(sql, shopId + 1, wholeBatch())),
    ).rejects.toThrow('row-level security');
  });
});

describe('an existing parcel', () => {
  test('takes over new facts and keeps verdict, muting and latest scan', async () => {
    await write(wholeBatch());
    await withShopSql(shopId, (sql) =>
      sql.query(
        `update parcels set verdict = 'stalled', cause = 'x', muted = true, muted_until = $2, scan_count = 3,
           last_scan_at = $2, review_at = $2, milestone = 'accepted' where shop_id = $1`,
        [shopId, at(9)],
      ),
    );
    await write({ parcels: [parcelRow({ number: 'NEW', numberKey: 'NEW', valueMinor: 5 })] });
    expect(await read('select * from parcels where shop_id = $1')).toMatchObject([
      {
        number: 'NEW',
        value_minor: '5',
        verdict: 'stalled',
        cause: 'x',
        muted: true,
        muted_until: at(9),
        scan_count: 3,
        last_scan_at: at(9),
        review_at: at(9),
      },
    ]);
  });

  test('keeps how its leg began and learns when the leg was replaced', async () => {
    await write({ legs: [legRow()] });
    await write({
      legs: [legRow({ replacedAt: at(5), startedAt: at(4), startedBasis: 'number_changed' })],
    });
    expect(await read('select * from legs where shop_id = $1')).toMatchObject([
      { started_at: at(0), started_basis: 'fulfillment_created', replaced_at: at(5) },
    ]);
  });

  test('keeps the first telling of a scan', async () => {
    await write({ scans: [scanRow()] });
    await write({ scans: [scanRow({ message: 'retold' })] });
    expect(await read('select message from scans where shop_id = $1')).toEqual([
      { message: 'Accepted' },
    ]);
  });
});

describe('an older version', () => {
  test('of the order is left out with its fulfillments, parcels and legs', async () => {
    await write(wholeBatch({ updatedAt: at(9) }));
    const older = await write({
      orders: [orderRow({ updatedAt: at(8), totalMinor: 1 })],
      fulfillments: [fulfillmentRow({ updatedAt: at(99), status: 'CANCELLED' })],
      parcels: [parcelRow({ valueMinor: 1 })],
      legs: [legRow({ carrier: 'old' })],
    });
    expect(older).toEqual({
      written: nothing,
      staleOrderIds: ['1001'],
      staleFulfillmentIds: ['2001'],
    });
  });

  test('of one fulfillment is left out while its sibling is written', async () => {
    await write(wholeBatch({ updatedAt: at(9) }));
    const mixed = await write({
      orders: [orderRow({ updatedAt: at(9) })],
      fulfillments: [
        fulfillmentRow({ updatedAt: at(8), status: 'CANCELLED' }),
        fulfillmentRow({ fulfillmentId: '2002', updatedAt: at(9) }),
      ],
      parcels: [parcelRow({ valueMinor: 1 }), parcelRow({ fulfillmentId: '2002' })],
      legs: [legRow({ carrier: 'old' }), legRow({ fulfillmentId: '2002' })],
    });
    expect(mixed).toEqual({
      written: { orders: 0, fulfillments: 1, parcels: 1, legs: 1, scans: 0 },
      staleOrderIds: [],
      staleFulfillmentIds: ['2001'],
    });
    expect(
      await read('select value_minor from parcels where shop_id = $1 order by fulfillment_id'),
    ).toEqual([{ value_minor: '1990' }, { value_minor: '1990' }]);
  });

  test('in any order and number of batches ends in the newest version', async () => {
    const version = (minute: number): ImportBatch => ({
      ...wholeBatch({ updatedAt: at(minute), totalMinor: minute }),
      parcels: [parcelRow({ valueMinor: minute, number: `N${minute}` })],
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 }),
        fc.nat(),
        async (minutes, orderId) => {
          const ids = { orderId: String(orderId), fulfillmentId: `${orderId}7` };
          for (const minute of minutes) {
            const batch = version(minute);
            await write({
              orders: batch.orders.map((row) => ({ ...row, orderId: ids.orderId })),
              fulfillments: batch.fulfillments.map((row) => ({ ...row, ...ids })),
              parcels: batch.parcels.map((row) => ({ ...row, ...ids })),
            });
          }
          const newest = Math.max(...minutes);
          const rows = await read(
            `select total_minor::int as total, number from orders join parcels using (shop_id, order_id)
              where shop_id = $1 and order_id = ${orderId}`,
          );
          expect(rows).toEqual([{ total: newest, number: `N${newest}` }]);
          await read(`delete from orders where shop_id = $1`);
          await read(`delete from fulfillments where shop_id = $1`);
          await read(`delete from parcels where shop_id = $1`);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('written at the same moment as the newest does not deadlock and does not win', async () => {
    const many = (minute: number, order: 1 | -1): ImportBatch => {
      const ids = Array.from({ length: 200 }, (_, index) => String(index + 1));
      if (order === -1) ids.reverse();
      return {
        ...empty,
        orders: ids.map((orderId) => orderRow({ orderId, updatedAt: at(minute) })),
        fulfillments: ids.map((id) =>
          fulfillmentRow({ fulfillmentId: id, orderId: id, updatedAt: at(minute) }),
        ),
        parcels: ids.map((id) => parcelRow({ fulfillmentId: id, orderId: id, valueMinor: minute })),
      };
    };
    await Promise.all(
      Array.from({ length: 8 }, (_, index) => write(many(index + 1, index % 2 === 0 ? 1 : -1))),
    );
    expect(
      await read(
        'select distinct value_minor::int as v, (select max(updated_at) from orders) as u from parcels where shop_id = $1',
      ),
    ).toEqual([{ v: 8, u: at(8) }]);
  });
});
