import type { VariantFacts } from '#app/domain/inventory/plan-facts.ts';
import type { DirectPlan, PlanGap } from '#app/domain/inventory/variant-plan.ts';
import { startOfDayAfter, startOfDay } from '#app/domain/shared/day-in-zone.ts';
import { daysBetween } from './plan-days.ts';

/** Fewer parcels say nothing. */
const FEWEST = 5;
/** Parcels of the last 30 days from which the older ones no longer count for what is open now. */
const ENOUGH_RECENT = 10;
const RECENT_DAYS = 30;
const BEFORE_DAYS = 90;

interface Context {
  now: Date;
  timeZone: string;
  currency: string;
}

interface Door {
  /** From order to door. */
  days: number;
  /** From the door until now. */
  ago: number;
}

/** What a supplier's parcels say of a variant that it ships to buyers itself. `gaps`: open units in a second currency left out. */
export function directPlan(
  facts: Pick<VariantFacts, 'directParcels' | 'directOpen'>,
  { weeklyDemand, now, timeZone, currency }: Context & { weeklyDemand: number },
): { plan: DirectPlan; gaps: PlanGap[] } {
  const doors = facts.directParcels
    .map(({ orderedAt, deliveredAt }) => ({
      days: daysBetween(orderedAt, deliveredAt),
      ago: daysBetween(deliveredAt, now),
    }))
    .filter(({ days, ago }) => days >= 0 && ago >= 0 && ago <= RECENT_DAYS + BEFORE_DAYS);
  const open = facts.directOpen.filter(({ value }) => value.currency === currency);
  const plan: DirectPlan = {
    kind: 'direct',
    toDoor: toDoorOf(doors),
    delayDays: delayOf(doors),
    open: {
      units: facts.directOpen.reduce((sum, { units }) => sum + units, 0),
      value: { minor: open.reduce((sum, { value }) => sum + value.minor, 0), currency },
      lateRisk: lateRiskOf(facts.directOpen, { doors, now, timeZone }),
    },
    weeklyDemand,
  };
  return { plan, gaps: open.length < facts.directOpen.length ? ['currency_mixed'] : [] };
}

function toDoorOf(doors: readonly Door[]): DirectPlan['toDoor'] {
  if (doors.length < FEWEST) return null;
  const days = daysOf(doors);
  return {
    p10: shareOf(days, 0.1),
    p50: shareOf(days, 0.5),
    p90: shareOf(days, 0.9),
    parcels: days.length,
  };
}

/** Median of the last 30 days less that of the 90 before, to a tenth of a day. */
function delayOf(doors: readonly Door[]): number | null {
  const recent = daysOf(doors.filter(({ ago }) => ago <= RECENT_DAYS));
  const before = daysOf(doors.filter(({ ago }) => ago > RECENT_DAYS));
  if (recent.length < FEWEST || before.length < FEWEST) return null;
  return Math.round((shareOf(recent, 0.5) - shareOf(before, 0.5)) * 10) / 10;
}

/**
 * Of open units with a promise, the share that will come after it: of the parcels that took at least as long as each has been
 * open, those that took longer than its promise allows (half a parcel added to either side: never quite sure). Once the
 * promised day has passed it is late. Null: no promise, or too few parcels.
 */
function lateRiskOf(
  open: VariantFacts['directOpen'],
  { doors, now, timeZone }: { doors: readonly Door[]; now: Date; timeZone: string },
): number | null {
  const recent = doors.filter(({ ago }) => ago <= RECENT_DAYS);
  const days = daysOf(recent.length >= ENOUGH_RECENT ? recent : doors);
  let [units, late] = [0, 0];
  for (const { orderedAt, promisedOn, units: each } of open) {
    if (promisedOn === null) continue;
    const promiseEnds = startOfDayAfter(startOfDay(promisedOn, timeZone), 1, timeZone);
    const isPast = promiseEnds <= now;
    if (!isPast && days.length < FEWEST) return null;
    const still = days.filter((taken) => taken >= daysBetween(orderedAt, now));
    const over = still.filter((taken) => taken > daysBetween(orderedAt, promiseEnds));
    units += each;
    late += each * (isPast ? 1 : (over.length + 0.5) / (still.length + 1));
  }
  return units > 0 ? late / units : null;
}

function daysOf(doors: readonly Door[]): number[] {
  return doors.map(({ days }) => days).sort((a, b) => a - b);
}

function shareOf(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
