import type { PoolClient } from 'pg';
import type { OrderDetails } from '#app/db/order-details.server.ts';

export interface OrderLineRow {
  orderId: string;
  lineId: string;
  productId: string | null;
  variantId: string | null;
  title: string;
  sku: string | null;
  quantity: number;
  unfulfilledQuantity: number;
  requiresShipping: boolean;
  currency: string;
  /** Of the whole quantity, after discounts. */
  totalMinor: number;
  sellingPlan: string | null;
  orderedAt: Date;
}

/**
 * Writes what orders say beside their own rows, with their lines, in the caller's transaction; what is the same already is
 * not written again. MUST be given no order of which a newer version is stored.
 */
export async function writeOrderDetails(
  sql: PoolClient,
  shopId: number,
  {
    details,
    lines,
    readAt,
  }: {
    details: readonly { orderId: string; details: OrderDetails }[];
    lines: readonly OrderLineRow[];
    readAt: Date;
  },
): Promise<void> {
  if (details.length > 0) {
    await sql.query(
      `insert into order_details as t (shop_id, order_id, read_at, details)
       select $1, order_id, $4, details::jsonb from unnest($2::bigint[], $3::text[]) as d(order_id, details)
        order by order_id
       on conflict (shop_id, order_id) do update set details = excluded.details, read_at = excluded.read_at
        where t.details is distinct from excluded.details`,
      [
        shopId,
        details.map(({ orderId }) => orderId),
        details.map((each) => JSON.stringify(each.details)),
        readAt,
      ],
    );
  }
  if (lines.length > 0)
    await sql.query(WRITE_LINES, [shopId, ...LINES.map(([, of]) => lines.map(of))]);
}

/** Each column with its type and its value: the three cannot drift apart. */
const LINES: readonly (readonly [string, (line: OrderLineRow) => unknown, string])[] = [
  ['order_id', (line) => line.orderId, 'bigint'],
  ['line_id', (line) => line.lineId, 'bigint'],
  ['product_id', (line) => line.productId, 'bigint'],
  ['variant_id', (line) => line.variantId, 'bigint'],
  ['title', (line) => line.title, 'text'],
  ['sku', (line) => line.sku, 'text'],
  ['quantity', (line) => line.quantity, 'integer'],
  ['unfulfilled_quantity', (line) => line.unfulfilledQuantity, 'integer'],
  ['requires_shipping', (line) => line.requiresShipping, 'boolean'],
  ['currency', (line) => line.currency, 'char(3)'],
  ['total_minor', (line) => line.totalMinor, 'bigint'],
  ['selling_plan', (line) => line.sellingPlan, 'text'],
  ['ordered_at', (line) => line.orderedAt, 'timestamptz'],
];

const NAMES = LINES.map(([name]) => name);
const UPDATES = NAMES.filter((name) => name !== 'order_id' && name !== 'line_id');
const WRITE_LINES = `insert into order_lines as t (shop_id, ${NAMES.join(', ')})
  select $1, ${NAMES.join(', ')}
    from unnest(${LINES.map(([, , type], index) => `$${index + 2}::${type}[]`).join(', ')}) as l(${NAMES.join(', ')})
   order by order_id, line_id
  on conflict (shop_id, order_id, line_id) do update set
    ${UPDATES.map((name) => `${name} = excluded.${name}`).join(', ')}
   where (${UPDATES.map((name) => `t.${name}`).join(', ')})
     is distinct from (${UPDATES.map((name) => `excluded.${name}`).join(', ')})`;
