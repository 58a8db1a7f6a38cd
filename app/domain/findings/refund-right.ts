import { shipByAfter, type ShipBy } from '#app/domain/findings/delay-notices.ts';
import { paidAtOf } from '#app/domain/findings/paid-at.ts';
import { givenTime } from '#app/domain/findings/promised-time.ts';
import type { OrderSubject, Payment } from '#app/domain/findings/subjects.ts';

/** When a buyer's right to the money vests, under 16 CFR 435.2(c). */
export interface RefundRight {
  /** The first instant at which it holds; null: it never will by time alone. */
  vestsAt: Date | null;
  /** An instant on the day from which the time to refund is counted. */
  countsFrom: Date;
  /** The order was cancelled, or the time to ship ran out without the buyer's consent. */
  cause: 'cancelled' | 'lapsed';
}

/** Days to ship where nothing was agreed, that silence may add, and after which an order lapses. */
export interface ShippingTerms {
  defaultDays: number;
  silentDays: number;
  lapseDays: number;
}

/** The earlier of a cancellation and the lapse of the time to ship; whether goods have left is not asked here. */
export function refundRight(
  order: OrderSubject,
  payments: readonly Payment[],
  terms: ShippingTerms,
): RefundRight {
  const shipBy = shipByOf(order, payments, terms);
  const buyersAt = shipBy?.state === 'cancelled' ? shipBy.at : null;
  const lapsesAt = shipBy !== null && 'endsAt' in shipBy ? shipBy.endsAt : null;
  const cancelledAt = earliest([order.cancelledAt, buyersAt]);
  if (cancelledAt !== null && (lapsesAt === null || cancelledAt < lapsesAt))
    return { vestsAt: cancelledAt, countsFrom: cancelledAt, cause: 'cancelled' };
  // What ends at midnight belongs to the day before it.
  const countsFrom = lapsesAt === null ? order.createdAt : new Date(lapsesAt.getTime() - 1);
  return { vestsAt: lapsesAt, countsFrom, cause: 'lapsed' };
}

function shipByOf(
  { promiseToShip, notices, shop }: OrderSubject,
  payments: readonly Payment[],
  { defaultDays, silentDays, lapseDays }: ShippingTerms,
): ShipBy | null {
  const startsAt = paidAtOf(payments);
  if (startsAt === null) return null;
  const { endsAt } = givenTime(promiseToShip, { startsAt, defaultDays, shop });
  const { timeZone } = shop;
  return shipByAfter(notices, { firstEndsAt: endsAt, silentDays, lapseDays, timeZone });
}

function earliest(times: readonly (Date | null)[]): Date | null {
  const known = times.flatMap((time) => (time === null ? [] : [time.getTime()]));
  return known.length === 0 ? null : new Date(Math.min(...known));
}
