import type { CurveFacts, DiagnosisFacts } from '#app/domain/diagnosis/facts.ts';
import { backlogRatio, type CountedCrowd } from '#app/domain/diagnosis/backlog-ratio.ts';
import { restShare } from '#app/domain/diagnosis/rest-share.ts';
import type { SilenceKey } from '#app/domain/lanes/lane-key.ts';
import type { SilenceCurve } from '#app/domain/lanes/silence-curve.ts';
import { clockOf } from '#app/domain/lanes/silence-stage.ts';
import { calendarOfStage } from '#app/domain/lanes/stage-calendar.ts';
import type { Proof } from '#app/domain/parcels/proof.ts';
import type { Milestone, Scan } from '#app/domain/scans/scan.ts';
import { GIVEN_UP_DAYS } from '#app/domain/source-health/carrier-stop.ts';
import { INCIDENT_MARGIN_MS } from '#app/domain/verdicts/incident.ts';
import { businessCalendar, type BusinessCalendar } from '#app/domain/shared/business-calendar.ts';

/** What a diagnosis is made from, as a parcel's page has it. */
export interface SilentParcelFacts {
  now: Date;
  curve: SilenceCurve;
  /** When the present silence began. */
  from: Date;
  /** The shop's, for the days that the curve counts. */
  calendars: { origin: BusinessCalendar; destination: BusinessCalendar };
  /** The best statement of each event, in order. */
  timeline: readonly Pick<Scan, 'milestone' | 'physical' | 'occurredAt'>[];
  numberSeenAt: Date | null;
  source: DiagnosisFacts['source'];
  isFollowed: boolean | null;
  hasSharedStream: boolean;
  incident: { kind: 'carrier' | 'source'; beganAt: Date } | null;
  /** Stops of its carriers that have been called off. */
  pastStops: readonly PastCarrierStop[];
  others: CountedCrowd | null;
  proofs: readonly Pick<Proof, 'code' | 'weight'>[];
  /** When each next number came to be known that is proposed and not decided on; null = nobody is asked who would name one. */
  nextNumbersAt: readonly Date[] | null;
  noticeShare: number | null;
  supplierEarlyShare: number | null;
  promise: DiagnosisFacts['promise'];
  hasLastCarrier: boolean;
  /** Number and carrier of the first leg. */
  first: { number: string | null; carrier: string | null };
}

interface PastCarrierStop {
  beganAt: Date;
  endedAt: Date;
}

/** The facts of a silent parcel in the words of the diagnosis. */
export function diagnosisFacts(parcel: SilentParcelFacts): DiagnosisFacts {
  const { now, from, curve, calendars, timeline } = parcel;
  const { stage, leg, origin, destination } = curve.key;
  const calendar = calendarOfStage(stage, calendars);
  const days = calendar.workingDaysBetween(from, now);
  const survivalAt = (at: Date) =>
    at <= from ? 1 : curve.survivalAt(calendar.workingDaysBetween(from, at));
  const stopOf = <T extends { beganAt: Date }>(stop: T, endedAt: Date) => ({
    ...stop,
    share: Math.max(
      0,
      survivalAt(new Date(stop.beganAt.getTime() - INCIDENT_MARGIN_MS)) - survivalAt(endedAt),
    ),
  });
  const firstPhysical = timeline.find(({ physical }) => physical);
  const promise = parcel.promise;
  const { pastStops, ...rest } = parcel;
  // What was called off for its age alone may go on.
  const lasting = isCrowdWaiting(parcel) ? pastStops.filter(isGivenUp) : [];
  const goesOn = lasting.map((stop) => ({ kind: 'carrier' as const, beganAt: stop.beganAt }));
  const incident = rest.incident ?? goesOn[0] ?? null;
  const over = pastStops.filter((stop) => !lasting.includes(stop));
  return {
    now,
    stage,
    leg,
    silence: { from, days },
    curve: curveFacts(curve, { calendar, from, days }),
    calendar: clockOf(stage) === 'plain' ? calendars.destination : calendar,
    notice:
      firstPhysical !== undefined
        ? null
        : timeline.some(({ milestone }) => milestone === 'announced')
          ? 'announced'
          : 'none',
    noticeShare: rest.noticeShare,
    numberSeenAt: rest.numberSeenAt,
    source: rest.source,
    isFollowed: rest.isFollowed === false && isHeardOf(parcel) ? true : rest.isFollowed,
    hasSharedStream: rest.hasSharedStream,
    incident: incident === null ? 'none' : stopOf(incident, now),
    pastStop: mostTelling(over.map((stop) => stopOf(stop, stop.endedAt))),
    others: rest.others,
    customs: lastWordOfCustoms(timeline),
    proofs: rest.proofs,
    nextNumber: nextNumberOf(parcel),
    rest: restOf(curve.key, { from, now }),
    supplierEarlyShare: rest.supplierEarlyShare,
    promise,
    hasLastCarrier: rest.hasLastCarrier,
    claim: {
      ...rest.first,
      origin,
      destination,
      mailedOn: firstPhysical === undefined ? null : dateOf(firstPhysical.occurredAt),
      expectedOn: promise?.on ?? null,
    },
  };
}

