import type { PoolClient } from 'pg';
import type { VariantPlan } from '#app/domain/inventory/variant-plan.ts';

/** Of these variants what is suggested and who supplies them; variants without a plan are left out. */
export async function readChosenPlans(
  sql: PoolClient,
  shopId: number,
  variantIds: readonly string[],
): Promise<
  { variantId: string; suggested: number; supplierId: number | null; supplierName: string | null }[]
> {
  const { rows } = await sql.query<{
    variantId: string;
    suggested: number;
    supplierId: number | null;
    supplierName: string | null;
  }>(
    `select p.variant_id as "variantId", p.suggested, p.supplier_id as "supplierId", s.name as "supplierName"
       from variant_plans p left join suppliers s on s.shop_id = p.shop_id and s.supplier_id = p.supplier_id
      where p.shop_id = $1 and p.variant_id = any($2) order by s.name, p.variant_id`,
    [shopId, variantIds],
  );
  return rows;
}

/** Purchase orders that hold the variant and are not over, the next to come first. */
export async function readOrdersOfVariant(
  sql: PoolClient,
  shopId: number,
  variantId: string,
): Promise<
  {
    purchaseOrderId: number;
    number: string;
    status: 'draft' | 'sent' | 'partly_received';
    quantity: number;
    received: number;
    expectedOn: string | null;
  }[]
> {
  const { rows } = await sql.query<{
    purchaseOrderId: number;
    number: string;
    status: 'draft' | 'sent' | 'partly_received';
    quantity: number;
    received: number;
    expectedOn: string | null;
  }>(
    `select o.purchase_order_id as "purchaseOrderId", o.number, o.status, sum(l.quantity)::int as quantity,
       sum(l.received)::int as received, o.expected_on::text as "expectedOn"
     from purchase_order_lines l join purchase_orders o using (shop_id, purchase_order_id)
     where l.shop_id = $1 and l.variant_id = $2 and o.status in ('draft', 'sent', 'partly_received')
     group by o.shop_id, o.purchase_order_id order by o.expected_on nulls last, o.purchase_order_id limit 50`,
    [shopId, variantId],
  );
  return rows;
}

/** Variants of a supplier, assigned by name or by its vendor, with what it asks for each; the first `limit` by label. */
export async function readItemsOfSupplier(
  sql: PoolClient,
  shopId: number,
  { supplierId, limit }: { supplierId: number; limit: number },
): Promise<
  {
    variantId: string;
    label: string;
    sku: string | null;
    supplierSku: string | null;
    costMinor: string | null;
    currency: string | null;
    packSize: number;
    minimumQuantity: number;
  }[]
> {
  const { rows } = await sql.query(
    `with ids as materialized (
       select variant_id from supplier_items where shop_id = $1 and supplier_id = $2
       union all
       select k.variant_id from stock_items k where k.shop_id = $1 and k.is_active and k.vendor = any(array(
           select c.vendor from vendor_counts c where c.shop_id = $1 and lower(c.vendor) = (
             select lower(vendor) from suppliers where shop_id = $1 and supplier_id = $2)))
         and not exists (select from supplier_items i where i.shop_id = $1 and i.variant_id = k.variant_id)
     )
     select k.variant_id as "variantId", k.label, k.sku, i.supplier_sku as "supplierSku",
       coalesce(i.cost_minor, k.cost_minor) as "costMinor",
       case when i.cost_minor is null then k.cost_currency else i.currency end as currency,
       coalesce(i.pack_size, 1) as "packSize", coalesce(i.minimum_quantity, 1) as "minimumQuantity"
     from stock_items k left join supplier_items i on i.shop_id = $1 and i.variant_id = k.variant_id
     where k.shop_id = $1 and k.is_active and k.variant_id = any(array(select variant_id from ids))
     order by lower(k.label), k.variant_id limit ${limit}`,
    [shopId, supplierId],
  );
  return rows;
}

/** The plans of these variants, by label; ids the shop does not have are left out. */
export async function readPlansByIds(
  sql: PoolClient,
  shopId: number,
  variantIds: readonly string[],
): Promise<Omit<VariantPlan, 'why'>[]> {
  const { rows } = await sql.query<{ plan: Omit<VariantPlan, 'why'> }>(
    `select plan - 'why' as plan from variant_plans where shop_id = $1 and variant_id = any($2) order by lower(label), variant_id`,
    [shopId, variantIds],
  );
  return rows.map(({ plan }) => plan);
}
