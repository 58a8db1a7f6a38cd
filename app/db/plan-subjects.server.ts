import type { PoolClient } from 'pg';
import type { CashForecast } from '#app/domain/cash/cash-forecast.ts';
import type { VariantPlan } from '#app/domain/inventory/variant-plan.ts';

interface Page {
  after: string | null;
  limit: number;
}

/** Variants that have a plan, in order of id. */
export async function listPlannedVariants(
  sql: PoolClient,
  shopId: number,
  { after, limit }: Page,
): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select variant_id::text as id from variant_plans where shop_id = $1 and variant_id > $2
      order by variant_id limit $3`,
    [shopId, after ?? 0, limit],
  );
  return rows.map(({ id }) => id);
}

/** Plans with when they were written; as `writePlans` wrote them. */
export async function loadPlanRecords(
  sql: PoolClient,
  shopId: number,
  variantIds: readonly string[],
): Promise<{ plannedAt: Date; plan: VariantPlan }[]> {
  const { rows } = await sql.query<{ plannedAt: Date; plan: VariantPlan }>(
    `select planned_at as "plannedAt", plan from variant_plans where shop_id = $1 and variant_id = any($2::bigint[])`,
    [shopId, variantIds],
  );
  return rows;
}

/** Currencies of which cash was forecast. */
export async function listForecastCurrencies(
  sql: PoolClient,
  shopId: number,
  { after, limit }: Page,
): Promise<string[]> {
  const { rows } = await sql.query<{ currency: string }>(
    `select currency from cash_forecasts where shop_id = $1 and currency > $2 order by currency limit $3`,
    [shopId, after ?? '', limit],
  );
  return rows.map(({ currency }) => currency);
}

/** Forecasts with when they were made; as `writeCashForecasts` wrote them. */
export async function loadForecastRecords(
  sql: PoolClient,
  shopId: number,
  currencies: readonly string[],
): Promise<{ madeAt: Date; forecast: CashForecast }[]> {
  const { rows } = await sql.query<{ madeAt: Date; forecast: CashForecast }>(
    `select made_at as "madeAt", forecast from cash_forecasts where shop_id = $1 and currency = any($2::text[])`,
    [shopId, currencies],
  );
  return rows;
}
