import { Pool } from 'pg';
import { inject } from 'vitest';
import { z } from 'zod';
import { getJson } from '#sandbox/quiescence.ts';
import { writePlans } from '#app/db/variant-plans.server.ts';
import type { VariantPlan } from '#app/domain/inventory/variant-plan.ts';
import { aDirectPlan, aPlan } from '#tests/setup/plans.ts';
import { shopOf, STORE } from '#tests/e2e/desk.ts';

const clockSchema = z.object({ now: z.coerce.date() });
const DAY_MS = 86_400_000;
/** Far from the ids that the store hands out itself. */
const SUPPLIER = 901;
const DIRECT_SUPPLIER = 902;
/**
 * What is done to a supplier's orders has its variants planned anew, and these goods are no variants of the store: so whoever
 * acts has a supplier and goods of their own.
 */
export const DRAFTS_SUPPLIER = 903;
export const ORDERS_SUPPLIER = 904;
const PAST_ORDERS = 910;

/** What the store's shelves hold for these tests: plans of every kind, two suppliers, and deliveries on record. */
export interface Goods {
  supplierId: number;
  urgent: VariantPlan;
  dead: VariantPlan;
  owed: VariantPlan;
  direct: VariantPlan;
}

/** Puts the goods into the store once; days are counted from the sandbox's today. */
export async function putGoods(): Promise<Goods> {
  const { adminUrl, databases } = inject('stack');
  const { now } = clockSchema.parse(await getJson(`${adminUrl}/sandbox/clock`));
  const on = (days: number) => new Date(now.getTime() + days * DAY_MS).toISOString().slice(0, 10);
  const pool = new Pool({ connectionString: databases.adminUrl, max: 1 });
  try {
    const sql = await pool.connect();
    const shop = await sql.query<{ id: number; currency: string }>(
      `select shop_id as id, currency from shops where domain = $1`,
      [shopOf(STORE)],
    );
    const [{ id: shopId, currency } = { id: 0, currency: 'USD' }] = shop.rows;
    await sql.query(
      `insert into suppliers (shop_id, supplier_id, name, vendor, ships_direct, lead_days_low, lead_days_likely,
         lead_days_high, currency, deposit_bp, balance_days, balance_from, created_at, updated_at)
       values ($1, ${SUPPLIER}, 'Zhongshan Lighting', null, false, 18, 24, 45, $2, 3000, 14, 'arrived', $3, $3),
         ($1, ${DIRECT_SUPPLIER}, 'Yiwu Direct', null, true, null, null, null, $2, 0, 0, 'ordered', $3, $3),
         ($1, ${DRAFTS_SUPPLIER}, 'Foshan Metal', null, false, 10, 12, 20, $2, 0, 30, 'ordered', $3, $3),
         ($1, ${ORDERS_SUPPLIER}, 'Jingdezhen Ceramics', null, false, 10, 12, 20, $2, 0, 30, 'ordered', $3, $3)
       on conflict do nothing`,
      [shopId, currency, now],
    );
    await putDeliveries(sql, { shopId, currency, now, on });
    const money = (minor: number) => ({ minor, currency });
    const goods = goodsOf({ on, money });
    const plans = [...Object.values(goods), ...others({ on, money })];
    await writePlans(sql, shopId, { plans, gone: [], now, today: on(0) });
    sql.release();
    return { supplierId: SUPPLIER, ...goods };
  } finally {
    await pool.end();
  }
}

type Days = (days: number) => string;
interface Told {
  on: Days;
  money: (minor: number) => { minor: number; currency: string };
}
const FROM_SUPPLIER = { supplierId: SUPPLIER, supplierName: 'Zhongshan Lighting' };

function goodsOf({ on, money }: Told): Omit<Goods, 'supplierId'> {
  return {
    urgent: aPlan({
      ...FROM_SUPPLIER,
      label: 'Harbour pendant lamp · Brass, 40 cm',
      sku: 'HPL-40-BR',
      why: [
        { code: 'demand_level', values: { weekly: 13.6 } },
        { code: 'method_chosen', values: { method: 'tsb' } },
        { code: 'out_of_stock_weeks_left_out', values: { weeks: 3 } },
        { code: 'lead_time', values: { p10: 19, p50: 26, p90: 41, deliveries: 12 } },
        { code: 'service_level', values: { percent: 96, learned: 1, ratio: 88.2 } },
        { code: 'pack_rounding', values: { from: 71, to: 72, pack: 12 } },
        { code: 'lost_if_ignored', values: { units: 24, days: 13 } },
      ],
      stocked: {
        onHand: 31,
        coverDays: 15,
        weeklyDemand: 13.6,
        orderByOn: on(-3),
        stockOutOn: { p10: on(17), p50: on(24), p90: on(33) },
        suggestedQuantity: 72,
        lostIfIgnored: money(81_240),
        tiedUp: money(58_900),
        incoming: [
          {
            purchaseOrderId: null,
            quantity: 24,
            expectedOn: on(5),
            arrivesOn: { p10: on(6), p50: on(9), p90: on(15) },
          },
        ],
      },
    }),
    dead: aPlan({
      ...FROM_SUPPLIER,
      label: 'Christmas garland · Red',
      sku: 'XM-RED',
      gaps: ['short_history'],
      stocked: {
        onHand: 180,
        weeklyDemand: 0.4,
        coverDays: null,
        orderByOn: null,
        suggestedQuantity: 0,
        lostIfIgnored: null,
        stockOutOn: { p10: null, p50: null, p90: null },
        isDead: true,
        sellThrough: 0.03,
        tiedUp: money(126_000),
        pooled: 'hardly_sold',
        method: 'pooled',
      },
    }),
    owed: aPlan({
      ...FROM_SUPPLIER,
      label: 'Studio desk lamp · White',
      sku: 'SDL-W',
      gaps: ['stock_negative'],
      stocked: {
        onHand: 0,
        owed: 9,
        coverDays: 0,
        orderByOn: on(0),
        stockOutOn: { p10: on(0), p50: on(0), p90: on(0) },
        suggestedQuantity: 50,
        lostIfIgnored: money(34_500),
        preorder: { units: 9, value: money(71_100), promisedOn: on(12), lateRisk: 0.41 },
      },
    }),
    direct: aDirectPlan({
      supplierId: DIRECT_SUPPLIER,
      supplierName: 'Yiwu Direct',
      label: 'Paper lantern · Set of 3',
      sku: 'PL-3',
      direct: { open: { units: 18, value: money(61_000), lateRisk: 0.22 } },
      why: [
        { code: 'direct_delay', values: { days: 3.4 } },
        { code: 'direct_promise_risk', values: { percent: 22, units: 18 } },
      ],
    }),
  };
}

