import { dayOf } from '#sandbox/payments/payout-days.ts';
import type { PlannedVariant } from './catalogue.ts';
import { MAKERS } from './makers.ts';
import type { BankLine } from './shapes.ts';
import { isoOf } from './iso-day.ts';
import { STORE } from './store.ts';
import type { Purchase } from './trade.ts';

/** `Date,Description,Amount,Balance`, ISO dates, a point before the cents, oldest first. */
export function bankCsv(lines: readonly BankLine[], openingMinor: number): string {
  let balance = openingMinor;
  const rows = lines.map(({ day, text, minor }) => {
    balance += minor;
    return [isoOf(day), text, decimal(minor), decimal(balance)].join(',');
  });
  return ['Date,Description,Amount,Balance', ...rows, ''].join('\n');
}

/**
 * One row a line of an order at a maker: number, supplier, days, SKU, quantity, what of it has arrived, cost. An arrival
 * that has not come by `at` has no day.
 */
export function purchasesCsv(
  purchases: readonly Purchase[],
  { variants, at }: { variants: readonly PlannedVariant[]; at: number },
): string {
  const rows = purchases
    .filter(({ orderedAt }) => orderedAt < at)
    .flatMap(({ number, maker, orderedAt, expectedDay, arrivesAt, lines }) => {
      const hasArrived = arrivesAt <= at;
      return lines.map(({ index, quantity, costMinor }) =>
        [
          number,
          MAKERS[maker].name,
          isoOf(dayOf(orderedAt, STORE.country)),
          isoOf(expectedDay),
          hasArrived ? isoOf(dayOf(arrivesAt, STORE.country)) : '',
          variants[index]?.variant.sku ?? '',
          quantity,
          hasArrived ? quantity : 0,
          decimal(costMinor),
          STORE.currency,
        ].join(','),
      );
    });
  const head = 'number,supplier,ordered,expected,arrived,sku,quantity,received,unit cost,currency';
  return [head, ...rows, ''].join('\n');
}

function decimal(minor: number): string {
  return (minor / 100).toFixed(2);
}
