import type { PoolClient } from 'pg';
import type {
  PurchaseOrderStatus,
  PurchaseOrderStep,
} from '#app/domain/inventory/purchase-order.ts';

export interface StoredOrder {
  purchaseOrderId: number;
  supplierId: number;
  number: string;
  status: PurchaseOrderStatus;
  currency: string;
  orderedAt: Date | null;
  /** ISO date; null: none. */
  expectedOn: string | null;
  closedAt: Date | null;
  depositBp: number;
  balanceDays: number;
  balanceFrom: 'ordered' | 'arrived';
  note: string;
  origin: 'app' | 'plan' | 'csv';
  version: number;
  updatedAt: Date;
}

export interface StoredLine {
  line: number;
  variantId: string | null;
  label: string;
  sku: string | null;
  quantity: number;
  received: number;
  costMinor: number | null;
}

/** What happened to an order. `detail` is read by app/services/purchase-order-events.ts. */
export interface StoredEvent {
  seq: string;
  at: Date;
  kind: PurchaseOrderStep;
  actor: string;
  detail: unknown;
}

const COLUMNS = `purchase_order_id as "purchaseOrderId", supplier_id as "supplierId", number, status, currency,
  ordered_at as "orderedAt", expected_on::text as "expectedOn", closed_at as "closedAt", deposit_bp as "depositBp",
  balance_days as "balanceDays", balance_from as "balanceFrom", note, origin, version, updated_at as "updatedAt"`;

/** One purchase order with its lines; null: there is none. `lock`: nobody else changes it until the transaction ends. */
export async function readOrder(
  sql: PoolClient,
  shopId: number,
  { purchaseOrderId, lock = false }: { purchaseOrderId: number; lock?: boolean },
): Promise<{ order: StoredOrder; lines: StoredLine[] } | null> {
  const { rows } = await sql.query<StoredOrder>(
    `select ${COLUMNS} from purchase_orders where shop_id = $1 and purchase_order_id = $2 ${lock ? 'for update' : ''}`,
    [shopId, purchaseOrderId],
  );
  const [order] = rows;
  if (order === undefined) return null;
  const lines = await sql.query<Omit<StoredLine, 'costMinor'> & { costMinor: string | null }>(
    `select line, variant_id as "variantId", label, sku, quantity, received, cost_minor as "costMinor"
       from purchase_order_lines where shop_id = $1 and purchase_order_id = $2 order by line`,
    [shopId, purchaseOrderId],
  );
  return {
    order,
    lines: lines.rows.map((line) => ({
      ...line,
      costMinor: line.costMinor === null ? null : Number(line.costMinor),
    })),
  };
}

/** The ids of orders by number, however it is cased. */
export async function orderIdsByNumber(
  sql: PoolClient,
  shopId: number,
  numbers: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql.query<{ number: string; id: number }>(
    `select lower(number) as number, purchase_order_id as id from purchase_orders
      where shop_id = $1 and lower(number) = any($2)`,
    [shopId, numbers.map((number) => number.toLowerCase())],
  );
  return new Map(rows.map(({ number, id }) => [number, id]));
}

const FIRST_NUMBER = 1_001;

