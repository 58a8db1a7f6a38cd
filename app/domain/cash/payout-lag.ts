import type { BankDays } from '#app/domain/cash/bank-days.ts';
import { placeOf } from '#app/domain/cash/bank-days.ts';
import type { PayoutSchedule } from '#app/domain/cash/cash-facts.ts';
import { addDays, daysFrom, dayOfMonthAfter, weekdayOf } from '#app/domain/shared/iso-days.ts';
import type { Random } from '#app/domain/inventory/demand/random.ts';
import { assertExhaustive } from '#app/domain/shared/exhaustive.ts';

/** Money of one day's sales that came with one payout. ISO dates. */
export interface PayoutSample {
  soldOn: string;
  /** When the payout left. */
  issuedOn: string;
  /** When a bank statement shows it; null: no statement does. */
  bankOn: string | null;
}

/** A payout that left is on the account one to three working days later: taken as likely as one another. */
const BANK_WORKING_DAYS = [1, 2, 3] as const;
const USUAL_BANK_DAYS = 2;
/** Taken when the shop has no payout on record: two working days to the payout, two more to the account. */
const USUAL_LAG = [3, 4, 5] as const;
/** From so many payouts on that a statement shows, those alone tell how long the bank takes. */
const ENOUGH_SEEN = 20;
/** More samples say nothing new. */
const MOST_SAMPLES = 500;

/**
 * Bank's working days from sale to money on the account, one a sample, newest 500, as they were seen. Where no statement
 * shows the arrival, each of one to three days after the payout stands for a third of it. A payout on a weekend's sales
 * counts from the next working day. Once statements show enough of them the others say nothing more.
 */
export function observedLags(samples: readonly PayoutSample[], days: BankDays): number[] {
  const seen = samples.filter(({ bankOn }) => bankOn !== null);
  const used = seen.length >= ENOUGH_SEEN ? seen : samples;
  return used.slice(-MOST_SAMPLES).flatMap(({ soldOn, issuedOn, bankOn }) => {
    const sold = days.openFrom(placeOf(days, soldOn));
    if (bankOn !== null) return bankOn < soldOn ? [] : [days.between(sold, placeOf(days, bankOn))];
    if (issuedOn < soldOn) return [];
    const issued = days.between(sold, placeOf(days, issuedOn));
    return BANK_WORKING_DAYS.map((bank) => issued + bank);
  });
}

/** Bank's working days from each payout that a statement shows to the account. */
export function bankLags(
  samples: readonly Omit<PayoutSample, 'soldOn'>[],
  days: BankDays,
): number[] {
  return samples.flatMap(({ issuedOn, bankOn }) =>
    bankOn === null || bankOn < issuedOn
      ? []
      : [days.between(placeOf(days, issuedOn), placeOf(days, bankOn))],
  );
}

/** How money gets from a sale to the account. */
export interface PayoutLag {
  schedule: PayoutSchedule | null;
  /** Working days, one a sample; never empty. */
  lags: readonly number[];
  /** Working days from a sale to when a payout may leave: the least that was seen, without the bank's. */
  ready: number;
}

/** `lags`: as `observedLags` gives them; empty: the usual. */
export function payoutLag(schedule: PayoutSchedule | null, lags: readonly number[]): PayoutLag {
  const known = lags.length > 0 ? lags : USUAL_LAG;
  const least = known.reduce((low, lag) => Math.min(low, lag), Infinity);
  return { schedule, lags: known, ready: Math.max(0, least - USUAL_BANK_DAYS) };
}

/**
 * The day on which the money of a sale of that day is on the account, one possible one. Days are places of `days`; never a
 * day of rest, so money that would come then comes on the next working day. Paid daily or by hand, the lag is drawn from
 * what was seen; with a weekly or monthly anchor the money waits for the anchor and is then underway for one to three
 * working days.
 */
export function sampleArrival(
  random: Random,
  { day, lag, days }: { day: number; lag: PayoutLag; days: BankDays },
): number {
  const { schedule, lags, ready } = lag;
  const interval = schedule?.interval ?? 'DAILY';
  switch (interval) {
    case 'DAILY':
    // Taken out as the merchant has taken it out so far.
    case 'MANUAL':
      return days.plus(day, lags[Math.floor(random.next() * lags.length)] ?? 0);
    case 'WEEKLY':
    case 'MONTHLY': {
      const leaves =
        schedule === null ? day : payoutDay(schedule, { from: days.plus(day, ready), days });
      return sampleBankArrival(random, { issued: leaves, days });
    }
    default:
      return assertExhaustive(interval);
  }
}

/** The day on which a payout that left on that day is on the account. `bank`: working days, one a payout that was seen. */
export function sampleBankArrival(
  random: Random,
  { issued, days, bank = [] }: { issued: number; days: BankDays; bank?: readonly number[] },
): number {
  const known = bank.length > 0 ? bank : BANK_WORKING_DAYS;
  return days.plus(issued, known[Math.floor(random.next() * known.length)] ?? 1);
}

/** The first day, from `from` on, on which the schedule pays out. A day of rest moves it to the next working day. */
export function payoutDay(
  { interval, weeklyAnchor, monthlyAnchor }: PayoutSchedule,
  { from, days }: { from: number; days: BankDays },
): number {
  const on = addDays(days.from, from);
  switch (interval) {
    case 'DAILY':
    case 'MANUAL':
      return days.openFrom(from);
    case 'WEEKLY':
      return days.openFrom(nextWeekday({ from, days }, weeklyAnchor ?? FRIDAY));
    case 'MONTHLY': {
      const day = monthlyAnchor ?? LAST_OF_MONTH;
      const here = dayOfMonthAfter(on, { months: 0, day });
      const next = here >= on ? here : dayOfMonthAfter(on, { months: 1, day });
      return days.openFrom(daysFrom(days.from, next));
    }
    default:
      return assertExhaustive(interval);
  }
}

/** The first day of that ISO weekday, from `from` on. */
export function nextWeekday(
  { from, days }: { from: number; days: BankDays },
  weekday: number,
): number {
  return from + ((weekday - weekdayOf(addDays(days.from, from)) + 7) % 7);
}

/** Shopify names an anchor with every weekly and monthly schedule; without one the latest is taken. */
const FRIDAY = 5;
const LAST_OF_MONTH = 31;
