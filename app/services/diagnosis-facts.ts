import type { CurveFacts, DiagnosisFacts } from '#app/domain/diagnosis/facts.ts';
import type { Crowd } from '#app/domain/diagnosis/backlog-ratio.ts';
import { restShare } from '#app/domain/diagnosis/rest-share.ts';
import type { SilenceKey } from '#app/domain/lanes/lane-key.ts';
import type { SilenceCurve } from '#app/domain/lanes/silence-curve.ts';
import { clockOf } from '#app/domain/lanes/silence-stage.ts';
import type { Proof } from '#app/domain/parcels/proof.ts';
import type { Milestone, Scan } from '#app/domain/scans/scan.ts';
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
  others: Crowd | null;
  proofs: readonly Pick<Proof, 'code' | 'weight'>[];
  nextNumber: DiagnosisFacts['nextNumber'];
  supplierEarlyShare: number | null;
  promise: DiagnosisFacts['promise'];
  hasLastCarrier: boolean;
  /** Number and carrier of the first leg. */
  first: { number: string | null; carrier: string | null };
}

/** The facts of a silent parcel in the words of the diagnosis. */
export function diagnosisFacts(parcel: SilentParcelFacts): DiagnosisFacts {
  const { now, from, curve, calendars, timeline } = parcel;
  const { stage, leg, origin, destination } = curve.key;
  const clock = clockOf(stage);
  const calendar = clock === 'plain' ? PLAIN_DAYS : calendars[clock];
  const days = calendar.workingDaysBetween(from, now);
  const firstPhysical = timeline.find(({ physical }) => physical);
  const promise = parcel.promise;
  const { incident, ...rest } = parcel;
  return {
    now,
    stage,
    leg,
    silence: { from, days },
    curve: curveFacts(curve, { calendar, from, days }),
    calendar: clock === 'plain' ? calendars.destination : calendar,
    notice:
      firstPhysical !== undefined
        ? null
        : timeline.some(({ milestone }) => milestone === 'announced')
          ? 'announced'
          : 'none',
    noticeShare: null,
    numberSeenAt: rest.numberSeenAt,
    source: rest.source,
    isFollowed: rest.isFollowed,
    hasSharedStream: rest.hasSharedStream,
    incident: incident ?? 'none',
    others: rest.others,
    customs: lastWordOfCustoms(timeline),
    proofs: rest.proofs,
    nextNumber: rest.nextNumber,
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

const PLAIN_DAYS = businessCalendar({ country: null, businessDays: false, closedOn: [] });
const USUAL_SHARE = 0.9;

function curveFacts(
  curve: SilenceCurve,
  { calendar, from, days }: { calendar: BusinessCalendar; from: Date; days: number },
): CurveFacts {
  return {
    survival: curve.survivalAt(days),
    stall: curve.stallAt(days),
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
