import type { Random } from '#app/domain/inventory/demand/random.ts';
import type { VariantFacts } from '#app/domain/inventory/plan-facts.ts';
import type { Arrival } from '#app/domain/inventory/variant-plan.ts';
import { dayInZone } from '#app/domain/shared/day-in-zone.ts';
import { addDays, daysFrom } from '#app/domain/shared/iso-days.ts';
import type { LeadDays } from './lead-time.ts';
import { dayAtLeast, type WeightedDays } from './weighted-days.ts';

/** Stock on its way and what is known of the day on which it comes. Days are counted from today = 0. */
export interface ExpectedArrival {
  purchaseOrderId: number | null;
  quantity: number;
  expectedOn: string | null;
  /**
   * `spread`: days after `base` (named day, or day of ordering), as the supplier's record says. `named`: only the day that was
   * named is known. Null: nobody can tell; it counts nowhere.
   */
  when:
    { kind: 'spread'; base: number; days: WeightedDays } | { kind: 'named'; day: number } | null;
}

/** An arrival in one future. */
export interface DrawnArrival {
  day: number;
  quantity: number;
}

/**
 * When what is underway will come: named day and the supplier's lateness, else day of ordering and its lead time, else the named
 * day alone, unless that has passed. Quantities of 0 and below are left out.
 */
export function expectedArrivals(
  arriving: VariantFacts['arriving'],
  {
    today,
    timeZone,
    lead,
    lateness,
  }: { today: string; timeZone: string; lead: LeadDays | null; lateness: WeightedDays | null },
): ExpectedArrival[] {
  return arriving
    .filter(({ quantity }) => quantity > 0)
    .map(({ purchaseOrderId, quantity, orderedAt, expectedOn }) => {
      const known = { purchaseOrderId, quantity, expectedOn };
      const named = expectedOn === null ? null : daysFrom(today, expectedOn);
      if (named !== null && lateness !== null) {
        return { ...known, when: { kind: 'spread', base: named, days: lateness } };
      }
      if (orderedAt !== null && lead !== null) {
        const base = daysFrom(today, dayInZone(orderedAt, timeZone));
        return { ...known, when: { kind: 'spread', base, days: lead.days } };
      }
      if (named !== null && named >= 0) return { ...known, when: { kind: 'named', day: named } };
      return { ...known, when: null };
    });
}

/** The arrivals of one future, by day, those within `days` days from now. What is late already comes today at the earliest. */
export function drawArrivals(
  arrivals: readonly ExpectedArrival[],
  { days, random }: { days: number; random: Random },
): DrawnArrival[] {
  const drawn: DrawnArrival[] = [];
  for (const { when, quantity } of arrivals) {
    const day = when === null ? Infinity : drawnDay(when, random.next());
    if (day < days) drawn.push({ day, quantity });
  }
  return drawn.length > 1 ? drawn.sort((a, b) => a.day - b.day) : drawn;
}

/** An arrival as the plan shows it; days beyond the horizon and days that nobody can tell are null. */
export function shownArrival(
  { purchaseOrderId, quantity, expectedOn, when }: ExpectedArrival,
  { today, horizon }: { today: string; horizon: number },
): Arrival {
  const on = (share: number) => {
    if (when === null || (when.kind === 'named' && share > 0.5)) return null;
    const day = drawnDay(when, share);
    return day <= horizon ? addDays(today, day) : null;
  };
  return {
    purchaseOrderId,
    quantity,
    expectedOn,
    arrivesOn: { p10: on(0.1), p50: on(0.5), p90: on(0.9) },
  };
}

function drawnDay(when: NonNullable<ExpectedArrival['when']>, share: number): number {
  return when.kind === 'named' ? when.day : when.base + dayAtLeast(when.days, -when.base, share);
}
