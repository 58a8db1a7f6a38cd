import type { PurchaseOrderStatus } from '#app/domain/inventory/purchase-order.ts';

/** A line of a purchase order as a file tells it. Days are ISO dates; null: not told. */
export interface ToldLine {
  quantity: number;
  /** Null: all of it when it arrived, none otherwise. */
  received: number | null;
  orderedOn: string | null;
  expectedOn: string | null;
  arrivedOn: string | null;
}

/** What the lines of one order say together. */
export interface ToldOrder {
  status: Extract<PurchaseOrderStatus, 'draft' | 'sent' | 'partly_received' | 'received'>;
  /** The earliest day that a line names. */
  orderedOn: string | null;
  /** The latest, for the order is there when its last piece is. */
  expectedOn: string | null;
  /** The day the last piece came; null: some have not. */
  closedOn: string | null;
  /** Pieces of each line that came, in the order of the lines. */
  received: readonly number[];
  /** Each day on which something came, with the lines (counted from 0). */
  arrivals: readonly { on: string; lines: readonly { index: number; quantity: number }[] }[];
}

/** What is wrong with a line: how it stands to the day of the order and to today. */
export type ToldFault =
  | { field: 'orderedOn' | 'arrivedOn'; code: 'in_the_future' }
  | { field: 'arrivedOn' | 'expectedOn'; code: 'before_ordered' }
  | { field: 'received'; code: 'more_than_ordered' }
  | { field: 'arrivedOn'; code: 'missing' };

/** Null: the line can be as it says. Pieces that came need a day, or there is no telling how long the supplier took. */
export function faultOfLine(
  { quantity, received, orderedOn, expectedOn, arrivedOn }: ToldLine,
  { today }: { today: string },
): ToldFault | null {
  if (orderedOn !== null && orderedOn > today) return { field: 'orderedOn', code: 'in_the_future' };
  if (arrivedOn !== null && arrivedOn > today) return { field: 'arrivedOn', code: 'in_the_future' };
  if (orderedOn !== null && arrivedOn !== null && arrivedOn < orderedOn)
    return { field: 'arrivedOn', code: 'before_ordered' };
  if (orderedOn !== null && expectedOn !== null && expectedOn < orderedOn)
    return { field: 'expectedOn', code: 'before_ordered' };
  if ((received ?? 0) > quantity) return { field: 'received', code: 'more_than_ordered' };
  if ((received ?? 0) > 0 && arrivedOn === null) return { field: 'arrivedOn', code: 'missing' };
  return null;
}

/** An order from its lines, at least one. Without any day of ordering it is a draft. */
export function toldOrder(lines: readonly ToldLine[]): ToldOrder {
  const received = lines.map(
    (line) => line.received ?? (line.arrivedOn === null ? 0 : line.quantity),
  );
  const byDay = new Map<string, { index: number; quantity: number }[]>();
  for (const [index, { arrivedOn }] of lines.entries()) {
    const quantity = received[index] ?? 0;
    if (arrivedOn === null || quantity === 0) continue;
    byDay.set(arrivedOn, [...(byDay.get(arrivedOn) ?? []), { index, quantity }]);
  }
  const arrivals = [...byDay]
    .map(([on, arrived]) => ({ on, lines: arrived }))
    .sort((a, b) => (a.on < b.on ? -1 : 1));
  const isWhole = lines.every(({ quantity }, index) => received[index] === quantity);
  const orderedOn = extreme(
    lines.map((line) => line.orderedOn),
    'first',
  );
  const isBegun = arrivals.length > 0;
  return {
    status: isWhole
      ? 'received'
      : isBegun
        ? 'partly_received'
        : orderedOn === null
          ? 'draft'
          : 'sent',
    orderedOn,
    expectedOn: extreme(
      lines.map((line) => line.expectedOn),
      'last',
    ),
    closedOn: isWhole ? (arrivals.at(-1)?.on ?? null) : null,
    received,
    arrivals,
  };
}

function extreme(days: readonly (string | null)[], which: 'first' | 'last'): string | null {
  const sorted = days.filter((day) => day !== null).sort();
  return (which === 'first' ? sorted[0] : sorted.at(-1)) ?? null;
}
