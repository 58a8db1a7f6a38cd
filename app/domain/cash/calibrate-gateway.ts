import { bankDays } from '#app/domain/cash/bank-days.ts';
import type { BankDays } from '#app/domain/cash/bank-days.ts';
import { addDays, daysFrom, weekdayOf } from '#app/domain/shared/iso-days.ts';

/** What a bank statement taught about a gateway. */
export type Calibration =
  | {
      ok: true;
      lagDays: { p10: number; p50: number; p90: number };
      feeBp: number;
      /** ISO weekday on which nearly all of its money comes; null: on any. */
      weekday: number | null;
      /** What is missing beyond a usual fee, if so much is kept back; 0 = nothing. */
      reserveBp: number;
      /** How much of the movements the rule explains: 1 = every cent on its day, 0 = no better than an even stream. */
      fit: number;
      lines: number;
    }
  | { ok: false; why: CalibrationFault; lines: number };

export const CALIBRATION_FAULTS = [
  'too_few_lines', // fewer than four payments taken for this gateway
  'too_few_sales', // no four weeks of sales beside them
  'does_not_fit', // no lag explains when money came
  'more_than_sold', // more came than was sold: other money is among it, or sales are missing
] as const;
export type CalibrationFault = (typeof CALIBRATION_FAULTS)[number];

export interface CalibrationFacts {
  /** Gross sales of the gateway by day, ISO, any order; days without sales may be left out. */
  sales: readonly { on: string; minor: number }[];
  /** Money taken for the gateway's. */
  lines: readonly { on: string; minor: number }[];
  country: string | null;
}

const FEWEST_LINES = 4;
const FEWEST_SALES_DAYS = 28;
const LONGEST_LAG_DAYS = 30;
/** Below this the rule explains no more than chance would. */
const LEAST_FIT = 0.25;
/** Cards and wallets cost up to so much; what is missing beyond it is taken to be held back. */
const MOST_FEE_BP = 800;
const USUAL_FEE_BP = 300;
/** Of the money, on one weekday: that is its day. */
const WEEKLY_SHARE = 0.85;

/**
 * Lag, fee, weekday and reserve of a gateway, from its sales by day and the bank's lines. The lag is the one with which money
 * sold by a day and money come by a day lie closest; the fee is what is missing between them over that time.
 */
export function calibrateGateway({ sales, lines, country }: CalibrationFacts): Calibration {
  const paid = lines.filter(({ minor }) => minor > 0);
  const refuse = (why: CalibrationFault): Calibration => ({ ok: false, why, lines: paid.length });
  if (paid.length < FEWEST_LINES) return refuse('too_few_lines');
  const first = paid.reduce((least, { on }) => (on < least ? on : least), paid[0]?.on ?? '');
  const last = paid.reduce((most, { on }) => (on > most ? on : most), first);
  const from = addDays(first, -LONGEST_LAG_DAYS);
  const length = daysFrom(from, last) + 1;
  const sold = byDay(sales, { from, length });
  const came = byDay(lines, { from, length });
  if (sold.filter((minor) => minor > 0).length < FEWEST_SALES_DAYS || sum(sold) <= 0)
    return refuse('too_few_sales');
  const days = bankDays({ country, from });
  const weekday = weekdayOfMost(paid, days);
  const fits = Array.from({ length: LONGEST_LAG_DAYS + 1 }, (_, lag) =>
    fitOf({ sold, came, days, lag, weekday }),
  ).filter((fit) => fit !== null);
  const [best] = fits.toSorted((a, b) => b.fit - a.fit);
  if (best === undefined || best.fit < LEAST_FIT) return refuse('does_not_fit');
  if (best.kept > MOST_KEPT) return refuse('more_than_sold');
  const missingBp = Math.max(0, Math.round((1 - best.kept) * 10_000));
  const isHeldBack = missingBp > MOST_FEE_BP;
  const near = fits.filter(({ fit }) => fit >= best.fit - NEARLY).map(({ lag }) => lag);
  return {
    ok: true,
    lagDays: { p10: Math.min(...near), p50: best.lag, p90: Math.max(...near) },
    feeBp: isHeldBack ? USUAL_FEE_BP : missingBp,
    weekday,
    reserveBp: isHeldBack ? missingBp - USUAL_FEE_BP : 0,
    fit: best.fit,
    lines: paid.length,
  };
}

/** Sales and money are booked a day apart at times: a hundredth more than was sold is still the same money. */
const MOST_KEPT = 1.01;
/** Lags that fit nearly as well may be the true one. */
const NEARLY = 0.02;

/** How near what should have come day by day is to what came, and which share of it did. Null: nothing should have come. */
function fitOf({
  sold,
  came,
  days,
  lag,
  weekday,
}: {
  sold: readonly number[];
  came: readonly number[];
  days: BankDays;
  lag: number;
  weekday: number | null;
}): { lag: number; kept: number; fit: number } | null {
  const due = sold.map(() => 0);
  for (const [day, minor] of sold.entries()) {
    const at = arrival({ day: day + lag, days, weekday });
    if (at < due.length) due[at] = (due[at] ?? 0) + minor;
  }
  // Before the first payment sales of unknown days are paid; they would look like a fee.
  const start = came.findIndex((minor) => minor > 0);
  const [dueIn, cameIn] = [due.slice(start), came.slice(start)];
  const total = sum(dueIn);
  if (total <= 0) return null;
  const kept = sum(cameIn) / total;
  const even = sum(cameIn) / cameIn.length;
  const off = sum(cameIn.map((minor, day) => (minor - kept * (dueIn[day] ?? 0)) ** 2));
  const spread = sum(cameIn.map((minor) => (minor - even) ** 2));
  return { lag, kept, fit: spread > 0 ? Math.max(0, 1 - off / spread) : 0 };
}

function arrival({
  day,
  days,
  weekday,
}: {
  day: number;
  days: BankDays;
  weekday: number | null;
}): number {
  const wait = weekday === null ? 0 : (weekday - weekdayOf(addDays(days.from, day)) + 7) % 7;
  return days.openFrom(day + wait);
}

/** A payment after a day of rest counts for the day that rested. */
function weekdayOfMost(
  paid: readonly { on: string; minor: number }[],
  days: BankDays,
): number | null {
  const total = sum(paid.map(({ minor }) => minor));
  const isOf = (on: string, weekday: number) => {
    const day = daysFrom(days.from, on);
    const last = day - ((weekdayOf(on) - weekday + 7) % 7);
    return days.openFrom(last) === day;
  };
  const [best] = [1, 2, 3, 4, 5, 6, 7]
    .map((weekday) => ({
      weekday,
      minor: sum(paid.filter(({ on }) => isOf(on, weekday)).map(({ minor }) => minor)),
    }))
    .toSorted((a, b) => b.minor - a.minor);
  return best !== undefined && best.minor >= total * WEEKLY_SHARE ? best.weekday : null;
}

function byDay(
  entries: readonly { on: string; minor: number }[],
  { from, length }: { from: string; length: number },
): number[] {
  const days = Array.from({ length }, () => 0);
  for (const { on, minor } of entries) {
    const day = daysFrom(from, on);
    if (day >= 0 && day < length) days[day] = (days[day] ?? 0) + minor;
  }
  return days;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
