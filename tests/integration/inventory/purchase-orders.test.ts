import { beforeAll, describe, expect, test } from 'vitest';
import type { PurchaseOrderResult } from '#app/contracts/purchase-orders.ts';
import { readDeliveries } from '#app/db/plan-deliveries.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { changePurchaseOrder } from '#app/services/change-purchase-order.server.ts';
import { listPurchaseOrders } from '#app/services/list-purchase-orders.server.ts';
import { loadPurchaseOrder } from '#app/services/load-purchase-order.server.ts';
import { saveSupplier } from '#app/services/save-supplier.server.ts';
import {
  daysBefore,
  keepStock,
  NOW,
  planAll,
  sell,
  stockedShop,
} from '#tests/integration/inventory/stocked-shop.ts';
import { supplierOf } from '#tests/integration/inventory/supplier.factory.ts';
import { testDatabase } from '#tests/setup/database.ts';

await testDatabase();
let shopId = 0;
let supplierId = 0;

beforeAll(async () => {
  shopId = await stockedShop('orders.myshopify.com');
  await keepStock(shopId, [{ available: 1 }, { variantId: '502', available: 500 }]);
  await withShopSql(shopId, async (sql) => {
    for (let day = 1; day <= 90; day += 1)
      await sell(sql, shopId, { orderId: 2_000 - day, at: daysBefore(day), quantity: 2 });
  });
  const saved = await saveSupplier({
    shopId,
    supplierId: null,
    form: supplierOf({ minimumOrder: '100000', depositBp: 3_000 }),
    now: NOW,
  });
  if (!saved.ok) throw new Error(JSON.stringify(saved.errors));
  supplierId = saved.supplierId;
  await planAll(shopId, NOW);
});

const change = (body: unknown, now = NOW) =>
  changePurchaseOrder({ shopId, body, actor: 'name:Kim', now });

async function done(result: Promise<PurchaseOrderResult>) {
  const ended = await result;
  if (!ended.ok) throw new Error(JSON.stringify(ended.errors));
  return ended;
}

const codesOf = (result: PurchaseOrderResult) =>
  result.ok ? [] : result.errors.map(({ path, code }) => `${path} ${code}`);

/** A sent order of 20 and 5 pieces. */
async function sentOrder() {
  const made = await done(change({ kind: 'create', supplierId }));
  const lines = ['501', '502'].map((variantId, index) => ({
    variantId,
    label: '',
    sku: null,
    quantity: index === 0 ? 20 : 5,
    cost: '8.00',
  }));
  const of = { purchaseOrderId: made.purchaseOrderId };
  const drafted = await done(
    change({ kind: 'set_lines', ...of, version: 1, lines, expectedOn: null, note: '' }),
  );
  const sent = await done(
    change({
      kind: 'send',
      ...of,
      version: drafted.version,
      orderedOn: '2026-10-20',
      expectedOn: '2026-11-10',
    }),
  );
  return { ...of, version: sent.version };
}

const load = async (purchaseOrderId: number, now = NOW) => {
  const order = await loadPurchaseOrder({ shopId, purchaseOrderId, now });
  if (order === null) throw new Error('The order is gone');
  return order;
};

test('a draft from the plan orders what is suggested, with the supplier’s terms and a number of its own', async () => {
  const first = await done(
    change({ kind: 'create_from_plan', supplierId, variantIds: null, topUp: false }),
  );
  const second = await done(change({ kind: 'create', supplierId }));
  expect(Number(second.number.slice(3))).toBe(Number(first.number.slice(3)) + 1);
  const order = await load(first.purchaseOrderId);
  expect(order).toMatchObject({
    status: 'draft',
    origin: 'plan',
    depositBp: 3_000,
    can: ['set_lines', 'send', 'cancel'],
  });
  expect(order.items.map(({ variantId }) => variantId)).toEqual(['501']);
  expect(order.items[0]?.quantity).toBeGreaterThan(0);
  expect(order.minimum?.missing?.minor).toBe(10_000_000 - order.total.minor);
});

