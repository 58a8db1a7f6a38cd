import type { CashDriver, Certainty } from '#app/domain/cash/cash-forecast.ts';
import { FORECAST_DAYS } from '#app/domain/cash/ledger.ts';

/** One line of the book: what a driver moves under one label, summed over all paths so far. */
export interface FlowLine {
  readonly driver: CashDriver;
  readonly certainty: Certainty;
  /** Which gateway, supplier or typed item; '' = all of it. */
  readonly label: string;
  /** Minor units by day, over all paths. In is positive. */
  readonly byDay: Float64Array;
}

/**
 * Writes down every movement once as a driver's and once as the day's, in whole minor units, so that drivers and balances
 * can never disagree. One path after the other.
 */
export class FlowBook {
  readonly lines: FlowLine[] = [];
  /** The path's own movements by day. */
  readonly #net = new Float64Array(FORECAST_DAYS);

  /** The line of that driver, certainty and label; opened when it is not there. */
  line({ driver, certainty, label }: Omit<FlowLine, 'byDay'>): FlowLine {
    const open = this.lines.find(
      (line) => line.driver === driver && line.certainty === certainty && line.label === label,
    );
    if (open !== undefined) return open;
    const line = { driver, certainty, label, byDay: new Float64Array(FORECAST_DAYS) };
    this.lines.push(line);
    return line;
  }

  /** Money that moves on a day; a day outside the forecast is not in it. Fractions of a minor unit are rounded here. */
  add(line: FlowLine, day: number, minor: number): void {
    if (!(day >= 0 && day < FORECAST_DAYS)) return;
    const whole = Math.round(minor);
    line.byDay[day] = (line.byDay[day] ?? 0) + whole;
    this.#net[day] = (this.#net[day] ?? 0) + whole;
  }

  /** Ends the path: the balance at the end of each of its days, written into `into`, and a clean page for the next. */
  closePath(openingMinor: number, into: Float64Array): void {
    let balance = openingMinor;
    for (let day = 0; day < FORECAST_DAYS; day += 1) {
      balance += this.#net[day] ?? 0;
      into[day] = balance;
    }
    this.#net.fill(0);
  }
}
