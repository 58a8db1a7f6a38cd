import type { PoolClient } from 'pg';
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
  const order = isNext ? 'asc' : 'desc';
  const { text, values } = await conditionsOf(sql, shopId, filters);
  let from = '';
  if (beside !== null) {
    values.push(beside.key, beside.variantId);
    from = `and (p.${key}, p.variant_id) ${isNext ? '>' : '<'} ($${values.length - 1}::${type}, $${values.length}::bigint)`;
  }
  const { rows } = await sql.query<{
    plan: Omit<VariantPlan, 'why'>;
    key: string | number;
    variantId: string;
  }>(
    `select p.plan - 'why' as plan, p.${key} as key, p.variant_id as "variantId" from variant_plans p
      where ${text} and ${inTab(tab)} ${from}
      order by p.${key} ${order}, p.variant_id ${order} limit ${limit + 1}`,
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
  const { supplierId, category, search } = filters;
  const asked = await conditionsOf(sql, shopId, filters);
  const { rows } = await (search === null
    ? sql.query<Record<InventoryTab, number>>(
        `select ${INVENTORY_TABS.map((tab) => `coalesce(sum(${COUNTED[tab]}), 0)::int as ${tab}`).join(', ')}
           from plan_counts where shop_id = $1 and ($2::int is null or supplier_id = $2) and ($3::text is null or category = $3)`,
        [shopId, supplierId, category],
      )
    : sql.query<Record<InventoryTab, number>>(
        `select ${INVENTORY_TABS.map((tab) => `count(*) filter (where ${inTab(tab)})::int as ${tab}`).join(', ')}
           from variant_plans p where ${asked.text}`,
        asked.values,
      ));
  const [counts] = rows;
  if (counts === undefined) throw new Error('An aggregate has a row');
  return counts;
}

/** Where `plan_counts` keeps how many a tab holds. */
const COUNTED: Record<InventoryTab, string> = {
  order: 'to_order',
  running_out: 'running_out',
  direct: 'direct',
  preorder: 'preorder',
  dead: 'dead',
  all: 'plans',
  gaps: 'mendable',
};

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
  const urgent = 'order_by_on <= $3::date and orders > lost_unknown';
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
    `select coalesce(sum(orders) filter (where order_by_on < $2::date), 0)::int as overdue,
       coalesce(sum(orders) filter (where order_by_on between $2::date and $3::date), 0)::int as due,
       (max(order_by_on) filter (where order_by_on between $2::date and $3::date))::text as "dueUntil",
       (sum(lost_minor) filter (where ${urgent}))::text as lost,
       coalesce(sum(lost_unknown) filter (where order_by_on <= $3::date), 0)::int as "lostUnknown",
       coalesce(sum(orders) filter (where order_by_on > $3::date and ${IS_DATED}), 0)::int as later,
       (min(order_by_on) filter (where order_by_on > $3::date and ${IS_DATED}))::text as "nextOrderByOn",
       coalesce(sum(orders) filter (where not ${IS_DATED}), 0)::int as undated
     from plan_order_days where shop_id = $1 and orders > 0`,
    [shopId, today, until],
  );
  const next = await sql.query<{ variantId: string; label: string; on: string }>(
    `select variant_id as "variantId", label, stock_out_p50_on::text as on from variant_plans p
      where shop_id = $1 and ${inTab('running_out')} order by out_key, variant_id limit 1`,
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

const IS_DATED = `order_by_on < 'infinity'`;

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
       and exists (select from plan_counts c where c.shop_id = $1 and c.supplier_id = s.supplier_id and c.plans > 0)
     order by lower(s.name), s.supplier_id limit 500`,
    [shopId],
  );
  const categories = await sql.query<{ category: string }>(
    `select category from plan_counts where shop_id = $1 and category <> '' and plans > 0 group by 1 order by 1 limit 500`,
    [shopId],
  );
  return {
    suppliers: suppliers.rows,
    categories: categories.rows.map(({ category }) => category),
  };
}

/** What a tab holds: written as the indexes are that give it in order. */
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
      return 'p.is_mendable';
    case 'all':
      return 'true';
    default:
      return assertExhaustive(tab);
  }
}

/** The column that each tab is sorted by, the least first. */
const ORDER: Record<InventoryTab, { key: string; type: 'double precision' | 'text' }> = {
  order: { key: 'order_key', type: 'double precision' },
  running_out: { key: 'out_key', type: 'double precision' },
  direct: { key: 'lost_key', type: 'double precision' },
  preorder: { key: 'preorder_key', type: 'double precision' },
  dead: { key: 'tied_key', type: 'double precision' },
  all: { key: 'label_key', type: 'text' },
  gaps: { key: 'label_key', type: 'text' },
};

/** What the filters ask of plans (alias `p`), with its values from `$1` on; more values may follow behind them. */
async function conditionsOf(
  sql: PoolClient,
  shopId: number,
  { supplierId, category, search }: PlanFilters,
): Promise<{ text: string; values: unknown[] }> {
  const values: unknown[] = [shopId];
  const asked = ['p.shop_id = $1'];
  const ask = (condition: string, value: unknown) => {
    values.push(value);
    asked.push(`${condition} $${values.length}`);
  };
  if (supplierId === 0) asked.push('p.supplier_id is null');
  else if (supplierId !== null) ask('p.supplier_id =', supplierId);
  if (category !== null) ask('p.category =', category);
  if (search !== null) {
    values.push(await searchPlans(sql, search));
    asked.push(`p.variant_id = any($${values.length}::bigint[])`);
  }
  return { text: asked.join(' and '), values };
}

/** Variants of the shop whose name or SKU holds the text. */
async function searchPlans(sql: PoolClient, search: string): Promise<string[]> {
  const pattern = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const { rows } = await sql.query<{ ids: string[] }>('select search_plan_ids($1) as ids', [
    pattern,
  ]);
  return rows[0]?.ids ?? [];
}
