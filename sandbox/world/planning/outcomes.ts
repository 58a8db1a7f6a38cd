import { businessDaysAfter, dayOf, startOf } from '#sandbox/payments/payout-days.ts';
import { DAY, HOUR, wholeSecond } from '../calendar.ts';
import { Random, seedFrom } from '../random.ts';
import { normal } from './draws.ts';
import type { Gateway, OrderState, WorldChargeback } from './shapes.ts';
import { STORE } from './store.ts';
import type { Purchase, Sale } from './trade.ts';

/** What becomes of a sale: its parcel, and money that goes back. */
export interface Outcome {
  gateway: Gateway;
  /** Null: cancelled first, or what it waits for never comes within the span. */
  shippedAt: number | null;
  state: OrderState;
  /** First scan; null for what was lost at once or not shipped. */
  movedAt: number | null;
  deliveredAt: number | null;
  refundedAt: number | null;
  /** Part of the total that goes back, 0 to 1. */
  refundedShare: number;
  /** A chargeback; only card payments are disputed. */
  dispute: WorldChargeback | null;
}

/** True rates by what became of the parcel. The shop's own figures speak of them; nobody is told. */
export const TRUE_RATES = {
  on_time: { refund: 0.025, dispute: 0.002 },
  late: { refund: 0.12, dispute: 0.02 },
  lost: { refund: 0.72, dispute: 0.12 },
} as const;
const GATEWAYS = [
  { gateway: 'shopify_payments', weight: 78 },
  { gateway: 'paypal', weight: 15 },
  { gateway: 'Cash on Delivery (COD)', weight: 7 },
] as const;
const STATES = [
  { state: 'on_time', weight: 91 },
  { state: 'late', weight: 7 },
  { state: 'lost', weight: 2 },
] as const;
const WON = 0.35;

/** What becomes of a sale, drawn from a stream of its own. */
export function outcomeOf(
  sale: Sale,
  { seed, purchases }: { seed: number; purchases: readonly Purchase[] },
): Outcome {
  const random = new Random(seedFrom(seed, 0x9740, sale.number));
  const { gateway } = random.pickWeighted(GATEWAYS);
  const { state } = random.pickWeighted(STATES);
  const none = { movedAt: null, deliveredAt: null, refundedAt: null, refundedShare: 0 };
  const nothing = { gateway, shippedAt: null, ...none, dispute: null };
  if (sale.cancelAt !== null) {
    const refundedAt = after(sale.cancelAt, random.between(0.05, 2));
    const isPaid = gateway !== 'Cash on Delivery (COD)';
    return isPaid
      ? { ...nothing, state: 'cancelled', refundedAt, refundedShare: 1 }
      : { ...nothing, state: 'cancelled' };
  }
  const readyAt = sale.waits ? arrivalAfter(sale, purchases) : sale.at;
  if (readyAt === null) return { ...nothing, state: 'not_shipped' };
  const shippedAt = shipsAt(readyAt, random);
  const transit = sale.isDirect
    ? Math.max(7, 13 + 3 * normal(random))
    : Math.max(1, 3.2 + 0.8 * normal(random));
  const days = state === 'late' ? transit + random.between(7, 24) : transit;
  const deliveredAt = state === 'lost' ? null : after(shippedAt, days);
  return {
    ...nothing,
    state,
    shippedAt,
    movedAt: after(shippedAt, random.between(0.2, 0.9)),
    deliveredAt,
    ...whatGoesBack({ gateway, state, shippedAt, deliveredAt }, random),
  };
}

function whatGoesBack(
  {
    gateway,
    state,
    shippedAt,
    deliveredAt,
  }: {
    gateway: Gateway;
    state: keyof typeof TRUE_RATES;
    shippedAt: number;
    deliveredAt: number | null;
  },
  random: Random,
): Pick<Outcome, 'refundedAt' | 'refundedShare' | 'dispute'> {
  const rates = TRUE_RATES[state];
  const draw = random.next();
  const isCollected = gateway !== 'Cash on Delivery (COD)' || deliveredAt !== null;
  const none = { refundedAt: null, refundedShare: 0, dispute: null };
  if (!isCollected) return none;
  if (draw < rates.refund) {
    // What was delivered comes back first; what was late or lost is complained of.
    const at =
      state === 'on_time' && deliveredAt !== null
        ? after(deliveredAt, random.between(6, 24))
        : after(shippedAt, random.between(15, 45));
    const isWhole = state !== 'late' || random.chance(0.4);
    return { ...none, refundedAt: at, refundedShare: isWhole ? 1 : 0.3 };
  }
  if (gateway !== 'shopify_payments' || draw < 1 - rates.dispute) return none;
  const openedAt = after(shippedAt, random.between(22, 60));
  const endsAt = after(openedAt, random.between(30, 70));
  return { ...none, dispute: { openedAt, endsAt, isWon: random.chance(WON) } };
}

/** In the afternoon of a business day, most the day after the order. */
function shipsAt(readyAt: number, random: Random): number {
  const day = dayOf(readyAt, STORE.country);
  const wait = random.chance(0.75) ? 1 : random.whole(2, 3);
  const shipDay = businessDaysAfter(day, wait, STORE.country);
  return wholeSecond(startOf(shipDay, STORE.country) + random.between(13, 18) * HOUR);
}

function arrivalAfter({ at, lines }: Sale, purchases: readonly Purchase[]): number | null {
  const arrivals = purchases
    .filter(({ arrivesAt, lines: bought }) => {
      return (
        arrivesAt > at && bought.some(({ index }) => lines.some((each) => each.index === index))
      );
    })
    .map(({ arrivesAt }) => arrivesAt);
  return arrivals.length === 0 ? null : Math.min(...arrivals);
}

function after(at: number, days: number): number {
  return wholeSecond(at + days * DAY);
}
