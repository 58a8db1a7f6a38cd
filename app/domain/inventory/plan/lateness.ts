import type { LeadRecord, SupplierFacts } from '#app/domain/inventory/plan-facts.ts';
import { dayInZone } from '#app/domain/shared/day-in-zone.ts';
import { daysFrom } from '#app/domain/shared/iso-days.ts';
import { thinned } from './thinned.ts';
import { mixDays, type WeightedDays } from './weighted-days.ts';

/** All suppliers' lateness counts as much as so many deliveries of its own. */
const OTHERS_COUNT_AS = 3;
/** Together, fewer say nothing. */
const FEWEST = 5;
const NEWEST = 50;

/**
 * By how many days a supplier's deliveries come later than the day named for them (negative: earlier), mixed with those of all
 * suppliers while its own are few. Null: fewer than five deliveries with a named day on record, its own and the others'.
 */
export function latenessOf(
  { deliveries }: Pick<SupplierFacts, 'deliveries'>,
  { allDeliveries, timeZone }: { allDeliveries: readonly LeadRecord[]; timeZone: string },
): WeightedDays | null {
  const own = lateDays(deliveries.slice(-NEWEST), timeZone);
  const all = allLateDays(allDeliveries, timeZone);
  if (Math.max(own.length, all.length) < FEWEST) return null;
  return mixDays([
    { days: own, weight: own.length },
    { days: all, weight: OTHERS_COUNT_AS },
  ]);
}

function lateDays(deliveries: readonly LeadRecord[], timeZone: string): number[] {
  return deliveries.flatMap(({ expectedOn, arrivedAt }) =>
    expectedOn === null ? [] : [daysFrom(expectedOn, dayInZone(arrivedAt, timeZone))],
  );
}

/** Kept, because every variant of a pass asks for the same list; the newest thousand. */
function allLateDays(allDeliveries: readonly LeadRecord[], timeZone: string): readonly number[] {
  const seen = remembered.get(allDeliveries);
  if (seen !== undefined) return seen;
  const days = thinned(lateDays(allDeliveries.slice(-1_000), timeZone), NEWEST);
  remembered.set(allDeliveries, days);
  return days;
}

const remembered = new WeakMap<readonly LeadRecord[], readonly number[]>();
