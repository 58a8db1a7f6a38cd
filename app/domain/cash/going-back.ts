import type { BetaRate, OutcomeRate } from '#app/domain/cash/cash-facts.ts';
import type { FlowBook, FlowLine } from '#app/domain/cash/flow-book.ts';
import { daysFrom } from '#app/domain/shared/iso-days.ts';
import { FORECAST_DAYS } from '#app/domain/cash/ledger.ts';
import {
  ALL_PARCELS,
  meanOf,
  ratesFor,
  sampleCount,
  sampleRate,
} from '#app/domain/cash/outcome-rates.ts';
import { PRIOR_DISPUTE_WON } from '#app/domain/cash/prior-rates.ts';
import type { SalesRow } from '#app/domain/cash/receipts.ts';
import type { ScenarioFacts } from '#app/domain/cash/scenarios.ts';
import { normal } from '#app/domain/inventory/demand/random.ts';
import type { Random } from '#app/domain/inventory/demand/random.ts';

/**
 * When money goes back, as shares of the days after, adding up to 1. Assumed: refunds of a sale about three weeks after it
 * (the goods have come, or have not), disputes about five weeks after it; of a parcel that is open now, sooner. A buyer has
 * up to 120 days for a dispute over goods that did not come (Visa 13.1).
 */
const REFUND_AFTER_SALE = gammaDelays({ meanDays: 20, lastDay: 75 });
const DISPUTE_AFTER_SALE = gammaDelays({ meanDays: 36, lastDay: 120 });
const REFUND_OF_OPEN = gammaDelays({ meanDays: 12, lastDay: 60 });
const DISPUTE_OF_OPEN = gammaDelays({ meanDays: 24, lastDay: 110 });
/** Banks decide a dispute so many days after its evidence is due: assumed. */
const DECIDED_AFTER_DAYS = 60;
/** An open dispute of which nobody knows when it is due. */
const USUAL_DUE_DAYS = 10;
const OPEN_STATUSES = ['needs_response', 'under_review'];

type What = 'refund' | 'dispute';

/** What every scenario shares of one path: sales by the day on which they would go back, if they did, and each day's chance. */
interface ReturnChance {
  refund: ReturnDays;
  dispute: ReturnDays;
}

interface ReturnDays {
  /** Minor units of sales whose day it is. */
  due: Float64Array;
  /** The part of it that was sold while a carrier stops. */
  dueOfStop: Float64Array;
  uniform: Float64Array;
  normal: Float64Array;
}

/** `stopDays`: how long a carrier stops in the scenarios to come; 0: in none. */
export function drawReturnChance(
  random: Random,
  { sales, stopDays }: { sales: SalesRow; stopDays: number },
): ReturnChance {
  const draw = (delays: Float64Array): ReturnDays => ({
    due: dueByDay(sales, { delays, soldWithin: FORECAST_DAYS }),
    dueOfStop: dueByDay(sales, { delays, soldWithin: stopDays }),
    uniform: Float64Array.from({ length: FORECAST_DAYS }, () => random.next()),
    normal: Float64Array.from({ length: FORECAST_DAYS }, () => normal(random)),
  });
  return { refund: draw(REFUND_AFTER_SALE), dispute: draw(DISPUTE_AFTER_SALE) };
}

function dueByDay(
  { minor, past }: SalesRow,
  { delays, soldWithin }: { delays: Float64Array; soldWithin: number },
): Float64Array {
  const due = new Float64Array(FORECAST_DAYS);
  for (let sold = 0; sold < soldWithin; sold += 1) {
    const of = minor[past + sold] ?? 0;
    const last = Math.min(FORECAST_DAYS, sold + delays.length);
    for (let day = sold; day < last; day += 1)
      due[day] = (due[day] ?? 0) + of * (delays[day - sold] ?? 0);
  }
  return due;
}

/** Refunds and disputes of one scenario: of parcels by their verdict, of open disputes, of sales to come. */
export class GoingBack {
  readonly #scenario: ScenarioFacts;
  readonly #orderMinor: number;
  readonly #lines: Record<What, FlowLine>;
  readonly #ofSales: Record<What, BetaRate>;
  /** How much oftener late parcels go back than those on their way. */
  readonly #whenLate: Record<What, number>;
  readonly #groups: { rates: OutcomeRate; parts: PartAtRisk[] }[];

