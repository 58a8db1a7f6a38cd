import type { OpenBill, PlannedPurchase } from '#app/db/cash-purchases.server.ts';
import { addDays } from '#app/domain/cash/iso-days.ts';

/** One payment to a supplier; minor units, ISO date. */
export interface Bill {
  minor: number;
  on: string;
  label: string;
  certainty: 'known' | 'estimated';
}

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
        },
      ];
    })
    .filter(({ minor, on }) => minor > 0 && on >= today);
}

/** The same for orders that the plans of variants will ask for: all of it is estimated. */
export function plannedBills(
  purchases: readonly PlannedPurchase[],
  today: string,
): Omit<Bill, 'certainty'>[] {
  return purchases.flatMap(({ supplier: label, week, minor, leadDays, ...terms }) => {
    const orderedOn = addDays(today, 7 * week);
    const restFrom = terms.balanceFrom === 'ordered' ? orderedOn : addDays(orderedOn, leadDays);
    const { deposit, rest } = splitBill(minor, terms);
    return [
      { minor: deposit, on: orderedOn, label },
      { minor: rest, on: addDays(restFrom, terms.balanceDays), label },
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
