import type { PoolClient } from 'pg';
import { expect, test } from 'vitest';
import { readBalanceWaiting, readCurrencies, readGatewaySales } from '#app/db/cash-facts.server.ts';
import {
  hasUnpricedPurchases,
  readOpenBills,
  readPlannedPurchases,
} from '#app/db/cash-purchases.server.ts';
import { readDisputeDays } from '#app/db/dispute-days.server.ts';
import { writeDisputes } from '#app/db/disputes.server.ts';
import { importBatch } from '#app/db/import-batch.server.ts';
import { countOutcomes, readOutcomeCounts } from '#app/db/outcome-counts.server.ts';
import { writePayouts, type PayoutRow } from '#app/db/payouts.server.ts';
import { recordChanges } from '#app/db/verdict-changes.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { empty, fulfillmentRow, parcelRow } from '#tests/integration/db/import-rows.factory.ts';
import {
  installShop,
  orderDetails,
  storeOrder,
} from '#tests/integration/findings/facts.factory.ts';
import { keepStock, stockedShop } from '#tests/integration/inventory/stocked-shop.ts';
import { testDatabase } from '#tests/setup/database.ts';

await testDatabase();

const TODAY = '2026-11-27';
const day = (on: string) => new Date(`${on}T12:00:00Z`);
const payment = (gateway: string, minor: number, isStoreCredit = false) => ({
  kind: 'SALE' as const,
  status: 'SUCCESS' as const,
  gateway,
  isManual: false,
  isStoreCredit,
  minor,
  at: '2026-11-01T12:00:00Z',
});

test('what a gift card paid brings no money: the gateways’ shares are of all that was paid', async () => {
  const shopId = await installShop('cash-shares.myshopify.com');
  const shares = await withShopSql(shopId, async (sql) => {
    await storeOrder(sql, shopId, {
      order: { createdAt: day('2026-11-01') },
      details: orderDetails({
        payments: [
          payment('shopify_payments', 6_000),
          payment('paypal', 1_000),
          payment('gift_card', 3_000, true),
        ],
      }),
    });
    return readGatewaySales(sql, shopId, {
      currency: 'USD',
      timeZone: 'America/New_York',
      fromOn: '2026-10-01',
      untilOn: TODAY,
    });
  });
  expect(shares).toEqual([
    { gateway: 'shopify_payments', isManual: false, share: 0.6 },
    { gateway: 'paypal', isManual: false, share: 0.1 },
  ]);
});

/** A parcel of its own order; its money went back on a day, or did not. */
async function storeParcel(
  sql: PoolClient,
  shopId: number,
  {
    id,
    shippedOn,
    deliveredOn = null,
    refundedOn = null,
  }: { id: string; shippedOn: string; deliveredOn?: string | null; refundedOn?: string | null },
): Promise<void> {
  const refunds =
    refundedOn === null
      ? []
      : [
          {
            id: `9${id}`,
            at: day(refundedOn).toISOString(),
            minor: 6_500,
            shippingMinor: 0,
            payments: [],
            returnId: null,
          },
        ];
  await storeOrder(sql, shopId, {
    order: { orderId: id, createdAt: day(shippedOn) },
    details: orderDetails({ refunds }),
  });
  const of = { orderId: id, fulfillmentId: `7${id}` };
  await importBatch(sql, shopId, {
    ...empty,
    fulfillments: [fulfillmentRow(of)],
    parcels: [parcelRow({ ...of, number: null, numberKey: null, shippedAt: day(shippedOn) })],
  });
  await sql.query('update parcels set delivered_at = $3 where shop_id = $1 and order_id = $2', [
    shopId,
    id,
    deliveredOn === null ? null : day(deliveredOn),
  ]);
}

function enter(
  sql: PoolClient,
  shopId: number,
  {
    id,
    verdict,
    on,
  }: { id: string; verdict: 'on_track' | 'late' | 'lost' | 'delivered'; on: string },
): Promise<void> {
  const change = { from: 'unassessed' as const, to: verdict, cause: 'moving' as const };
  return recordChanges(
    sql,
    shopId,
    [{ fulfillmentId: `7${id}`, position: 0, ...change, trigger: 'first', detail: {} }],
    day(on),
  );
}

