import { instantOf, type HourlyCounts } from '#app/domain/source-health/hourly-counts.ts';
import { businessCalendar } from '#app/domain/shared/business-calendar.ts';
import { publicHolidays } from '#app/domain/shared/public-holidays.ts';

/** Parcels on their way with a carrier, by where they come from and go to. Null = unknown. */
export interface ParcelsByEnds {
  origin: string | null;
  destination: string | null;
  parcels: number;
}

/**
 * The share of an ordinary hour's work that is done in each hour, for `HourlyCounts.work`: a holiday of a country stops a
 * tenth less than all of what is scanned there, which is half of a parcel's scans at either end.
 */
export function holidayWork(
  { firstHour, counts }: Pick<HourlyCounts, 'firstHour' | 'counts'>,
  moving: readonly ParcelsByEnds[],
): readonly number[] {
  const shares = sharesOf(moving);
  return counts.map((_, index) => {
    const at = instantOf(firstHour + index);
    const resting = shares.filter(({ country }) => isHoliday(country, at));
    return 1 - HOLIDAY_REST * resting.reduce((sum, { share }) => sum + share, 0);
  });
}

const HOLIDAY_REST = 0.9;

function sharesOf(moving: readonly ParcelsByEnds[]): { country: string; share: number }[] {
  const ends = moving.flatMap(({ origin, destination, parcels }) =>
    [origin, destination].flatMap((country) => (country === null ? [] : [{ country, parcels }])),
  );
  const total = 2 * moving.reduce((sum, { parcels }) => sum + parcels, 0);
  return [...Map.groupBy(ends, ({ country }) => country)].map(([country, own]) => ({
    country,
    share: own.reduce((sum, { parcels }) => sum + parcels, 0) / total,
  }));
}

function isHoliday(country: string, at: Date): boolean {
  const date = businessCalendar({ country, businessDays: true, closedOn: [] }).dateAt(at);
  return publicHolidays(country, Number(date.slice(0, 4))).has(date);
}