test('topping up adds pieces of what sells until the minimum order is met, or half a year is reached', async () => {
  const plain = await done(
    change({ kind: 'create_from_plan', supplierId, variantIds: null, topUp: false }),
  );
  const topped = await done(
    change({ kind: 'create_from_plan', supplierId, variantIds: null, topUp: true }),
  );
  const [few, many] = [await load(plain.purchaseOrderId), await load(topped.purchaseOrderId)];
  expect(many.pieces).toBeGreaterThan(few.pieces);
  expect(many.minimum?.missing).not.toBeNull();
});

describe('an order on its way', () => {
  test('is received in parts, and over with the last piece', async () => {
    const order = await sentOrder();
    const part = await done(
      change({
        kind: 'receive',
        ...order,
        arrivedOn: '2026-11-12',
        lines: [{ line: 1, quantity: 15 }],
      }),
    );
    expect(part.status).toBe('partly_received');
    const rest = await done(
      change({
        kind: 'receive',
        ...order,
        version: part.version,
        arrivedOn: '2026-11-17',
        lines: null,
      }),
    );
    expect(rest.status).toBe('received');
    const { items, events, can } = await load(order.purchaseOrderId);
    expect(items.map(({ received, arrivedOn }) => [received, arrivedOn])).toEqual([
      [20, '2026-11-17'],
      [5, '2026-11-17'],
    ]);
    expect(events.map(({ kind, pieces }) => [kind, pieces])).toEqual([
      ['received', 10],
      ['received', 15],
      ['sent', null],
      ['changed', null],
      ['created', null],
    ]);
    expect(can).toEqual([]);
  });

  test('each arrival is a record of the supplier’s lead time, until it is taken back', async () => {
    const order = await sentOrder();
    const deliveries = () =>
      withShopSql(
        shopId,
        async (sql) =>
          ((await readDeliveries(sql, shopId, { supplierIds: [supplierId] })).get(supplierId) ?? [])
            .length,
      );
    const before = await deliveries();
    const part = await done(
      change({
        kind: 'receive',
        ...order,
        arrivedOn: '2026-11-12',
        lines: [{ line: 1, quantity: 1 }],
      }),
    );
    expect(await deliveries()).toBe(before + 1);
    const undone = await done(change({ kind: 'undo', ...order, version: part.version }));
    expect(undone.status).toBe('sent');
    expect(await deliveries()).toBe(before);
    expect((await load(order.purchaseOrderId)).received).toBe(0);
  });

  test('is closed short, and cannot be cancelled once a piece has come', async () => {
    const order = await sentOrder();
    expect(codesOf(await change({ kind: 'close_short', ...order }))).toEqual([' not_allowed']);
    const { version } = await done(
      change({
        kind: 'receive',
        ...order,
        arrivedOn: '2026-11-12',
        lines: [{ line: 2, quantity: 5 }],
      }),
    );
    expect(codesOf(await change({ kind: 'cancel', ...order, version }))).toEqual([' not_allowed']);
    expect((await done(change({ kind: 'close_short', ...order, version }))).status).toBe(
      'received',
    );
  });

  test.each([
    ['tomorrow', { arrivedOn: '2026-11-19', lines: null }, 'arrivedOn in_the_future'],
    ['before it was ordered', { arrivedOn: '2026-10-19', lines: null }, 'arrivedOn before_ordered'],
    [
      'a piece too many',
      { arrivedOn: '2026-11-12', lines: [{ line: 1, quantity: 21 }] },
      'lines.0.quantity more_than_ordered',
    ],
    [
      'of no line',
      { arrivedOn: '2026-11-12', lines: [{ line: 9, quantity: 1 }] },
      'lines.0.line no_such_line',
    ],
    [
      'twice in one breath',
      {
        arrivedOn: '2026-11-12',
        lines: [
          { line: 1, quantity: 1 },
          { line: 1, quantity: 1 },
        ],
      },
      'lines.1.line line_repeated',
    ],
    ['on no day', { arrivedOn: 'soon', lines: null }, 'arrivedOn not_a_day'],
  ])('does not arrive %s', async (_what, receipt, fault) => {
    const order = await sentOrder();
    expect(codesOf(await change({ kind: 'receive', ...order, ...receipt }))).toEqual([fault]);
    expect((await load(order.purchaseOrderId)).received).toBe(0);
  });
});