test('a parcel counts once of all, whatever it went through, and by the day it was delivered even if it was read later', async () => {
  const shopId = await installShop('cash-outcomes.myshopify.com');
  const counts = await withShopSql(shopId, async (sql) => {
    // Two arrive; one is late, lost and refunded.
    for (const id of ['1', '2']) {
      await storeParcel(sql, shopId, { id, shippedOn: '2026-08-01', deliveredOn: '2026-08-08' });
      await enter(sql, shopId, { id, verdict: 'on_track', on: '2026-08-01' });
      await enter(sql, shopId, { id, verdict: 'delivered', on: '2026-08-08' });
    }
    await storeParcel(sql, shopId, { id: '3', shippedOn: '2026-08-01', refundedOn: '2026-09-05' });
    await enter(sql, shopId, { id: '3', verdict: 'on_track', on: '2026-08-01' });
    await enter(sql, shopId, { id: '3', verdict: 'late', on: '2026-08-20' });
    await enter(sql, shopId, { id: '3', verdict: 'lost', on: '2026-09-01' });
    // Here before the first import, which reads them on 1 October: refunded long before.
    const before = { id: '4', shippedOn: '2026-08-02', refundedOn: '2026-09-06' };
    await storeParcel(sql, shopId, { ...before, deliveredOn: '2026-08-09' });
    await enter(sql, shopId, { id: '4', verdict: 'delivered', on: '2026-10-01' });
    await storeParcel(sql, shopId, { ...before, id: '5' });
    await enter(sql, shopId, { id: '5', verdict: 'late', on: '2026-10-01' });
    // Too young for an answer.
    await storeParcel(sql, shopId, { id: '6', shippedOn: '2026-11-20' });
    await enter(sql, shopId, { id: '6', verdict: 'on_track', on: '2026-11-20' });
    await countOutcomes(sql, shopId, {
      from: day('2025-11-27'),
      until: day('2026-10-16'),
      today: TODAY,
    });
    return readOutcomeCounts(sql, shopId);
  });
  expect(counts).toEqual([
    { verdict: 'all', parcels: 5, refunded: 3, disputed: 0 },
    { verdict: 'delivered', parcels: 3, refunded: 1, disputed: 0 },
    { verdict: 'late', parcels: 1, refunded: 1, disputed: 0 },
    { verdict: 'lost', parcels: 1, refunded: 1, disputed: 0 },
    { verdict: 'on_track', parcels: 3, refunded: 1, disputed: 0 },
  ]);
});

/** A plan of one variant that costs 8.00 and sells 7 a week. */
function planned(
  sql: PoolClient,
  shopId: number,
  plan: {
    orderByOn: string | null;
    stockOutOn: string | null;
    suggested: number;
    leadDays: number;
  },
): Promise<unknown> {
  return sql.query(
    `insert into variant_plans (shop_id, variant_id, product_id, kind, label, category, order_by_on, stock_out_p50_on,
       cover_days, suggested, plan, digest, planned_at, planned_on)
     values ($1, 501, 50, 'stocked', 'Lamp', 'Lamps', $2, $3, 0, $4, $5, '', $6, $7)
     on conflict (shop_id, variant_id) do update set order_by_on = excluded.order_by_on,
       stock_out_p50_on = excluded.stock_out_p50_on, suggested = excluded.suggested, plan = excluded.plan`,
    [
      shopId,
      plan.orderByOn,
      plan.stockOutOn,
      plan.suggested,
      JSON.stringify({ plan: { weeklyDemand: 7, leadTime: { p50: plan.leadDays } } }),
      day(TODAY),
      TODAY,
    ],
  );
}

test('goods to be bought without a cost are a gap, and those in another currency another forecast', async () => {
  const shopId = await stockedShop('cash-unpriced.myshopify.com');
  const plan = { orderByOn: TODAY, stockOutOn: '2026-12-20', suggested: 28, leadDays: 10 };
  const of = (cost: { minor: number; currency: string } | null) =>
    withShopSql(shopId, async (sql) => {
      await keepStock(shopId, [{ variantId: '501', cost }]);
      await planned(sql, shopId, plan);
      await sql.query(`update variant_plans set gaps = $2 where shop_id = $1`, [
        shopId,
        cost === null ? ['cost_missing'] : [],
      ]);
      return {
        isUnpriced: await hasUnpricedPurchases(sql, shopId, { until: '2027-02-26' }),
        currencies: await readCurrencies(sql, shopId),
      };
    });
  expect(await of(null)).toEqual({ isUnpriced: true, currencies: [] });
  expect(await of({ minor: 5_800, currency: 'CNY' })).toEqual({
    isUnpriced: false,
    currencies: ['CNY'],
  });
});

