import { carrierFamily } from '#app/domain/lanes/lane-key.ts';
import { journeyOf, type Outcome, type Silence } from '#app/domain/lanes/journey.ts';
import { isInDestination, legKindOf, stageAfterScan } from '#app/domain/lanes/silence-stage.ts';
import type { SilenceStage } from '#app/domain/lanes/silence-stage.ts';
import type { ScoredName, ScoreFacts, ScoreOutcome } from '#app/domain/scorecards/parcel-score.ts';
import type { Scan } from '#app/domain/scans/scan.ts';
import type { BusinessCalendar } from '#app/domain/shared/business-calendar.ts';
import type { Money } from '#app/domain/shared/money.ts';
import type { LimitSet } from '#app/domain/verdicts/limits.ts';
import { promisedDate } from '#app/domain/verdicts/promised-date.ts';
import { QUEUES, type VerdictKind } from '#app/domain/verdicts/verdict.ts';

/** A parcel as it stands, with what its sources said. */
export interface ParcelToScore {
  /** Who was given it first: the carrier of the first number of its chain. */
  carrier: string | null;
  supplier: string | null;
  origin: string | null;
  destination: string | null;
  /** When Shopify processed the order; when it was created, if Shopify does not say. */
  paidAt: Date;
  shippedAt: Date;
  /** When its first number came, a wrong one included. */
  numberAt: Date | null;
  /** The first physical scan of a number that is known to be the last mile's. */
  lastMileAt: Date | null;
  /** Of the fulfillment, else what a source told first. */
  promised: Date | null;
  verdict: VerdictKind;
  /** Lastscan called it silent at least once. */
  isFlagged: boolean;
  isRefunded: boolean;
  value: Money;
  /** The best statement of each event of its chain, in order. */
  timeline: readonly Scan[];
  /** False: they may be those of another parcel of the same stream. */
  areScansItsOwn: boolean;
}

/**
 * What is fair from payment to number, and from number to first scan, in working days at the origin: shops commonly promise
 * one or two days of handling.
 */
const FAIR_WORKING_DAYS = 2;

/**
 * What counts of a parcel. Silence is measured by the shop's fixed limits of days, the same for every carrier: limits that
 * were learned lane by lane would call each carrier's own habits usual, and no comparison would show anything.
 * Scans that are another parcel's, or may be, say nothing.
 */
export function scoreFactsOf(
  parcel: ParcelToScore,
  {
    limits,
    calendars,
    asOf,
  }: {
    limits: LimitSet;
    calendars: { origin: BusinessCalendar; destination: BusinessCalendar };
    asOf: Date;
  },
): ScoreFacts {
  const isWrongNumber = parcel.verdict === 'wrong_number';
  const isTold = parcel.areScansItsOwn && !isWrongNumber;
  const news = parcel.timeline.filter(
    ({ physical, occurredAt }) => isTold && physical && occurredAt <= asOf,
  );
  const firstScanAt = news[0]?.occurredAt ?? null;
  const deliveredAt =
    parcel.verdict === 'delivered'
      ? (news.find(({ milestone }) => milestone === 'delivered')?.occurredAt ?? null)
      : null;
  const silences = isTold ? longSilences({ ...parcel, news }, { limits, calendars, asOf }) : [];
  const isFirstScanLate = silences.some(({ key }) => key.stage === 'first_scan');
  const last = silences.at(-1);
  const isLateSoFar = isNumberLate(parcel, calendars.origin, asOf);
  const outcome = outcomeOf(parcel, {
    isSilent: last?.end === 'open' || isWrongNumber || (parcel.numberAt === null && isLateSoFar),
  });
  return {
    carrier: named(carrierFamily(parcel.carrier), parcel.carrier),
    supplier: named(supplierKey(parcel.supplier), parcel.supplier),
    origin: parcel.origin,
    destination: parcel.destination,
    paidAt: parcel.paidAt,
    shippedAt: parcel.shippedAt,
    numberAt: parcel.numberAt,
    firstScanAt,
    handOffAt: handOffOf(parcel, news),
    deliveredAt,
    promisedAt: endOfPromise(parcel, calendars.destination),
    outcome,
    isFirstScanLate,
    isSilentOnWay: silences.some(({ key }) => key.stage !== 'first_scan'),
    hasMovedAgain: last?.end === 'moved' && outcome !== 'returned' && outcome !== 'lost',
    isFlagged: parcel.isFlagged,
    isNumberLate: isLateSoFar,
    isHandOverLate: isTold && isHandOverLate({ ...parcel, firstScanAt }, calendars.origin, asOf),
    isWrongNumber,
    isInTrouble: QUEUES.some((queue) => queue === parcel.verdict),
    value: parcel.value,
    asOf,
  };
}

