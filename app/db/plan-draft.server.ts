import type { PoolClient } from 'pg';

/** A variant of a supplier as a draft needs it. */
export interface DraftRow {
  variantId: string;
  label: string;
  sku: string | null;
  suggested: number;
  packSize: number;
  minimumQuantity: number;
  /** What the supplier asks, else Shopify's cost. */
  costMinor: number | null;
  costCurrency: string | null;
  weeklyDemand: number;
}

/**
 * The planned variants of a supplier, the most urgent first: those to be ordered, and, `withOthers`, those it could be topped
 * up with. `variantIds` null: all of them.
 */
export async function readDraftRows(
  sql: PoolClient,
  shopId: number,
  {
    supplierId,
    variantIds,
    withOthers,
    limit,
  }: {
    supplierId: number;
    variantIds: readonly string[] | null;
    withOthers: boolean;
    limit: number;
  },
): Promise<DraftRow[]> {
  const { rows } = await sql.query<Omit<DraftRow, 'costMinor'> & { costMinor: string | null }>(
    `select p.variant_id as "variantId", p.label, p.sku, p.suggested, coalesce(i.pack_size, 1) as "packSize",
       coalesce(i.minimum_quantity, 1) as "minimumQuantity",
       case when i.cost_minor is null then k.cost_minor else i.cost_minor end as "costMinor",
       case when i.cost_minor is null then k.cost_currency else i.currency end as "costCurrency",
       coalesce((p.plan -> 'plan' ->> 'weeklyDemand')::float8, 0) as "weeklyDemand"
     from variant_plans p
     left join supplier_items i on i.shop_id = $1 and i.variant_id = p.variant_id and i.supplier_id = $2
     left join stock_items k on k.shop_id = $1 and k.variant_id = p.variant_id
     where p.shop_id = $1 and p.kind = 'stocked' and p.supplier_id = $2
       and ($3::bigint[] is null or p.variant_id = any($3)) and ($4 or p.suggested > 0) and not p.is_dead
     order by p.suggested = 0, p.order_by_on nulls last, p.variant_id limit $5`,
    [shopId, supplierId, variantIds, withOthers, limit],
  );
  return rows.map((row) => ({
    ...row,
    costMinor: row.costMinor === null ? null : Number(row.costMinor),
  }));
}