function others({ on, money }: Told): VariantPlan[] {
  return [
    aPlan({
      ...FROM_SUPPLIER,
      label: 'Reading floor lamp · Black',
      sku: 'RFL-BK',
      stocked: { orderByOn: on(4), lostIfIgnored: money(22_000), suggestedQuantity: 24 },
    }),
    aPlan({
      label: 'Oak bedside lamp',
      sku: 'OBL-1',
      gaps: ['no_supplier', 'cost_missing'],
      stocked: {
        orderByOn: null,
        lostIfIgnored: null,
        tiedUp: null,
        leadTime: null,
        suggestedQuantity: 12,
      },
    }),
    ...['Wall bracket', 'Wall bracket · Long'].map((label) =>
      aPlan({
        label,
        supplierId: DRAFTS_SUPPLIER,
        supplierName: 'Foshan Metal',
        stocked: { orderByOn: on(2) },
      }),
    ),
    aPlan({
      label: 'Vase · Celadon',
      supplierId: ORDERS_SUPPLIER,
      supplierName: 'Jingdezhen Ceramics',
      stocked: { orderByOn: on(3) },
    }),
    aPlan({
      ...FROM_SUPPLIER,
      label: 'Ceiling rose · Ivory',
      sku: 'CR-IV',
      stocked: {
        orderByOn: on(20),
        stockOutOn: { p10: on(48), p50: on(61), p90: null },
        lostIfIgnored: money(4_100),
      },
    }),
  ];
}

/** Twelve past orders, each a delivery on record: the supplier took three to six weeks, and mostly later than it had named. */
async function putDeliveries(
  sql: Parameters<typeof writePlans>[0],
  { shopId, currency, now, on }: { shopId: number; currency: string; now: Date; on: Days },
): Promise<void> {
  for (const [index, days] of [19, 22, 24, 25, 26, 26, 27, 29, 31, 34, 38, 43].entries()) {
    const id = PAST_ORDERS + index;
    const orderedAt = new Date(now.getTime() - (400 - index * 28) * DAY_MS);
    const arrivedAt = new Date(orderedAt.getTime() + days * DAY_MS);
    const expectedOn = new Date(orderedAt.getTime() + 24 * DAY_MS).toISOString().slice(0, 10);
    await sql.query(
      `insert into purchase_orders (shop_id, purchase_order_id, supplier_id, number, status, currency, ordered_at,
         expected_on, closed_at, origin, created_at, updated_at)
       values ($1, $2, ${SUPPLIER}, $3, 'received', $4, $5, $6, $7, 'csv', $8, $8) on conflict do nothing`,
      [shopId, id, `OLD-${id}`, currency, orderedAt, expectedOn, arrivedAt, now],
    );
    await sql.query(
      `insert into purchase_order_events (shop_id, purchase_order_id, at, kind, actor, detail)
       values ($1, $2, $3, 'uploaded', 'user:1', $4)`,
      [
        shopId,
        id,
        now,
        JSON.stringify({
          lines: [{ line: 1, quantity: 40 }],
          arrivedAt: arrivedAt.toISOString(),
        }),
      ],
    );
  }
  const underway = PAST_ORDERS + 50;
  await sql.query(
    `insert into purchase_orders (shop_id, purchase_order_id, supplier_id, number, status, currency, ordered_at, expected_on,
       origin, created_at, updated_at)
     values ($1, $2, ${SUPPLIER}, 'OLD-960', 'sent', $3, $4, $5, 'app', $4, $4) on conflict do nothing`,
    [shopId, underway, currency, new Date(now.getTime() - 26 * DAY_MS), on(-2)],
  );
  await sql.query(
    `insert into purchase_order_lines (shop_id, purchase_order_id, line, variant_id, label, sku, quantity, received, cost_minor)
     values ($1, $2, 1, null, 'Harbour pendant lamp · Brass, 40 cm', 'HPL-40-BR', 24, 0, 1900),
       ($1, $2, 2, null, 'Ceiling rose · Ivory', 'CR-IV', 40, 0, null) on conflict do nothing`,
    [shopId, underway],
  );
}
