import type { Journey } from '#app/domain/lanes/journey.ts';
import { silenceKeyText, type SilenceKey } from '#app/domain/lanes/lane-key.ts';
import { clockOf } from '#app/domain/lanes/silence-stage.ts';
import type { BusinessCalendar } from '#app/domain/shared/business-calendar.ts';
import { calendarsOf, type ParcelHistory } from './histories.ts';
import { truthOf, type Truth } from './labels.ts';
import { observe, type SetAsideCounts } from './observe.ts';

/** Whose days a rule counts: plain ones, those of the stage's clock, or business days of the side the parcel is on. */
export type Clock = 'plain' | 'stage' | 'business';

/** Parcels with what they are in truth, and all their silences in columns: a million of them must fit. */
export interface Sample {
  truths: Truth[];
  /** Silences of parcel `i`: from `starts[i]` up to `starts[i + 1]`. */
  starts: Uint32Array;
  /** Index into `keys`. */
  keyOf: Uint32Array;
  keys: SilenceKey[];
  days: Record<Clock, Float32Array>;
  /** The last silence of each stuck parcel, null of the others. */
  finals: (FinalSilence | null)[];
  laneTexts: string[];
  /** Days from each parcel's start to the end of the data. */
  ageDays: number[];
}

export function isStuck(truth: Truth): boolean {
  return truth === 'stuck' || truth === 'stuck_by_age';
}

/** The silence that never ends. */
export interface FinalSilence {
  from: Date;
  /** Whose days each clock counts; null = plain. */
  calendars: Record<Clock, BusinessCalendar | null>;
}

/**
 * Cuts parcels into silences as they are known at `dataEnd`. An open parcel that is too old (see labels.ts) never moves:
 * its last silence is one without end.
 */
export function sampleOf(
  parcels: Iterable<ParcelHistory>,
  known: { dataEnd: Date; stuckAge: number; setAside: SetAsideCounts },
): Sample {
  const truths: Truth[] = [];
  const starts = [0];
  const keyOf: number[] = [];
  const days: Record<Clock, number[]> = { plain: [], stage: [], business: [] };
  const finals: (FinalSilence | null)[] = [];
  const laneTexts: string[] = [];
  const ageDays: number[] = [];
  const keyIndex = createKeyIndex();
  for (const parcel of parcels) {
    const found = judged(parcel, known);
    if (found === null) continue;
    const { journey, truth } = found;
    for (const silence of journey.silences) {
      keyOf.push(keyIndex.of(silence.key));
      days.plain.push(silence.plainDays);
      days.stage.push(silence.days);
      const calendar = calendarsFor(silence.key).business;
      const until = new Date(silence.from.getTime() + silence.plainDays * DAY_MS);
      const isPlain = clockOf(silence.key.stage) === 'plain';
      days.business.push(
        isPlain ? (calendar?.workingDaysBetween(silence.from, until) ?? 0) : silence.days,
      );
    }
    const last = journey.silences.at(-1);
    truths.push(truth);
    starts.push(keyOf.length);
    finals.push(
      last?.end === 'stuck' ? { from: last.from, calendars: calendarsFor(last.key) } : null,
    );
    laneTexts.push(laneText(parcel));
    ageDays.push((known.dataEnd.getTime() - parcel.startedAt.getTime()) / DAY_MS);
  }
  return {
    truths,
    starts: Uint32Array.from(starts),
    keyOf: Uint32Array.from(keyOf),
    keys: keyIndex.keys,
    days: {
      plain: Float32Array.from(days.plain),
      stage: Float32Array.from(days.stage),
      business: Float32Array.from(days.business),
    },
    finals,
    laneTexts,
    ageDays,
  };
}

const DAY_MS = 86_400_000;

/** Null for parcels of which nothing can be said. A stuck one that a scan ended otherwise is undecided. */
function judged(
  parcel: ParcelHistory,
  { dataEnd, stuckAge, setAside }: { dataEnd: Date; stuckAge: number; setAside: SetAsideCounts },
): { journey: Journey; truth: Truth } | null {
  const truth = truthOf(parcel, { dataEnd, stuckAge });
  if (truth === 'too_old') {
    setAside.set('parcel_too_old', (setAside.get('parcel_too_old') ?? 0) + 1);
    return null;
  }
  const journey =
    truth === 'stuck_by_age'
      ? observe(
          { ...parcel, outcome: 'lost', endedAt: parcel.endedAt ?? dataEnd },
          dataEnd,
          setAside,
        )
      : observe(parcel, dataEnd, setAside);
  if (journey === null) return null;
  const lasts = journey.silences.at(-1)?.end === 'stuck';
  return { journey, truth: isStuck(truth) && !lasts ? 'undecided' : truth };
}

function createKeyIndex(): { keys: SilenceKey[]; of(key: SilenceKey): number } {
  const keys: SilenceKey[] = [];
  const indices = new Map<string, number>();
  return {
    keys,
    of(key) {
      const text = silenceKeyText(key);
      const known = indices.get(text);
      if (known !== undefined) return known;
      indices.set(text, keys.length);
      keys.push(key);
      return keys.length - 1;
    },
  };
}

/** Business days on the way between two countries are those of the country it goes to. */
function calendarsFor(key: SilenceKey): Record<Clock, BusinessCalendar | null> {
  const { origin, destination } = calendarsOf(key);
  const clock = clockOf(key.stage);
  const stage = clock === 'plain' ? null : clock === 'origin' ? origin : destination;
  return { plain: null, stage, business: stage ?? destination };
}

/** What makes a lane the same lane. */
export function laneText({ lane }: Pick<ParcelHistory, 'lane'>): string {
  return `${lane.carrier ?? ''}|${lane.origin ?? ''}|${lane.destination ?? ''}`;
}
