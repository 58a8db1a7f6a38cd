import { placeOf } from '#app/domain/cash/bank-days.ts';
import type { BankDays } from '#app/domain/cash/bank-days.ts';
import type { CashFacts, GatewayFacts } from '#app/domain/cash/cash-facts.ts';
import type { FlowBook, FlowLine } from '#app/domain/cash/flow-book.ts';
import {
  nextWeekday,
  payoutLag,
  sampleArrival,
  sampleBankArrival,
} from '#app/domain/cash/payout-lag.ts';
import type { Random } from '#app/domain/inventory/demand/random.ts';

/** Sales of the days before today and of those to come, in one row: `minor[past + day]` is that day's; day 0 is today. */
export interface SalesRow {
  minor: Float64Array;
  /** How many days lie before today. */
  past: number;
}

/** On which day the money of each day's sales is on the account, by gateway, along a `SalesRow`; and of what is underway. */
export interface Arrivals {
  byGateway: readonly Int32Array[];
  waiting: Int32Array;
  underway: Int32Array;
}

/** Where sales before today are to be followed from: those of Shopify Payments are in its balance and its payouts, once read. */
function firstDayOf(gateway: GatewayFacts, facts: CashFacts, past: number): number {
  const isRead = gateway.isShopifyPayments && !facts.gaps.includes('payments_scope');
  return isRead ? past : 0;
}

/** Draws when money comes. The same for every scenario. */
export class ArrivalTimes {
  readonly #facts: CashFacts;
  readonly #days: BankDays;
  readonly #drawOf: ((random: Random, day: number) => number)[];
  readonly #ofPayments: (random: Random, day: number) => number;

  constructor(facts: CashFacts, days: BankDays) {
    this.#facts = facts;
    this.#days = days;
    this.#drawOf = facts.gateways.map((gateway) => arrivalOf(gateway, { facts, days }));
    const at = facts.gateways.findIndex(({ isShopifyPayments }) => isShopifyPayments);
    const usual = payoutLag(facts.payoutSchedule, []);
    this.#ofPayments =
      this.#drawOf[at] ?? ((random, day) => sampleArrival(random, { day, lag: usual, days }));
  }

  draw(random: Random, past: number, future: number): Arrivals {
    const byGateway = this.#facts.gateways.map((gateway, at) => {
      const arrivals = new Int32Array(past + future).fill(-1);
      const drawOf = this.#drawOf[at];
      const first = firstDayOf(gateway, this.#facts, past);
      if (drawOf === undefined) return arrivals;
      for (let place = first; place < past + future; place += 1)
        arrivals[place] = drawOf(random, place - past);
      return arrivals;
    });
    return { byGateway, waiting: this.#drawWaiting(random), underway: this.#drawUnderway(random) };
  }

  /** Not paid out yet, so it comes tomorrow at the earliest; a drawn day that has passed is drawn again. */
  #drawWaiting(random: Random): Int32Array {
    return Int32Array.from(this.#facts.balanceWaiting, ({ on }) => {
      const day = placeOf(this.#days, on);
      for (let draw = 0; draw < MOST_DRAWS; draw += 1) {
        const arrives = this.#ofPayments(random, day);
        if (arrives > 0) return arrives;
      }
      return this.#days.openFrom(1);
    });
  }

  #drawUnderway(random: Random): Int32Array {
    return Int32Array.from(this.#facts.payoutsUnderway, ({ issuedOn, bankOn }) => {
      if (bankOn !== null) return this.#days.openFrom(Math.max(0, placeOf(this.#days, bankOn)));
      const issued = placeOf(this.#days, issuedOn);
      for (let draw = 0; draw < MOST_DRAWS; draw += 1) {
        const arrives = sampleBankArrival(random, {
          issued,
          days: this.#days,
          bank: this.#facts.bankLagDays,
        });
        if (arrives >= 0) return arrives;
      }
      return this.#days.openFrom(0);
    });
  }
}

const MOST_DRAWS = 8;

function arrivalOf(
  { isShopifyPayments, lagDays, rule }: GatewayFacts,
  { facts, days }: { facts: CashFacts; days: BankDays },
): (random: Random, day: number) => number {
  const schedule = isShopifyPayments ? facts.payoutSchedule : null;
  const hasAnchor = schedule?.interval === 'WEEKLY' || schedule?.interval === 'MONTHLY';
  // Shopify Payments' own figures say nothing of a lag that was never seen.
  const isTyped = rule !== null && (!isShopifyPayments || rule.lagDays > 0);
  if (lagDays.length === 0 && isTyped && !hasAnchor) {
    const weekday = rule.weekday;
    return (_random, day) => {
      const from = day + rule.lagDays;
      return days.openFrom(weekday === null ? from : nextWeekday({ from, days }, weekday));
    };
  }
  const lag = payoutLag(schedule, lagDays);
  const weekday = isShopifyPayments ? null : (rule?.weekday ?? null);
  if (weekday === null) return (random, day) => sampleArrival(random, { day, lag, days });
  const least = lag.lags.reduce((low, one) => Math.min(low, one), Infinity);
  return (_random, day) =>
    days.openFrom(nextWeekday({ from: days.plus(day, least), days }, weekday));
}

/** What a gateway keeps back of a sale, and until when. */
interface Reserve {
  shareOf(day: number): number;
  /** Infinity: nobody knows when, so not within the forecast. */
  releasedOn(day: number): number;
}

const NO_RESERVE: Reserve = { shareOf: () => 0, releasedOn: (day) => day };

