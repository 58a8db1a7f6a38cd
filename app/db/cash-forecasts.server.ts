import type { PoolClient } from 'pg';
import type { CashForecast } from '#app/domain/cash/cash-forecast.ts';

/** The forecasts as last made, the shop's own currency first. They were written by this module and are as it wrote them. */
export async function readCashForecasts(
  sql: PoolClient,
  shopId: number,
): Promise<{ madeAt: Date; forecast: CashForecast }[]> {
  const { rows } = await sql.query<{ madeAt: Date; forecast: CashForecast }>(
    `select made_at as "madeAt", forecast from cash_forecasts c join shops s using (shop_id)
      where c.shop_id = $1 order by c.currency <> coalesce(s.currency, ''), c.currency`,
    [shopId],
  );
  return rows;
}

/** Puts these in the place of what was forecast before. */
export async function writeCashForecasts(
  sql: PoolClient,
  shopId: number,
  { forecasts, now }: { forecasts: readonly CashForecast[]; now: Date },
): Promise<void> {
  await sql.query(`delete from cash_forecasts where shop_id = $1 and currency <> all($2::text[])`, [
    shopId,
    forecasts.map(({ currency }) => currency),
  ]);
  for (const forecast of forecasts)
    await sql.query(
      `insert into cash_forecasts (shop_id, currency, made_at, made_on, forecast) values ($1, $2, $3, $4, $5::jsonb)
       on conflict (shop_id, currency) do update set made_at = excluded.made_at, made_on = excluded.made_on,
         forecast = excluded.forecast`,
      [shopId, forecast.currency, now, forecast.from, JSON.stringify(forecast)],
    );
}
