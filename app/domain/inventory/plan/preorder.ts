import type { Random } from '#app/domain/inventory/demand/random.ts';
import type { VariantFacts } from '#app/domain/inventory/plan-facts.ts';
import type { StockedPlan } from '#app/domain/inventory/variant-plan.ts';
import { daysFrom } from '#app/domain/shared/iso-days.ts';
import { drawArrivals, type ExpectedArrival } from './arrivals.ts';
import { afterOwed } from './owed.ts';
import { FUTURES } from './stock-out.ts';
import { drawDay, type WeightedDays } from './weighted-days.ts';

/** Further than any promise. */
const DAYS_LOOKED_AT = 730;

/**
 * What is paid, not shipped and beyond what there is (Shopify's available quantity is net of open orders, so what is below
 * zero), at what buyers paid, and how probably it comes after the day promised: with the arrivals underway, or with an order
 * of today where they do not cover it. `lateRisk` null: nothing was promised, or nobody can tell when it comes. Null: nothing.
 */
export function preorderOf(
  openUnits: VariantFacts['openUnits'],
  {
    owed,
    arrivals,
    lead,
    today,
    random,
  }: {
    owed: number;
    arrivals: readonly ExpectedArrival[];
    lead: WeightedDays | null;
    today: string;
    random: Random;
  },
): StockedPlan['preorder'] {
  if (openUnits === null || openUnits.units <= 0 || owed <= 0) return null;
  const units = Math.min(openUnits.units, owed);
  const { value, promisedOn } = openUnits;
  return {
    units,
    value: { ...value, minor: Math.round((value.minor * units) / openUnits.units) },
    promisedOn,
    lateRisk:
      promisedOn === null
        ? null
        : lateRisk({ owed, arrivals, lead, promisedIn: daysFrom(today, promisedOn), random }),
  };
}

/** Never quite 0 or 1 unless the promise has passed: half a future is added on either side. */
function lateRisk({
  owed,
  arrivals,
  lead,
  promisedIn,
  random,
}: {
  owed: number;
  arrivals: readonly ExpectedArrival[];
  lead: WeightedDays | null;
  promisedIn: number;
  random: Random;
}): number | null {
  if (promisedIn < 0) return 1;
  let late = 0;
  for (let future = 0; future < FUTURES; future += 1) {
    const drawn = drawArrivals(arrivals, { days: DAYS_LOOKED_AT, random });
    const byThen = drawn.filter(({ day }) => day <= promisedIn);
    const { stillOwed: owedThen } = afterOwed(byThen, owed);
    if (owedThen <= 0) continue;
    const { stillOwed: uncovered } = afterOwed(drawn, owed);
    // What is underway comes after the day.
    if (uncovered < owedThen) late += 1;
    else if (lead === null) return null;
    // Nothing is underway for it: an order of today.
    else if (drawDay(lead, random) > promisedIn) late += 1;
  }
  return (late + 0.5) / (FUTURES + 1);
}