  constructor(
    scenario: ScenarioFacts,
    { book, orderMinor }: { book: FlowBook; orderMinor: number },
  ) {
    const { rates, parcelsAtRisk } = scenario.facts;
    this.#scenario = scenario;
    this.#orderMinor = orderMinor;
    this.#lines = {
      refund: book.line({ driver: 'refunds', certainty: 'estimated', label: '' }),
      dispute: book.line({ driver: 'disputes', certainty: 'estimated', label: '' }),
    };
    this.#ofSales = ratesFor(rates, ALL_PARCELS);
    const whenLate = (what: What) =>
      Math.max(
        1,
        meanOf(ratesFor(rates, 'late')[what]) / meanOf(ratesFor(rates, 'on_track')[what]),
      );
    this.#whenLate = { refund: whenLate('refund'), dispute: whenLate('dispute') };
    const byVerdict = Map.groupBy(
      parcelsAtRisk.filter(({ parcels }) => parcels > 0),
      ({ verdict }) => verdict,
    );
    this.#groups = [...byVerdict].map(([verdict, parts]) => ({
      rates: ratesFor(rates, verdict),
      parts: parts.map(({ parcels, minor, days = 0 }) => ({
        parcels,
        each: minor / parcels,
        refund: stillToCome(REFUND_OF_OPEN, days),
        dispute: stillToCome(DISPUTE_OF_OPEN, days),
      })),
    }));
  }

  /** Writes one path. */
  write(book: FlowBook, { random, chance }: { random: Random; chance: ReturnChance }): void {
    for (const what of ['refund', 'dispute'] as const)
      this.#writeSales(book, {
        what,
        rate: sampleRate(random, this.#ofSales[what]),
        chance: chance[what],
      });
    this.#writeDisputes(book, random);
    for (const group of this.#groups) this.#writeParcels(book, { random, group });
  }

  #writeParcels(
    book: FlowBook,
    { random, group }: { random: Random; group: { rates: OutcomeRate; parts: PartAtRisk[] } },
  ): void {
    const { rates, parts } = group;
    const refundRate = sampleRate(random, rates.refund);
    const disputeRate = sampleRate(random, rates.dispute);
    for (const { parcels, each, refund, dispute } of parts) {
      const hit = (rate: number, { left }: StillToCome, of: number) =>
        sampleCount(random, { p: (rate * left) / (1 - rate * (1 - left)), n: of });
      const refunded = hit(refundRate, refund, parcels);
      // What is refunded is not disputed as well: the money goes back once.
      const disputed = hit(disputeRate, dispute, parcels - refunded);
      const lines = this.#lines;
      const { delays } = refund;
      spread(book, { random, line: lines.refund, count: refunded, each, delays });
      const later = dispute.delays;
      spread(book, { random, line: lines.dispute, count: disputed, each, delays: later });
    }
  }

  /** What was not taken yet goes if the dispute is lost; what was taken comes back if it is won. */
  #writeDisputes(book: FlowBook, random: Random): void {
    const { facts } = this.#scenario;
    if (facts.openDisputes.length === 0) return;
    const won = sampleRate(random, { prior: PRIOR_DISPUTE_WON, k: 0, n: 0 });
    for (const dispute of facts.openDisputes) {
      const isWon = random.next() < won;
      if (!OPEN_STATUSES.includes(dispute.status.toLowerCase())) continue;
      const due = dispute.dueOn === null ? USUAL_DUE_DAYS : daysFrom(facts.today, dispute.dueOn);
      const decided = Math.max(0, due + DECIDED_AFTER_DAYS);
      if (dispute.isDebited && isWon) book.add(this.#lines.dispute, decided, dispute.minor);
      if (!dispute.isDebited && !isWon)
        book.add(this.#lines.dispute, Math.max(0, due), -dispute.minor);
    }
  }

  #writeSales(
    book: FlowBook,
    { what, rate, chance }: { what: What; rate: number; chance: ReturnDays },
  ): void {
    const { salesFactor, stopDays } = this.#scenario;
    const orderMinor = this.#orderMinor;
    if (orderMinor <= 0) return;
    const more = stopDays > 0 ? Math.min(1, rate * this.#whenLate[what]) - rate : 0;
    for (let day = 0; day < FORECAST_DAYS; day += 1) {
      const expected = (chance.due[day] ?? 0) * rate + (chance.dueOfStop[day] ?? 0) * more;
      if (expected <= 0) continue;
      const orders = countOf((expected * salesFactor) / orderMinor, {
        u: chance.uniform[day] ?? 0.5,
        z: chance.normal[day] ?? 0,
      });
      book.add(this.#lines[what], day, -orders * orderMinor);
    }
  }
}

/** Parcels that came under their verdict at the same time; `each`: what one is worth. */
interface PartAtRisk {
  parcels: number;
  each: number;
  refund: StillToCome;
  dispute: StillToCome;
}

/** Of what goes back, the part that does so from now on (`left`), and on which days, adding up to 1. */
interface StillToCome {
  left: number;
  delays: Float64Array;
}

/** What has not gone back after so many days of which it may. */
function stillToCome(delays: Float64Array, days: number): StillToCome {
  const rest = delays.subarray(Math.min(days, delays.length));
  const left = rest.reduce((sum, share) => sum + share, 0);
  return left > 0 ? { left, delays: rest.map((share) => share / left) } : { left: 0, delays };
}

/** Each of so many goes back on a day of its own; many of them as their days' shares say. */
function spread(
  book: FlowBook,
  {
    random,
    line,
    count,
    each,
    delays,
  }: { random: Random; line: FlowLine; count: number; each: number; delays: Float64Array },
): void {
  if (count > DRAWN_SINGLY) {
    for (const [day, share] of delays.entries()) book.add(line, day, -count * share * each);
    return;
  }
  for (let one = 0; one < count; one += 1) {
    let left = random.next();
    let day = 0;
    while (day < delays.length - 1 && left >= (delays[day] ?? 0)) {
      left -= delays[day] ?? 0;
      day += 1;
    }
    book.add(line, day, -each);
  }
}

const DRAWN_SINGLY = 60;
const COUNTED_UP_TO = 30;

/** The Poisson count that a path's own chance gives: the same chance gives more where more is expected. */
function countOf(expected: number, { u, z }: { u: number; z: number }): number {
  if (expected > COUNTED_UP_TO) return Math.max(0, expected + Math.sqrt(expected) * z);
  let probability = Math.exp(-expected);
  let left = u;
  let count = 0;
  while (left >= probability && count < 4 * COUNTED_UP_TO) {
    left -= probability;
    count += 1;
    probability *= expected / count;
  }
  return count;
}

/** Shares by day of a gamma curve of shape 3, cut off and set to add up to 1. */
function gammaDelays({ meanDays, lastDay }: { meanDays: number; lastDay: number }): Float64Array {
  const scale = meanDays / 3;
  const shares = Float64Array.from({ length: lastDay + 1 }, (_, day) => {
    const at = (day + 0.5) / scale;
    return at * at * Math.exp(-at);
  });
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => share / total);
}