/** The form in which suppliers are compared: white space and case are not told apart. */
export function supplierKey(name: string | null): string | null {
  const key = (name ?? '').normalize('NFKC').replaceAll(/\s+/g, ' ').trim().toLowerCase();
  return key === '' ? null : key.slice(0, 80);
}

function named(key: string | null, name: string | null): ScoredName {
  return key === null ? { key: '', name: '' } : { key, name: name ?? '' };
}

/** The waits that lasted longer than the limit of their stage, in order. */
function longSilences(
  parcel: ParcelToScore & { news: readonly Scan[] },
  {
    limits,
    calendars,
    asOf,
  }: {
    limits: LimitSet;
    calendars: { origin: BusinessCalendar; destination: BusinessCalendar };
    asOf: Date;
  },
): Silence[] {
  const { journey } = journeyOf({
    lane: { carrier: null, origin: parcel.origin, destination: parcel.destination },
    scans: parcel.news,
    startedAt: parcel.numberAt ?? parcel.shippedAt,
    ...endOf(parcel),
    calendars,
    asOf,
  });
  return (journey?.silences ?? []).filter(({ key, from, plainDays }) => {
    // Without a number nobody could be scanned: that is the number's lateness, not silence.
    if (key.stage === 'first_scan' && parcel.numberAt === null) return false;
    const calendar = isInDestination(key.stage) ? calendars.destination : calendars.origin;
    const until = new Date(from.getTime() + plainDays * DAY_MS);
    return calendar.workingDaysBetween(from, until) > limitOf(key.stage, limits);
  });
}

const DAY_MS = 86_400_000;

const CUSTOMS: ReadonlySet<SilenceStage> = new Set(['export', 'customs', 'customs_request']);

function limitOf(stage: SilenceStage, limits: LimitSet): number {
  if (stage === 'first_scan') return limits.neverScannedDays;
  return CUSTOMS.has(stage) ? limits.customsDays : limits.silentDays;
}

function endOf({ verdict, news }: ParcelToScore & { news: readonly Scan[] }): {
  outcome: Outcome;
  endedAt: Date | null;
} {
  const last = news.at(-1)?.occurredAt ?? null;
  const firstOf = (milestones: readonly Scan['milestone'][]) =>
    news.find(({ milestone }) => milestones.includes(milestone))?.occurredAt ?? last;
  switch (verdict) {
    case 'delivered':
      return { outcome: 'delivered', endedAt: firstOf(['delivered']) };
    case 'returning':
      return { outcome: 'returned', endedAt: firstOf(['returning', 'returned']) };
    case 'lost':
      // The carrier's word is no scan: the wait after the last one is known never to end.
      return { outcome: 'lost', endedAt: last };
    default:
      return { outcome: 'open', endedAt: null };
  }
}

function outcomeOf(
  { verdict, isRefunded }: ParcelToScore,
  { isSilent }: { isSilent: boolean },
): ScoreOutcome {
  if (verdict === 'delivered') return 'delivered';
  if (verdict === 'lost') return 'lost';
  if (isRefunded) return 'refunded';
  if (verdict === 'returning') return 'returned';
  return isSilent ? 'unknown' : 'on_way';
}

/**
 * When the delivering network had it: the last mile's own first scan, else the first scan that found it there. Null within
 * a country, where nobody hands over.
 */
function handOffOf(parcel: ParcelToScore, news: readonly Scan[]): Date | null {
  const ends = { origin: parcel.origin, destination: parcel.destination };
  let stage: SilenceStage = 'first_scan';
  for (const scan of news) {
    if (parcel.lastMileAt !== null && scan.occurredAt >= parcel.lastMileAt) break;
    const next = stageAfterScan(stage, scan, ends);
    if (next === null) return null;
    stage = next;
    if (legKindOf(stage, ends) === 'last_mile') return scan.occurredAt;
  }
  const isWithinCountry = legKindOf(stage, ends) === 'domestic';
  return isWithinCountry || news.length === 0 ? null : parcel.lastMileAt;
}

function endOfPromise(
  { promised, shippedAt }: ParcelToScore,
  destination: BusinessCalendar,
): Date | null {
  if (promised === null) return null;
  const end = destination.endOfDate(promisedDate(promised, (at) => destination.dateAt(at)));
  // A date before the shipment was promised for something else.
  return end > shippedAt ? end : null;
}

function isNumberLate(
  { paidAt, numberAt }: ParcelToScore,
  origin: BusinessCalendar,
  asOf: Date,
): boolean {
  return origin.workingDaysBetween(paidAt, numberAt ?? asOf) > FAIR_WORKING_DAYS;
}

function isHandOverLate(
  { numberAt, firstScanAt }: Pick<ScoreFacts, 'numberAt' | 'firstScanAt'>,
  origin: BusinessCalendar,
  asOf: Date,
): boolean {
  if (numberAt === null) return false;
  return origin.workingDaysBetween(numberAt, firstScanAt ?? asOf) > FAIR_WORKING_DAYS;
}
