import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { MENDABLE_GAPS } from '#app/contracts/inventory.ts';
import type { DateRange, VariantPlan } from '#app/domain/inventory/variant-plan.ts';

/**
 * Stores the plans of these variants and takes away those of variants that are no longer sold; a plan that says what the
 * stored one says is not written again, so `planned_at` is when it last changed. Returns how many were written.
 */
export async function writePlans(
  sql: PoolClient,
  shopId: number,
  {
    plans,
    gone,
    now,
    today,
  }: {
    plans: readonly VariantPlan[];
    /** Asked for, and no longer in stock's list. */
    gone: readonly string[];
    now: Date;
    today: string;
  },
): Promise<number> {
  if (gone.length > 0)
    await sql.query('delete from variant_plans where shop_id = $1 and variant_id = any($2)', [
      shopId,
      gone,
    ]);
  if (plans.length === 0) return 0;
  const rows = plans.map(rowOf);
  const { rowCount } = await sql.query(WRITE, [
    shopId,
    now,
    today,
    ...COLUMNS.map(([name]) => rows.map((row) => row[name])),
  ]);
  return rowCount ?? 0;
}

const NO_DATES: DateRange = { p10: null, p50: null, p90: null };

type Column = (typeof COLUMNS)[number][0];

function rowOf(plan: VariantPlan): Record<Column, unknown> {
  const body = JSON.stringify(plan);
  const stocked = plan.plan.kind === 'stocked' ? plan.plan : null;
  const stockOut = stocked?.stockOutOn ?? NO_DATES;
  return {
    variant_id: plan.variantId,
    product_id: plan.productId,
    kind: plan.plan.kind,
    label: plan.label,
    sku: plan.sku,
    category: plan.category,
    supplier_id: plan.supplierId,
    order_by_on: stocked?.orderByOn ?? null,
    stock_out_p10_on: stockOut.p10,
    stock_out_p50_on: stockOut.p50,
    stock_out_p90_on: stockOut.p90,
    cover_days: stocked?.coverDays ?? null,
    on_hand: Math.floor(stocked?.onHand ?? 0),
    incoming: (stocked?.incoming ?? []).reduce((sum, { quantity }) => sum + quantity, 0),
    suggested: stocked?.suggestedQuantity ?? 0,
    // Of a variant that is shipped directly: the value of what is open.
    lost_minor:
      plan.plan.kind === 'direct'
        ? plan.plan.open.value.minor
        : (stocked?.lostIfIgnored?.minor ?? null),
    tied_minor: stocked?.tiedUp?.minor ?? null,
    preorder_units: stocked?.preorder?.units ?? 0,
    is_dead: stocked?.isDead ?? false,
    gaps: `{${plan.gaps.join(',')}}`,
    is_mendable: MENDABLE_GAPS.some((gap) => plan.gaps.includes(gap)),
    plan: body,
    digest: createHash('sha256').update(body).digest('base64url').slice(0, 22),
  };
}

const COLUMNS = [
  ['variant_id', 'bigint'],
  ['product_id', 'bigint'],
  ['kind', 'text'],
  ['label', 'text'],
  ['sku', 'text'],
  ['category', 'text'],
  ['supplier_id', 'integer'],
  ['order_by_on', 'date'],
  ['stock_out_p10_on', 'date'],
  ['stock_out_p50_on', 'date'],
  ['stock_out_p90_on', 'date'],
  ['cover_days', 'double precision'],
  ['on_hand', 'integer'],
  ['incoming', 'integer'],
  ['suggested', 'integer'],
  ['lost_minor', 'bigint'],
  ['tied_minor', 'bigint'],
  ['preorder_units', 'integer'],
  ['is_dead', 'boolean'],
  ['gaps', 'text'], // an array's own text: unnest would take a list of lists apart
  ['is_mendable', 'boolean'],
  ['plan', 'text'],
  ['digest', 'text'],
] as const;

const NAMES = COLUMNS.map(([name]) => name);
const CASTS: Partial<Record<Column, string>> = { gaps: 'gaps::text[]', plan: 'plan::jsonb' };
const UPDATES = [...NAMES.filter((name) => name !== 'variant_id'), 'planned_at', 'planned_on'];
const WRITE = `insert into variant_plans as t (shop_id, planned_at, planned_on, ${NAMES.join(', ')})
  select $1, $2, $3::date, ${NAMES.map((name) => CASTS[name] ?? name).join(', ')}
    from unnest(${COLUMNS.map(([, type], index) => `$${index + 4}::${type}[]`).join(', ')}) as p(${NAMES.join(', ')})
   order by variant_id
  on conflict (shop_id, variant_id) do update set
    ${UPDATES.map((name) => `${name} = excluded.${name}`).join(', ')}
   where t.digest <> excluded.digest`;

/** Takes away the plans between two variants (`after` and `until` null: from the first, to the last) that are not of these. */
export async function deletePlansBeyond(
  sql: PoolClient,
  shopId: number,
  {
    after,
    until,
    variantIds,
  }: { after: string | null; until: string | null; variantIds: readonly string[] },
): Promise<void> {
  await sql.query(
    `delete from variant_plans where shop_id = $1 and variant_id > $2 and ($3::bigint is null or variant_id <= $3)
       and variant_id <> all($4)`,
    [shopId, after ?? 0, until, variantIds],
  );
}
