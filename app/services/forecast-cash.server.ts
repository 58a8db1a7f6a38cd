import type { PoolClient } from 'pg';
import { readCurrencies, readGatewaySales } from '#app/db/cash-facts.server.ts';
import { writeCashForecasts } from '#app/db/cash-forecasts.server.ts';
import { readCashSettingsRow } from '#app/db/cash-settings.server.ts';
import { noteCashMade, readCashState, type CashState } from '#app/db/cash-state.server.ts';
import { readDisputeDays } from '#app/db/dispute-days.server.ts';
import { countOutcomes } from '#app/db/outcome-counts.server.ts';
import { grantedScopes, installedDomain } from '#app/db/sync-lifecycle.server.ts';
import { loadShopRecord } from '#app/db/shop-knowledge.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import type { CashFacts } from '#app/domain/cash/cash-facts.ts';
import { readCashSettings } from '#app/domain/cash/cash-settings.ts';
import { forecastCash as forecastOne } from '#app/domain/cash/forecast-cash.ts';
import { addDays } from '#app/domain/shared/iso-days.ts';
import { dayInZone, startOfDayAfter } from '#app/domain/shared/day-in-zone.ts';
import { DONE, type Step } from '#app/jobs/contracts.ts';
import { gatherCashFacts, SHARE_DAYS } from '#app/services/gather-cash-facts.server.ts';
import { OPTIONAL_READS } from '#app/shopify/optional-reads.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** In the shop's night, after its stock has been planned. */
const MADE_AT_HOUR = 4;
/** What became of a parcel is looked at over a year, and once buyers had six weeks to ask for their money. */
const OUTCOME_DAYS = { oldest: 365, newest: 42 };
/** A shop with more currencies than this sees its own and the first others. */
const MOST_CURRENCIES = 5;

/**
 * Makes the forecast of cash anew: each night, and soon after something it rests on has changed. The same facts give the same
 * forecast, so a slice that was killed is simply made again. What is read and what is worked out are apart: working it out
 * holds no transaction.
 */
export async function forecastCash({ shopId, now }: { shopId: number; now: Date }): Promise<Step> {
  const facts = await withShopSql(shopId, (sql) => gatherAll(sql, { shopId, now }));
  if (facts === null) return DONE;
  const forecasts = facts.currencies.map(forecastOne);
  await withShopSql(shopId, async (sql) => {
    if ((await installedDomain(sql, shopId)) === null) return;
    await writeCashForecasts(sql, shopId, { forecasts, now });
    const { gatewaySales, disputeDays, timeZone } = facts;
    await noteCashMade(sql, shopId, {
      now,
      nextAt: nextNight(now, timeZone),
      gatewaySales,
      disputeDays,
    });
  });
  return DONE;
}

interface Gathered extends Pick<CashState, 'gatewaySales' | 'disputeDays'> {
  timeZone: string;
  currencies: CashFacts[];
}

/** Null: the shop is not (any more) one to forecast. */
async function gatherAll(
  sql: PoolClient,
  { shopId, now }: { shopId: number; now: Date },
): Promise<Gathered | null> {
  const state = await readCashState(sql, shopId);
  if (state === null || (await installedDomain(sql, shopId)) === null) return null;
  const record = await loadShopRecord(sql, shopId, now);
  // Without its currency nothing can be added up; the shop's own facts are on their way.
  if (record === null || record.currency === null) return null;
  const { currency, country } = record;
  const timeZone = record.timeZone ?? 'UTC';
  const today = dayInZone(now, timeZone);
  await countOutcomes(sql, shopId, {
    from: new Date(now.getTime() - OUTCOME_DAYS.oldest * DAY_MS),
    until: new Date(now.getTime() - OUTCOME_DAYS.newest * DAY_MS),
    today,
  });
  const others = (await readCurrencies(sql, shopId)).filter((other) => other !== currency);
  const { settings } = await readCashSettingsRow(sql, shopId);
  const shop = {
    shopId,
    currency,
    country,
    timeZone,
    today,
    scopes: await grantedScopes(sql, shopId),
    settings: readCashSettings(settings),
    state,
    otherCurrencies: others,
  };
  const currencies: CashFacts[] = [];
  for (const each of [currency, ...others].slice(0, MOST_CURRENCIES))
    currencies.push(await gatherCashFacts(sql, shop, each));
  const window = { currency, timeZone, fromOn: addDays(today, -SHARE_DAYS), untilOn: today };
  return {
    timeZone,
    currencies,
    gatewaySales: await readGatewaySales(sql, shopId, window),
    disputeDays: shop.scopes.has(OPTIONAL_READS.Disputes)
      ? await readDisputeDays(sql, shopId, { timeZone, today })
      : null,
  };
}

function nextNight(now: Date, timeZone: string): Date {
  const tonight = startOfDayAfter(now, 0, timeZone).getTime() + MADE_AT_HOUR * HOUR_MS;
  if (tonight > now.getTime()) return new Date(tonight);
  return new Date(startOfDayAfter(now, 1, timeZone).getTime() + MADE_AT_HOUR * HOUR_MS);
}
