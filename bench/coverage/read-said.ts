import pg from 'pg';
import type { SaidPlan } from '#sandbox/compare-plans.ts';
import type { SaidCash } from './cash-days.ts';

export async function readPlans(sql: pg.Client, shopId: number): Promise<SaidPlan[]> {
  const { rows } = await sql.query<SaidPlan>(
    `select variant_id::float as "variantId", stock_out_p10_on::text as p10, stock_out_p50_on::text as p50,
       stock_out_p90_on::text as p90, order_by_on::text as "orderByOn", suggested,
       (plan->'plan'->>'serviceLevel')::float as "serviceLevel"
     from variant_plans where shop_id = $1 and kind = 'stocked' order by variant_id`,
    [shopId],
  );
  return rows;
}

/** The shop's own currency, as things are. */
export async function readForecast(sql: pg.Client, shopId: number): Promise<SaidCash> {
  const { rows } = await sql.query<SaidCash>(
    `select o->'days' as days, o->'belowBy' as "belowBy" from cash_forecasts f join shops s using (shop_id)
      cross join jsonb_array_elements(f.forecast->'outlooks') o
     where shop_id = $1 and f.currency = s.currency and o->>'scenario' = 'as_is'`,
    [shopId],
  );
  const [row] = rows;
  if (row === undefined) throw new Error(`no forecast of cash was made for seed ${shopId}`);
  return row;
}
