import type { BusinessCalendar } from '#app/domain/shared/business-calendar.ts';
import type { Scan } from '#app/domain/scans/scan.ts';
import { evidence } from '#app/domain/verdicts/evidence.ts';
import { promiseUnlikelyFrom, usuallyArrivedBy } from '#app/domain/verdicts/learned-delivery.ts';
import {
  learnedSilence,
  usualSilence,
  type LearnedSilence,
} from '#app/domain/verdicts/learned-silence.ts';
import { lastProof } from '#app/domain/verdicts/parcel-state.ts';
import { promisedDate } from '#app/domain/verdicts/promised-date.ts';
import { stageOf, type Stage } from '#app/domain/verdicts/stage.ts';
import type {
  Cause,
  Evidence,
  Silence,
  VerdictInput,
  VerdictKind,
} from '#app/domain/verdicts/verdict.ts';

/** An instant at which the absence of news turns into a verdict. */
export interface Deadline {
  kind: VerdictKind;
  cause: Cause;
  at: Date;
  /** True when only scans could have kept it; a number that is missing is missing whoever stops scanning. */
  restsOnSilence: boolean;
  /** Written only when the deadline counts: most are never reached. */
  reason: () => Evidence;
}

/** What the parcel is waiting for, and what it becomes when that does not come. */
export interface Wait {
  /** Highest rank first. */
  deadlines: Deadline[];
  /** The wait shown as a bar. */
  silence: Silence;
  calendar: BusinessCalendar;
  /** While no deadline is reached. */
  patience: { cause: Cause; since: Date };
  /** What is known, whatever the verdict. */
  facts: Evidence[];
  /** What the past says of the wait for a scan; null while a number is waited for, and when nothing is learned. */
  learned: LearnedSilence | null;
}

/** The deadlines of a parcel that is still on its way, from its news in timeline order. */
export function waitOf(input: VerdictInput, news: readonly Scan[]): Wait {
  const wait = silenceOf(input, news);
  wait.deadlines.push(...lateDeadlines(input, news, wait));
  return wait;
}

function silenceOf(input: VerdictInput, news: readonly Scan[]): Wait {
  const proof = lastProof(news);
  const moving = proof === null ? null : scannedWait(input, news, proof);
  if (input.parcel.number === null) {
    const missing = missingNumberWait(input);
    // Customs is the more urgent word even without a number; plain silence is not: without a number nobody can trace.
    return moving?.deadlines[0]?.kind === 'customs_hold'
      ? { ...moving, deadlines: [...moving.deadlines, ...missing.deadlines] }
      : { ...missing, facts: [...missing.facts, ...(moving?.facts ?? [])] };
  }
  return moving ?? neverScannedWait(input, news);
}

function missingNumberWait({ parcel, limits, calendars }: VerdictInput): Wait {
  const limitDays = limits.set.missingNumberDays;
  const silence = silenceFrom(parcel.shippedAt, limitDays, calendars.origin);
  return {
    deadlines: [
      {
        kind: 'missing_number',
        cause: 'number_not_uploaded',
        at: silence.limitAt,
        restsOnSilence: false,
        reason: () => evidence('no_number_past_limit', { limitDays, limitAt: silence.limitAt }),
      },
    ],
    silence,
    calendar: calendars.origin,
    patience: { cause: 'awaiting_number', since: parcel.shippedAt },
    facts: [evidence('shipped_without_number', { at: parcel.shippedAt })],
    learned: null,
  };
}

function neverScannedWait(input: VerdictInput, news: readonly Scan[]): Wait {
  const { parcel, limits, calendars } = input;
  const from = parcel.numberSeenAt ?? parcel.shippedAt;
  const learned = learnedSilence(input, news);
  const limitDays = learned?.limitDays ?? limits.set.neverScannedDays;
  const silence = silenceFrom(from, limitDays, calendars.origin);
  const announced = news.find((scan) => scan.milestone === 'announced');
  const notFollowed = parcel.carrierFollowedByShopify === false && !parcel.followedBySource;
  return {
    deadlines: [
      {
        kind: 'never_scanned',
        cause: notFollowed
          ? 'carrier_not_reported_by_shopify'
          : announced === undefined
            ? 'number_unknown_to_carrier'
            : 'announced_not_handed_over',
        at: silence.limitAt,
        restsOnSilence: true,
        reason: () => evidence('never_scanned_past_limit', { limitDays, limitAt: silence.limitAt }),
      },
    ],
    silence,
    calendar: calendars.origin,
    patience: { cause: 'awaiting_first_scan', since: from },
    facts: [
      evidence('number_seen', { at: from }),
      announced === undefined
        ? evidence('no_notice_either', {})
        : evidence('announced_only', { at: announced.occurredAt }),
      ...(notFollowed ? [evidence('carrier_not_followed', {})] : []),
      ...(learned === null ? [] : usualSilence(learned)),
    ],
    learned,
  };
}

