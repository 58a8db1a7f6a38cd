import type { PoolClient } from 'pg';
import { readCrowdWaits } from '#app/db/crowd-waits.server.ts';
import { countNotices } from '#app/db/notice-share.server.ts';
import { readScores } from '#app/db/score-pages.server.ts';
import { crowdOf, type CountedCrowd } from '#app/domain/diagnosis/backlog-ratio.ts';
import type { LaneModel } from '#app/domain/lanes/lane-model.ts';
import { carrierKey } from '#app/domain/numbers/normalise.ts';
import { ALL_LANES } from '#app/domain/scorecards/score-cell.ts';
import { supplierKey } from '#app/domain/scorecards/score-facts.ts';
import { firstPeriodOf } from '#app/domain/scorecards/score-periods.ts';
import type { BusinessCalendar } from '#app/domain/shared/business-calendar.ts';
import { dueWait } from '#app/services/crowd-facts.ts';

/** How many of the carrier's other parcels to the country went beyond what is usual for them in the last week. */
export async function crowdAround(
  sql: PoolClient,
  shopId: number,
  {
    parcel: { fulfillmentId, position },
    carrier,
    destination,
    model,
    calendars,
    now,
  }: {
    parcel: { fulfillmentId: string; position: number };
    /** Carrier family. */
    carrier: string;
    destination: string;
    model: LaneModel;
    calendars: { origin: BusinessCalendar; destination: BusinessCalendar };
    now: Date;
  },
): Promise<CountedCrowd> {
  const without = { fulfillmentId, position };
  const waits = await readCrowdWaits(sql, shopId, { carrier, destination, without });
  const due = waits.flatMap(
    (wait) => dueWait(wait, { carrier, destination, model, calendars }) ?? [],
  );
  return crowdOf(due, now);
}

/** How often the carrier announces a number, and the supplier uploads one too early; null = too few parcels to have a habit. */
export interface Habits {
  noticeShare: number | null;
  supplierEarlyShare: number | null;
}

export const NO_HABITS: Habits = { noticeShare: null, supplierEarlyShare: null };

/** Fewer parcels have no habit. */
const LEAST_PARCELS = 20;
const HABIT_DAYS = 90;

export async function habitsOf(
  sql: PoolClient,
  shopId: number,
  { carrier, supplier, now }: { carrier: string | null; supplier: string | null; now: Date },
): Promise<Habits> {
  const key = carrierKey(carrier);
  const notices = key === null ? null : await countNotices(sql, shopId, key);
  const name = supplierKey(supplier);
  const cells =
    name === null
      ? []
      : await readScores(sql, shopId, {
          who: 'supplier',
          since: firstPeriodOf(HABIT_DAYS, now),
          lane: ALL_LANES,
          names: [name],
          steps: [],
        });
  const counted = (counter: 'parcels' | 'number_early') =>
    cells.reduce((sum, { counts }) => sum + (counts[counter] ?? 0), 0);
  return {
    noticeShare: notices === null ? null : shareOf(notices.announced, notices.parcels),
    supplierEarlyShare: shareOf(counted('number_early'), counted('parcels')),
  };
}

function shareOf(count: number, of: number): number | null {
  return of < LEAST_PARCELS ? null : count / of;
}
