import { scoreDayOf } from '#app/domain/scorecards/score-periods.ts';
import { stepBinOf } from '#app/domain/scorecards/step-bins.ts';
import type { Money } from '#app/domain/shared/money.ts';

/** The steps of a parcel's way, each from the first event to the second, in days of 24 hours. */
export const STEPS = [
  'paid_number', // the order was paid → its parcel had a number
  'number_scan', // … → first physical scan
  'scan_handoff', // … → with the network that delivers
  'handoff_delivered', // … → at the buyer
  'scan_delivered', // first scan → at the buyer: what a carrier is compared by
  'paid_delivered', // paid → at the buyer: what the buyer waits
] as const;
export type Step = (typeof STEPS)[number];

/** How a parcel's way has ended, as far as anybody knows. */
export const SCORE_OUTCOMES = [
  'delivered',
  'on_way', // expected to arrive
  'unknown', // silent past the limit: nobody knows
  'returned', // on its way back, or back
  'refunded', // not delivered, and the order was paid back
  'lost', // by the carrier's own word
] as const;
export type ScoreOutcome = (typeof SCORE_OUTCOMES)[number];

/** What is counted of a parcel beside its steps, its outcome and its money. */
export const SCORE_COUNTERS = [
  'parcels',
  'silent', // waited longer than the limit of days at least once
  'first_scan_late', // … for its first scan
  'silent_on_way', // … after it
  'moved_again', // silent, and then scanned again or delivered
  'flagged', // Lastscan raised an alarm for silence
  'number_late', // the number came late, or never
  'number_early', // the number came in time, the parcel days after it, or never
  'wrong_number', // proven to be another parcel's
  'problem_carrier', // on its way: silent now, lost, returned or paid back
  'problem_supplier', // number late or wrong, parcel days after its number, or paid back before its first scan
  'promise_kept',
  'promise_broken',
] as const;
export type ScoreCounter = (typeof SCORE_COUNTERS)[number];

/** Whom a parcel counts for. An empty key: unknown, which is a name of its own. */
export interface ScoredName {
  key: string;
  /** As people write it; empty when unknown. */
  name: string;
}

/** What is known of one parcel. Null instants have not happened, or nobody told. */
export interface ScoreFacts {
  carrier: ScoredName;
  supplier: ScoredName;
  /** ISO alpha-2. */
  origin: string | null;
  destination: string | null;
  paidAt: Date;
  shippedAt: Date;
  /** When its first number came, right or wrong. */
  numberAt: Date | null;
  firstScanAt: Date | null;
  handOffAt: Date | null;
  deliveredAt: Date | null;
  /** The end of the promised day; null = nobody promised. */
  promisedAt: Date | null;
  outcome: ScoreOutcome;
  isFirstScanLate: boolean;
  isSilentOnWay: boolean;
  hasMovedAgain: boolean;
  isFlagged: boolean;
  /** Its number came more than the working days that are fair after payment, or has not come in them. */
  isNumberLate: boolean;
  /** Its first scan came more than the working days that are fair after its number, or has not come in them. */
  isHandOverLate: boolean;
  isWrongNumber: boolean;
  /** Needs somebody now. */
  isInTrouble: boolean;
  value: Money;
  /** The instant of looking: a promise that lies ahead is neither kept nor broken. */
  asOf: Date;
}

/**
 * What one parcel adds to the counters of its carrier and its supplier, by the UTC day it counts on: the parcel and what
 * befell it on the day it was shipped, a step on the day it ended, a promise on the day it was for.
 * Counters are `SCORE_COUNTERS`, `outcome:<outcome>`, `trouble:<currency>` and `lost:<currency>` (minor units), and
 * `<step>:<bin>`.
 */
export interface ParcelScore {
  carrier: ScoredName;
  supplier: ScoredName;
  /** '' = unknown. */
  origin: string;
  destination: string;
  days: Record<string, Record<string, number>>;
}

const DAY_MS = 86_400_000;

/** The step and the bin that a counter's name speaks of; null for all other counters. */
export function stepOfCounter(counter: string): { step: Step; bin: string } | null {
  const colon = counter.indexOf(':');
  const step = STEPS.find((each) => each === counter.slice(0, colon));
  return step === undefined ? null : { step, bin: counter.slice(colon + 1) };
}

