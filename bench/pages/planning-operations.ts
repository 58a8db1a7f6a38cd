import {
  DEFAULT_INVENTORY_QUERY,
  INVENTORY_TABS,
  type InventoryQuery,
} from '#app/contracts/inventory-query.ts';
import { ORDER_LISTS } from '#app/contracts/inventory.ts';
import { inventoryLabels } from '#app/i18n/inventory-labels.ts';
import { exportInventory } from '#app/services/export-inventory.server.ts';
import { exportPurchaseOrder } from '#app/services/export-purchase-order.server.ts';
import { listPurchaseOrders } from '#app/services/list-purchase-orders.server.ts';
import { loadCash } from '#app/services/load-cash.server.ts';
import {
  loadInventorySupplier,
  loadInventorySuppliers,
} from '#app/services/load-inventory-suppliers.server.ts';
import { loadInventory } from '#app/services/load-inventory.server.ts';
import { loadOrderLetters } from '#app/services/load-order-letters.server.ts';
import { loadPurchaseOrder } from '#app/services/load-purchase-order.server.ts';
import { loadVariantPlan } from '#app/services/load-variant-plan.server.ts';
import { firstPieces } from './compliance-operations.ts';
import { pick, type Draw, type Operation } from './operation.ts';
import { CATEGORIES, planningSizes } from './seed-planning.ts';

interface Shop {
  shopId: number;
  parcels: number;
  now: Date;
}

/** The pages under Inventory and Cash, of a shop as `seedPlanning` makes it. */
export function planningOperations(shop: Shop): Operation[] {
  const { shopId, now } = shop;
  return [
    ...listOperations(shop),
    ...supplyOperations(shop),
    // Its three pages ask the same.
    { name: 'Cash', run: () => loadCash({ shopId, now }) },
  ];
}

function listOperations({ shopId, parcels, now }: Shop): Operation[] {
  const { suppliers, variants } = planningSizes(parcels);
  const list = (name: string, vary: (draw: Draw) => Partial<InventoryQuery>): Operation => ({
    name: `Inventory: ${name}`,
    run: (draw) =>
      loadInventory({ shopId, query: { ...DEFAULT_INVENTORY_QUERY, ...vary(draw) }, now }),
  });
  const tab = (draw: Draw) => pick(draw, INVENTORY_TABS);
  const cursors = new Map<string, (string | null)[]>();
  const deep = async (draw: Draw) => {
    const chosen = tab(draw);
    const known = cursors.get(chosen) ?? [null];
    cursors.set(chosen, known);
    const query = { ...DEFAULT_INVENTORY_QUERY, tab: chosen, cursor: pick(draw, known) };
    const page = await loadInventory({ shopId, query, now });
    if (page.nextCursor !== null && known.length < 20) known.push(page.nextCursor);
    return page;
  };
  return [
    ...INVENTORY_TABS.map((each) => list(`tab ${each}`, () => ({ tab: each }))),
    { name: 'Inventory: next pages', run: deep },
    list('one supplier', (draw) => ({ tab: tab(draw), supplierId: draw(1, suppliers) })),
    list('nobody’s', (draw) => ({ tab: tab(draw), supplierId: 0 })),
    list('one category', (draw) => ({
      tab: tab(draw),
      category: `Category ${draw(0, CATEGORIES - 1)}`,
    })),
    list('search, a whole SKU', (draw) => ({
      tab: 'all',
      search: `SKU-${String(draw(1, variants)).padStart(7, '0')}`,
    })),
    list('search, 3 digits', (draw) => ({ tab: tab(draw), search: String(draw(100, 999)) })),
    list('search, nothing found', (draw) => ({ tab: 'all', search: `zz${draw(100, 999)}` })),
    {
      name: 'Inventory: a variant',
      run: (draw) => loadVariantPlan({ shopId, variantId: String(draw(1, variants)), now }),
    },
    {
      name: 'Inventory: export, first rows',
      run: (draw) =>
        firstPieces(
          exportInventory({
            shopId,
            query: { ...DEFAULT_INVENTORY_QUERY, tab: tab(draw) },
            ids: [],
            labels: inventoryLabels('en'),
          }),
        ),
    },
  ];
}

function supplyOperations({ shopId, parcels, now }: Shop): Operation[] {
  const { suppliers, purchaseOrders } = planningSizes(parcels);
  return [
    { name: 'Suppliers under Inventory', run: () => loadInventorySuppliers({ shopId }) },
    {
      name: 'Supplier under Inventory',
      run: (draw) => loadInventorySupplier({ shopId, id: String(draw(1, suppliers)) }),
    },
    ...ORDER_LISTS.map((status) => ({
      name: `Purchase orders: ${status}`,
      run: () => listPurchaseOrders({ shopId, query: { status, supplierId: null, cursor: null } }),
    })),
    {
      name: 'Purchase orders: next pages',
      run: (draw) =>
        listPurchaseOrders({
          shopId,
          query: { status: 'all', supplierId: null, cursor: String(draw(1, purchaseOrders)) },
        }),
    },
    {
      name: 'Purchase orders of a supplier',
      run: (draw) =>
        listPurchaseOrders({
          shopId,
          query: { status: 'all', supplierId: draw(1, suppliers), cursor: null },
        }),
    },
    {
      name: 'Purchase order',
      run: (draw) => loadPurchaseOrder({ shopId, purchaseOrderId: draw(1, purchaseOrders), now }),
    },
    {
      name: 'Purchase order: letters',
      run: (draw) => loadOrderLetters({ shopId, purchaseOrderId: draw(1, purchaseOrders), now }),
    },
    {
      name: 'Purchase order: CSV',
      run: (draw) =>
        exportPurchaseOrder({
          shopId,
          purchaseOrderId: draw(1, purchaseOrders),
          format: 'csv',
          language: 'en',
          now,
        }),
    },
  ];
}
