import type { DemandHistory } from '#app/domain/inventory/demand-forecast.ts';
import { invariant } from '#app/domain/shared/invariant.ts';

/** The weeks that histories are told in, Monday to Sunday of the shop's zone. */
export interface WeekFrame {
  /** ISO dates, oldest first; the last is the week that runs. */
  mondays: readonly string[];
  /** When each begins (ms), and, one more, when the last ends. */
  starts: readonly number[];
}

/** What is known of one variant's sales and stock, weeks counted from the frame's first. */
export interface WeeklyFacts {
  /** Since when it can have been sold; earlier is not part of its history. */
  existsFrom: Date;
  weeks: readonly {
    week: number;
    units: number;
    /** Days on which it was sold. */
    days: number;
  }[];
  /** Times without stock, apart from each other; `until` null: to this day. */
  outages: readonly { from: Date; until: Date | null }[];
  /** Not counted, or sold below zero: it can be bought at any time. */
  isAlwaysBuyable: boolean;
}

const WEEK_DAYS = 7;

/**
 * A variant's history of whole weeks, and what was sold since. Time in which it could not be bought is missing, not a time
 * without demand: `inStock` is the part of a week in which it was there to be bought. Before stock was recorded it is taken as
 * there. A day on which it sold was a day on which it could be bought, whatever the record of stock says. A week in which it
 * began to exist counts from then on.
 */
export function weeklyHistory(
  { existsFrom, weeks, outages, isAlwaysBuyable }: WeeklyFacts,
  { mondays, starts }: WeekFrame,
): { history: DemandHistory; unitsThisWeek: number } {
  const running = mondays.length - 1;
  invariant(running >= 0 && starts.length === mondays.length + 1, 'a frame has the running week');
  const byWeek = new Map(weeks.map((each) => [each.week, each]));
  const firstSold = weeks.reduce(
    (least, { week, units }) => (units > 0 ? Math.min(least, week) : least),
    running,
  );
  const began = starts.findLastIndex((start) => start <= existsFrom.getTime());
  const first = Math.min(Math.max(0, began), firstSold, running);
  // Then it was there before its own date, and from then on.
  const soldBefore = firstSold < began;
  const units: number[] = [];
  const inStock: number[] = [];
  for (let week = first; week < running; week += 1) {
    const { units: sold = 0, days = 0 } = byWeek.get(week) ?? {};
    const from = starts[week] ?? 0;
    const until = starts[week + 1] ?? from;
    const alive = Math.min(until, Math.max(from, soldBefore ? from : existsFrom.getTime()));
    const away = isAlwaysBuyable ? 0 : timeWithin(outages, alive, until);
    const share = (until - alive - away) / (until - from);
    units.push(sold);
    inStock.push(tidy(Math.max(share, Math.min(1, days / WEEK_DAYS))));
  }
  return {
    history: { from: mondays[first] ?? '', units, inStock },
    unitsThisWeek: byWeek.get(running)?.units ?? 0,
  };
}

function timeWithin(outages: WeeklyFacts['outages'], from: number, until: number): number {
  let sum = 0;
  for (const outage of outages) {
    const begins = Math.max(from, outage.from.getTime());
    const ends = Math.min(until, outage.until?.getTime() ?? until);
    if (ends > begins) sum += ends - begins;
  }
  return sum;
}

/** To a thousandth: about ten minutes of a week. */
function tidy(share: number): number {
  return Math.round(Math.min(1, Math.max(0, share)) * 1_000) / 1_000;
}
