import type { PoolClient } from 'pg';
import {
  readBalanceWaiting,
  readCategorySales,
  readChargeFees,
  readGatewaySales,
  readHeldReserve,
  readParcelsAtRisk,
  readPayoutLags,
  readPayoutsUnderway,
  readRecentGatewaySales,
  readSalesByDay,
} from '#app/db/cash-facts.server.ts';
import { listCashItems } from '#app/db/cash-items.server.ts';
import {
  hasUnpricedPurchases,
  readDirectCosts,
  readOpenBills,
  readPlannedPurchases,
} from '#app/db/cash-purchases.server.ts';
import type { CashState } from '#app/db/cash-state.server.ts';
import { openDisputes } from '#app/db/disputes.server.ts';
import { listGatewayRules } from '#app/db/gateway-rules.server.ts';
import type { GatewayRule } from '#app/db/gateway-rules.server.ts';
import { readAllDeliveries, readDeliveries } from '#app/db/plan-deliveries.server.ts';
import { readOutcomeCounts } from '#app/db/outcome-counts.server.ts';
import { bankDays } from '#app/domain/cash/bank-days.ts';
import { CASH_SCENARIOS } from '#app/domain/cash/cash-forecast.ts';
import type { CashGap } from '#app/domain/cash/cash-forecast.ts';
import type { CashFacts, GatewayFacts } from '#app/domain/cash/cash-facts.ts';
import type { CashSettings } from '#app/domain/cash/cash-settings.ts';
import { addDays } from '#app/domain/shared/iso-days.ts';
import { RETURNABLE_DAYS } from '#app/domain/cash/money-at-risk.ts';
import { outcomeRates } from '#app/domain/cash/outcome-rates.ts';
import { bankLags, observedLags } from '#app/domain/cash/payout-lag.ts';
import type { PayoutSample } from '#app/domain/cash/payout-lag.ts';
import { seasonKnown, shopSeason } from '#app/domain/cash/shop-season.ts';
import { dayInZone } from '#app/domain/shared/day-in-zone.ts';
import { latenessOf } from '#app/domain/inventory/plan/lateness.ts';
import type { WeightedDays } from '#app/domain/inventory/plan/weighted-days.ts';
import { startOfDay } from '#app/domain/shared/day-in-zone.ts';
import { openBills, plannedBills } from '#app/services/supplier-bills.ts';

/** How far back sales are looked at: a year shows its season. */
const SALES_DAYS = 364;
/** How sales divide over gateways and suppliers now. */
export const SHARE_DAYS = 56;
const LAG_DAYS = 120;
/** A purchase order older than this has been paid. */
const BILL_DAYS = 400;
const WEEKS = 13;
const PATHS = 400;
const SHOPIFY_PAYMENTS = 'shopify_payments';

/** What is the same for all currencies of a shop. */
export interface CashShop {
  shopId: number;
  /** The shop's own. */
  currency: string;
  country: string | null;
  timeZone: string;
  /** ISO, in the shop's zone. */
  today: string;
  scopes: ReadonlySet<string>;
  settings: CashSettings;
  state: CashState;
  otherCurrencies: readonly string[];
}

