import type { CashFacts } from '#app/domain/cash/cash-facts.ts';
import { cashFacts, payments, TODAY } from '#app/domain/cash/cash-facts.fixture.ts';
import { bankDays } from '#app/domain/cash/bank-days.ts';
import { addDays, weekdayOf } from '#app/domain/shared/iso-days.ts';
import { FORECAST_DAYS } from '#app/domain/cash/ledger.ts';
import { ALL_PARCELS, outcomeRates } from '#app/domain/cash/outcome-rates.ts';
import { gamma, normal, poisson, Random } from '#app/domain/inventory/demand/random.ts';

/** What is true of a made-up shop; the forecast sees only what a shop would see. */
export interface Truth {
  weeksSeen: number;
  ordersADay: number;
  /** Deviation of what a week's days share, and how much of it is left in the next. */
  weekCv: number;
  memory: number;
  refundShare: number;
  /** Deviation of the level's own step from week to week: shops grow and shrink. */
  driftCv: number;
}

const WEEKDAYS = [0.9, 0.85, 0.9, 1, 1.15, 1.25, 0.95];
const ORDER_MINOR = 5_000;
const FEE = 0.03;
const LAGS = [2, 3, 3, 3, 4, 6];
const DIRECT_SHARE = 0.4;
/** After so many days of a sale its refund is paid, one of them for each. */
const REFUND_DELAYS = { shape: 3, scale: 20 / 3 };

/** A shop's past as facts, and the balance that its future really has at the end of each day. */
export function livedShop(seed: number, truth: Truth): { facts: CashFacts; balance: number[] } {
  const random = new Random(seed);
  const past = truth.weeksSeen * 7;
  const level = truth.ordersADay * gamma(random, 25, 1 / 25);
  const deviation = Math.sqrt(Math.log1p(truth.weekCv ** 2));
  let shock = normal(random);
  let drift = 0;
  const days = Array.from({ length: past + FORECAST_DAYS }, (_, at) => {
    if (at % 7 === 0) {
      shock = truth.memory * shock + Math.sqrt(1 - truth.memory ** 2) * normal(random);
      drift += truth.driftCv * normal(random);
    }
    const on = addDays(TODAY, at - past);
    const week = Math.exp(deviation * shock - deviation ** 2 / 2 + drift);
    const orders = poisson(random, level * week * (WEEKDAYS[weekdayOf(on) - 1] ?? 1));
    const values = Array.from({ length: orders }, () =>
      Math.round(gamma(random, 4, ORDER_MINOR / 4)),
    );
    return { on, orders, values, minor: values.reduce((sum, value) => sum + value, 0) };
  });
  const bank = bankDays({ country: 'US', from: TODAY });
  const net = new Float64Array(FORECAST_DAYS);
  const move = (day: number, minor: number) => {
    if (day >= 0 && day < FORECAST_DAYS) net[day] = (net[day] ?? 0) + minor;
  };
  const lag = () => LAGS[Math.floor(random.next() * LAGS.length)] ?? 0;
  // Sales of the last days are on their way; what is on its way is known by its sum a day.
  const waiting = days.slice(past - 14, past).flatMap(({ on, minor }, at) => {
    const day = at - 14;
    const arrives = bank.plus(day, lag());
    if (arrives <= 0) return [];
    move(arrives, minor * (1 - FEE));
    return [{ on, minor: Math.round(minor * (1 - FEE)) }];
  });
  for (const [at, { minor, values }] of days.slice(past).entries()) {
    move(bank.plus(at, lag()), minor * (1 - FEE));
    move(at, -minor * DIRECT_SHARE);
    for (const value of values)
      if (random.next() < truth.refundShare)
        move(at + Math.floor(gamma(random, REFUND_DELAYS.shape, REFUND_DELAYS.scale)), -value);
  }
  const opening = 3_000_000;
  let balance = opening;
  const balances = Array.from(net, (minor) => (balance += minor));
  const seen = days.slice(0, past);
  const parcels = seen.reduce((sum, { orders }) => sum + orders, 0);
  const refunded = seen.reduce(
    (sum, { orders }) => sum + poisson(random, orders * truth.refundShare),
    0,
  );
  const facts = cashFacts({
    opening: { minor: opening, on: TODAY, certainty: 'known' },
    salesByDay: seen.map(({ on, minor, orders }) => ({ on, minor, orders })),
    gateways: [
      payments({
        lagDays: Array.from({ length: 40 }, lag),
        rule: {
          lagDays: 3,
          feeBp: 300,
          fixedFeeMinor: 0,
          reserveBp: 0,
          reserveDays: 0,
          weekday: null,
        },
      }),
    ],
    balanceWaiting: waiting,
    directCost: [{ shareBp: DIRECT_SHARE * 10_000, paidAfterDays: 0, label: 'supplier' }],
    rates: outcomeRates([{ verdict: ALL_PARCELS, parcels, refunded, disputed: 0 }]),
    seed,
    paths: 80,
  });
  return { facts, balance: balances };
}
