import { Temporal } from 'temporal-polyfill';
import { dayInZone, startOfDay } from '#app/domain/shared/day-in-zone.ts';
import { invariant } from '#app/domain/shared/invariant.ts';
import { addDays, weekdayOf } from '#app/domain/shared/iso-days.ts';
import type { ShopperSettings } from '#app/domain/shopper/shopper-settings.ts';

/**
 * By when a question asked at `askedAt` is answered: the first instant at which `answerHours` hours have passed that are
 * neither quiet hours nor on a closed weekday, in the shop's zone. Hours are hours of 60 minutes also on the days on which
 * clocks are changed. Throws when there are no open hours at all, which settings cannot say.
 */
export function answerBy({
  askedAt,
  answerHours,
  quietHours,
  timeZone,
}: {
  askedAt: Date;
  /** 0 or more. */
  answerHours: number;
  quietHours: ShopperSettings['quietHours'];
  /** IANA name. */
  timeZone: string;
}): Date {
  let leftMs = answerHours * HOUR_MS;
  if (leftMs === 0) return askedAt;
  let day = dayInZone(askedAt, timeZone);
  for (let passed = 0; passed < MOST_DAYS; passed += 1) {
    for (const { from, until } of openHours(day, { quietHours, timeZone })) {
      const start = Math.max(from, askedAt.getTime());
      const openMs = Math.max(0, until - start);
      if (leftMs <= openMs) return new Date(start + leftMs);
      leftMs -= openMs;
    }
    day = addDays(day, 1);
  }
  invariant(false, 'a shop that answers is open at some hour');
}

const HOUR_MS = 3_600_000;
/** A hundred and sixty-eight hours at four a week (see parse-shopper-settings.ts). */
const MOST_DAYS = 400;

/** The open hours that begin on a date: none, the whole day, one stretch, or the two around a rest at noon. */
function openHours(
  day: string,
  { quietHours, timeZone }: { quietHours: ShopperSettings['quietHours']; timeZone: string },
): { from: number; until: number }[] {
  const { from, until, closedWeekdays } = quietHours;
  if (closedWeekdays.includes(weekdayOf(day))) return [];
  const begins = startOfDay(day, timeZone).getTime();
  const ends = startOfDay(addDays(day, 1), timeZone).getTime();
  const at = (time: string) => instantOf(time, { day, begins, ends, timeZone });
  if (from === until) return [{ from: begins, until: ends }];
  if (from > until) return [{ from: at(until), until: at(from) }];
  return [
    { from: begins, until: at(from) },
    { from: at(until), until: ends },
  ];
}

const DAY_HOURS = 24;

/** A time that clocks skip is the one an hour later; of a time that comes twice, the first. */
function instantOf(
  time: string,
  { day, begins, ends, timeZone }: { day: string; begins: number; ends: number; timeZone: string },
): number {
  const hours = Number(time.slice(0, 2)) + Number(time.slice(3)) / 60;
  // Clocks are changed on two days of a year: on all others there is nothing to look up.
  if (ends - begins === DAY_HOURS * HOUR_MS) return begins + Math.round(hours * HOUR_MS);
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: time })
    .epochMilliseconds;
}