test('goods are bought from the day on which what there is and is underway calls for it', async () => {
  const shopId = await stockedShop('cash-planned.myshopify.com');
  await keepStock(shopId, [{ variantId: '501', cost: { minor: 800, currency: 'USD' } }]);
  const bought = (plan: Parameters<typeof planned>[2]) =>
    withShopSql(shopId, async (sql) => {
      await planned(sql, shopId, plan);
      const of = { currency: 'USD', today: TODAY, weeks: 13 };
      const purchases = await readPlannedPurchases(sql, shopId, of);
      return purchases.map(({ week, minor }) => [week, minor]);
    });
  const nothing = { orderByOn: null, suggested: 0 };
  // Lasts beyond what the plan looks at: nothing is bought, however long the supplier takes.
  expect(await bought({ ...nothing, stockOutOn: null, leadDays: 60 })).toEqual([]);
  // Seventy days, thirty of them the supplier's: from the sixth week on, a week's sales each week.
  const later = await bought({ ...nothing, stockOutOn: '2027-02-05', leadDays: 30 });
  expect(later[0]).toEqual([6, 5_600]);
  expect(later).toHaveLength(7);
  // An order of four weeks' sales in the second week; then as much as sells.
  const soon = { orderByOn: '2026-12-07', suggested: 28, stockOutOn: '2026-12-20', leadDays: 10 };
  expect((await bought(soon)).slice(0, 2)).toEqual([
    [1, 22_400],
    [6, 5_600],
  ]);
  // An order that should have been placed is placed today.
  const late = { ...soon, orderByOn: '2026-11-01' };
  expect((await bought(late))[0]).toEqual([0, 22_400]);
});

test.each([
  ['partly_received', 8_000],
  ['received', 4_800], // closed short: four of ten never came
])('an order that is %s is owed %d', async (status, minor) => {
  const shopId = await installShop(`cash-${status.replace('_', '-')}.myshopify.com`);
  const bills = await withShopSql(shopId, async (sql) => {
    await sql.query(
      `insert into suppliers (shop_id, supplier_id, name, created_at, updated_at) values ($1, 1, 'Ningbo Lamps', $2, $2)`,
      [shopId, day('2026-10-01')],
    );
    await sql.query(
      `insert into purchase_orders (shop_id, purchase_order_id, supplier_id, number, status, currency, ordered_at, created_at,
         updated_at) values ($1, 1, 1, 'PO-1001', $2, 'USD', $3, $3, $3)`,
      [shopId, status, day('2026-11-01')],
    );
    await sql.query(
      `insert into purchase_order_lines (shop_id, purchase_order_id, line, label, quantity, received, cost_minor)
       values ($1, 1, 1, 'Lamp', 10, 6, 800)`,
      [shopId],
    );
    return readOpenBills(sql, shopId, {
      currency: 'USD',
      timeZone: 'America/New_York',
      fromOn: '2026-10-01',
    });
  });
  expect(bills.map((bill) => bill.minor)).toEqual([minor]);
});

test('a bank’s inquiry is no dispute yet', async () => {
  const shopId = await installShop('cash-inquiry.myshopify.com');
  const { itemsByDay } = await withShopSql(shopId, async (sql) => {
    const disputes = (['CHARGEBACK', 'INQUIRY'] as const).map((type, at) => ({
      disputeId: String(at + 1),
      orderId: '1001',
      status: 'NEEDS_RESPONSE',
      initiatedAt: day('2026-11-20'),
      facts: {
        type,
        reason: 'PRODUCT_NOT_RECEIVED',
        networkReasonCode: null,
        minor: 6_500,
        currency: 'USD',
        evidenceDueBy: null,
        evidenceSentOn: null,
        finalizedOn: null,
      },
    }));
    await writeDisputes(sql, shopId, { disputes, readAt: day(TODAY) });
    return readDisputeDays(sql, shopId, { timeZone: 'America/New_York', today: TODAY });
  });
  expect(itemsByDay).toEqual([{ on: '2026-11-20', items: 1 }]);
});

test('what a bank sent back waits until a later payout tries it again', async () => {
  const shopId = await installShop('cash-failed.myshopify.com');
  const window = { currency: 'USD', timeZone: 'America/New_York' };
  const payout = (payoutId: string, on: string, over: Partial<PayoutRow> = {}): PayoutRow => ({
    payoutId,
    issuedAt: day(on),
    status: 'PAID',
    currency: 'USD',
    netMinor: 50_000,
    summary: { retriedPayoutsGrossMinor: 0 },
    ...over,
  });
  const waiting = (...payouts: PayoutRow[]) =>
    withShopSql(shopId, async (sql) => {
      await writePayouts(sql, shopId, { payouts, readAt: day(TODAY) });
      return readBalanceWaiting(sql, shopId, window);
    });
  expect(await waiting(payout('1', '2026-11-18'))).toEqual([]);
  const failed = payout('1', '2026-11-18', { status: 'FAILED' });
  expect(await waiting(failed, payout('2', '2026-11-19'))).toEqual([
    { on: '2026-11-18', minor: 50_000 },
  ]);
  const retried = { retriedPayoutsGrossMinor: 50_000 };
  const again = payout('3', '2026-11-20', { status: 'SCHEDULED', summary: retried });
  expect(await waiting(again)).toEqual([]);
});
