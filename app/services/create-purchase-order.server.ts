import type { PoolClient } from 'pg';
import {
  MOST_ORDER_LINES,
  type PurchaseOrderBody,
  type PurchaseOrderResult,
} from '#app/contracts/purchase-orders.ts';
import type { SupplyFault } from '#app/contracts/suppliers.ts';
import { readDraftRows, type DraftRow } from '#app/db/plan-draft.server.ts';
import {
  addOrderEvent,
  insertOrder,
  nextOrderName,
  replaceLines,
  type StoredLine,
} from '#app/db/purchase-orders.server.ts';
import { readShopFacts } from '#app/db/settings.server.ts';
import { lockSupply, readSupplier, type SupplierRow } from '#app/db/suppliers.server.ts';
import { draftQuantities } from '#app/domain/inventory/draft-quantities.ts';
import { UNKNOWN_CURRENCY } from '#app/services/plan-frame.server.ts';
import { faultAt } from '#app/services/supply-faults.ts';

type CreateBody = Extract<PurchaseOrderBody, { kind: 'create' | 'create_from_plan' }>;

/** Makes a draft for a supplier: empty, or with everything that its variants' plans suggest. */
export async function createPurchaseOrder(
  sql: PoolClient,
  { shopId, body, actor, now }: { shopId: number; body: CreateBody; actor: string; now: Date },
): Promise<PurchaseOrderResult> {
  await lockSupply(sql, shopId);
  const supplier = await readSupplier(sql, shopId, body.supplierId);
  if (supplier === null || supplier.archivedAt !== null)
    return refused('supplierId', 'no_such_supplier');
  const currency =
    supplier.currency ?? (await readShopFacts(sql, shopId)).currency ?? UNKNOWN_CURRENCY;
  const lines =
    body.kind === 'create' ? [] : await plannedLines(sql, { shopId, body, supplier, currency });
  if (body.kind === 'create_from_plan' && lines.length === 0)
    return refused('', 'nothing_suggested');
  const { purchaseOrderId, number } = await nextOrderName(sql, shopId);
  await insertOrder(sql, shopId, {
    order: {
      purchaseOrderId,
      supplierId: supplier.supplierId,
      number,
      status: 'draft',
      currency,
      orderedAt: null,
      expectedOn: null,
      closedAt: null,
      depositBp: supplier.depositBp,
      balanceDays: supplier.balanceDays,
      balanceFrom: supplier.balanceFrom,
      note: '',
      origin: body.kind === 'create' ? 'app' : 'plan',
    },
    now,
  });
  await replaceLines(sql, shopId, { purchaseOrderId, lines });
  await addOrderEvent(sql, shopId, {
    purchaseOrderId,
    at: now,
    kind: 'created',
    actor,
    detail: {},
  });
  return { ok: true, purchaseOrderId, number, status: 'draft', version: 1 };
}

async function plannedLines(
  sql: PoolClient,
  {
    shopId,
    body,
    supplier,
    currency,
  }: {
    shopId: number;
    body: Extract<CreateBody, { kind: 'create_from_plan' }>;
    supplier: SupplierRow;
    currency: string;
  },
): Promise<StoredLine[]> {
  const { supplierId, minimumOrderMinor } = supplier;
  const topUpToMinor = body.topUp ? minimumOrderMinor : null;
  const rows = await readDraftRows(sql, shopId, {
    supplierId,
    variantIds: body.variantIds,
    withOthers: topUpToMinor !== null,
    limit: MOST_ORDER_LINES,
  });
  // A cost in another currency is not known in this order's.
  const costOf = (row: DraftRow) => (row.costCurrency === currency ? row.costMinor : null);
  const quantities = draftQuantities(
    rows.map((row) => ({ ...row, costMinor: costOf(row) })),
    { topUpToMinor },
  );
  return rows
    .map((row) => ({ row, quantity: quantities.get(row.variantId) ?? 0 }))
    .filter(({ quantity }) => quantity > 0)
    .map(({ row, quantity }, index) => ({
      line: index + 1,
      variantId: row.variantId,
      label: row.label,
      sku: row.sku,
      quantity,
      received: 0,
      costMinor: costOf(row),
    }));
}

function refused(path: string, code: SupplyFault['code']): PurchaseOrderResult {
  return { ok: false, errors: [faultAt(path, code)] };
}
