import { Temporal } from 'temporal-polyfill';
import type { HomeView, QueueSummary, ShopFrame } from '#app/contracts/pages.ts';
import { readLatestImport, readLatestParity, readSyncHealth } from '#app/db/health.server.ts';
import type { DailyCount, VerdictCount } from '#app/db/home-counts.server.ts';
import {
  countAsks,
  readDailyCounts,
  readNextReviewAt,
  readOldestSince,
  readParcelCounts,
} from '#app/db/home-counts.server.ts';
import { countLinks } from '#app/db/link-pages.server.ts';
import { readOutcomeCounts } from '#app/db/outcome-counts.server.ts';
import { readSettings, readShopFacts } from '#app/db/settings.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import type { OutcomeRate } from '#app/domain/cash/cash-facts.ts';
import { expectedBack } from '#app/domain/cash/money-at-risk.ts';
import { outcomeRates } from '#app/domain/cash/outcome-rates.ts';
import type { Money } from '#app/domain/shared/money.ts';
import type { Queue, VerdictKind } from '#app/domain/verdicts/verdict.ts';
import { QUEUES } from '#app/domain/verdicts/verdict.ts';
import { frameOf } from '#app/services/load-frame.server.ts';
import { importProgressOf } from '#app/services/load-import-progress.server.ts';
import { incidentsOf } from '#app/services/load-incidents.server.ts';

const TREND_DAYS = 30;

/** What Home shows, from kept counters and a few index look-ups: nothing in it grows with the shop's history. */
export async function loadHome({
  shopId,
  now,
}: {
  shopId: number;
  now: Date;
}): Promise<{ frame: ShopFrame; home: HomeView }> {
  return withShopSql(shopId, async (sql) => {
    const frame = frameOf(await readShopFacts(sql, shopId), now);
    const todayOn = dayOf(now, frame.timeZone);
    const fromOn = todayOn.subtract({ days: TREND_DAYS - 1 }).toString();
    const counts = await readParcelCounts(sql, shopId);
    const days = await readDailyCounts(sql, { shopId, fromOn, toOn: todayOn.toString() });
    const oldest = await readOldestSince(sql, { shopId, verdicts: QUEUES });
    const nextReviewAt = await readNextReviewAt(sql, shopId);
    const latestImport = await readLatestImport(sql, shopId);
    const parity = await readLatestParity(sql, shopId);
    const sync = await readSyncHealth(sql, shopId);
    const handOffs = await countLinks(sql, shopId);
    const rates = outcomeRates(await readOutcomeCounts(sql, shopId));
    const settingsSaved = (await readSettings(sql, shopId)) !== null;
    const waiting = counts.filter((count) => !count.muted && isQueue(count.verdict));
    const home: HomeView = {
      needsActionCount: sumOf(waiting),
      needsActionMoney: moneyOf(waiting),
      needsActionAtRisk: atRiskOf(waiting, rates),
      onTheirWayCount: sumOf(counts.filter((c) => !c.muted && c.verdict === 'on_track')),
      mutedCount: sumOf(counts.filter((c) => c.muted && !ENDED.has(c.verdict))),
      sourceBlindCount: sumOf(counts.filter((c) => !c.muted && c.verdict === 'source_blind')),
      nextReviewAt: nextReviewAt?.toISOString() ?? null,
      queues: queuesOf(waiting, {
        oldest,
        rates,
        yesterday: yesterdayOf(days, todayOn.subtract({ days: 1 }).toString()),
      }),
      trend: trendOf(days, { todayOn: todayOn.toString(), openNow: sumOf(waiting) }),
      import: latestImport === null ? null : importProgressOf(latestImport, now),
      health: {
        syncedAt: sync.sourceAnsweredAt?.toISOString() ?? null,
        ourFulfillments: parity?.ourFulfillments ?? latestImport?.fulfillmentsDone ?? 0,
        shopifyFulfillments: parity?.shopifyFulfillments ?? null,
        parityAt: parity?.takenAt.toISOString() ?? null,
      },
      incidents: await incidentsOf(sql, { shopId, now }),
      handOffs,
      asks: await countAsks(sql, shopId, now),
      setup: {
        limitsReviewed: settingsSaved,
        calendarReviewed: settingsSaved,
        importDone: latestImport?.state === 'done',
      },
    };
    return { frame, home };
  });
}

