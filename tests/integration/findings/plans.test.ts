import { beforeAll, describe, expect, test } from 'vitest';
import { writeCashForecasts } from '#app/db/cash-forecasts.server.ts';
import { writePlans } from '#app/db/variant-plans.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { CASH_SCENARIOS } from '#app/domain/cash/cash-forecast.ts';
import { forecastCash } from '#app/domain/cash/forecast-cash.ts';
import { cashFacts } from '#app/domain/cash/cash-facts.fixture.ts';
import { DEFAULT_FINDING_QUERY } from '#app/contracts/finding-query.ts';
import { judgeAll } from '#app/services/judge-all.server.ts';
import { judgeMarked } from '#app/services/judge-subjects.server.ts';
import { loadFindings } from '#app/services/load-findings.server.ts';
import { loadNextDates } from '#app/services/load-next-dates.server.ts';
import { loadSubjectFindings } from '#app/services/load-subject-findings.server.ts';
import { installShop } from '#tests/integration/findings/facts.factory.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { aPlan } from '#tests/setup/plans.ts';

await testDatabase();

const NOW = new Date('2026-11-20T15:00:00Z');
const LATER = new Date('2026-11-26T15:00:00Z');
let shopId = 0;

async function judge(now: Date): Promise<void> {
  while ((await judgeAll({ shopId, now })).kind === 'again');
  while ((await judgeMarked({ shopId, now })).kind === 'again');
}

async function plan(stocked: Parameters<typeof aPlan>[0], now: Date): Promise<void> {
  await withShopSql(shopId, (sql) =>
    writePlans(sql, shopId, { plans: [aPlan(stocked)], gone: [], now, today: '2026-11-20' }),
  );
}

async function warnings(kind: 'variant' | 'cash', id: string, now: Date) {
  const found = await loadSubjectFindings({ shopId, subject: { kind, id }, language: 'en', now });
  return found.map(({ ruleId, verdict, what }) => ({ ruleId, verdict, what }));
}

beforeAll(async () => {
  shopId = await installShop('plans.myshopify.com');
  await judge(NOW);
});

describe('a variant to be ordered by 24 November', () => {
  const variant = { variantId: '4001', label: 'Lantern · sand' };

  test('is warned of once, with its day and what is lost', async () => {
    await plan(variant, NOW);
    await judge(NOW);
    expect(await warnings('variant', '4001', NOW)).toEqual([
      {
        ruleId: 'INV-ORD-01',
        verdict: 'upcoming',
        what: expect.stringMatching(/^Order 60 by .*24.*: the stock is expected to run out on /),
      },
    ]);
    await judge(NOW);
    expect(await warnings('variant', '4001', NOW)).toHaveLength(1);
  });

  test('stands among Home’s next dates and not among what was promised', async () => {
    const dates = await loadNextDates({ shopId, language: 'en', now: NOW });
    expect(dates.map(({ ruleId }) => ruleId)).toContain('INV-ORD-01');
    const page = await loadFindings({
      shopId,
      query: { ...DEFAULT_FINDING_QUERY, group: 'none' },
      reader: 'ada',
      language: 'en',
      now: NOW,
    });
    expect(page.groups.flatMap(({ rows }) => rows).map(({ ruleId }) => ruleId)).not.toContain(
      'INV-ORD-01',
    );
    expect(page.headline).toMatchObject({ endSoon: 0, later: 0 });
    expect(page.choices.rules.map(({ id }) => id)).not.toContain('INV-ORD-01');
  });

  test('is overdue by time alone', async () => {
    await judge(LATER);
    expect(await warnings('variant', '4001', LATER)).toMatchObject([{ verdict: 'fail' }]);
  });

  test('is quiet again once what was ordered is planned with', async () => {
    await plan({ ...variant, stocked: { orderByOn: null, suggestedQuantity: 0 } }, LATER);
    await judge(LATER);
    expect(await warnings('variant', '4001', LATER)).toEqual([]);
  });
});

test('a forecast of cash that falls below its threshold is warned of until it does no more', async () => {
  const write = (threshold: number) =>
    withShopSql(shopId, (sql) => {
      const facts = cashFacts({
        opening: { minor: 100_000, on: '2026-11-20', certainty: 'known' },
        threshold: { minor: threshold, currency: 'USD' },
        scenarios: CASH_SCENARIOS,
      });
      return writeCashForecasts(sql, shopId, { forecasts: [forecastCash(facts)], now: NOW });
    });
  await write(90_000_000_000);
  await judge(NOW);
  expect(await warnings('cash', 'USD', NOW)).toMatchObject([
    { ruleId: 'CSH-LOW-01', verdict: 'fail' },
  ]);
  await write(-90_000_000_000);
  await judge(NOW);
  expect(await warnings('cash', 'USD', NOW)).toEqual([]);
});
