import type { PoolClient } from 'pg';
import { readCashSettingsRow } from '#app/db/cash-settings.server.ts';
import { readComplianceSettingsRow } from '#app/db/compliance-settings.server.ts';
import { readFirstOrderAt } from '#app/db/demand-history.server.ts';
import { readAllDeliveries } from '#app/db/plan-deliveries.server.ts';
import { readShopPlace } from '#app/db/plan-pass.server.ts';
import { grantedScopes } from '#app/db/sync-lifecycle.server.ts';
import { readCashSettings } from '#app/domain/cash/cash-settings.ts';
import { endOfBusinessDaysAfter } from '#app/domain/findings/business-days.ts';
import { readComplianceSettings } from '#app/domain/findings/compliance-settings.ts';
import type { CategoryDemand, LeadRecord, PlanContext } from '#app/domain/inventory/plan-facts.ts';
import type { WeekFrame } from '#app/domain/inventory/weekly-history.ts';
import { addDays, weekdayOf } from '#app/domain/shared/iso-days.ts';
import { dayInZone, endOfDayAfter, lastDayOf, startOfDay } from '#app/domain/shared/day-in-zone.ts';

/** What is the same for all variants of a shop while they are planned. */
export interface PlanFrame {
  shopId: number;
  now: Date;
  /** ISO date in the shop's zone. */
  today: string;
  /** When it began: plans are as of then, so that what has not changed is planned alike at every hour of a day. */
  dayStart: Date;
  timeZone: string;
  currency: string;
  weeks: WeekFrame;
  /** When the shop's record of orders begins; null: it has none. */
  firstOrderAt: Date | null;
  /** Older orders than Shopify shows without a further scope may exist. */
  isCutOff: boolean;
  allDeliveries: readonly LeadRecord[];
  /** Holding a piece for a year, as a share of its cost. */
  holdingShare: number;
  /** Stock that will probably not be sold within so many days is dead. */
  deadDays: number;
  /** What nobody is named to supply is shipped to the buyer by whoever does. */
  shipsDirect: boolean;
  /** The day promised for an order of that instant by the shop's own setting; null: none is set. */
  promisedFor: (orderedAt: Date) => string | null;
}

/** Three years: a season shows twice before the year that it is judged by; more says little of what sells now. */
export const HISTORY_WEEKS = 156;
/** How far plans look, in days. */
const HORIZON_DAYS = 180;
/** ISO 4217's code for "no currency": Shopify has not told the shop's yet. */
export const UNKNOWN_CURRENCY = 'XXX';
const DAY_MS = 86_400_000;
const YEAR_MS = 364 * DAY_MS;

export async function loadPlanFrame(
  sql: PoolClient,
  { shopId, now }: { shopId: number; now: Date },
): Promise<PlanFrame> {
  const place = await readShopPlace(sql, shopId);
  const timeZone = place.timeZone ?? 'UTC';
  const today = dayInZone(now, timeZone);
  const dayStart = startOfDay(today, timeZone);
  const firstOrderAt = await readFirstOrderAt(sql, shopId);
  const { settings } = await readComplianceSettingsRow(sql, shopId);
  const promise = readComplianceSettings(settings).promiseToDeliver;
  const { holdingShare, deadDays, shipsDirect } = readCashSettings(
    (await readCashSettingsRow(sql, shopId)).settings,
  );
  const hasAllOrders = (await grantedScopes(sql, shopId)).has('read_all_orders');
  const isShort = firstOrderAt === null || dayStart.getTime() - firstOrderAt.getTime() < YEAR_MS;
  return {
    shopId,
    now,
    today,
    dayStart,
    timeZone,
    currency: place.currency ?? UNKNOWN_CURRENCY,
    weeks: weekFrame(today, timeZone),
    firstOrderAt,
    isCutOff: !hasAllOrders && isShort,
    holdingShare,
    deadDays,
    shipsDirect,
    allDeliveries: await readAllDeliveries(sql, shopId, { before: dayStart }),
    promisedFor: (orderedAt) => {
      if (promise === null) return null;
      const { country } = place;
      const end =
        promise.unit === 'calendar'
          ? endOfDayAfter(orderedAt, promise.days, timeZone)
          : endOfBusinessDaysAfter(orderedAt, promise.days, { country, timeZone });
      return lastDayOf(end, timeZone);
    },
  };
}

/** What a plan of a variant in a category rests on beside its own facts. */
export function planContext(frame: PlanFrame, category: CategoryDemand | null): PlanContext {
  const { today, dayStart, timeZone, currency, allDeliveries, shopId } = frame;
  const { holdingShare, deadDays } = frame;
  return {
    today,
    now: dayStart,
    timeZone,
    currency,
    horizonDays: HORIZON_DAYS,
    category,
    allDeliveries,
    holdingShare,
    deadDays,
    seed: shopId,
  };
}

function weekFrame(today: string, timeZone: string): WeekFrame {
  const running = addDays(today, 1 - weekdayOf(today));
  const mondays = Array.from({ length: HISTORY_WEEKS + 2 }, (_, index) =>
    addDays(running, 7 * (index - HISTORY_WEEKS)),
  );
  return {
    mondays: mondays.slice(0, -1),
    starts: mondays.map((monday) => startOfDay(monday, timeZone).getTime()),
  };
}
