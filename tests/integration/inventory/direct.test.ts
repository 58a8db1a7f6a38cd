import type { PoolClient } from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { importBatch } from '#app/db/import-batch.server.ts';
import { writeCashSettings } from '#app/db/cash-settings.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { NO_CASH_SETTINGS } from '#app/domain/cash/cash-settings.ts';
import type { VariantFacts } from '#app/domain/inventory/plan-facts.ts';
import { gatherPlanFacts } from '#app/services/gather-plan-facts.server.ts';
import { loadPlanFrame } from '#app/services/plan-frame.server.ts';
import { saveSupplier } from '#app/services/save-supplier.server.ts';
import {
  empty,
  fulfillmentRow,
  legRow,
  parcelRow,
} from '#tests/integration/db/import-rows.factory.ts';
import {
  daysBefore,
  keepStock,
  NOW,
  sell,
  stockedShop,
} from '#tests/integration/inventory/stocked-shop.ts';
import { supplierOf } from '#tests/integration/inventory/supplier.factory.ts';
import { testDatabase } from '#tests/setup/database.ts';

await testDatabase();
let shopId = 0;

beforeAll(async () => {
  shopId = await stockedShop('direct.myshopify.com');
  await keepStock(shopId, [
    {},
    { variantId: '502', isTracked: false, vendor: '', available: null },
    { variantId: '503', isTracked: false, vendor: '', available: null },
  ]);
  const ships = { name: 'Direct', shipsDirect: true };
  await saveSupplier({ shopId, supplierId: null, form: supplierOf(ships), now: NOW });
  const scored = { name: 'Known by its parcels', vendor: null, scoreKey: 'shenzhen hub' };
  await saveSupplier({ shopId, supplierId: null, form: supplierOf(scored), now: NOW });
  await withShopSql(shopId, async (sql) => {
    await ship(sql, { orderId: 1_001, at: daysBefore(30), deliveredAt: daysBefore(12) });
    await ship(sql, {
      orderId: 1_002,
      at: daysBefore(20),
      deliveredAt: null,
      deliverBy: '2026-11-30T12:00:00Z',
    });
    await ship(sql, {
      orderId: 1_003,
      at: daysBefore(40),
      deliveredAt: daysBefore(20),
      variantId: '502',
    });
    await sell(sql, shopId, { orderId: 1_004, at: daysBefore(2), quantity: 3, open: 3 });
    // Shipped without a number: nobody can say where it is.
    await sell(sql, shopId, { orderId: 1_005, at: daysBefore(9), quantity: 2 });
  });
});

async function ship(
  sql: PoolClient,
  {
    orderId,
    at,
    deliveredAt,
    variantId = '501',
    deliverBy = null,
  }: {
    orderId: number;
    at: Date;
    deliveredAt: Date | null;
    variantId?: string;
    deliverBy?: string | null;
  },
): Promise<void> {
  await sell(sql, shopId, { orderId, variantId, at, deliverBy, shipped: 0 });
  await sql.query(
    'update order_lines set unfulfilled_quantity = 0 where shop_id = $1 and order_id = $2',
    [shopId, orderId],
  );
  const fulfillmentId = String(orderId * 10);
  const about = { fulfillmentId, numberKey: `LX${orderId}CN`, number: `LX${orderId}CN` };
  await importBatch(sql, shopId, {
    ...empty,
    fulfillments: [
      fulfillmentRow({
        fulfillmentId,
        orderId: String(orderId),
        createdAt: at,
        updatedAt: at,
        supplier: 'Shenzhen  Hub',
      }),
    ],
    parcels: [
      parcelRow({ ...about, orderId: String(orderId), orderName: `#${orderId}`, shippedAt: at }),
    ],
    legs: [legRow({ ...about, startedAt: at })],
  });
  await sql.query(
    'update parcels set delivered_at = $3 where shop_id = $1 and fulfillment_id = $2',
    [shopId, fulfillmentId, deliveredAt],
  );
}

async function factsOf(variantId: string): Promise<VariantFacts> {
  const [facts] = await withShopSql(shopId, async (sql) => {
    const frame = await loadPlanFrame(sql, { shopId, now: NOW });
    return (await gatherPlanFacts(sql, { frame, variantIds: [variantId] })).facts;
  });
  if (facts === undefined) throw new Error('The variant has no facts');
  return facts;
}

describe('a variant that its supplier ships to the buyer', () => {
  test('knows how long delivered parcels took from the order to the door', async () => {
    const { directParcels, supplier } = await factsOf('501');
    expect(supplier).toMatchObject({ name: 'Direct', shipsDirect: true });
    expect(directParcels).toEqual([
      { orderedAt: daysBefore(30), deliveredAt: daysBefore(12), promisedOn: null },
    ]);
  });

  test('counts as open what is paid and not at the door, and not what has no number', async () => {
    const { directOpen, openUnits } = await factsOf('501');
    expect(openUnits).toBeNull();
    expect(directOpen).toEqual([
      {
        units: 1,
        value: { minor: 3_000, currency: 'USD' },
        orderedAt: daysBefore(20),
        promisedOn: '2026-11-30',
      },
      {
        units: 3,
        value: { minor: 9_000, currency: 'USD' },
        orderedAt: daysBefore(2),
        promisedOn: null,
      },
    ]);
  });

  test('is known by its newest parcel where Shopify does not count it', async () => {
    expect((await factsOf('502')).supplier).toMatchObject({
      name: 'Known by its parcels',
      shipsDirect: true,
    });
    expect((await factsOf('503')).supplier).toBeNull();
  });

  test('is what nobody is named to supply, where the merchant says so', async () => {
    expect((await factsOf('503')).isDirect).toBe(false);
    await withShopSql(shopId, (sql) =>
      writeCashSettings(sql, shopId, {
        settings: { ...NO_CASH_SETTINGS, shipsDirect: true },
        version: 0,
        now: NOW,
      }),
    );
    expect((await factsOf('503')).isDirect).toBe(true);
  });
});