/** A parcel's contribution. Equal facts give equal contributions, whatever came before. */
export function scoreOf(facts: ScoreFacts): ParcelScore {
  const { carrier, supplier, origin, destination } = facts;
  const days: ParcelScore['days'] = {};
  const count = (at: Date, counter: string, n = 1) => {
    const day = (days[scoreDayOf(at)] ??= {});
    day[counter] = (day[counter] ?? 0) + n;
  };
  for (const counter of countersOf(facts)) count(facts.shippedAt, counter);
  for (const [counter, minor] of moneyOf(facts)) count(facts.shippedAt, counter, minor);
  for (const { step, from, to } of stepsOf(facts)) {
    count(to, `${step}:${stepBinOf((to.getTime() - from.getTime()) / DAY_MS)}`);
  }
  const promise = promiseOf(facts);
  if (promise !== null) count(promise.on, promise.counter);
  return { carrier, supplier, origin: origin ?? '', destination: destination ?? '', days };
}

function countersOf(facts: ScoreFacts): string[] {
  const { outcome, isNumberLate, isHandOverLate, isWrongNumber } = facts;
  const isSilent = facts.isFirstScanLate || facts.isSilentOnWay;
  const isOnWay = facts.firstScanAt !== null;
  const holds: Partial<Record<ScoreCounter, boolean>> = {
    parcels: true,
    silent: isSilent,
    first_scan_late: facts.isFirstScanLate,
    silent_on_way: facts.isSilentOnWay,
    moved_again: isSilent && facts.hasMovedAgain,
    flagged: facts.isFlagged,
    number_late: isNumberLate,
    number_early: isHandOverLate && !isNumberLate,
    wrong_number: isWrongNumber,
    problem_carrier:
      outcome === 'lost' ||
      outcome === 'returned' ||
      (isOnWay && (outcome === 'refunded' || outcome === 'unknown')),
    problem_supplier:
      isNumberLate || isHandOverLate || isWrongNumber || (!isOnWay && outcome === 'refunded'),
  };
  const counters = SCORE_COUNTERS.filter((counter) => holds[counter] === true);
  return [...counters, `outcome:${outcome}`];
}

function moneyOf({ outcome, isInTrouble, value }: ScoreFacts): [string, number][] {
  const isLost = outcome === 'lost' || outcome === 'refunded';
  if (value.minor === 0) return [];
  if (isLost) return [[`lost:${value.currency}`, value.minor]];
  return isInTrouble ? [[`trouble:${value.currency}`, value.minor]] : [];
}

function stepsOf(facts: ScoreFacts): { step: Step; from: Date; to: Date }[] {
  const { paidAt, numberAt, firstScanAt, handOffAt, deliveredAt } = facts;
  const ends: [Step, Date | null, Date | null][] = [
    ['paid_number', paidAt, numberAt],
    ['number_scan', numberAt, firstScanAt],
    ['scan_handoff', firstScanAt, handOffAt],
    ['handoff_delivered', handOffAt, deliveredAt],
    ['scan_delivered', firstScanAt, deliveredAt],
    ['paid_delivered', paidAt, deliveredAt],
  ];
  return ends.flatMap(([step, from, to]) =>
    from === null || to === null ? [] : [{ step, from, to }],
  );
}

function promiseOf({
  promisedAt,
  deliveredAt,
  asOf,
}: ScoreFacts): { on: Date; counter: ScoreCounter } | null {
  if (promisedAt === null) return null;
  if (deliveredAt !== null && deliveredAt <= promisedAt) {
    return { on: lastInstantOf(promisedAt), counter: 'promise_kept' };
  }
  // Not there yet: broken as soon as the day is over, whatever happens to the parcel later.
  const isOver = deliveredAt !== null || asOf > promisedAt;
  return isOver ? { on: lastInstantOf(promisedAt), counter: 'promise_broken' } : null;
}

/** The end of a day is the first instant of the next: a promise counts on its own day. */
function lastInstantOf(end: Date): Date {
  return new Date(end.getTime() - 1);
}