/** Whatever lists say: who is heard of is followed, be it by this parcel's scans or by those of the carrier's others. */
function isHeardOf({ timeline, curve: { level } }: SilentParcelFacts): boolean {
  return timeline.some(({ physical }) => physical) || level === 'lane' || level === 'carrier';
}

/** While a carrier scans nothing, whoever is late stays late; once it scans again most of them are heard of within days. */
const WAITING_SHARE = 0.8;

function isCrowdWaiting({ others }: SilentParcelFacts): boolean {
  return (
    others !== null && backlogRatio(others) > 1 && others.lasting >= WAITING_SHARE * others.late
  );
}

function isGivenUp({ beganAt, endedAt }: PastCarrierStop): boolean {
  return endedAt.getTime() - beganAt.getTime() >= GIVEN_UP_DAYS * DAY_MS;
}

const DAY_MS = 86_400_000;

/** Of several stops the one into which most such parcels' next scan would have fallen. */
function mostTelling<T extends { share: number }>(stops: readonly T[]): T | null {
  return stops.filter(({ share }) => share > 0).toSorted((a, b) => b.share - a.share)[0] ?? null;
}

function nextNumberOf({
  nextNumbersAt,
  timeline,
}: SilentParcelFacts): DiagnosisFacts['nextNumber'] {
  if (nextNumbersAt === null) return null;
  const [knownAt] = nextNumbersAt.toSorted((a, b) => a.getTime() - b.getTime());
  if (knownAt === undefined) return 'none';
  const last = timeline.findLast(({ physical }) => physical);
  return last !== undefined && last.occurredAt > knownAt ? 'beside' : 'silent';
}

const USUAL_SHARE = 0.9;

function curveFacts(
  curve: SilenceCurve,
  { calendar, from, days }: { calendar: BusinessCalendar; from: Date; days: number },
): CurveFacts {
  return {
    survival: curve.survivalAt(days),
    stall: curve.stallAt(days),
    neverMoves: curve.neverMoves,
    level: curve.level,
    usualUntil: calendar.addWorkingDays(from, Math.min(LONGEST_DAYS, curve.quantile(USUAL_SHARE))),
    stallReaches: (probability) => {
      const reached = curve.stallReaches(probability);
      return Number.isFinite(reached) ? calendar.addWorkingDays(from, reached) : null;
    },
  };
}

/** The curve's last bin has no end. */
const LONGEST_DAYS = 180;

/** Rest days are the country's where the parcel is, whatever the shop counts; over sea and in the air nobody rests. */
function restOf(
  { stage, origin, destination }: SilenceKey,
  span: { from: Date; now: Date },
): DiagnosisFacts['rest'] {
  const clock = clockOf(stage);
  const country = clock === 'plain' ? null : clock === 'origin' ? origin : destination;
  if (country === null) return null;
  return restShare(span, businessCalendar({ country, businessDays: true, closedOn: [] }));
}

const CUSTOMS_WORDS: Partial<Readonly<Record<Milestone, 'asked' | 'entered' | 'released'>>> = {
  customs_action_needed: 'asked',
  import_customs: 'entered',
  export_customs: 'entered',
  customs_released: 'released',
};

function lastWordOfCustoms(
  timeline: SilentParcelFacts['timeline'],
): NonNullable<DiagnosisFacts['customs']> {
  const words = timeline.flatMap(({ milestone }) => CUSTOMS_WORDS[milestone] ?? []);
  return words.at(-1) ?? 'none';
}

function dateOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
