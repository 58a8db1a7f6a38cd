import { Temporal } from 'temporal-polyfill';
import { invariant } from '#app/domain/shared/invariant.ts';
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
  let day = Temporal.Instant.fromEpochMilliseconds(askedAt.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  let at = askedAt.getTime();
  for (let passed = 0; passed < MOST_DAYS; passed += 1) {
    for (const { from, until } of openHours(day, { quietHours, timeZone })) {
      if (leftMs === 0) return new Date(at);
      const start = Math.max(from, askedAt.getTime());
      const openMs = Math.max(0, until - start);
      if (leftMs <= openMs) return new Date(start + leftMs);
      leftMs -= openMs;
      at = Math.max(at, until);
    }
    day = day.add({ days: 1 });
  }
  invariant(false, 'a shop that answers is open at some hour');
}

const HOUR_MS = 3_600_000;
/** A hundred and sixty-eight hours at four a week (see parse-shopper-settings.ts). */
const MOST_DAYS = 400;

/** The open hours that begin on a date: none, the whole day, one stretch, or the two around a rest at noon. */
function openHours(
  day: Temporal.PlainDate,
  { quietHours, timeZone }: { quietHours: ShopperSettings['quietHours']; timeZone: string },
): { from: number; until: number }[] {
  const { from, until, closedWeekdays } = quietHours;
  if (closedWeekdays.includes(day.dayOfWeek)) return [];
  const at = (time: string) => instantOf(day, time, timeZone);
  const begins = at('00:00');
  const ends = instantOf(day.add({ days: 1 }), '00:00', timeZone);
  if (from === until) return [{ from: begins, until: ends }];
  if (from > until) return [{ from: at(until), until: at(from) }];
  return [
    { from: begins, until: at(from) },
    { from: at(until), until: ends },
  ];
}

/** A time that clocks skip is the one an hour later; of a time that comes twice, the first. */
function instantOf(day: Temporal.PlainDate, time: string, timeZone: string): number {
  return day.toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds;
}