/** Receipts of one scenario: gateways' money after fees, what they keep back, what is underway and waiting. */
export class Receipts {
  readonly #facts: CashFacts;
  readonly #orderMinor: number;
  readonly #gateways: {
    gateway: GatewayFacts;
    rule: NonNullable<GatewayFacts['rule']>;
    at: number;
    first: (past: number) => number;
    line: FlowLine;
    reserve: Reserve;
  }[];
  readonly #reserves: FlowLine;
  readonly #underway: FlowLine;
  readonly #waiting: FlowLine;
  readonly #held: FlowLine;
  readonly #releases: readonly { day: number; minor: number }[];

  constructor({
    facts,
    days,
    book,
    orderMinor,
  }: {
    facts: CashFacts;
    days: BankDays;
    book: FlowBook;
    orderMinor: number;
  }) {
    this.#facts = facts;
    this.#orderMinor = orderMinor;
    const estimated = { certainty: 'estimated', label: '' } as const;
    this.#underway = book.line({ driver: 'payouts_underway', certainty: 'known', label: '' });
    this.#waiting = book.line({ driver: 'balance_waiting', ...estimated });
    this.#reserves = book.line({ driver: 'reserves_held', ...estimated });
    this.#held = book.line({
      driver: 'reserves_held',
      certainty: facts.reserve?.certainty ?? 'estimated',
      label: '',
    });
    this.#releases = heldReleases(facts, days);
    this.#gateways = facts.gateways.flatMap((gateway, at) => {
      const { rule } = gateway;
      if (rule === null || gateway.share <= 0) return [];
      const line = book.line({
        driver: gateway.isShopifyPayments ? 'future_sales' : 'gateway_receipts',
        certainty: 'estimated',
        label: gateway.gateway,
      });
      const first = (past: number) => firstDayOf(gateway, facts, past);
      return [{ gateway, rule, at, first, line, reserve: reserveOf(gateway, { facts, days }) }];
    });
  }

  /** Writes one path. `salesFactor`: times the sales from today on. */
  write(
    book: FlowBook,
    { sales, salesFactor, arrivals }: { sales: SalesRow; salesFactor: number; arrivals: Arrivals },
  ): void {
    const { minor, past } = sales;
    for (const { gateway, rule, at, first, line, reserve } of this.#gateways) {
      const orderMinor = this.#orderMinor > 0 ? this.#orderMinor : Infinity;
      const keeps = 1 - rule.feeBp / 10_000 - rule.fixedFeeMinor / orderMinor;
      const arrivesOn = arrivals.byGateway[at];
      for (let place = first(past); place < minor.length; place += 1) {
        const day = place - past;
        const known = day < 0 ? gateway.recent?.at(day) : undefined;
        const gross = known ?? (minor[place] ?? 0) * gateway.share * (day < 0 ? 1 : salesFactor);
        if (gross <= 0) continue;
        const arrives = arrivesOn?.[place] ?? -1;
        book.add(line, arrives, gross * keeps);
        const kept = gross * reserve.shareOf(day);
        if (kept <= 0) continue;
        book.add(this.#reserves, arrives, -kept);
        book.add(this.#reserves, Math.max(arrives, reserve.releasedOn(day)), kept);
      }
    }
    for (const { day, minor: released } of this.#releases) book.add(this.#held, day, released);
    for (const [at, { minor: net }] of this.#facts.balanceWaiting.entries())
      book.add(this.#waiting, arrivals.waiting[at] ?? -1, net);
    for (const [at, { minor: net }] of this.#facts.payoutsUnderway.entries())
      book.add(this.#underway, arrivals.underway[at] ?? -1, net);
  }
}

/** The account's reserve holds for Shopify Payments where there is one, else what the gateway's rule says. */
function reserveOf(
  { isShopifyPayments, rule }: GatewayFacts,
  { facts, days }: { facts: CashFacts; days: BankDays },
): Reserve {
  if (isShopifyPayments && facts.reserve !== null) {
    const { percentBp, days: term, kind } = facts.reserve;
    if (percentBp === 0) return NO_RESERVE;
    const share = percentBp / 10_000;
    if (kind === 'rolling' || term === 0) return rollingReserve(share, { term, days });
    const ends = days.openFrom(term);
    return { shareOf: (day) => (day < term ? share : 0), releasedOn: () => ends };
  }
  if (rule === null || rule.reserveBp === 0) return NO_RESERVE;
  return rollingReserve(rule.reserveBp / 10_000, { term: rule.reserveDays, days });
}

/** `term`: days that each sale's part is held; 0 = nobody knows. */
function rollingReserve(share: number, { term, days }: { term: number; days: BankDays }): Reserve {
  return {
    shareOf: () => share,
    releasedOn: (day) => (term === 0 ? Infinity : days.openFrom(day + term)),
  };
}

/**
 * How what is held now comes back. Rolling: the part of each of the last `days` days, by its sales, so many days after it;
 * fixed: all of it when the term ends. A reserve whose days nobody knows does not come back within the forecast.
 */
function heldReleases(facts: CashFacts, days: BankDays): { day: number; minor: number }[] {
  const { reserve } = facts;
  if (reserve === null || reserve.heldMinor === 0 || reserve.days === 0) return [];
  if (reserve.kind === 'fixed')
    return [{ day: days.openFrom(reserve.days), minor: reserve.heldMinor }];
  const last = facts.salesByDay.slice(-reserve.days);
  const weights = Array.from({ length: reserve.days }, (_, day) =>
    Math.max(0, last[day - reserve.days + last.length]?.minor ?? 0),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let passed = 0;
  let released = 0;
  return weights.map((weight, day) => {
    passed += total > 0 ? weight / total : 1 / reserve.days;
    const minor = Math.round(reserve.heldMinor * passed) - released;
    released += minor;
    return { day: days.openFrom(day), minor };
  });
}
