/** A stretch of days whose counts stand together: a week from its Monday, or a calendar month. Days are UTC. */
export interface ScorePeriod {
  grain: 'week' | 'month';
  /** ISO date. */
  beginsOn: string;
}

/** What a person may look back over, in days. */
export const LOOK_BACK_DAYS = [30, 90, 365] as const;
export type LookBackDays = (typeof LOOK_BACK_DAYS)[number];

/** The UTC date of an instant, ISO: the day on which something counts. */
export function scoreDayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

/** The periods that a day counts in: one of each grain. */
export function periodsOfDay(on: string): ScorePeriod[] {
  const at = new Date(`${on}T00:00:00Z`);
  const monday = new Date(at.getTime() - ((at.getUTCDay() + 6) % 7) * DAY_MS);
  return [
    { grain: 'week', beginsOn: scoreDayOf(monday) },
    { grain: 'month', beginsOn: `${on.slice(0, 7)}-01` },
  ];
}

/**
 * The first period of a look back: everything that began with it or later counts. Whole periods only, so it reaches up to
 * six days (or, over a year, a month) further back than asked.
 */
export function firstPeriodOf(days: LookBackDays, now: Date): ScorePeriod {
  const grain = days > 90 ? 'month' : 'week';
  const on = scoreDayOf(new Date(now.getTime() - days * DAY_MS));
  const beginsOn = periodsOfDay(on).find((period) => period.grain === grain)?.beginsOn ?? on;
  return { grain, beginsOn };
}

const DAY_MS = 86_400_000;
