import type { CellKind, SetAsideCount, StoredCell } from '#app/db/lane-cells.server.ts';
import type { StoredLesson } from '#app/db/lane-journeys.server.ts';
import { pitBinOf, PIT_BIN_COUNT } from '#app/domain/lanes/delivery/calibration.ts';
import type { RemainingModel } from '#app/domain/lanes/delivery/remaining-model.ts';
import type { Journey } from '#app/domain/lanes/journey.ts';
import { silenceKeyText, type Lane, type SilenceKey } from '#app/domain/lanes/lane-key.ts';
import { periodOf } from '#app/domain/lanes/periods.ts';
import { legKindOf, type SilenceStage } from '#app/domain/lanes/silence-stage.ts';
import { BIN_COUNT, binOf } from '#app/domain/lanes/time-bins.ts';
import type { BusinessCalendar } from '#app/domain/shared/business-calendar.ts';

/** What was learned from a parcel: enough to take it back again. */
export type Lesson = Omit<StoredLesson, 'fulfillmentId' | 'position'>;

/** What is to be added to the counters (or taken off, where it is negative). */
export interface Tally {
  cells: Map<string, StoredCell>;
  setAside: Map<string, SetAsideCount>;
}

export function emptyTally(): Tally {
  return { cells: new Map(), setAside: new Map() };
}

/**
 * The lesson of a journey. Times to the delivery are compared with what `expected` had said of them, if that was made before
 * the parcel arrived and counts the same kind of days: what a model has seen already says nothing about it.
 */
export function lessonOf(
  journey: Journey,
  {
    destination,
    expected,
    before,
    setAside,
  }: {
    destination: BusinessCalendar;
    expected: { model: RemainingModel; madeAt: Date; businessDays: boolean } | null;
    /** What was learned from the parcel last time: what was expected then stays. */
    before: Lesson | null;
    setAside: Record<string, number>;
  },
): Lesson {
  const { outcome, lane, startedAt } = journey;
  const endedAt = outcome === 'open' ? null : journey.endedAt;
  const arrivedAt = outcome === 'delivered' ? endedAt : null;
  const isNews =
    expected !== null &&
    arrivedAt !== null &&
    arrivedAt > expected.madeAt &&
    expected.businessDays === destination.businessDays;
  const silences = journey.silences.map((silence) => {
    const kept = {
      stage: silence.key.stage,
      end: silence.end,
      fromMs: silence.from.getTime(),
      days: rounded(silence.days),
      plainDays: rounded(silence.plainDays),
    };
    if (arrivedAt === null) return { ...kept, remainingBin: null, pitBin: null };
    const left = destination.workingDaysBetween(silence.from, arrivedAt);
    const remainingBin = binOf(left);
    const same = before?.silences.find(
      ({ stage, fromMs }) => stage === kept.stage && fromMs === kept.fromMs,
    );
    const pitBin =
      same !== undefined && same.remainingBin === remainingBin
        ? same.pitBin
        : isNews
          ? pitBinOf(expected.model.curveFor(silence.key).expectedShare(left))
          : null;
    return { ...kept, remainingBin, pitBin };
  });
  return { outcome, lane, startedAt, endedAt, silences, setAside };
}

/** A parcel that teaches nothing, and why. */
export function emptyLesson(
  reason: string,
  { lane, startedAt }: { lane: Lane; startedAt: Date },
): Lesson {
  return {
    outcome: null,
    lane,
    startedAt,
    endedAt: null,
    silences: [],
    setAside: { [reason]: 1 },
  };
}

/** A tenth of a minute is finer than any bin. */
function rounded(days: number): number {
  return Math.round(days * 10_000) / 10_000;
}

const DAY_MS = 86_400_000;

/**
 * Adds `times` a lesson to a tally. It rests on the lesson alone, as it is kept: what was added can be taken off exactly,
 * whatever calendars and models say by then. Only silences that ended are counted; an open one is counted while it lasts.
 */
export function countLesson(tally: Tally, lesson: Lesson, times: 1 | -1): void {
  const { lane, endedAt } = lesson;
  for (const silence of lesson.silences) {
    const { stage, end, fromMs, days, plainDays, remainingBin, pitBin } = silence;
    const key = silenceKeyText(keyOf(stage, lane));
    const heardAt = new Date(fromMs + plainDays * DAY_MS);
    if (end === 'moved') count(cellOf(tally, 'silence', key, heardAt), binOf(days), times);
    if (end === 'stuck') cellOf(tally, 'silence', key, endedAt ?? heardAt).stuck += times;
    if (endedAt === null) continue;
    if (remainingBin !== null) count(cellOf(tally, 'remaining', key, endedAt), remainingBin, times);
    if (pitBin !== null) count(cellOf(tally, 'pit', key, endedAt), pitBin, times);
  }
  const period = periodOf(lesson.startedAt);
  for (const [reason, often] of Object.entries(lesson.setAside)) {
    const id = `${reason} ${period}`;
    const known = tally.setAside.get(id) ?? { reason, period, count: 0 };
    known.count += times * often;
    tally.setAside.set(id, known);
  }
}

const ZEROS = {
  silence: Array.from({ length: BIN_COUNT }, () => 0),
  remaining: Array.from({ length: BIN_COUNT }, () => 0),
  pit: Array.from({ length: PIT_BIN_COUNT }, () => 0),
} as const;

function cellOf(tally: Tally, kind: CellKind, key: string, at: Date): StoredCell {
  const period = periodOf(at);
  const id = `${kind} ${period} ${key}`;
  const known = tally.cells.get(id);
  if (known !== undefined) return known;
  const bins = [...ZEROS[kind]];
  const created = { kind, key, period, bins, stuck: 0 };
  tally.cells.set(id, created);
  return created;
}

function count({ bins }: StoredCell, bin: number, times: 1 | -1): void {
  bins[bin] = (bins[bin] ?? 0) + times;
}

/** What a wait at a stage of a lane is counted under. */
export function keyOf(stage: SilenceStage, lane: Lane): SilenceKey {
  return { stage, leg: legKindOf(stage, lane), ...lane };
}