/** The next order's id and `PO-…` number. MUST hold `lockSupply`. */
export async function nextOrderName(
  sql: PoolClient,
  shopId: number,
): Promise<{ purchaseOrderId: number; number: string }> {
  const { rows } = await sql.query<{ id: number; number: string }>(
    `select coalesce(max(purchase_order_id), 0) + 1 as id,
       (coalesce(max(substring(number from '^[Pp][Oo]-(\\d{1,9})$')::bigint), ${FIRST_NUMBER - 1}) + 1)::text as number
     from purchase_orders where shop_id = $1`,
    [shopId],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('An aggregate has a row');
  return {
    purchaseOrderId: row.id,
    number: `PO-${Math.max(FIRST_NUMBER, Number(row.number))}`,
  };
}

/** Adds an order. MUST hold `lockSupply`. */
export async function insertOrder(
  sql: PoolClient,
  shopId: number,
  { order, now }: { order: Omit<StoredOrder, 'version' | 'updatedAt'>; now: Date },
): Promise<void> {
  await sql.query(
    `insert into purchase_orders (shop_id, purchase_order_id, supplier_id, number, status, currency, ordered_at, expected_on,
       closed_at, deposit_bp, balance_days, balance_from, note, origin, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $15)`,
    [
      shopId,
      order.purchaseOrderId,
      order.supplierId,
      order.number,
      order.status,
      order.currency,
      order.orderedAt,
      order.expectedOn,
      order.closedAt,
      order.depositBp,
      order.balanceDays,
      order.balanceFrom,
      order.note,
      order.origin,
      now,
    ],
  );
}

/** Writes what of an order may change; its version counts up. */
export async function updateOrder(
  sql: PoolClient,
  shopId: number,
  {
    order,
    now,
  }: {
    order: Pick<
      StoredOrder,
      | 'purchaseOrderId'
      | 'supplierId'
      | 'status'
      | 'currency'
      | 'orderedAt'
      | 'expectedOn'
      | 'closedAt'
      | 'note'
    >;
    now: Date;
  },
): Promise<number> {
  const { rows } = await sql.query<{ version: number }>(
    `update purchase_orders set supplier_id = $3, status = $4, currency = $5, ordered_at = $6, expected_on = $7,
       closed_at = $8, note = $9, version = version + 1, updated_at = $10
     where shop_id = $1 and purchase_order_id = $2 returning version`,
    [
      shopId,
      order.purchaseOrderId,
      order.supplierId,
      order.status,
      order.currency,
      order.orderedAt,
      order.expectedOn,
      order.closedAt,
      order.note,
      now,
    ],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('The order is locked and cannot be gone');
  return row.version;
}

/**
 * Makes these the lines of an order. Every line is written anew, so that all its variants, old and new, are marked to be
 * planned: its state says what is on the way.
 */
export async function replaceLines(
  sql: PoolClient,
  shopId: number,
  { purchaseOrderId, lines }: { purchaseOrderId: number; lines: readonly StoredLine[] },
): Promise<void> {
  await sql.query(
    'delete from purchase_order_lines where shop_id = $1 and purchase_order_id = $2',
    [shopId, purchaseOrderId],
  );
  if (lines.length === 0) return;
  await sql.query(
    `insert into purchase_order_lines (shop_id, purchase_order_id, line, variant_id, label, sku, quantity, received, cost_minor)
     select $1, $2, line, variant_id, label, sku, quantity, received, cost_minor
       from jsonb_to_recordset($3::jsonb) as l(line int, variant_id bigint, label text, sku text, quantity int, received int,
         cost_minor bigint) order by line`,
    [
      shopId,
      purchaseOrderId,
      JSON.stringify(
        lines.map((each) => ({
          line: each.line,
          variant_id: each.variantId,
          label: each.label,
          sku: each.sku,
          quantity: each.quantity,
          received: each.received,
          cost_minor: each.costMinor,
        })),
      ),
    ],
  );
}

/** Removes an order with everything of it: a draft whose making is undone. */
export async function deleteOrder(
  sql: PoolClient,
  shopId: number,
  purchaseOrderId: number,
): Promise<void> {
  await sql.query('delete from purchase_orders where shop_id = $1 and purchase_order_id = $2', [
    shopId,
    purchaseOrderId,
  ]);
}

export async function addOrderEvent(
  sql: PoolClient,
  shopId: number,
  {
    purchaseOrderId,
    at,
    kind,
    actor,
    detail,
  }: Omit<StoredEvent, 'seq'> & { purchaseOrderId: number },
): Promise<void> {
  await sql.query(
    `insert into purchase_order_events (shop_id, purchase_order_id, at, kind, actor, detail) values ($1, $2, $3, $4, $5, $6)`,
    [shopId, purchaseOrderId, at, kind, actor, JSON.stringify(detail)],
  );
}

/** What happened to an order, oldest first. */
export async function readOrderEvents(
  sql: PoolClient,
  shopId: number,
  purchaseOrderId: number,
): Promise<StoredEvent[]> {
  const { rows } = await sql.query<StoredEvent>(
    `select seq, at, kind, actor, detail from purchase_order_events
      where shop_id = $1 and purchase_order_id = $2 order by at, seq limit 1000`,
    [shopId, purchaseOrderId],
  );
  return rows;
}

/** Notes on a step that it was taken back: what arrived with it has not. */
export async function markUndone(
  sql: PoolClient,
  shopId: number,
  { purchaseOrderId, seq, at }: { purchaseOrderId: number; seq: string; at: Date },
): Promise<void> {
  await sql.query(
    `update purchase_order_events set detail = detail || jsonb_build_object('undoneAt', $4::text)
      where shop_id = $1 and purchase_order_id = $2 and seq = $3`,
    [shopId, purchaseOrderId, seq, at.toISOString()],
  );
}

/** Notes on every arrival of an order that it was told anew. */
export async function markArrivalsUndone(
  sql: PoolClient,
  shopId: number,
  { purchaseOrderId, at }: { purchaseOrderId: number; at: Date },
): Promise<void> {
  await sql.query(
    `update purchase_order_events set detail = detail || jsonb_build_object('undoneAt', $3::text)
      where shop_id = $1 and purchase_order_id = $2 and detail ? 'arrivedAt' and not detail ? 'undoneAt'`,
    [shopId, purchaseOrderId, at.toISOString()],
  );
}
