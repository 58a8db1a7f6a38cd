import { sumsByCurrency } from '#app/domain/findings/money-sums.ts';
import type { OrderFulfillment, OrderLine } from '#app/domain/findings/subjects.ts';
import type { Money } from '#app/domain/shared/money.ts';

/** Where an order's goods are, as far as carriers say. */
export interface ShippedLines {
  /** Not with a carrier, for certain. */
  open: readonly OrderLine[];
  /** Marked as fulfilled, but the parcel has no number or its carrier cannot be read: may have left. */
  unsure: readonly OrderLine[];
  gone: readonly OrderLine[];
  /** Value of the open lines, of which only what is not fulfilled where the rest has left. */
  openValue: readonly Money[];
}

/**
 * Sorts lines by whether they were handed to a carrier. Marking as fulfilled and labels count for nothing; a fulfillment
 * has left when every parcel of it was scanned, since nobody says which line lies in which parcel.
 */
export function shippedLines(
  lines: readonly OrderLine[],
  fulfillments: readonly OrderFulfillment[],
): ShippedLines {
  const placed = lines.map((line) => ({ line, place: placeOf(line, fulfillments) }));
  const at = (place: Place) => placed.flatMap((each) => (each.place === place ? [each.line] : []));
  const open = at('open');
  return {
    open,
    unsure: at('unsure'),
    gone: at('gone'),
    openValue: sumsByCurrency(open.map((line) => openPart(line, fulfillments))),
  };
}

type Place = 'open' | 'unsure' | 'gone' | 'taken_back';

function placeOf(line: OrderLine, fulfillments: readonly OrderFulfillment[]): Place {
  const states = ofLine(line, fulfillments).map(stateOf);
  if (line.unfulfilledQuantity > 0 || states.includes('open')) return 'open';
  if (states.includes('unsure')) return 'unsure';
  return states.length > 0 ? 'gone' : 'taken_back';
}

/** A line whose fulfilled part has left owes the rest only; else the whole: parts in fulfillments are not told apart. */
function openPart(line: OrderLine, fulfillments: readonly OrderFulfillment[]): Money {
  const isRestOnly = ofLine(line, fulfillments).every((each) => stateOf(each) === 'gone');
  const { unfulfilledQuantity, quantity, total } = line;
  if (!isRestOnly || quantity === 0) return total;
  return { ...total, minor: Math.round((total.minor * unfulfilledQuantity) / quantity) };
}

function ofLine(line: OrderLine, fulfillments: readonly OrderFulfillment[]): OrderFulfillment[] {
  return fulfillments.filter(
    ({ isCancelled, lineIds }) => !isCancelled && lineIds.includes(line.id),
  );
}

function stateOf({ parcels }: OrderFulfillment): 'open' | 'unsure' | 'gone' {
  const waiting = parcels.filter(
    ({ handedOverAt, deliveredAt }) => handedOverAt === null && deliveredAt === null,
  );
  if (parcels.length > 0 && waiting.length === 0) return 'gone';
  const isSeen = waiting.some(({ number, isReadable }) => number !== null && isReadable);
  return isSeen ? 'open' : 'unsure';
}

/** Lines as a sentence names them: three titles at most. */
export function titlesOf(lines: readonly OrderLine[]): string {
  const titles = lines.slice(0, 3).map(({ title }) => title.slice(0, 60));
  return titles.join(', ') + (lines.length > titles.length ? ', …' : '');
}
