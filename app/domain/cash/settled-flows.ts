import type { BankDays } from '#app/domain/cash/bank-days.ts';
import type { CashFacts, CashItem } from '#app/domain/cash/cash-facts.ts';
import type { CashDriver } from '#app/domain/cash/cash-forecast.ts';
import type { FlowBook, FlowLine } from '#app/domain/cash/flow-book.ts';
import { addDays, daysFrom } from '#app/domain/shared/iso-days.ts';
import { itemDays } from '#app/domain/cash/item-days.ts';
import { FORECAST_DAYS } from '#app/domain/cash/ledger.ts';
import { assertExhaustive } from '#app/domain/shared/exhaustive.ts';

interface SettledFlow {
  line: FlowLine;
  day: number;
  minor: number;
  /** Equally likely days; null: `day`. */
  days: readonly number[] | null;
  /** Goods that will be ordered on that day, as many as will have been sold; null: settled already. */
  orderedDay: number | null;
}

/**
 * What is known or planned of money that goes out and comes in: suppliers' bills, orders the plan will ask for, typed costs and
 * receipts. A path draws the day of a bill that hangs on an arrival, and orders what it has sold.
 */
export function settledFlows(
  facts: CashFacts,
  { book, days }: { book: FlowBook; days: BankDays },
): SettledFlow[] {
  const { today } = facts;
  const bills = facts.supplierBills.map((bill) => ({
    line: book.line({ driver: 'supplier_orders', certainty: bill.certainty, label: bill.label }),
    // What is overdue is to be paid at once; on a day of rest no bank pays.
    day: days.openFrom(Math.max(0, daysFrom(today, bill.on))),
    minor: -bill.minor,
    days: bill.days ?? null,
    orderedDay: null,
  }));
  const orders = facts.replenishment.map((order) => ({
    line: book.line({ driver: 'replenishment', certainty: 'estimated', label: order.label }),
    day: days.openFrom(Math.max(0, daysFrom(today, order.on))),
    minor: -order.minor,
    days: null,
    orderedDay: Math.max(0, daysFrom(today, order.orderedOn ?? today)),
  }));
  return [...bills, ...orders, ...facts.items.flatMap((item) => itemFlows(item, { today, book }))];
}

function itemFlows(
  item: CashItem,
  { today, book }: { today: string; book: FlowBook },
): SettledFlow[] {
  const { driver, sign } = driverOf(item.kind);
  const line = book.line({ driver, certainty: 'known', label: item.name });
  return itemDays(item, { from: today, to: addDays(today, FORECAST_DAYS - 1) }).map((on) => ({
    line,
    day: daysFrom(today, on),
    minor: sign * item.minor,
    days: null,
    orderedDay: null,
  }));
}

function driverOf(kind: CashItem['kind']): { driver: CashDriver; sign: 1 | -1 } {
  switch (kind) {
    case 'recurring':
      return { driver: 'recurring', sign: -1 };
    case 'ads':
      return { driver: 'ads', sign: -1 };
    case 'one_off':
      return { driver: 'one_off', sign: -1 };
    case 'receipt':
      return { driver: 'one_off', sign: 1 };
    default:
      return assertExhaustive(kind);
  }
}