test('two people do not undo each other’s work: who saw an older version is refused', async () => {
  const order = await sentOrder();
  const both = await Promise.all([
    change({
      kind: 'receive',
      ...order,
      arrivedOn: '2026-11-12',
      lines: [{ line: 1, quantity: 1 }],
    }),
    change({ kind: 'cancel', ...order }),
  ]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(both.flatMap(codesOf)).toEqual([' changed_meanwhile']);
});

describe('undo', () => {
  test('takes back one step after the other, to the order’s making', async () => {
    const order = await sentOrder();
    const cancelled = await done(change({ kind: 'cancel', ...order }));
    const sent = await done(change({ kind: 'undo', ...order, version: cancelled.version }));
    expect(sent.status).toBe('sent');
    const draft = await done(change({ kind: 'undo', ...order, version: sent.version }));
    expect(await load(order.purchaseOrderId)).toMatchObject({
      status: 'draft',
      orderedAt: null,
      lines: 2,
    });
    const empty = await done(change({ kind: 'undo', ...order, version: draft.version }));
    expect((await load(order.purchaseOrderId)).lines).toBe(0);
    await done(change({ kind: 'undo', ...order, version: empty.version }));
    expect(await loadPurchaseOrder({ shopId, ...order, now: NOW })).toBeNull();
  });

  test.each([
    [24 * 3_600_000, true],
    [24 * 3_600_000 + 1, false],
  ])('is possible for a day: %d ms later %s', async (later, isPossible) => {
    const order = await sentOrder();
    const now = new Date(NOW.getTime() + later);
    expect((await load(order.purchaseOrderId, now)).undo !== null).toBe(isPossible);
    expect((await change({ kind: 'undo', ...order }, now)).ok).toBe(isPossible);
  });
});

test('a draft’s lines are refused by the field that is wrong', async () => {
  const { purchaseOrderId } = await done(change({ kind: 'create', supplierId }));
  const line = { variantId: '501', label: '', sku: null, quantity: 1, cost: null };
  const set = (lines: readonly unknown[]) =>
    change({ kind: 'set_lines', purchaseOrderId, version: 1, lines, expectedOn: null, note: '' });
  expect(codesOf(await set([{ ...line, quantity: 0 }]))).toEqual([
    'lines.0.quantity not_a_quantity',
  ]);
  expect(codesOf(await set([{ ...line, quantity: 1.5 }]))).toEqual([
    'lines.0.quantity not_a_quantity',
  ]);
  expect(codesOf(await set([{ ...line, cost: '1,500' }]))).toEqual(['lines.0.cost not_an_amount']);
  expect(codesOf(await set([line, line]))).toEqual(['lines.1.variantId line_repeated']);
  expect(codesOf(await set([{ ...line, variantId: null }]))).toEqual(['lines.0.label missing']);
  expect(
    codesOf(
      await change({
        kind: 'send',
        purchaseOrderId,
        version: 1,
        orderedOn: null,
        expectedOn: null,
      }),
    ),
  ).toEqual(['lines no_lines']);
  expect(codesOf(await change({ kind: 'create', supplierId: 99 }))).toEqual([
    'supplierId no_such_supplier',
  ]);
  // Larger than the database counts.
  expect(codesOf(await change({ kind: 'create', supplierId: 2 ** 40 }))).toEqual([
    'supplierId not_a_number',
  ]);
  expect(codesOf(await set([{ ...line, variantId: '9'.repeat(19) }]))).toEqual([
    'lines.0.variantId not_understood',
  ]);
});

test('the list pages from the newest, by state and supplier', async () => {
  const page = await listPurchaseOrders({
    shopId,
    query: { status: 'open', supplierId, cursor: null },
  });
  expect(page.rows.every(({ status }) => status === 'sent' || status === 'partly_received')).toBe(
    true,
  );
  expect(page.rows.length).toBe(page.counts.sent + page.counts.partly_received);
  const ids = page.rows.map(({ purchaseOrderId }) => purchaseOrderId);
  expect(ids).toEqual(ids.toSorted((a, b) => b - a));
});
