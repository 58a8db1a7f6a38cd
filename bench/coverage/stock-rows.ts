import { MAKERS } from '#sandbox/world/planning/makers.ts';
import { DIRECT_SUPPLIER, STORE } from '#sandbox/world/planning/store.ts';
import { productsOf } from '#sandbox/world/planning/catalogue.ts';
import { startOf } from '#sandbox/payments/payout-days.ts';
import type { LivedShop } from './lived-shop.ts';
import type { Rows } from './put-rows.ts';

const { currency } = STORE;
const DAY_MS = 86_400_000;

/** What a shop knows of its stock and of those it buys from, having been watched since its first day. */
export function stockRows({ seed, now, scene }: LivedShop): Rows {
  const shop = { shop_id: seed };
  const read = { read_at: now };
  const { variants, trade, span, startAt } = scene;
  const at = now.getTime();
  const openedAt = startOf(span.firstDay, STORE.country);
  const products = productsOf(variants, openedAt, startAt);
  const counts = Map.groupBy(
    trade.counts.filter((count) => count.at <= at),
    ({ index }) => index,
  );
  const supplierIds = new Map(
    [...Object.values(MAKERS).map(({ name }) => name), DIRECT_SUPPLIER.location.name].map(
      (name, place) => [name, place + 1],
    ),
  );
  return {
    products: products.map(({ id, title, createdAt }) => ({
      ...shop,
      product_id: id,
      title,
      status: 'ACTIVE',
      created_at: new Date(createdAt),
      updated_at: now,
      ...read,
      facts: {},
      digest: '',
    })),
    stock_items: variants.map((planned) => {
      const { variant, productId, title, category, index } = planned;
      const cost = variant.unitCostMinor ?? null;
      return {
        ...shop,
        variant_id: variant.id,
        product_id: productId,
        inventory_item_id: variant.inventoryItemId,
        label: `${title} · ${variant.title}`,
        sku: variant.sku,
        vendor: scene.vendorOf(planned),
        category,
        is_tracked: variant.tracked,
        sells_below_zero: variant.mayOversell,
        available: variant.tracked ? (counts.get(index)?.at(-1)?.available ?? 0) : null,
        incoming: 0,
        cost_minor: cost,
        cost_currency: cost === null ? null : (variant.unitCostCurrency ?? currency),
        price_minor: variant.priceMinor,
        price_currency: currency,
        is_active: true,
        ...read,
      };
    }),
    stock_points: [...counts].flatMap(([index, own]) =>
      // Several changes of one instant are one count: the last.
      [...new Map(own.map((count) => [count.at, count])).values()].map((count) => ({
        ...shop,
        variant_id: variants[index]?.variant.id,
        seen_at: new Date(count.at),
        available: count.available,
      })),
    ),
    suppliers: [
      ...Object.values(MAKERS).map(
        ({ name, promisedDays, depositBp, balanceDays, balanceFrom }) => ({
          ...shop,
          supplier_id: supplierIds.get(name),
          name,
          vendor: name,
          ships_direct: false,
          lead_days_low: promisedDays,
          lead_days_likely: promisedDays,
          lead_days_high: promisedDays,
          currency,
          review_days: 7,
          deposit_bp: depositBp,
          balance_days: balanceDays,
          balance_from: balanceFrom,
          note: '',
          created_at: now,
          updated_at: now,
        }),
      ),
      {
        ...shop,
        supplier_id: supplierIds.get(DIRECT_SUPPLIER.location.name),
        name: DIRECT_SUPPLIER.location.name,
        vendor: DIRECT_SUPPLIER.location.name,
        ships_direct: true,
        lead_days_low: null,
        lead_days_likely: null,
        lead_days_high: null,
        currency,
        review_days: null,
        deposit_bp: 0,
        balance_days: 1,
        balance_from: 'ordered',
        note: '',
        created_at: now,
        updated_at: now,
      },
    ],
    supplier_items: variants.map((planned) => ({
      ...shop,
      variant_id: planned.variant.id,
      supplier_id: supplierIds.get(scene.vendorOf(planned)),
      cost_minor: planned.costMinor,
      currency,
      pack_size: planned.packSize,
      minimum_quantity: 1,
      updated_at: now,
    })),
    ...purchaseRows({ seed, now, scene }, supplierIds),
  };
}

function purchaseRows(
  { seed, now, scene }: Pick<LivedShop, 'seed' | 'now' | 'scene'>,
  supplierIds: ReadonlyMap<string, number>,
): Rows {
  const shop = { shop_id: seed };
  const at = now.getTime();
  const known = scene.purchases.filter(({ orderedAt }) => orderedAt <= at);
  const numbered = known.map((purchase, place) => ({
    purchase,
    id: { ...shop, purchase_order_id: place + 1 },
    hasCome: purchase.arrivesAt <= at,
  }));
  return {
    purchase_orders: numbered.map(({ purchase, id, hasCome }) => {
      const { name, depositBp, balanceDays, balanceFrom } = MAKERS[purchase.maker];
      return {
        ...id,
        supplier_id: supplierIds.get(name),
        number: purchase.number,
        status: hasCome ? 'received' : 'sent',
        currency,
        ordered_at: new Date(purchase.orderedAt),
        expected_on: new Date(purchase.expectedDay * DAY_MS).toISOString().slice(0, 10),
        closed_at: hasCome ? new Date(purchase.arrivesAt) : null,
        deposit_bp: depositBp,
        balance_days: balanceDays,
        balance_from: balanceFrom,
        note: '',
        origin: 'csv',
        version: 1,
        created_at: now,
        updated_at: now,
      };
    }),
    purchase_order_lines: numbered.flatMap(({ purchase, id, hasCome }) =>
      purchase.lines.map(({ index, quantity, costMinor }, line) => ({
        ...id,
        line: line + 1,
        variant_id: scene.variants[index]?.variant.id,
        label: scene.variants[index]?.title ?? '',
        sku: scene.variants[index]?.variant.sku,
        quantity,
        received: hasCome ? quantity : 0,
        cost_minor: costMinor,
      })),
    ),
    purchase_order_events: numbered
      .filter(({ hasCome }) => hasCome)
      .map(({ purchase, id }, place) => ({
        ...id,
        at: new Date(purchase.arrivesAt),
        seq: seed * 100_000 + place,
        kind: 'received',
        actor: 'person',
        detail: { arrivedAt: new Date(purchase.arrivesAt).toISOString() },
      })),
  };
}
