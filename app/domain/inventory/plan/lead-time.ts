import type { LeadRecord, SupplierFacts } from '#app/domain/inventory/plan-facts.ts';
import type { LeadTime } from '#app/domain/inventory/variant-plan.ts';
import { daysBetween } from './plan-days.ts';
import { thinned } from './thinned.ts';
import { dayAt, mixDays, type WeightedDays } from './weighted-days.ts';

/** What is known of the time from order to shelf of one supplier. */
export interface LeadDays {
  days: WeightedDays;
  /** Of its own, the newest 50 at most. */
  deliveries: number;
  from: LeadTime['from'];
}

type Supplier = Pick<SupplierFacts, 'deliveries' | 'typedLead'>;

/** What a merchant typed counts as much as so many deliveries. */
const TYPED_COUNTS_AS = 3;
/** All suppliers count as much as one: suppliers differ more from each other than each from itself. */
const OTHERS_COUNT_AS = 1;
/** Deliveries from which a supplier's own stand alone. */
const ENOUGH = 20;
/** Of others, fewer say nothing. */
const FEWEST_OF_OTHERS = 5;
/** Older ones are forgotten. */
const NEWEST = 50;
/** With nobody else to compare: the half of its weight that few deliveries give away is spread so far around each of them. */
const UNCERTAIN = [0.7, 0.85, 1, 1.25, 1.5] as const;

/** Days from order to shelf in three figures; null: neither deliveries on record nor a typed lead time, and none is invented. */
export function leadTimeOf(
  supplier: Supplier,
  known: { allDeliveries: readonly LeadRecord[] },
): LeadTime | null {
  const lead = leadDaysOf(supplier, known);
  return lead === null ? null : shownLead(lead);
}

export function shownLead({ days, deliveries, from }: LeadDays): LeadTime {
  return { p10: dayAt(days, 0.1), p50: dayAt(days, 0.5), p90: dayAt(days, 0.9), deliveries, from };
}

/**
 * The empirical distribution of a supplier's deliveries, shrunk while they are few: n of its own weigh n, what the merchant
 * typed (a triangle from low over likely to high) weighs 3, or else all suppliers' deliveries weigh 1; from 20 on its own
 * stand alone. Null as above.
 */
export function leadDaysOf(
  { deliveries, typedLead }: Supplier,
  { allDeliveries }: { allDeliveries: readonly LeadRecord[] },
): LeadDays | null {
  const own = takenDays(deliveries.slice(-NEWEST));
  const count = own.length;
  if (count === 0 && typedLead === null) return null;
  const alone = { days: own, weight: count };
  if (count >= ENOUGH) return mixed([alone], { deliveries: count, from: 'deliveries' });
  if (typedLead !== null) {
    const typed = { days: triangleDays(typedLead), weight: TYPED_COUNTS_AS };
    return mixed([alone, typed], { deliveries: count, from: count === 0 ? 'typed' : 'shrunk' });
  }
  const all = allDays(allDeliveries);
  if (all.length - count >= FEWEST_OF_OTHERS) {
    const others = { days: all, weight: OTHERS_COUNT_AS };
    return mixed([alone, others], { deliveries: count, from: 'all_suppliers' });
  }
  const spread = own.flatMap((days) => UNCERTAIN.map((factor) => Math.round(days * factor)));
  return mixed([alone, { days: spread, weight: TYPED_COUNTS_AS }], {
    deliveries: count,
    from: 'deliveries',
  });
}

function mixed(
  parts: Parameters<typeof mixDays>[0],
  known: Pick<LeadDays, 'deliveries' | 'from'>,
): LeadDays | null {
  const days = mixDays(parts);
  return days === null ? null : { days, ...known };
}

/** Whole days of each delivery; those that arrived before they were ordered are mistakes and left out. */
function takenDays(deliveries: readonly LeadRecord[]): number[] {
  return deliveries
    .map(({ orderedAt, arrivedAt }) => Math.round(daysBetween(orderedAt, arrivedAt)))
    .filter((days) => days >= 0);
}

const TRIANGLE_POINTS = 20;

/** Twenty days, each as probable, of a triangular distribution. Typed out of order, they are put in order. */
function triangleDays(typed: { low: number; likely: number; high: number }): number[] {
  const [low = 0, likely = 0, high = 0] = [typed.low, typed.likely, typed.high].sort(
    (a, b) => a - b,
  );
  const width = high - low;
  return Array.from({ length: TRIANGLE_POINTS }, (_, index) => {
    const share = (index + 0.5) / TRIANGLE_POINTS;
    if (width <= 0) return Math.round(likely);
    const rising = (likely - low) / width;
    return Math.round(
      share < rising
        ? low + Math.sqrt(share * width * (likely - low))
        : high - Math.sqrt((1 - share) * width * (high - likely)),
    );
  });
}

/** All suppliers' days in at most fifty steps; kept, because every variant of a pass asks for the same list. */
function allDays(allDeliveries: readonly LeadRecord[]): readonly number[] {
  const seen = remembered.get(allDeliveries);
  if (seen !== undefined) return seen;
  const days = thinned(takenDays(allDeliveries), NEWEST);
  remembered.set(allDeliveries, days);
  return days;
}

const remembered = new WeakMap<readonly LeadRecord[], readonly number[]>();
