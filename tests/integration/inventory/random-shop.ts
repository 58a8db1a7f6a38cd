import type { PoolClient } from 'pg';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { changePurchaseOrder } from '#app/services/change-purchase-order.server.ts';
import { archiveSupplier, saveSupplier } from '#app/services/save-supplier.server.ts';
import { keepStock, NOW, sell } from '#tests/integration/inventory/stocked-shop.ts';
import { supplierOf } from '#tests/integration/inventory/supplier.factory.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const VARIANTS = ['501', '502', '503', '504', '505', '506'];

/** A shop with half a year of sales, in which anything may happen, one thing at a time, as the app does it. */
export async function randomShop({ shopId, roll }: { shopId: number; roll: () => number }) {
  let now = NOW;
  let lastOrder = 10_000;
  const stock = new Map(VARIANTS.map((id) => [id, 20 + Math.floor(roll() * 60)]));
  const suppliers: number[] = [];

  const whole = (below: number) => Math.floor(roll() * below);
  const pick = <T>(of: readonly T[]): T | undefined => of[whole(of.length)];
  const aVariant = () => pick(VARIANTS) ?? '501';
  const write = (work: (sql: PoolClient) => Promise<unknown>) => withShopSql(shopId, work);
  const change = (body: unknown) => changePurchaseOrder({ shopId, body, actor: 'name:Kim', now });

  const items = () =>
    VARIANTS.map((variantId, index) => ({
      variantId,
      vendor: index % 2 === 0 ? 'Ningbo Lamps' : 'Yiwu Rugs',
      category: index < 3 ? 'Lamps' : 'Rugs',
      sellsBelowZero: index === 1,
      isTracked: index !== 5,
      available: stock.get(variantId) ?? 0,
      cost: roll() < 0.9 ? { minor: 500 + whole(3) * 100, currency: 'USD' } : null,
    }));

  async function order(at: Date): Promise<void> {
    lastOrder += 1;
    const variantId = aVariant();
    const quantity = 1 + whole(3);
    const open = roll() < 0.3 ? quantity : 0;
    const shipped = roll() < 0.9 ? quantity - open : 0;
    await write((sql) =>
      sell(sql, shopId, { orderId: lastOrder, variantId, at, quantity, open, shipped }),
    );
  }

  async function anOrderIs(what: 'cancelled' | 'shipped'): Promise<void> {
    const orderId = 10_001 + whole(lastOrder - 10_000);
    await write((sql) =>
      what === 'cancelled'
        ? sql.query('update orders set cancelled_at = $3 where shop_id = $1 and order_id = $2', [
            shopId,
            orderId,
            now,
          ])
        : sql.query(
            'update order_lines set unfulfilled_quantity = 0 where shop_id = $1 and order_id = $2',
            [shopId, orderId],
          ),
    );
  }

  async function supplier(): Promise<void> {
    const supplierId = pick([...suppliers, null]) ?? null;
    const likely = 5 + whole(30);
    const saved = await saveSupplier({
      shopId,
      supplierId,
      form: supplierOf({
        name: `Supplier ${supplierId ?? suppliers.length + 1}`,
        vendor: pick(['Ningbo Lamps', 'Yiwu Rugs', null]) ?? null,
        shipsDirect: roll() < 0.15,
        lead: roll() < 0.7 ? { low: likely - 3, likely, high: likely + 10 } : null,
      }),
      now,
    });
    if (saved.ok && supplierId === null) suppliers.push(saved.supplierId);
  }

  async function purchaseOrder(): Promise<void> {
    const supplierId = pick(suppliers);
    if (supplierId === undefined) return;
    const made = await change({ kind: 'create', supplierId });
    if (!made.ok) return;
    const { purchaseOrderId } = made;
    const line = { label: '', sku: null, quantity: 10 + whole(40), cost: null };
    const lines = [...new Set([aVariant(), aVariant()])].map((variantId) => ({
      ...line,
      variantId,
    }));
    const drafted = await change({
      kind: 'set_lines',
      purchaseOrderId,
      version: 1,
      lines,
      expectedOn: null,
      note: '',
    });
    if (!drafted.ok) throw new Error(JSON.stringify(drafted.errors));
    const orderedOn = new Date(now.getTime() - whole(30) * DAY_MS).toISOString().slice(0, 10);
    await change({
      kind: 'send',
      purchaseOrderId,
      version: drafted.version,
      orderedOn,
      expectedOn: null,
    });
  }

  async function anArrival(): Promise<void> {
    const { rows } = await withShopSql(shopId, (sql) =>
      sql.query<{ id: number; version: number; orderedOn: string }>(
        `select purchase_order_id as id, version, (ordered_at at time zone 'UTC')::date::text as "orderedOn"
           from purchase_orders where shop_id = $1 and ordered_at is not null order by 1`,
        [shopId],
      ),
    );
    const order = pick(rows);
    if (order === undefined) return;
    const of = { purchaseOrderId: order.id, version: order.version };
    const what = whole(5);
    if (what === 0) await change({ kind: 'undo', ...of });
    else if (what === 1) await change({ kind: 'close_short', ...of });
    else {
      const lines = roll() < 0.5 ? [{ line: 1, quantity: 1 + whole(9) }] : null;
      await change({ kind: 'receive', ...of, arrivedOn: now.toISOString().slice(0, 10), lines });
    }
  }

  await keepStock(shopId, items());
  for (let count = 0; count < 150; count += 1)
    await order(new Date(now.getTime() - whole(180) * DAY_MS - whole(24) * HOUR_MS));

  return {
    now: () => now,
    nextDay: () => {
      now = new Date(now.getTime() + DAY_MS);
    },
    async happen(): Promise<void> {
      now = new Date(now.getTime() + 60_000);
      const what = whole(9);
      if (what === 0) await order(new Date(now.getTime() - whole(20) * DAY_MS));
      else if (what === 1) await order(now);
      else if (what === 2) await anOrderIs('cancelled');
      else if (what === 3) await anOrderIs('shipped');
      else if (what === 4) await supplier();
      else if (what === 5) await purchaseOrder();
      else if (what === 6) await anArrival();
      else if (what === 7) {
        stock.set(aVariant(), whole(50) - 2);
        await keepStock(shopId, items(), now);
      } else {
        const supplierId = pick(suppliers);
        if (supplierId !== undefined)
          await archiveSupplier({ shopId, supplierId, isArchived: roll() < 0.5, now });
      }
    },
  };
}
