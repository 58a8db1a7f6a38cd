import type { PoolClient } from 'pg';
import { MENDABLE_GAPS } from '#app/contracts/inventory.ts';
import { INVENTORY_TABS, type InventoryTab } from '#app/contracts/inventory-query.ts';
import type { VariantPlan } from '#app/domain/inventory/variant-plan.ts';
import { assertExhaustive } from '#app/domain/shared/exhaustive.ts';

export interface PlanFilters {
  /** Null: whichever; 0: nobody is named. */
  supplierId: number | null;
  category: string | null;
  /** Part of a label or an SKU. */
  search: string | null;
}

/** Where a row stands in its list: the value it is sorted by, and its variant where two have the same. */
export interface PlanPlace {
  key: string | number;
  variantId: string;
}

export type FoundPlan = Omit<VariantPlan, 'why'> & { place: PlanPlace };

/** A page of a tab, in its order, beginning beside `beside` (null: at the start). */
export async function pagePlans(
  sql: PoolClient,
  shopId: number,
  {
    tab,
    filters,
    beside,
    direction,
    limit,
  }: {
    tab: InventoryTab;
    filters: PlanFilters;
    beside: PlanPlace | null;
    direction: 'next' | 'previous';
    limit: number;
  },
): Promise<{ rows: FoundPlan[]; more: boolean }> {
  const { key, type } = ORDER[tab];
  const isNext = direction === 'next';
  const values: unknown[] = [shopId, MENDABLE_GAPS, ...filterValues(filters)];
  let from = '';
  if (beside !== null) {
    values.push(beside.key, beside.variantId);
    from = `and (${key}, p.variant_id) ${isNext ? '>' : '<'} ($${values.length - 1}::${type}, $${values.length}::bigint)`;
  }
  const { rows } = await sql.query<{
    plan: Omit<VariantPlan, 'why'>;
    key: string | number;
    variantId: string;
  }>(
    `select p.plan - 'why' as plan, ${key} as key, p.variant_id as "variantId" from variant_plans p
      where p.shop_id = $1 and ${inTab(tab)} and ${FILTER} ${from}
      order by key ${isNext ? 'asc' : 'desc'}, p.variant_id ${isNext ? 'asc' : 'desc'} limit ${limit + 1}`,
    values,
  );
  const found = rows
    .slice(0, limit)
    .map(({ plan, key: value, variantId }) => ({ ...plan, place: { key: value, variantId } }));
  return { rows: isNext ? found : found.reverse(), more: rows.length > limit };
}

/** How many variants each tab holds under these filters. */
export async function countPlans(
  sql: PoolClient,
  shopId: number,
  filters: PlanFilters,
): Promise<Record<InventoryTab, number>> {
  const { rows } = await sql.query<Record<InventoryTab, number>>(
    `select ${INVENTORY_TABS.map((tab) => `count(*) filter (where ${inTab(tab)})::int as ${tab}`).join(', ')}
       from variant_plans p where p.shop_id = $1 and ${FILTER}`,
    [shopId, MENDABLE_GAPS, ...filterValues(filters)],
  );
  const none = { order: 0, running_out: 0, direct: 0, preorder: 0, dead: 0, all: 0, gaps: 0 };
  return rows[0] ?? none;
}

/** One variant's plan with its reasons; null: it has none. */
export async function loadPlan(
  sql: PoolClient,
  shopId: number,
  variantId: string,
): Promise<{ plan: VariantPlan; plannedAt: Date; plannedOn: string } | null> {
  const { rows } = await sql.query<{ plan: VariantPlan; plannedAt: Date; plannedOn: string }>(
    `select plan, planned_at as "plannedAt", planned_on::text as "plannedOn"
       from variant_plans where shop_id = $1 and variant_id = $2`,
    [shopId, variantId],
  );
  return rows[0] ?? null;
}

