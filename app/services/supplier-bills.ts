import type { OpenBill, PlannedPurchase } from '#app/db/cash-purchases.server.ts';
import { addDays, daysFrom } from '#app/domain/shared/iso-days.ts';
import { dayAtLeast } from '#app/domain/inventory/plan/weighted-days.ts';
import type { WeightedDays } from '#app/domain/inventory/plan/weighted-days.ts';

/** One payment to a supplier; minor units, ISO date. */
export interface Bill {
  minor: number;
  on: string;
  label: string;
  certainty: 'known' | 'estimated';
  /** Where it hangs on an arrival of a supplier whose lateness is on record: equally likely days, 0 = today. */
  days?: readonly number[];
}

/** A payment for goods that will be ordered on `orderedOn`. */
type PlannedBill = Pick<Bill, 'minor' | 'on' | 'label'> & { orderedOn: string };

interface Terms {
  depositBp: number;
  balanceDays: number;
  balanceFrom: 'ordered' | 'arrived';
}

/** Where nobody named a day of arrival, so many days from the order are taken: estimated. */
const ASSUMED_LEAD_DAYS = 30;

/**
 * What is still to be paid for purchase orders, as their terms say: the deposit when ordering, the rest so many days after
 * the order or the arrival. What was due before `today` is taken as paid. A day is known unless it hangs on an arrival that
 * lies ahead; deposit and rest always add up to the order.
 */
export function openBills(
  bills: readonly (OpenBill & { arrivedOn: string | null })[],
  today: string,
  lateness: ReadonlyMap<number, WeightedDays> = new Map(),
): Bill[] {
  return bills
    .flatMap((bill) => {
      const label = `${bill.supplier} · ${bill.number}`;
      const arrives = bill.expectedOn ?? addDays(bill.orderedOn, ASSUMED_LEAD_DAYS);
      // What is late arrives today at the earliest.
      const arrivedOn = bill.arrivedOn ?? (arrives < today ? today : arrives);
      const hangsOnArrival = bill.balanceFrom === 'arrived' && bill.arrivedOn === null;
      const { deposit, rest } = splitBill(bill.minor, bill);
      const restFrom = bill.balanceFrom === 'ordered' ? bill.orderedOn : arrivedOn;
      return [
        { minor: deposit, on: bill.orderedOn, label, certainty: 'known' as const },
        {
          minor: rest,
          on: addDays(restFrom, bill.balanceDays),
          label,
          certainty: hangsOnArrival ? ('estimated' as const) : ('known' as const),
          ...(hangsOnArrival ? lateDays(bill, { today, lateness }) : {}),
        },
      ];
    })
    .filter(({ minor, on }) => minor > 0 && on >= today);
}

const LIKELY_DAYS = 20;

/** The days on which what is underway may come, and be paid, by how late its supplier is. */
function lateDays(
  { expectedOn, supplierId, balanceDays }: OpenBill,
  { today, lateness }: { today: string; lateness: ReadonlyMap<number, WeightedDays> },
): Pick<Bill, 'days'> {
  const late = lateness.get(supplierId);
  if (late === undefined || expectedOn === null) return {};
  const named = daysFrom(today, expectedOn);
  const days = Array.from(
    { length: LIKELY_DAYS },
    (_, place) => named + dayAtLeast(late, -named, (place + 0.5) / LIKELY_DAYS) + balanceDays,
  );
  return { days };
}

/** The same for orders that the plans of variants will ask for: all of it is estimated. */
export function plannedBills(purchases: readonly PlannedPurchase[], today: string): PlannedBill[] {
  return purchases.flatMap(({ supplier: label, week, minor, leadDays, ...terms }) => {
    const orderedOn = addDays(today, 7 * week);
    const restFrom = terms.balanceFrom === 'ordered' ? orderedOn : addDays(orderedOn, leadDays);
    const { deposit, rest } = splitBill(minor, terms);
    return [
      { minor: deposit, on: orderedOn, label, orderedOn },
      { minor: rest, on: addDays(restFrom, terms.balanceDays), label, orderedOn },
    ].filter((bill) => bill.minor > 0);
  });
}

function splitBill(
  minor: number,
  { depositBp }: Pick<Terms, 'depositBp'>,
): { deposit: number; rest: number } {
  const deposit = Math.round((minor * depositBp) / 10_000);
  return { deposit, rest: minor - deposit };
}