/** Everything the forecast of one currency rests on, from what is stored, in a fixed number of questions. */
export async function gatherCashFacts(
  sql: PoolClient,
  shop: CashShop,
  currency: string,
): Promise<CashFacts> {
  const { shopId, timeZone, today, settings, state } = shop;
  const since = (days: number) => ({
    currency,
    timeZone,
    fromOn: addDays(today, -days),
    untilOn: today,
  });
  const sales = await readSalesByDay(sql, shopId, since(SALES_DAYS));
  const direct = await readDirectCosts(sql, shopId, since(SHARE_DAYS));
  const lately = sumOf(sales.filter(({ on }) => on >= addDays(today, -SHARE_DAYS)));
  const bills = await readOpenBills(sql, shopId, since(BILL_DAYS));
  const planned = await readPlannedPurchases(sql, shopId, { currency, today, weeks: WEEKS });
  const items = await listCashItems(sql, shopId);
  const lags = await readPayoutLags(sql, shopId, since(LAG_DAYS));
  const isOwn = currency === shop.currency;
  const hasCostGap =
    direct.some(({ unitsWithoutCost }) => unitsWithoutCost > 0) ||
    bills.some(({ linesWithoutCost }) => linesWithoutCost > 0) ||
    (await hasUnpricedPurchases(sql, shopId, { until: addDays(today, 7 * WEEKS) }));
  return {
    currency,
    today,
    country: shop.country,
    payoutSchedule: state.account?.schedule ?? null,
    opening: openingOf(settings, currency),
    threshold: isOwn ? settings.threshold : null,
    salesByDay: withoutGaps(sales, today),
    ...(await seasonOf(sql, shop, currency)),
    gateways: await gatewaysOf(sql, shop, { currency, lags }),
    bankLagDays: bankLags(lags, bankDays({ country: shop.country, from: today })),
    payoutsUnderway: (await readPayoutsUnderway(sql, shopId, { currency, timeZone })).map(
      (payout) => ({ ...payout, bankOn: null }),
    ),
    balanceWaiting: await readBalanceWaiting(sql, shopId, { currency, timeZone }),
    reserve: await reserveOf(sql, shop, currency),
    parcelsAtRisk: await readParcelsAtRisk(sql, shopId, since(RETURNABLE_DAYS)),
    rates: outcomeRates(await readOutcomeCounts(sql, shopId)),
    openDisputes: (await openDisputes(sql, shopId, currency)).map(
      ({ minor, dueAt, status, isChargeback }) => ({
        minor,
        dueOn: dueAt === null ? null : dayInZone(new Date(dueAt), timeZone),
        status,
        isDebited: isChargeback,
      }),
    ),
    supplierBills: openBills(bills, today, await latenessOfBills(sql, shop, bills)),
    directCost: direct
      .filter(({ minor }) => minor > 0 && lately > 0)
      .map(({ minor, balanceDays, supplier }) => ({
        shareBp: Math.round((10_000 * minor) / lately),
        paidAfterDays: balanceDays,
        label: supplier,
      })),
    replenishment: plannedBills(planned, today),
    items: items.filter((item) => item.currency === currency),
    adElasticity: settings.adElasticity,
    gaps: isOwn ? [...gapsOf(shop), ...(hasCostGap ? (['cost_missing'] as const) : [])] : [],
    otherCurrencies: shop.otherCurrencies.filter((other) => other !== currency),
    seed: shopId,
    paths: PATHS,
    scenarios: CASH_SCENARIOS,
  };
}

/** How late the suppliers of orders that are underway come, as their deliveries say; by supplier. */
async function latenessOfBills(
  sql: PoolClient,
  { shopId, timeZone, today }: CashShop,
  bills: readonly { supplierId: number; arrivedOn: string | null }[],
): Promise<Map<number, WeightedDays>> {
  const underway = bills.filter(({ arrivedOn }) => arrivedOn === null);
  const supplierIds = [...new Set(underway.map(({ supplierId }) => supplierId))];
  if (supplierIds.length === 0) return new Map();
  const deliveries = await readDeliveries(sql, shopId, { supplierIds });
  const before = startOfDay(today, timeZone);
  const allDeliveries = await readAllDeliveries(sql, shopId, { before });
  const found = new Map<number, WeightedDays>();
  for (const supplierId of supplierIds) {
    const own = { deliveries: deliveries.get(supplierId) ?? [] };
    const late = latenessOf(own, { allDeliveries, timeZone });
    if (late !== null) found.set(supplierId, late);
  }
  return found;
}

/** A category of which no year was learned sells alike in all weeks. */
async function seasonOf(
  sql: PoolClient,
  { shopId, today }: CashShop,
  currency: string,
): Promise<{ season: number[]; seasonKnown: number }> {
  const sales = await readCategorySales(sql, shopId, currency);
  const categories = sales.map(({ season, ...sold }) => ({ ...sold, season: season ?? [] }));
  return { season: shopSeason(categories, today), seasonKnown: seasonKnown(categories) };
}

function openingOf(
  { opening }: CashSettings,
  currency: string,
): { minor: number; on: string; certainty: 'known' } | null {
  if (opening === null || opening.currency !== currency) return null;
  return { minor: opening.minor, on: opening.on, certainty: 'known' };
}

/** What the merchant says of a reserve goes first; else what payouts show as kept back, of which nobody knows the terms. */
async function reserveOf(
  sql: PoolClient,
  { shopId, currency: own, settings }: CashShop,
  currency: string,
): Promise<CashFacts['reserve']> {
  if (settings.reserve !== null && currency === own)
    return { ...settings.reserve, certainty: 'estimated' };
  const heldMinor = await readHeldReserve(sql, shopId, currency);
  if (heldMinor === 0) return null;
  return { heldMinor, percentBp: 0, days: 0, kind: 'rolling', certainty: 'estimated' };
}