/** How many orders are overdue, due until `until`, later and without a day; margin that depends on the first two. */
export async function readPlanHeadline(
  sql: PoolClient,
  shopId: number,
  { today, until }: { today: string; until: string },
): Promise<{
  overdue: number;
  due: number;
  dueUntil: string | null;
  /** In the shop's currency; null: of none it is known. */
  lostMinor: number | null;
  lostUnknown: number;
  later: number;
  nextOrderByOn: string | null;
  undated: number;
  nextStockOut: { variantId: string; label: string; on: string } | null;
}> {
  const urgent = 'order_by_on <= $3::date';
  const { rows } = await sql.query<{
    overdue: number;
    due: number;
    dueUntil: string | null;
    lost: string | null;
    lostUnknown: number;
    later: number;
    nextOrderByOn: string | null;
    undated: number;
  }>(
    `select count(*) filter (where order_by_on < $2::date)::int as overdue,
       count(*) filter (where order_by_on between $2::date and $3::date)::int as due,
       (max(order_by_on) filter (where order_by_on between $2::date and $3::date))::text as "dueUntil",
       (sum(lost_minor) filter (where ${urgent}))::text as lost,
       count(*) filter (where ${urgent} and lost_minor is null)::int as "lostUnknown",
       count(*) filter (where order_by_on > $3::date)::int as later,
       (min(order_by_on) filter (where order_by_on > $3::date))::text as "nextOrderByOn",
       count(*) filter (where order_by_on is null)::int as undated
     from variant_plans p where shop_id = $1 and ${inTab('order')}`,
    [shopId, today, until],
  );
  const next = await sql.query<{ variantId: string; label: string; on: string }>(
    `select variant_id as "variantId", label, stock_out_p50_on::text as on from variant_plans p
      where shop_id = $1 and ${inTab('running_out')} order by stock_out_p50_on, variant_id limit 1`,
    [shopId],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('An aggregate has a row');
  const { lost, ...counts } = row;
  return {
    ...counts,
    lostMinor: lost === null ? null : Number(lost),
    nextStockOut: next.rows[0] ?? null,
  };
}

/** When the newest plan was made; null: none is. */
export async function readNewestPlanAt(sql: PoolClient, shopId: number): Promise<Date | null> {
  const { rows } = await sql.query<{ at: Date | null }>(
    'select max(planned_at) as at from variant_plans where shop_id = $1',
    [shopId],
  );
  return rows[0]?.at ?? null;
}

/** Categories and suppliers that plans name, for choosing among. */
export async function readPlanChoices(
  sql: PoolClient,
  shopId: number,
): Promise<{ suppliers: { id: number; name: string }[]; categories: string[] }> {
  const suppliers = await sql.query<{ id: number; name: string }>(
    `select s.supplier_id as id, s.name from suppliers s where s.shop_id = $1
       and exists (select from variant_plans p where p.shop_id = $1 and p.supplier_id = s.supplier_id)
     order by lower(s.name), s.supplier_id limit 500`,
    [shopId],
  );
  const categories = await sql.query<{ category: string }>(
    `select category from variant_plans where shop_id = $1 and category <> '' group by 1 order by 1 limit 500`,
    [shopId],
  );
  return {
    suppliers: suppliers.rows,
    categories: categories.rows.map(({ category }) => category),
  };
}

/** What a tab holds; `$2` are the gaps that somebody can mend. */
function inTab(tab: InventoryTab): string {
  switch (tab) {
    case 'order':
      return `p.kind = 'stocked' and p.suggested > 0`;
    case 'running_out':
      return `p.kind = 'stocked' and p.stock_out_p50_on is not null`;
    case 'direct':
      return `p.kind = 'direct'`;
    case 'preorder':
      return `p.preorder_units > 0`;
    case 'dead':
      return `p.is_dead`;
    case 'gaps':
      return `p.gaps && $2::text[]`;
    case 'all':
      return 'true';
    default:
      return assertExhaustive(tab);
  }
}

/** What each tab is sorted by, the least first. */
const ORDER: Record<InventoryTab, { key: string; type: 'double precision' | 'text' }> = {
  order: {
    key: `coalesce((p.order_by_on - date '2000-01-01')::float8, 1e9)`,
    type: 'double precision',
  },
  running_out: {
    key: `(p.stock_out_p50_on - date '2000-01-01')::float8`,
    type: 'double precision',
  },
  direct: { key: `-coalesce(p.lost_minor, 0)::float8`, type: 'double precision' },
  preorder: { key: `-p.preorder_units::float8`, type: 'double precision' },
  dead: { key: `-coalesce(p.tied_minor, 0)::float8`, type: 'double precision' },
  all: { key: 'lower(p.label)', type: 'text' },
  gaps: { key: 'lower(p.label)', type: 'text' },
};

const FILTER = `$2::text[] is not null
  and ($3::int is null or coalesce(p.supplier_id, 0) = $3)
  and ($4::text is null or p.category = $4)
  and ($5::text is null or p.label ilike $5 or p.sku ilike $5)`;

function filterValues({ supplierId, category, search }: PlanFilters): unknown[] {
  const pattern = search === null ? null : `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return [supplierId, category, pattern];
}
