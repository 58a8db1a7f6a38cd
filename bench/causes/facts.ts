import { crowdOf, type CountedCrowd, type DueWait } from '#app/domain/diagnosis/backlog-ratio.ts';
import type { DiagnosisFacts } from '#app/domain/diagnosis/facts.ts';
import type { SilenceCurve } from '#app/domain/lanes/silence-curve.ts';
import { legKindOf, silenceStageOf, type SilenceStage } from '#app/domain/lanes/silence-stage.ts';
import { calendarOfStage } from '#app/domain/lanes/stage-calendar.ts';
import { carrierKey, isFollowedByShopify } from '#app/domain/numbers/normalise.ts';
import { supplierKey } from '#app/domain/scorecards/score-facts.ts';
import { lastProof } from '#app/domain/verdicts/parcel-state.ts';
import { promisedDate } from '#app/domain/verdicts/promised-date.ts';
import { DEFAULT_SETTINGS } from '#app/domain/verdicts/settings.ts';
import { dueWait } from '#app/services/crowd-facts.ts';
import { diagnosisFacts } from '#app/services/diagnosis-facts.ts';
import { openStop, pastStops, type FoundStop } from './carrier-stops.ts';
import type { HeardParcel } from './ear.ts';
import type { Lessons } from './lessons.ts';

/** The silence a parcel is in, and the curve it is held against. */
export interface PresentSilence {
  from: Date;
  stage: SilenceStage;
  curve: SilenceCurve;
  /** Share of the parcels that go on which are still silent after so long. */
  survival: number;
}

/** As a verdict sees it (domain/verdicts/deadlines.ts, learned-silence.ts). */
export function presentSilence(
  { row, number, lane, news, calendars }: HeardParcel,
  { model, at }: { model: Lessons['model']; at: Date },
): PresentSilence {
  const stage = silenceStageOf(news, lane);
  const last = lastProof(news)?.at ?? number.from;
  const from = last < row.startedAt ? row.startedAt : last;
  const curve = model.curveFor({ stage, leg: legKindOf(stage, lane), ...lane });
  const calendar = calendarOfStage(stage, calendars);
  return { from, stage, curve, survival: curve.survivalAt(calendar.workingDaysBetween(from, at)) };
}

/** What a diagnosis of the parcel would be made from at `at`. */
export function factsOf(
  parcel: HeardParcel,
  {
    silence,
    learned,
    stops,
    crowds,
    at,
  }: {
    silence: PresentSilence;
    learned: Lessons;
    stops: readonly FoundStop[];
    crowds: Crowds;
    at: Date;
  },
): DiagnosisFacts {
  const { row, number, lane, news, calendars, proofs } = parcel;
  const stop = openStop(stops, { carrier: carrierKey(row.carrier), at });
  const isPromiseHeard = news.some(({ milestone }) => milestone === 'accepted');
  const promisedOn =
    row.promisedAt === null || !isPromiseHeard
      ? null
      : promisedDate(row.promisedAt, (instant) => calendars.destination.dateAt(instant));
  const { successorKnownAt: nextAt, isSuccessorHeard } = row;
  return diagnosisFacts({
    now: at,
    curve: silence.curve,
    from: silence.from,
    calendars,
    timeline: news,
    numberSeenAt: number.from,
    // Shopify answers every hour.
    source: { answeredAt: at, limitHours: DEFAULT_SETTINGS.sourceBlindHours },
    isFollowed: isFollowedByShopify(row.carrier),
    hasSharedStream: false,
    incident: stop === null ? null : { kind: 'carrier', beganAt: stop.beganAt },
    pastStops: pastStops(stops, { carrier: carrierKey(row.carrier), at }),
    others: lane.carrier === null ? null : crowds.around(parcel),
    proofs,
    // A source that follows the first number states the next one, whichever of them goes on.
    nextNumbersAt: nextAt !== null && nextAt <= at && !isSuccessorHeard ? [nextAt] : [],
    noticeShare: learned.noticeShares.get(lane.carrier ?? '') ?? null,
    supplierEarlyShare: learned.earlyShares.get(supplierKey(row.supplier) ?? '') ?? null,
    promise:
      promisedOn === null
        ? null
        : { on: promisedOn, endsAt: calendars.destination.endOfDate(promisedOn) },
    hasLastCarrier: isSuccessorHeard,
    first: { number: number.number, carrier: row.carrier },
  });
}

export interface Crowds {
  /** Waits of the other parcels that the carrier brings to the country. */
  around(parcel: HeardParcel): CountedCrowd;
}

const DAY_MS = 86_400_000;
const WATCHED_DAYS = 7;
/** Rest can make a working day last so many days at most, and holidays add so many. */
const MOST_REST = { perDay: 7 / 5, days: 14 };

/** The waits that were due in the week before `at`, by carrier and destination. */
export function crowdsAt(
  parcels: readonly HeardParcel[],
  { model, at }: { model: Lessons['model']; at: Date },
): Crowds {
  const groups = Map.groupBy(parcels, ({ lane }) => `${lane.carrier} ${lane.destination}`);
  const known = new Map<string, { parcel: HeardParcel; wait: DueWait }[]>();
  const waitsOf = (name: string) => {
    const waits = known.get(name) ?? dueWaits(groups.get(name) ?? [], { model, at });
    known.set(name, waits);
    return waits;
  };
  return {
    around: (own) =>
      crowdOf(
        waitsOf(`${own.lane.carrier} ${own.lane.destination}`).flatMap(({ parcel, wait }) =>
          parcel === own ? [] : [wait],
        ),
        at,
      ),
  };
}

function dueWaits(
  parcels: readonly HeardParcel[],
  { model, at }: { model: Lessons['model']; at: Date },
): { parcel: HeardParcel; wait: DueWait }[] {
  return parcels.flatMap((parcel) => {
    const { lane, calendars } = parcel;
    const { carrier, destination } = lane;
    if (carrier === null || destination === null) return [];
    return (parcel.journey?.silences ?? []).flatMap(({ key, from, plainDays, end }) => {
      // Cheap before dear: most waits were due long ago.
      const days = model.curveFor(key).quantile(0.9);
      const past = (at.getTime() - from.getTime()) / DAY_MS;
      if (past < days || past > days * MOST_REST.perDay + MOST_REST.days + WATCHED_DAYS) return [];
      const endedAt = end === 'moved' ? new Date(from.getTime() + plainDays * DAY_MS) : null;
      const wait = dueWait(
        { stage: key.stage, origin: key.origin, from, endedAt },
        { carrier, destination, model, calendars },
      );
      return wait === null ? [] : [{ parcel, wait }];
    });
  });
}
