import type { SilenceCause } from '#app/domain/diagnosis/causes.ts';
import { diagnose, type Diagnosis } from '#app/domain/diagnosis/diagnose.ts';
import type { History } from '../world/histories.ts';
import type { TruthRow } from '../world/rows.ts';
import { findStops } from './carrier-stops.ts';
import { createEar } from './ear.ts';
import { crowdsAt, factsOf, presentSilence, type PresentSilence } from './facts.ts';
import { learn, type Lessons } from './lessons.ts';

/** One look at a silent parcel: what was so, and what was said. */
export interface Look {
  /** The parcel and its cause: several looks at the same are one case. */
  id: string;
  truth: SilenceCause;
  /** Whether anybody follows its carrier: of the others no parcel is ever heard of, and the cause is easily named. */
  isFollowed: boolean;
  /** Every cause with its odds, likeliest first. */
  said: Diagnosis['causes'];
  /** The same by an app that no source tells a next number. */
  saidWithoutNext: Diagnosis['causes'];
}

export interface Looks {
  /** Silent for longer than nine in ten, for a cause. */
  stuck: Look[];
  /** Silent for so long with nothing wrong: the tenth that is always there. */
  slow: Look[];
  /** A usual silence with nothing wrong. Each parcel once. */
  ordinary: Look[];
}

const DAY_MS = 86_400_000;
/** A shop's history as it is when an app is installed: with less there is no model to ask. */
const FIRST_DAYS = 30;
const LEARN_EVERY_DAYS = 30;
/** Beyond it nobody asks why: the parcel is given up. */
const LONGEST_SILENCE_DAYS = 60;
/** Nine in ten of those that go on have gone on. */
const STUCK_SURVIVAL = 0.1;

/** Diagnoses the silent parcels of a history at every instant for which its truths are told. `name` tells histories apart. */
export function looksAt(history: History, name: string): Looks {
  const hear = createEar(history);
  const stops = findStops(history);
  const looks: Looks = { stuck: [], slow: [], ordinary: [] };
  const ordinary = new Set<string>();
  let lessons: { learned: Lessons; at: Date } | null = null;
  const byInstant = Map.groupBy(history.truths, ({ at }) => at.getTime());
  for (const [instant, truths] of [...byInstant].sort(([a], [b]) => a - b)) {
    if (instant - history.from.getTime() < FIRST_DAYS * DAY_MS) continue;
    const at = new Date(instant);
    const parcels = hear(at);
    if (lessons === null || instant - lessons.at.getTime() >= LEARN_EVERY_DAYS * DAY_MS) {
      lessons = { learned: learn(parcels, at), at };
    }
    const { learned } = lessons;
    const known = { learned, stops, crowds: crowdsAt(parcels, { model: learned.model, at }), at };
    const told = new Map(truths.map((truth) => [truth.parcelId, truth]));
    for (const parcel of parcels) {
      const { parcelId } = parcel.row;
      const truth = causeOf(told.get(parcelId));
      if (truth === null || parcel.ending !== null) continue;
      const id = `${name} ${parcelId} ${truth}`;
      const silence = presentSilence(parcel, { model: learned.model, at });
      const kind = kindOf(silence, { truth, at });
      // There are so many of them that each parcel once will do.
      if (kind === null || (kind === 'ordinary' && ordinary.has(id))) continue;
      if (kind === 'ordinary') ordinary.add(id);
      const facts = factsOf(parcel, { silence, ...known });
      const said = diagnose(facts).causes;
      const saidWithoutNext = diagnose({ ...facts, nextNumber: null }).causes;
      looks[kind].push({
        id,
        truth,
        isFollowed: facts.isFollowed !== false,
        said,
        saidWithoutNext,
      });
    }
  }
  return looks;
}

/** Null: nobody asks why. */
function kindOf(
  { from, survival }: PresentSilence,
  { truth, at }: { truth: SilenceCause; at: Date },
): keyof Looks | null {
  const days = (at.getTime() - from.getTime()) / DAY_MS;
  if (days < 0 || days > LONGEST_SILENCE_DAYS) return null;
  const isLong = survival < STUCK_SURVIVAL;
  if (truth === 'usual_wait') return isLong ? 'slow' : 'ordinary';
  // What has a cause and is not silent for longer than usual yet is no question either.
  return isLong ? 'stuck' : null;
}

/** Null: nobody has a number to ask about, or it has ended and the word of it is on its way. */
function causeOf(told: TruthRow | undefined): SilenceCause | null {
  if (told === undefined) return null;
  const { cause, truth } = told;
  if (cause === 'lost_at_handoff' || cause === 'lost_in_network') return 'handoff_lost';
  if (cause !== null) return cause;
  return truth === 'delivered' || truth === 'returned' || truth === 'no_number'
    ? null
    : 'usual_wait';
}
