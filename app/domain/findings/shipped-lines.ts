import { sumsByCurrency } from '#app/domain/findings/money-sums.ts';
import type {
  OrderFulfillment,
  OrderLine,
  OrderParcel,
  OrderSubject,
} from '#app/domain/findings/subjects.ts';
import type { Money } from '#app/domain/shared/money.ts';

/** How far an order's goods have come, as far as carriers say. */
export interface LineProgress {
  /** Not there, for certain. */
  open: readonly OrderLine[];
  /** Marked as fulfilled, but the parcel has no number or its carrier cannot be read: may be there. */
  unsure: readonly OrderLine[];
  done: readonly OrderLine[];
  /** Some part of some line is done. */
  isBegun: boolean;
  /** Value of the open lines; of a line in part done, of the rest. */
  openValue: readonly Money[];
}

/** Lines by whether they were handed to a carrier. Marking as fulfilled and labels count for nothing. */
export function shippedLines(
  lines: readonly OrderLine[],
  fulfillments: readonly OrderFulfillment[],
): LineProgress {
  return lineProgress(lines, fulfillments, isHandedOver);
}

/** Lines by whether they were delivered. */
export function deliveredLines(
  lines: readonly OrderLine[],
  fulfillments: readonly OrderFulfillment[],
): LineProgress {
  return lineProgress(lines, fulfillments, ({ deliveredAt }) => deliveredAt !== null);
}

/** A delivery proves the hand-over that no scan told of. */
export function isHandedOver({ handedOverAt, deliveredAt }: OrderParcel): boolean {
  return handedOverAt !== null || deliveredAt !== null;
}

/**
 * What a buyer could claim back: the open lines; before anything is done the whole order with its delivery, less what was paid
 * back. Lines beside `goods` (services, what the rule leaves out) are never in it.
 */
export function claimable(
  order: Pick<OrderSubject, 'total' | 'refunds' | 'lines' | 'shippingPaid'>,
  goods: readonly OrderLine[],
  { isBegun, unsure, openValue }: LineProgress,
): readonly Money[] {
  const { total, refunds, lines, shippingPaid } = order;
  if (isBegun || unsure.length > 0) return openValue;
  if (lines.known && lines.value.length > goods.length)
    return sumsByCurrency([...openValue, ...(shippingPaid.known ? [shippingPaid.value] : [])]);
  return [lessRefunds(total, refunds.known ? refunds.value : [])];
}

/** An order's total less what was paid back of it, never below nothing. */
function lessRefunds(total: Money, refunds: readonly { total: Money }[]): Money {
  const { minor, currency } = total;
  const back = sumsByCurrency(refunds.map((refund) => refund.total));
  const own = back.find((sum) => sum.currency === currency)?.minor ?? 0;
  return { minor: Math.max(0, minor - own), currency };
}

/** A fulfillment is done when every parcel of it is, since nobody says which line lies in which parcel. */
function lineProgress(
  lines: readonly OrderLine[],
  fulfillments: readonly OrderFulfillment[],
  isDone: (parcel: OrderParcel) => boolean,
): LineProgress {
  const statesOf = (line: OrderLine) =>
    fulfillments
      .filter(({ isCancelled, lineIds }) => !isCancelled && lineIds.includes(line.id))
      .map(({ parcels }) => stateOf(parcels, isDone));
  const placed = lines.map((line) => ({ line, place: placeOf(line, statesOf(line)) }));
  const at = (place: Place) => placed.flatMap((each) => (each.place === place ? [each.line] : []));
  const open = at('open');
  return {
    open,
    unsure: at('unsure'),
    done: at('done'),
    isBegun: lines.some((line) => statesOf(line).includes('done')),
    openValue: sumsByCurrency(open.map((line) => openPart(line, statesOf(line)))),
  };
}

type ParcelsState = 'open' | 'unsure' | 'done';
type Place = ParcelsState | 'taken_back';

function stateOf(
  parcels: readonly OrderParcel[],
  isDone: (parcel: OrderParcel) => boolean,
): ParcelsState {
  const waiting = parcels.filter((parcel) => !isDone(parcel));
  if (parcels.length > 0 && waiting.length === 0) return 'done';
  const isSeen = waiting.some(({ number, isReadable }) => number !== null && isReadable);
  return isSeen ? 'open' : 'unsure';
}

function placeOf(line: OrderLine, states: readonly ParcelsState[]): Place {
  if (line.unfulfilledQuantity > 0 || states.includes('open')) return 'open';
  if (states.includes('unsure')) return 'unsure';
  return states.length > 0 ? 'done' : 'taken_back';
}

/** A line whose fulfilled part is done owes the rest only; else the whole: parts in fulfillments are not told apart. */
function openPart(line: OrderLine, states: readonly ParcelsState[]): Money {
  const { unfulfilledQuantity, quantity, total } = line;
  if (!states.every((state) => state === 'done') || quantity === 0) return total;
  return { ...total, minor: Math.round((total.minor * unfulfilledQuantity) / quantity) };
}

/** Lines as a sentence names them: three titles at most. */
export function titlesOf(lines: readonly OrderLine[]): string {
  const titles = lines.slice(0, 3).map(({ title }) => title.slice(0, 60));
  return titles.join(', ') + (lines.length > titles.length ? ', …' : '');
}