function scannedWait(
  input: VerdictInput,
  news: readonly Scan[],
  proof: { scan: Scan; at: Date },
): Wait {
  const { parcel, limits, calendars } = input;
  const stage = stageOf(news, parcel);
  const learned = learnedSilence(input, news);
  const ofStage = stage === 'destination' ? calendars.destination : calendars.origin;
  const calendar = learned === null || learned.limitDays === null ? ofStage : learned.calendar;
  const inCustoms =
    proof.scan.milestone === 'import_customs' || proof.scan.milestone === 'export_customs';
  const limitDays =
    learned?.limitDays ?? (inCustoms ? limits.set.customsDays : limits.set.silentDays);
  // Nobody waited before the parcel was said to be on its way.
  const from = proof.at < parcel.shippedAt ? parcel.shippedAt : proof.at;
  const silence = silenceFrom(from, limitDays, calendar);
  const past = { from, limitDays, limitAt: silence.limitAt };
  return {
    deadlines: [
      inCustoms
        ? {
            kind: 'customs_hold',
            cause: 'customs_silent',
            at: silence.limitAt,
            restsOnSilence: true,
            reason: () => evidence('customs_past_limit', past),
          }
        : {
            kind: 'stalled',
            cause: SILENT_AT[stage],
            at: silence.limitAt,
            restsOnSilence: true,
            reason: () => evidence('silent_past_limit', past),
          },
    ],
    silence,
    calendar,
    patience: { cause: 'moving', since: proof.at },
    facts: [lastScanEvidence(proof.scan), ...(learned === null ? [] : usualSilence(learned))],
    learned,
  };
}

const SILENT_AT: Readonly<Record<Stage, Cause>> = {
  unknown: 'silent_unknown_stage',
  before_departure: 'silent_before_departure',
  after_departure: 'silent_after_departure',
  destination: 'silent_in_destination',
};

/** The promised day, or when it becomes unlikely that it is kept; without a promise the usual time. */
function lateDeadlines(input: VerdictInput, news: readonly Scan[], wait: Wait): Deadline[] {
  const { parcel, limits, calendars } = input;
  const promised = promiseOf(input, news);
  if (promised !== null) {
    const promisedOn = promisedDate(promised, (at) => calendars.destination.dateAt(at));
    const endedAt = calendars.destination.endOfDate(promisedOn);
    // A date before the shipment was promised for something else.
    if (endedAt > parcel.shippedAt) return promiseDeadlines(input, wait, { promisedOn, endedAt });
  }
  const { lateDays } = limits.set;
  if (lateDays === null) return [];
  const late = { kind: 'late', cause: 'past_usual_time', restsOnSilence: true } as const;
  const usual = usuallyArrivedBy(input);
  if (usual !== null) {
    const { at, deliveries } = usual;
    const from = parcel.numberSeenAt ?? parcel.shippedAt;
    const reason = () => evidence('usual_time_learned_passed', { from, limitAt: at, deliveries });
    return [{ ...late, at, reason }];
  }
  const at = new Date(parcel.shippedAt.getTime() + lateDays * DAY_MS);
  const { shippedAt } = parcel;
  const reason = () =>
    evidence('usual_time_passed', { shippedAt, limitDays: lateDays, limitAt: at });
  return [{ ...late, at, reason }];
}

function promiseDeadlines(
  input: VerdictInput,
  { learned, silence: { from } }: Wait,
  { promisedOn, endedAt }: { promisedOn: string; endedAt: Date },
): Deadline[] {
  const late = { kind: 'late', restsOnSilence: true } as const;
  const passed: Deadline = {
    ...late,
    cause: 'past_promised_date',
    at: endedAt,
    reason: () => evidence('promised_date_passed', { promisedOn, endedAt }),
  };
  if (learned === null) return [passed];
  const key = learned.curve.key;
  const at = promiseUnlikelyFrom(input, { key, scanAt: from, by: endedAt });
  if (at === null) return [passed];
  const reason = () => evidence('promise_unlikely', { promisedOn, from });
  // The day itself is the firmer word once it has passed.
  return [passed, { ...late, cause: 'promise_unlikely', at, reason }];
}

const DAY_MS = 86_400_000;

/** Shopify's own date for the fulfillment, else the latest scan's. */
function promiseOf({ parcel }: VerdictInput, news: readonly Scan[]): Date | null {
  if (parcel.estimatedDeliveryAt !== null) return parcel.estimatedDeliveryAt;
  return news.findLast((scan) => scan.estimatedDeliveryAt !== null)?.estimatedDeliveryAt ?? null;
}

function silenceFrom(from: Date, limitDays: number, calendar: BusinessCalendar): Silence {
  return { from, limitDays, limitAt: calendar.addWorkingDays(from, limitDays) };
}

function lastScanEvidence({ milestone, occurredAt, place }: Scan): Evidence {
  return place === null
    ? evidence('last_physical_scan', { milestone, at: occurredAt })
    : evidence('last_physical_scan_place', { milestone, at: occurredAt, place });
}
