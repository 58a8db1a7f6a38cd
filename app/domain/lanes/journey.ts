import type { Lane, SilenceKey } from '#app/domain/lanes/lane-key.ts';
import { legKindOf, stageAfterScan, type SilenceStage } from '#app/domain/lanes/silence-stage.ts';
import type { SetAside } from '#app/domain/lanes/set-aside.ts';
import { calendarOfStage } from '#app/domain/lanes/stage-calendar.ts';
import type { Scan } from '#app/domain/scans/scan.ts';
import type { BusinessCalendar } from '#app/domain/shared/business-calendar.ts';

/** How a parcel's way ended: `open` = it has not, as far as anybody knows. */
export type Outcome = 'delivered' | 'returned' | 'lost' | 'open';

/** One wait on a parcel's way. */
export interface Silence {
  key: SilenceKey;
  from: Date;
  /** Days of the stage's clock (see `calendarOfStage`), up to the next scan or the end of what is known. */
  days: number;
  /** The same in days of 24 hours. */
  plainDays: number;
  /** `moved`: a scan ended it. `stuck`: it is known never to end. `open`: it lasted when last looked at. */
  end: 'moved' | 'stuck' | 'open';
}

/** A parcel's way as a list of waits: all that is learned from it. */
export interface Journey {
  lane: Lane;
  outcome: Outcome;
  startedAt: Date;
  /** When it ended, or when it was last looked at. */
  endedAt: Date;
  silences: Silence[];
}

export type JourneyScan = Pick<Scan, 'occurredAt' | 'milestone' | 'country' | 'physical'>;

export interface JourneyFacts {
  lane: Lane;
  /** In any order, duplicates allowed. */
  scans: readonly JourneyScan[];
  /** When the parcel was handed over or its number became known. */
  startedAt: Date;
  outcome: Outcome;
  /** Null = open. */
  endedAt: Date | null;
  calendars: { origin: BusinessCalendar; destination: BusinessCalendar };
  /** What lies after this instant is not known yet. */
  asOf: Date;
}

/**
 * Cuts a parcel's way into its silences. The journey is null when the parcel as a whole teaches nothing; `setAside` says
 * what was left out and why, once for each scan or parcel.
 */
export function journeyOf(facts: JourneyFacts): { journey: Journey | null; setAside: SetAside[] } {
  const { startedAt, asOf, lane } = facts;
  const isOver = facts.endedAt !== null && facts.endedAt <= asOf;
  const outcome = isOver ? facts.outcome : 'open';
  const endedAt = isOver && facts.endedAt !== null ? facts.endedAt : asOf;
  if (endedAt < startedAt) return { journey: null, setAside: ['parcel_without_span'] };
  if (outcome === 'open' && asOf.getTime() - startedAt.getTime() > OLDEST_OPEN_MS) {
    return { journey: null, setAside: ['parcel_too_old'] };
  }
  const { scans, setAside } = usableScans(facts, endedAt);
  const silences: Silence[] = [];
  let stage: SilenceStage | null = 'first_scan';
  let from = startedAt;
  for (const scan of scans) {
    if (stage === null) break;
    silences.push(silence(facts, stage, { from, until: scan.occurredAt, end: 'moved' }));
    stage = stageAfterScan(stage, scan, lane);
    if (scan.occurredAt > from) from = scan.occurredAt;
  }
  if (stage !== null) silences.push(silence(facts, stage, lastWait(outcome, from, endedAt)));
  return { journey: { lane, outcome, startedAt, endedAt, silences }, setAside };
}

/** A year: after that nobody waits for a parcel, and nobody will tell how it ended. */
const OLDEST_OPEN_MS = 365 * 86_400_000;
const DAY_MS = 86_400_000;
/** The widest difference between two time zones of one leg that is still taken for one. */
const CLOCKS_APART_MS = 14 * 3_600_000;

/** Delivered or returned without a scan that says so: the wait ended all the same. */
function lastWait(outcome: Outcome, from: Date, until: Date) {
  const end = outcome === 'lost' ? 'stuck' : outcome === 'open' ? 'open' : 'moved';
  return { from, until, end } as const;
}

function silence(
  { lane, calendars }: JourneyFacts,
  stage: SilenceStage,
  { from, until, end }: { from: Date; until: Date; end: Silence['end'] },
): Silence {
  const plainDays = Math.max(0, (until.getTime() - from.getTime()) / DAY_MS);
  const days = calendarOfStage(stage, calendars).workingDaysBetween(from, until);
  const key: SilenceKey = {
    stage,
    leg: legKindOf(stage, lane),
    carrier: lane.carrier,
    origin: lane.origin,
    destination: lane.destination,
  };
  return { key, from, days, plainDays, end };
}

function usableScans(
  { scans, startedAt, asOf }: JourneyFacts,
  endedAt: Date,
): { scans: JourneyScan[]; setAside: SetAside[] } {
  const setAside: SetAside[] = [];
  const kept: JourneyScan[] = [];
  const physical = scans
    .filter((scan) => scan.physical)
    .sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime());
  for (const scan of physical) {
    const reason = reasonAgainst(scan, { startedAt, asOf, endedAt, before: kept });
    if (reason === null) kept.push(scan);
    else setAside.push(reason);
  }
  return { scans: kept, setAside };
}

function reasonAgainst(
  { occurredAt, milestone }: JourneyScan,
  known: { startedAt: Date; asOf: Date; endedAt: Date; before: readonly JourneyScan[] },
): SetAside | null {
  if (occurredAt > known.asOf) return 'scan_in_future';
  if (occurredAt.getTime() < known.startedAt.getTime() - DAY_MS) return 'scan_before_start';
  if (occurredAt > known.endedAt) return 'scan_after_end';
  const isTwice = known.before.some(
    (scan) => scan.milestone === milestone && scan.occurredAt.getTime() === occurredAt.getTime(),
  );
  if (isTwice) return 'scan_twice';
  const last = known.before.at(-1);
  if (last === undefined) return null;
  const isStepBack = STEP[milestone] !== undefined && (STEP[last.milestone] ?? 0) > STEP[milestone];
  return isStepBack && occurredAt.getTime() - last.occurredAt.getTime() < CLOCKS_APART_MS
    ? 'clocks_disagree'
    : null;
}

/** Steps that happen once and in this order; one told before its predecessor within hours was told by another clock. */
const STEP: Partial<Record<Scan['milestone'], number>> = {
  accepted: 1,
  departed_origin: 2,
  arrived_destination: 3,
  out_for_delivery: 4,
  delivered: 5,
};
