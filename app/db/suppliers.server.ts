import type { PoolClient } from 'pg';
import type { SupplierForm } from '#app/contracts/suppliers.ts';

/** A supplier as stored: the form's fields, with its minimum order in minor units of `currency`. */
export interface SupplierRow extends Omit<SupplierForm, 'minimumOrder'> {
  supplierId: number;
  minimumOrderMinor: number | null;
  archivedAt: Date | null;
}

export type SupplierWrite = Omit<SupplierRow, 'supplierId' | 'archivedAt'>;

/** The shop's suppliers by name, archived ones last; at most a thousand. */
export async function readSuppliers(
  sql: PoolClient,
  shopId: number,
  supplierIds: readonly number[] | null = null,
): Promise<SupplierRow[]> {
  const { rows } = await sql.query<StoredSupplier>(
    `select supplier_id as "supplierId", name, vendor, score_key as "scoreKey", ships_direct as "shipsDirect",
       lead_days_low as low, lead_days_likely as likely, lead_days_high as high,
       minimum_order_minor as "minimumOrderMinor", currency, review_days as "reviewDays", deposit_bp as "depositBp",
       balance_days as "balanceDays", balance_from as "balanceFrom", note, archived_at as "archivedAt"
     from suppliers where shop_id = $1 and ($2::int[] is null or supplier_id = any($2))
     order by archived_at is not null, lower(name), supplier_id limit ${MOST_SUPPLIERS}`,
    [shopId, supplierIds],
  );
  return rows.map(({ low, likely, high, minimumOrderMinor, ...row }) => ({
    ...row,
    minimumOrderMinor: minimumOrderMinor === null ? null : Number(minimumOrderMinor),
    lead: low === null || likely === null || high === null ? null : { low, likely, high },
  }));
}

const MOST_SUPPLIERS = 1_000;

interface StoredSupplier extends Omit<SupplierRow, 'lead' | 'minimumOrderMinor'> {
  low: number | null;
  likely: number | null;
  high: number | null;
  minimumOrderMinor: string | null;
}

/** One supplier; null: the shop has none of that id. */
export async function readSupplier(
  sql: PoolClient,
  shopId: number,
  supplierId: number,
): Promise<SupplierRow | null> {
  return (await readSuppliers(sql, shopId, [supplierId]))[0] ?? null;
}

/** The supplier of that name however it is cased; null: the name is free. */
export async function supplierByName(
  sql: PoolClient,
  shopId: number,
  name: string,
): Promise<number | null> {
  const { rows } = await sql.query<{ id: number }>(
    'select supplier_id as id from suppliers where shop_id = $1 and lower(name) = lower($2)',
    [shopId, name],
  );
  return rows[0]?.id ?? null;
}

/** Writes a supplier, a new one when `supplierId` is null; its id. MUST hold `lockSupply`. */
export async function writeSupplier(
  sql: PoolClient,
  shopId: number,
  { supplierId, supplier, now }: { supplierId: number | null; supplier: SupplierWrite; now: Date },
): Promise<number> {
  const { lead } = supplier;
  const { rows } = await sql.query<{ id: number }>(
    `insert into suppliers (shop_id, supplier_id, name, vendor, score_key, ships_direct, lead_days_low, lead_days_likely,
       lead_days_high, minimum_order_minor, currency, review_days, deposit_bp, balance_days, balance_from, note, created_at,
       updated_at)
     values ($1, coalesce($2, (select coalesce(max(supplier_id), 0) + 1 from suppliers where shop_id = $1)), $3, $4, $5, $6,
       $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17)
     on conflict (shop_id, supplier_id) do update set name = excluded.name, vendor = excluded.vendor,
       score_key = excluded.score_key, ships_direct = excluded.ships_direct, lead_days_low = excluded.lead_days_low,
       lead_days_likely = excluded.lead_days_likely, lead_days_high = excluded.lead_days_high,
       minimum_order_minor = excluded.minimum_order_minor, currency = excluded.currency,
       review_days = excluded.review_days, deposit_bp = excluded.deposit_bp, balance_days = excluded.balance_days,
       balance_from = excluded.balance_from, note = excluded.note, updated_at = excluded.updated_at
     returning supplier_id as id`,
    [
      shopId,
      supplierId,
      supplier.name,
      supplier.vendor,
      supplier.scoreKey,
      supplier.shipsDirect,
      lead?.low ?? null,
      lead?.likely ?? null,
      lead?.high ?? null,
      supplier.minimumOrderMinor,
      supplier.currency,
      supplier.reviewDays,
      supplier.depositBp,
      supplier.balanceDays,
      supplier.balanceFrom,
      supplier.note,
      now,
    ],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('A written supplier has an id');
  return row.id;
}

/** Archives a supplier (`at` null: takes it back); false when the shop has none of that id. */
export async function setSupplierArchived(
  sql: PoolClient,
  shopId: number,
  { supplierId, at, now }: { supplierId: number; at: Date | null; now: Date },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    'update suppliers set archived_at = $3, updated_at = $4 where shop_id = $1 and supplier_id = $2',
    [shopId, supplierId, at, now],
  );
  return rowCount === 1;
}

