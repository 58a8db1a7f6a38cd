import type { PoolClient } from 'pg';

/** What a supplier asks for a variant. */
export interface SupplierItem {
  variantId: string;
  supplierId: number;
  costMinor: number | null;
  currency: string | null;
  packSize: number;
  minimumQuantity: number;
  supplierSku: string | null;
}

/** What is agreed for these variants, each once; those without an agreement are left out. */
export async function readSupplierItems(
  sql: PoolClient,
  shopId: number,
  variantIds: readonly string[],
): Promise<Map<string, SupplierItem>> {
  const { rows } = await sql.query<Omit<SupplierItem, 'costMinor'> & { costMinor: string | null }>(
    `select variant_id as "variantId", supplier_id as "supplierId", cost_minor as "costMinor", currency,
       pack_size as "packSize", minimum_quantity as "minimumQuantity", supplier_sku as "supplierSku"
     from supplier_items where shop_id = $1 and variant_id = any($2)`,
    [shopId, variantIds],
  );
  return new Map(
    rows.map((row) => [
      row.variantId,
      { ...row, costMinor: row.costMinor === null ? null : Number(row.costMinor) },
    ]),
  );
}

/** Writes agreements, at most one a variant; what is the same already is not written again. How many were new and changed. */
export async function writeSupplierItems(
  sql: PoolClient,
  shopId: number,
  { items, now }: { items: readonly SupplierItem[]; now: Date },
): Promise<{ created: number; updated: number }> {
  if (items.length === 0) return { created: 0, updated: 0 };
  const { rows } = await sql.query<{ isNew: boolean }>(
    `insert into supplier_items as t (shop_id, variant_id, supplier_id, cost_minor, currency, pack_size, minimum_quantity,
       supplier_sku, updated_at)
     select $1, variant_id, supplier_id, cost_minor, currency, pack_size, minimum_quantity, supplier_sku, $2
       from jsonb_to_recordset($3::jsonb) as i(variant_id bigint, supplier_id int, cost_minor bigint, currency text,
         pack_size int, minimum_quantity int, supplier_sku text)
      order by variant_id
     on conflict (shop_id, variant_id) do update set supplier_id = excluded.supplier_id, cost_minor = excluded.cost_minor,
       currency = excluded.currency, pack_size = excluded.pack_size, minimum_quantity = excluded.minimum_quantity,
       supplier_sku = excluded.supplier_sku, updated_at = excluded.updated_at
      where (t.supplier_id, t.cost_minor, t.currency, t.pack_size, t.minimum_quantity, t.supplier_sku) is distinct from
        (excluded.supplier_id, excluded.cost_minor, excluded.currency, excluded.pack_size, excluded.minimum_quantity,
          excluded.supplier_sku)
     returning xmax = 0 as "isNew"`,
    [
      shopId,
      now,
      JSON.stringify(
        items.map((item) => ({
          variant_id: item.variantId,
          supplier_id: item.supplierId,
          cost_minor: item.costMinor,
          currency: item.currency,
          pack_size: item.packSize,
          minimum_quantity: item.minimumQuantity,
          supplier_sku: item.supplierSku,
        })),
      ),
    ],
  );
  const created = rows.filter(({ isNew }) => isNew).length;
  return { created, updated: rows.length - created };
}

/** Forgets what was agreed for these variants: their vendor's supplier has them again. */
export async function deleteSupplierItems(
  sql: PoolClient,
  shopId: number,
  variantIds: readonly string[],
): Promise<void> {
  await sql.query('delete from supplier_items where shop_id = $1 and variant_id = any($2)', [
    shopId,
    variantIds,
  ]);
}

/** A variant as files and purchase orders name it. */
export interface NamedVariant {
  variantId: string;
  label: string;
  sku: string | null;
  costMinor: number | null;
  costCurrency: string | null;
}

/** These variants of the shop's stock. */
export async function readVariants(
  sql: PoolClient,
  shopId: number,
  variantIds: readonly string[],
): Promise<NamedVariant[]> {
  const { rows } = await sql.query<NamedRow>(
    `select ${NAMED} from stock_items k where k.shop_id = $1 and k.variant_id = any($2)`,
    [shopId, variantIds],
  );
  return rows.map(namedOf);
}

/** Variants by what a file calls them: id, SKU or barcode. A text that several have comes with several. */
export async function findVariants(
  sql: PoolClient,
  shopId: number,
  texts: readonly string[],
): Promise<Map<string, NamedVariant[]>> {
  const bySku = await sql.query<NamedRow & { text: string }>(
    `select k.sku as text, ${NAMED} from stock_items k where k.shop_id = $1 and k.is_active and k.sku = any($2)
     union all
     select k.variant_id::text, ${NAMED} from stock_items k where k.shop_id = $1 and k.variant_id = any($3)`,
    [shopId, texts, texts.filter((text) => /^\d{1,18}$/.test(text))],
  );
  const found = new Map<string, NamedVariant[]>();
  const add = ({ text, ...row }: NamedRow & { text: string }) => {
    const before = found.get(text) ?? [];
    if (!before.some(({ variantId }) => variantId === row.variantId))
      found.set(text, [...before, namedOf(row)]);
  };
  for (const row of bySku.rows) add(row);
  const missing = texts.filter((text) => !found.has(text) && /^\d{8,14}$/.test(text));
  if (missing.length === 0) return found;
  // A product's barcodes stand in its facts; a few files in a year are matched by them.
  const byBarcode = await sql.query<NamedRow & { text: string }>(
    `select v ->> 'barcode' as text, ${NAMED} from products p
       cross join lateral jsonb_array_elements(p.facts -> 'variants') v
       join stock_items k on k.shop_id = $1 and k.variant_id = (v ->> 'id')::bigint and k.is_active
      where p.shop_id = $1 and v ->> 'barcode' = any($2)`,
    [shopId, missing],
  );
  for (const row of byBarcode.rows) add(row);
  return found;
}

/** Marks the variants that a supplier has, or had, by name or by vendor, to be planned again. */
export async function markVariantsOfSuppliers(
  sql: PoolClient,
  shopId: number,
  {
    supplierIds,
    vendors,
    now,
  }: { supplierIds: readonly number[]; vendors: readonly string[]; now: Date },
): Promise<void> {
  await sql.query(
    `insert into variants_to_plan (shop_id, variant_id, marked_at)
     select $1, variant_id, $4 from (
       select variant_id from supplier_items where shop_id = $1 and supplier_id = any($2)
       union select variant_id from stock_items where shop_id = $1 and vendor <> '' and (lower(vendor) = any($3)
         or lower(vendor) in (select lower(vendor) from suppliers where shop_id = $1 and supplier_id = any($2)))
       union select variant_id from variant_plans where shop_id = $1 and supplier_id = any($2)
     ) concerned where exists (select from planning_state where shop_id = $1)
     order by variant_id on conflict do nothing`,
    [shopId, supplierIds, vendors.map((vendor) => vendor.toLowerCase()), now],
  );
}

const NAMED = `k.variant_id as "variantId", k.label, k.sku, k.cost_minor as "costMinor", k.cost_currency as "costCurrency"`;

type NamedRow = Omit<NamedVariant, 'costMinor'> & { costMinor: string | null };

function namedOf(row: NamedRow): NamedVariant {
  return {
    variantId: row.variantId,
    label: row.label,
    sku: row.sku,
    costMinor: row.costMinor === null ? null : Number(row.costMinor),
    costCurrency: row.costCurrency,
  };
}
