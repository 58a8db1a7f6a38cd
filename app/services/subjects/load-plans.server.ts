import type { PoolClient } from 'pg';
import { loadForecastRecords, loadPlanRecords } from '#app/db/plan-subjects.server.ts';
import type { CashForecast } from '#app/domain/cash/cash-forecast.ts';
import type { CashSubject, VariantSubject } from '#app/domain/findings/subjects.ts';
import type { ShopKnowledge } from '#app/services/subjects/shop-knowledge.server.ts';

interface Asked {
  ids: readonly string[];
  shop: ShopKnowledge;
}

/** Variants as they are planned. */
export async function loadVariantSubjects(
  sql: PoolClient,
  shopId: number,
  { ids, shop }: Asked,
): Promise<Map<string, VariantSubject>> {
  const records = await loadPlanRecords(sql, shopId, ids);
  return new Map(
    records.map(({ plannedAt, plan: { variantId: id, productId, label, plan, gaps } }) => [
      id,
      { kind: 'variant', id, shop: shop.context, productId, label, plannedAt, plan, gaps },
    ]),
  );
}

/** Cash as it was forecast, by currency. */
export async function loadCashSubjects(
  sql: PoolClient,
  shopId: number,
  { ids, shop }: Asked,
): Promise<Map<string, CashSubject>> {
  const records = await loadForecastRecords(sql, shopId, ids);
  return new Map(
    records.flatMap(({ madeAt, forecast }): [string, CashSubject][] => {
      const about = subjectOf(forecast);
      const { currency: id } = forecast;
      return about === null
        ? []
        : [[id, { kind: 'cash', id, shop: shop.context, madeAt, ...about }]];
    }),
  );
}

function subjectOf({ outlooks, threshold, gaps }: CashForecast) {
  const plain = outlooks.find(({ scenario }) => scenario === 'as_is');
  if (plain === undefined) return null;
  const { safeUntil, belowBy, low } = plain;
  return {
    threshold,
    gaps,
    safeUntil,
    belowChance: belowBy.at(-1) ?? null,
    low: { on: low.on, band: low.band },
  };
}