async function gatewaysOf(
  sql: PoolClient,
  { shopId, country, timeZone, today }: CashShop,
  { currency, lags }: { currency: string; lags: readonly PayoutSample[] },
): Promise<GatewayFacts[]> {
  const window = (days: number) => ({
    currency,
    timeZone,
    fromOn: addDays(today, -days),
    untilOn: today,
  });
  const sales = await readGatewaySales(sql, shopId, window(SHARE_DAYS));
  const rules = await listGatewayRules(sql, shopId);
  const feeBp = await readChargeFees(sql, shopId, window(LAG_DAYS));
  const days = bankDays({ country, from: today });
  const recent = await readRecentGatewaySales(sql, shopId, window(RECENT_DAYS));
  return sales.map(({ gateway, share }): GatewayFacts => {
    const isShopifyPayments = gateway === SHOPIFY_PAYMENTS;
    const typed = rules.find((rule) => rule.gateway === gateway && rule.currency === currency);
    return {
      gateway,
      isShopifyPayments,
      share,
      lagDays: isShopifyPayments ? observedLags(lags, days) : [],
      // Where the account's charges may not be read, what the merchant typed of it holds.
      rule: isShopifyPayments
        ? (ruleOfPayments(feeBp) ?? ruleOf(typed) ?? ruleOfPayments(ASSUMED_FEE_BP))
        : ruleOf(typed),
      recent: byDay(
        recent.filter((day) => day.gateway === gateway),
        { fromOn: addDays(today, -RECENT_DAYS), days: RECENT_DAYS },
      ),
    };
  });
}

/** Money of older sales has come. */
const RECENT_DAYS = 60;

function byDay(
  sales: readonly { on: string; minor: number }[],
  { fromOn, days }: { fromOn: string; days: number },
): number[] {
  const minorOn = new Map(sales.map(({ on, minor }) => [on, minor]));
  return Array.from({ length: days }, (_, day) => minorOn.get(addDays(fromOn, day)) ?? 0);
}

/**
 * What Shopify Payments keeps of a sale where its charges may not be read and nobody typed it: assumed, within what its
 * plans ask for cards of the shop's country and others, and told with the gap. Leaving most of what a shop sells out would
 * mislead more.
 */
const ASSUMED_FEE_BP = 300;

/** What the account's own charges cost; null: none was read, so nobody knows. */
function ruleOfPayments(feeBp: number | null): GatewayFacts['rule'] {
  if (feeBp === null) return null;
  return {
    lagDays: 0, // the lags that were seen hold
    feeBp,
    fixedFeeMinor: 0, // within the share
    reserveBp: 0, // told of the whole account
    reserveDays: 0,
    weekday: null,
  };
}

function ruleOf(rule: GatewayRule | undefined): GatewayFacts['rule'] {
  if (rule === undefined) return null;
  const { lagDays, feeBp, fixedFeeMinor, reserveBp, reserveDays, weekday } = rule;
  return { lagDays, feeBp, fixedFeeMinor, reserveBp, reserveDays, weekday };
}

function gapsOf({ scopes, state }: CashShop): CashGap[] {
  const gaps: CashGap[] = [];
  if (!scopes.has('read_all_orders')) gaps.push('orders_cut_off');
  if (state.missing?.kind === 'scope') gaps.push('payments_scope');
  if (state.missing?.kind === 'empty') gaps.push('no_payments');
  return gaps;
}

/** Every day from the first sale to yesterday; a day without sales had none. */
function withoutGaps(
  sales: readonly { on: string; minor: number; orders: number }[],
  today: string,
): { on: string; minor: number; orders: number }[] {
  const byDay = new Map(sales.map((day) => [day.on, day]));
  const days: { on: string; minor: number; orders: number }[] = [];
  const first = sales[0]?.on;
  if (first === undefined) return days;
  for (let on = first; on < today; on = addDays(on, 1))
    days.push(byDay.get(on) ?? { on, minor: 0, orders: 0 });
  return days;
}

function sumOf(amounts: readonly { minor: number }[]): number {
  return amounts.reduce((sum, { minor }) => sum + minor, 0);
}