/**
 * One writer of a shop's suppliers and purchase orders at a time, until the transaction ends: their numbers are counted up,
 * and what is checked before it is written stays so.
 */
export async function lockSupply(sql: PoolClient, shopId: number): Promise<void> {
  await sql.query('select pg_advisory_xact_lock($1, $2)', [SUPPLY_LOCK, shopId]);
}

/** First key of the advisory locks of suppliers; the second is the shop. */
const SUPPLY_LOCK = 5_247_332;

/**
 * Counts beside each supplier: its variants, by name or by vendor, those to be ordered now, and its open purchase orders; and
 * the shop's vendors, the larger first, with how many variants of each nobody is named for.
 */
export async function countSupply(
  sql: PoolClient,
  shopId: number,
): Promise<{
  suppliers: Map<number, { variants: number; suggested: number; openOrders: number }>;
  vendors: { vendor: string; variants: number; withoutSupplier: number }[];
}> {
  const { rows } = await sql.query<{
    suppliers: { id: number; variants: number; suggested: number; openOrders: number }[];
    vendors: { vendor: string; variants: number; withoutSupplier: number }[];
  }>(
    `with assigned as materialized (
       select k.vendor, i.supplier_id as id, s.archived_at is not null as is_archived, count(*)::int as variants
         from supplier_items i join suppliers s on s.shop_id = $1 and s.supplier_id = i.supplier_id
         join stock_items k on k.shop_id = $1 and k.variant_id = i.variant_id and k.is_active
        where i.shop_id = $1 group by 1, 2, 3
     ), by_vendor as materialized (
       select c.vendor, c.variants, v.id, coalesce(a.live, 0) as live, coalesce(a.everybody, 0) as everybody
         from vendor_counts c
         left join (select lower(vendor) as vendor, min(supplier_id) as id from suppliers
           where shop_id = $1 and archived_at is null and vendor is not null group by 1) v on v.vendor = lower(c.vendor)
         left join (select vendor, sum(variants)::int as everybody,
             coalesce(sum(variants) filter (where not is_archived), 0)::int as live
           from assigned group by 1) a on a.vendor = c.vendor
        where c.shop_id = $1 and c.variants > 0
     ), supplied as (
       select id, sum(variants)::int as variants from (
         select id, variants from assigned where not is_archived
         union all select id, variants - live from by_vendor where id is not null
       ) each group by 1
     ), planned as (
       select supplier_id as id, sum(to_order)::int as suggested from plan_counts
        where shop_id = $1 and supplier_id > 0 group by 1
     ), open as (
       select supplier_id as id, count(*)::int as orders from purchase_orders
        where shop_id = $1 and status in ('sent', 'partly_received') group by 1
     )
     select (select coalesce(jsonb_agg(jsonb_build_object('id', s.supplier_id, 'variants', coalesce(x.variants, 0),
         'suggested', coalesce(p.suggested, 0), 'openOrders', coalesce(o.orders, 0))), '[]')
       from suppliers s left join supplied x on x.id = s.supplier_id left join planned p on p.id = s.supplier_id
         left join open o on o.id = s.supplier_id where s.shop_id = $1) as suppliers,
       (select coalesce(jsonb_agg(jsonb_build_object('vendor', vendor, 'variants', variants, 'withoutSupplier',
         case when id is null then variants - everybody else 0 end) order by variants desc, vendor), '[]')
       from (select * from by_vendor order by variants desc, vendor limit ${MOST_VENDORS}) first) as vendors`,
    [shopId],
  );
  const [found] = rows;
  if (found === undefined) throw new Error('A row without a table always comes');
  return {
    suppliers: new Map(found.suppliers.map(({ id, ...counts }) => [id, counts])),
    vendors: found.vendors,
  };
}

const MOST_VENDORS = 500;

/** Suppliers as the scorecards know them, by name. */
export async function readScoredSuppliers(
  sql: PoolClient,
  shopId: number,
): Promise<{ key: string; name: string }[]> {
  const { rows } = await sql.query<{ key: string; name: string }>(
    `select name_key as key, (array_agg(name order by begins_on desc))[1] as name from score_cells
      where shop_id = $1 and who = 'supplier' and grain = 'month' and origin = '*' and name_key <> ''
      group by 1 order by 2, 1 limit 500`,
    [shopId],
  );
  return rows;
}
