import { bankDays } from '#app/domain/cash/bank-days.ts';
import type { BankDays } from '#app/domain/cash/bank-days.ts';
import type { CashFacts } from '#app/domain/cash/cash-facts.ts';
import { FlowBook } from '#app/domain/cash/flow-book.ts';
import type { FlowLine } from '#app/domain/cash/flow-book.ts';
import { GoingBack, drawReturnChance } from '#app/domain/cash/going-back.ts';
import { FORECAST_DAYS } from '#app/domain/cash/ledger.ts';
import { ArrivalTimes, Receipts } from '#app/domain/cash/receipts.ts';
import type { SalesRow } from '#app/domain/cash/receipts.ts';
import { fitSales } from '#app/domain/cash/sales-model.ts';
import { OrderedLater } from '#app/domain/cash/ordered-later.ts';
import { expectedSales, sampleSales } from '#app/domain/cash/sample-sales.ts';
import type { ScenarioFacts } from '#app/domain/cash/scenarios.ts';
import { settledFlows } from '#app/domain/cash/settled-flows.ts';
import { Random } from '#app/domain/inventory/demand/random.ts';

/** What many possible futures come to in one scenario. */
export interface SimulatedCash {
  paths: number;
  /** Balance at the end of each day, path after path, each `FORECAST_DAYS` long. Minor units. */
  balances: Float64Array;
  /** Movements by driver, summed over all paths. */
  lines: readonly FlowLine[];
}

/** Money of sales older than this is settled: no gateway's rule holds anything back for longer. */
const MOST_PAST_DAYS = 365;

/**
 * Draws `facts.paths` possible futures of 91 days and lives each of them in every scenario, so that scenarios differ by what
 * they change and not by chance. The same facts and seed give the same figures. Without a known opening it starts at zero.
 */
export function simulateCash(
  facts: CashFacts,
  scenarios: readonly ScenarioFacts[],
): SimulatedCash[] {
  const days = bankDays({ country: facts.country, from: facts.today });
  const { season, seasonKnown } = facts;
  const model = fitSales(facts.salesByDay, {
    ...(season === undefined ? {} : { season }),
    ...(seasonKnown === undefined ? {} : { seasonKnown }),
  });
  const { orderMinor } = model;
  const lives = scenarios.map((scenario) => new Life(scenario, { days, orderMinor }));
  const times = new ArrivalTimes(facts, days);
  const recent = facts.salesByDay.slice(-MOST_PAST_DAYS);
  const past = recent.length;
  const minor = new Float64Array(past + FORECAST_DAYS);
  minor.set(recent.map((day) => day.minor));
  const into = minor.subarray(past);
  const sales = { minor, past };
  const expected = expectedSales(model, { from: facts.today, days: FORECAST_DAYS });
  const stopDays = Math.max(0, ...scenarios.map((scenario) => scenario.stopDays));
  for (let path = 0; path < facts.paths; path += 1) {
    const stream = (purpose: number) => new Random(streamSeed(facts.seed, { path, purpose }));
    sampleSales(stream(1), { model, from: facts.today, into });
    const arrivals = times.draw(stream(2), past, FORECAST_DAYS);
    const chance = drawReturnChance(stream(3), { sales, stopDays });
    const ordered = new OrderedLater({ sold: into, expected });
    const bills = stream(5);
    const late = bills.next();
    for (const life of lives)
      life.write(path, { sales, arrivals, chance, ordered, late, random: stream(4) });
  }
  return lives.map((life) => life.result());
}

/** What fell due before today on days on which no bank pays is paid today. */
const REST_DAYS = 4;

/** One scenario, lived path after path. */
class Life {
  readonly #scenario: ScenarioFacts;
  readonly #book = new FlowBook();
  readonly #bank: BankDays;
  readonly #balances: Float64Array;
  readonly #receipts: Receipts;
  readonly #goingBack: GoingBack;
  readonly #settled: ReturnType<typeof settledFlows>;
  readonly #direct: { line: FlowLine; share: number; paidAfterDays: number }[];

  constructor(
    scenario: ScenarioFacts,
    { days, orderMinor }: { days: BankDays; orderMinor: number },
  ) {
    const { facts } = scenario;
    const book = this.#book;
    this.#scenario = scenario;
    this.#balances = new Float64Array(facts.paths * FORECAST_DAYS);
    this.#receipts = new Receipts({ facts, days, book, orderMinor });
    this.#goingBack = new GoingBack(scenario, { book, orderMinor });
    this.#bank = days;
    this.#settled = settledFlows(facts, { book, days });
    this.#direct = facts.directCost.map(({ shareBp, paidAfterDays, label }) => ({
      line: book.line({ driver: 'direct_orders', certainty: 'estimated', label }),
      share: shareBp / 10_000,
      paidAfterDays,
    }));
  }

  write(
    path: number,
    {
      sales,
      arrivals,
      chance,
      ordered,
      late,
      random,
    }: Parameters<GoingBack['write']>[1] &
      Pick<Parameters<Receipts['write']>[1], 'sales' | 'arrivals'> & {
        ordered: OrderedLater;
        late: number;
      },
  ): void {
    const { facts, salesFactor } = this.#scenario;
    const book = this.#book;
    this.#receipts.write(book, { sales, salesFactor, arrivals });
    this.#goingBack.write(book, { random, chance });
    this.#writeDirect(sales);
    for (const [place, { line, day, minor, days, orderedDay }] of this.#settled.entries()) {
      const on = days === null ? day : this.#bank.openFrom(likely(days, late, place));
      book.add(line, on, orderedDay === null ? minor : minor * ordered.factorOn(orderedDay));
    }
    const start = path * FORECAST_DAYS;
    const into = this.#balances.subarray(start, start + FORECAST_DAYS);
    book.closePath(facts.opening?.minor ?? 0, into);
  }

  /** Suppliers who ship directly are paid for every sale; new terms hold for sales from today on. */
  #writeDirect({ minor, past }: SalesRow): void {
    const { salesFactor, termsDays } = this.#scenario;
    for (const { line, share, paidAfterDays } of this.#direct) {
      for (
        let place = Math.max(0, past - paidAfterDays - REST_DAYS);
        place < minor.length;
        place += 1
      ) {
        const sold = place - past;
        const cost = (minor[place] ?? 0) * share;
        const due = sold + paidAfterDays + (sold < 0 ? 0 : termsDays);
        const paid = paidAfterDays > 0 ? this.#bank.openFrom(due) : due;
        this.#book.add(line, paid, sold < 0 ? -cost : -cost * salesFactor);
      }
    }
  }

  result(): SimulatedCash {
    const { paths } = this.#scenario.facts;
    return { paths, balances: this.#balances, lines: this.#book.lines };
  }
}

/** Bills are as late as one another in no future: each takes a place of its own among its days, all from one draw. */
function likely(days: readonly number[], late: number, place: number): number {
  const at = (late + place * GOLDEN_SHARE) % 1;
  return days[Math.floor(at * days.length)] ?? 0;
}

const GOLDEN_SHARE = (Math.sqrt(5) - 1) / 2;

/** Streams that have nothing to do with one another: what one scenario draws more does not move what the next draws. */
function streamSeed(seed: number, { path, purpose }: { path: number; purpose: number }): number {
  let mixed = Math.imul(seed ^ Math.imul(path + 1, 0x9e37_79b1), 0x85eb_ca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13) ^ Math.imul(purpose, 0xc2b2_ae35), 0x27d4_eb2f);
  return mixed ^ (mixed >>> 15);
}
