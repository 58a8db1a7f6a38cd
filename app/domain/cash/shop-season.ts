import { addDays, weekdayOf } from '#app/domain/shared/iso-days.ts';
import { ISO_WEEKS, isoWeekSlots } from '#app/domain/inventory/demand/iso-weeks.ts';

/** What one category brings a week now, in minor units, and its year: 53 factors by ISO week, mean 1. */
interface CategorySales {
  minor: number;
  season: readonly number[];
  /** Of history behind it. */
  weeks: number;
}

/**
 * How far the season of a shop's sales is known, 0 to 1: the part of them of which a year was learned, and of that one half
 * after one year, two thirds after two, for what was seen once may have been chance. 0 where nothing is sold.
 */
export function seasonKnown(categories: readonly CategorySales[]): number {
  const total = categories.reduce((sum, { minor }) => sum + minor, 0);
  const learned = categories
    .filter(({ season }) => season.some((factor) => factor !== 1))
    .reduce((sum, { minor, weeks }) => sum + (minor * weeks) / (weeks + WEEKS_A_YEAR), 0);
  return total > 0 ? learned / total : 0;
}

const WEEKS_A_YEAR = 52;

/** What is told of a category's sales now is their mean over so many weeks. */
const WEEKS_NOW = 4;
const LEAST = 0.05;

/**
 * What each ISO week sells of the whole shop against its year's mean: 53 factors, those of the categories, each weighing what
 * it sells in a mean week of the year. All 1 where nothing is sold, or no category has a year.
 */
export function shopSeason(categories: readonly CategorySales[], today: string): number[] {
  const now = [...isoWeekSlots(mondayOf(today), WEEKS_NOW)];
  const factors = Array.from({ length: ISO_WEEKS }, () => 0);
  let total = 0;
  for (const { minor, season } of categories) {
    const factorNow = now.reduce((sum, slot) => sum + (season[slot] ?? 1), 0) / WEEKS_NOW;
    const usual = minor / Math.max(LEAST, factorNow);
    total += usual;
    for (let slot = 0; slot < ISO_WEEKS; slot += 1)
      factors[slot] = (factors[slot] ?? 0) + usual * (season[slot] ?? 1);
  }
  return factors.map((factor) => (total > 0 ? Math.max(LEAST, factor / total) : 1));
}

/** A season's factor of each of so many days from `from` (ISO date) on. */
export function seasonByDay(
  season: readonly number[],
  { from, days }: { from: string; days: number },
): Float64Array {
  const into = weekdayOf(from) - 1;
  const slots = isoWeekSlots(mondayOf(from), Math.ceil((days + into) / 7));
  return Float64Array.from(
    { length: days },
    (_, day) => season[slots[Math.floor((day + into) / 7)] ?? 0] ?? 1,
  );
}

function mondayOf(on: string): string {
  return addDays(on, 1 - weekdayOf(on));
}