const ENDED: ReadonlySet<string> = new Set<VerdictKind>(['delivered']);
const QUEUE_NAMES: ReadonlySet<string> = new Set(QUEUES);

function isQueue(verdict: string): verdict is Queue {
  return QUEUE_NAMES.has(verdict);
}

function dayOf(instant: Date, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
}

function sumOf(counts: readonly { count: number }[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}

/** One amount per currency, largest first. */
function moneyOf(counts: readonly VerdictCount[]): Money[] {
  const minorOf = new Map<string, number>();
  for (const { currency, valueMinor } of counts)
    minorOf.set(currency, (minorOf.get(currency) ?? 0) + valueMinor);
  return [...minorOf]
    .map(([currency, minor]) => ({ minor, currency }))
    .sort((a, b) => b.minor - a.minor || a.currency.localeCompare(b.currency));
}

/** What of these goes back on average, in the order in which `moneyOf` names their currencies. */
function atRiskOf(counts: readonly VerdictCount[], rates: readonly OutcomeRate[]): Money[] {
  const back = counts.map((count) => ({
    currency: count.currency,
    minor: expectedBack({ verdict: count.verdict, minor: count.valueMinor }, rates),
  }));
  return moneyOf(counts).map(({ currency }) => ({
    currency,
    minor: back.reduce((sum, each) => sum + (each.currency === currency ? each.minor : 0), 0),
  }));
}

/** The queues that are not empty, in their order. A parcel has one verdict, so it is in one queue at most. */
function queuesOf(
  waiting: readonly VerdictCount[],
  {
    oldest,
    rates,
    yesterday,
  }: {
    oldest: Map<VerdictKind, Date>;
    rates: readonly OutcomeRate[];
    yesterday: Map<string, number> | null;
  },
): QueueSummary[] {
  return QUEUES.map((queue) => {
    const own = waiting.filter(({ verdict }) => verdict === queue);
    const count = sumOf(own);
    return {
      queue,
      count,
      money: moneyOf(own),
      atRisk: atRiskOf(own, rates),
      changeSinceYesterday: yesterday === null ? null : count - (yesterday.get(queue) ?? 0),
      oldestSince: oldest.get(queue)?.toISOString() ?? null,
    };
  }).filter(({ count }) => count > 0);
}

/** Yesterday's count of each verdict; null when nothing was recorded for that day. */
function yesterdayOf(days: readonly DailyCount[], yesterdayOn: string): Map<string, number> | null {
  const own = days.filter(({ dayOn }) => dayOn === yesterdayOn);
  return own.length === 0 ? null : new Map(own.map(({ verdict, count }) => [verdict, count]));
}

/** Days that were recorded, and today as it stands now. A day nobody recorded is left out, not shown as zero. */
function trendOf(
  days: readonly DailyCount[],
  { todayOn, openNow }: { todayOn: string; openNow: number },
): HomeView['trend'] {
  const byDay = new Map<string, { open: number; entered: number; cleared: number }>();
  for (const { dayOn, verdict, count, entered, cleared } of days) {
    const sum = byDay.get(dayOn) ?? { open: 0, entered: 0, cleared: 0 };
    if (isQueue(verdict)) {
      sum.open += count;
      sum.entered += entered;
      sum.cleared += cleared;
    }
    byDay.set(dayOn, sum);
  }
  const today = byDay.get(todayOn) ?? { open: 0, entered: 0, cleared: 0 };
  byDay.set(todayOn, { ...today, open: openNow });
  return [...byDay]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([dayOn, sum]) => ({ dayOn, ...sum }));
}
